import { second } from '../../kernel/clock.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import type { StepName } from '../../storefronts/alphabet.ts'
import type { StepRefusal } from '../../storefronts/answer-step.ts'
import type { StorefrontOrder } from '../../storefronts/orders.ts'
import { orderSteps, stepOf } from '../../storefronts/walk.ts'
import { show, viewOf } from '../http/site.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import type { SummaryRow } from '../parts/summary-list.tsx'
import { labelOf } from './label-words.ts'
import { logInPage } from './login-pages.tsx'
import { fieldOf, refusalSentence } from './refusal-words.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** A refusal to be shown at a step. */
export interface Refused {
  readonly refusal: StepRefusal
  readonly facts: RefusalFacts
}

interface StepView {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly problems: readonly FieldProblem[]
}

type Drawn = ReturnType<typeof parts.Page>

/** How each letter of the alphabet that is walked with an order is drawn. */
const drawers: Partial<Record<StepName, { title: 'chooseMethod' | 'payTitle' | 'otpTitle'; draw(view: StepView): Drawn }>> = {
  choose_payment: { title: 'chooseMethod', draw: ChoosePayment },
  enter_card: { title: 'payTitle', draw: EnterCard },
  enter_otp: { title: 'otpTitle', draw: EnterOtp },
}

/** The page of the step at which an open order stands. */
export async function stepPage(
  c: Request,
  shop: Shop,
  order: StorefrontOrder,
  refused?: Refused,
): Promise<Response> {
  if (order.step === 'log_in') return logInPage(c, shop, { next: path(shop, `/pesanan/${order.orderNo}`) })
  const drawer = drawers[order.step as StepName]
  if (!drawer) throw new Error(`${shop.journey.id} stands at ${order.step}, which nobody draws`)
  await shop.sessions.ensure(c)
  const language = c.get('language')
  const problems = refused
    ? [{ field: shownField(order.step, refused.refusal), message: refusalSentence(refused.refusal, refused.facts, language) }]
    : []
  const title = words[language][drawer.title]
  const steps = orderSteps(shop.journey).filter(({ step }) => step !== 'log_in')
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} failed={problems.length > 0}>
      <parts.Steps
        labels={steps.map(({ step }) => words[language][drawers[step]?.title ?? 'payTitle'])}
        current={steps.findIndex(({ step }) => step === order.step)}
      />
      <parts.ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {drawer.draw({ c, shop, order, problems })}
    </parts.Page>,
    refused ? 422 : 200,
  )
}

// A refusal of the card may come while the code is asked for, where the page has no such field.
function shownField(step: string, refusal: StepRefusal): string {
  const field = fieldOf(refusal)
  if (step === 'enter_card') return field === 'card_number' ? field : ''
  return step === 'enter_otp' && field === 'otp' ? field : ''
}

function ChoosePayment({ c, shop, order }: StepView) {
  const said = words[c.get('language')]
  const label = labelOf(stepOf(shop.journey, 'choose_payment'), c.get('language'))
  return (
    <>
      <p class="lead">{said.chooseMethodLead}</p>
      <h2>{said.methodGroup}</h2>
      <parts.Form action={stepPath(shop, order)}>
        <parts.Button name="method" value="kartu_prakerja">
          {label}
        </parts.Button>
        <p class="small muted">{said.cardMethodHint}</p>
      </parts.Form>
      <OrderSummary c={c} shop={shop} order={order} />
    </>
  )
}

function EnterCard({ c, shop, order, problems }: StepView) {
  const language = c.get('language')
  const said = words[language]
  const label = labelOf(stepOf(shop.journey, 'enter_card'), language)
  return (
    <>
      {order.lapsesAt && problems.length === 0 ? (
        <parts.Notice tone="success" title={said.orderWaits}>
          <p>{said.orderWaitsText(formatDeadline(order.lapsesAt, language))}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <parts.Form action={stepPath(shop, order)}>
        <parts.CardNumberField error={problems.find(({ field }) => field === 'card_number')?.message} />
        <p class="small muted">{said.cardHint}</p>
        <parts.Button>{label}</parts.Button>
      </parts.Form>
      <OrderSummary c={c} shop={shop} order={order} />
      <p class="small muted">{said.balanceNote}</p>
    </>
  )
}

function EnterOtp({ c, shop, order, problems }: StepView) {
  const language = c.get('language')
  const said = words[language]
  const { otpExpiresAt, otpAgainAt, cardTail = '' } = order.answers
  const now = shop.storefronts.ctx.clock.now().getTime()
  const waitSeconds = otpAgainAt ? Math.ceil((Date.parse(otpAgainAt) - now) / second) : 0
  const label = labelOf(stepOf(shop.journey, 'enter_otp'), language)
  const amount = formatRupiah(order.price - order.discount)
  return (
    <>
      <p class="lead">{said.otpLead}</p>
      <p>
        {order.courseTitle} · <strong class="number">{amount}</strong> · {said.cardEnding(cardTail)}
      </p>
      <parts.Form action={stepPath(shop, order)}>
        <parts.OtpField error={problems.find(({ field }) => field === 'otp')?.message} autofocus={problems.length === 0} />
        {otpExpiresAt ? (
          <p class="small muted">{said.otpUntil(formatInstant(new Date(otpExpiresAt), language))}</p>
        ) : (
          ''
        )}
        <parts.Button>
          {label} {amount}
        </parts.Button>
      </parts.Form>
      <parts.ResendOtp
        action={path(shop, `/pesanan/${order.orderNo}/kirim-ulang`)}
        waitSeconds={Math.max(waitSeconds, 0)}
      />
      <details>
        <summary>{said.otpHelp}</summary>
        <ul>
          {said.otpHelpItems.split('\n').map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </details>
      <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kembali`)} plain>
        <parts.Button look="plain" name="to" value="enter_card">
          {said.changeCard}
        </parts.Button>
      </parts.Form>
    </>
  )
}

function stepPath(shop: Shop, order: StorefrontOrder): string {
  return path(shop, `/pesanan/${order.orderNo}/${order.step}`)
}

/** Everything about an order on one list, to be checked before paying. */
export function OrderSummary({ c, shop, order }: { c: Request; shop: Shop; order: StorefrontOrder }) {
  const language = c.get('language')
  const said = words[language]
  const rows: SummaryRow[] = [
    { label: said.course, value: order.courseTitle, change: path(shop, `/kursus/${order.courseSlug}`) },
    { label: said.by, value: order.institution },
    { label: said.storefront, value: shop.journey.name },
    {
      label: said.schedule,
      value: order.startsAt ? formatInstant(order.startsAt, language) : said.anyTime,
    },
    { label: said.delivery, value: said.deliveryDirect },
    { label: said.cancelUntil, value: said.cancelRule },
    ...(order.placedAt ? [{ label: said.order, value: order.orderNo }] : []),
    ...(order.lapsesAt
      ? [{ label: said.payBefore, value: formatDeadline(order.lapsesAt, language) }]
      : []),
    { label: said.price, value: formatRupiah(order.price) },
    ...(order.discount > 0 ? [{ label: said.discount, value: formatRupiah(-order.discount) }] : []),
    { label: said.total, value: formatRupiah(order.price - order.discount), total: true },
  ]
  return (
    <>
      <h2>{said.orderDetail}</h2>
      <parts.SummaryList rows={rows} />
    </>
  )
}

/** An order that was not paid in time. */
export function lapsedPage(c: Request, shop: Shop, order: StorefrontOrder): Response {
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.lapsedTitle}>
      <h1>{said.lapsedTitle}</h1>
      <parts.Notice tone="warning">
        <p>{said.lapsedText}</p>
      </parts.Notice>
      <p>
        {said.course}: <strong>{order.courseTitle}</strong>
      </p>
      <parts.Buttons>
        <parts.LinkButton href={path(shop, `/kursus/${order.courseSlug}`)}>{said.buyAgain}</parts.LinkButton>
        <parts.LinkButton look="second" href={path(shop, '/riwayat')}>
          {said.history}
        </parts.LinkButton>
      </parts.Buttons>
    </parts.Page>,
    410,
  )
}
