import { second } from '../../kernel/clock.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import type { StepName } from '../../storefronts/alphabet.ts'
import type { StorefrontOrder } from '../../storefronts/orders.ts'
import type { StepRefusal } from '../../storefronts/read-answer.ts'
import { orderSteps, stepOf } from '../../storefronts/walk.ts'
import { show, viewOf } from '../http/site.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import { labelOf } from './label-words.ts'
import { logInPage } from './login-pages.tsx'
import { OrderBrief, OrderSummary } from './order-summary.tsx'
import { asksToWait, fieldOf, refusalSentence, wayOut } from './refusal-words.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** A refusal to be shown at a step. */
export interface Refused {
  readonly refusal: StepRefusal
  readonly facts: RefusalFacts
  /** the card number as it was typed, to be corrected; never a code */
  readonly typed?: string | undefined
}

interface StepView {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly problems: readonly FieldProblem[]
  readonly typed: string | undefined
}

type Drawn = ReturnType<typeof parts.Page>

/** How each letter of the alphabet that is walked with an order is drawn. */
const drawers: Partial<
  Record<StepName, { title: 'chooseMethod' | 'payTitle' | 'otpTitle'; draw(view: StepView): Drawn }>
> = {
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
  if (order.step === 'log_in')
    return logInPage(c, shop, { next: path(shop, `/pesanan/${order.orderNo}`), order })
  const drawer = drawers[order.step as StepName]
  if (!drawer) throw new Error(`${shop.journey.id} stands at ${order.step}, which nobody draws`)
  await shop.sessions.ensure(c)
  const language = c.get('language')
  const problems = refused ? problemsOf(order.step, refused, language) : []
  const blocked = problems.some(({ field }) => field === '')
  const title = words[language][drawer.title]
  const steps = orderSteps(shop.journey).filter(({ step }) => step !== 'log_in')
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} failed={problems.length > 0} width="full">
      <div class="two">
        <div class="flow measure">
          <parts.Steps
            labels={steps.map(({ step }) => words[language][drawers[step]?.title ?? 'payTitle'])}
            current={steps.findIndex(({ step }) => step === order.step)}
          />
          {blocked && refused ? (
            <Blocked shop={shop} order={order} refused={refused} language={language} />
          ) : (
            <parts.ErrorSummary problems={problems} />
          )}
          <h1>{title}</h1>
          {drawer.draw({ c, shop, order, problems, typed: refused?.typed })}
        </div>
        <div class="side flow">
          <OrderSummary c={c} shop={shop} order={order} />
        </div>
      </div>
    </parts.Page>,
    refused ? 422 : 200,
  )
}

function problemsOf(step: string, { refusal, facts }: Refused, language: Language): FieldProblem[] {
  return [{ field: shownField(step, refusal), message: refusalSentence(refusal, facts, language) }]
}

// A refusal of the card may come while the code is asked for, where the page has no such field.
function shownField(step: string, refusal: StepRefusal): string {
  const field = fieldOf(refusal)
  if (step === 'enter_card') return field === 'card_number' ? field : ''
  return step === 'enter_otp' && field === 'otp' ? field : ''
}

interface BlockedBy {
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly refused: Refused
  readonly language: Language
}

/** A refusal that no correction on this page can heal: what is wrong, why, and where to go on. */
function Blocked({ shop, order, refused, language }: BlockedBy) {
  const said = words[language]
  const way = wayOut(refused.refusal)
  const waits = asksToWait(refused.refusal)
  const addresses = {
    course: path(shop, `/kursus/${order.courseSlug}`),
    courses: path(shop, '/kursus'),
    history: path(shop, '/riwayat'),
    account: path(shop, '/akun'),
    card: '/kartu',
  }
  return (
    <div class={`notice ${waits ? 'warning' : 'error'}`} role="alert" tabindex={-1} autofocus id="salah">
      <parts.Icon name={waits ? 'clock' : 'error'} />
      <div class="stack">
        <h2>{waits ? said.waitFirst : said.notPaid}</h2>
        <p>{refusalSentence(refused.refusal, refused.facts, language)}</p>
        {way ? (
          <p>
            <a href={addresses[way]}>{said[`way_${way}`]}</a>
          </p>
        ) : (
          ''
        )}
      </div>
    </div>
  )
}

function ChoosePayment({ c, shop, order }: StepView) {
  const said = words[c.get('language')]
  const label = labelOf(stepOf(shop.journey, 'choose_payment'), c.get('language'))
  return (
    <>
      <OrderBrief c={c} order={order} />
      <parts.Form action={stepPath(shop, order)}>
        <p>{said.chooseMethodLead}</p>
        <parts.Button name="method" value="kartu_prakerja">
          {label}
        </parts.Button>
        <p class="small muted">{said.cardMethodHint}</p>
      </parts.Form>
    </>
  )
}

function EnterCard({ c, shop, order, problems, typed }: StepView) {
  const language = c.get('language')
  const said = words[language]
  const label = labelOf(stepOf(shop.journey, 'enter_card'), language)
  return (
    <>
      <OrderBrief
        c={c}
        order={order}
        line={order.lapsesAt && said.orderWaitsText(formatDeadline(order.lapsesAt, language))}
      />
      <parts.Form action={stepPath(shop, order)}>
        <parts.CardNumberField
          label={said.cardField}
          value={typed}
          error={problems.find(({ field }) => field === 'card_number')?.message}
        />
        <parts.Button>{label}</parts.Button>
        <p class="small muted">
          {said.cardHint}{' '}
          <a href="/kartu" target="_blank" rel="noopener">
            {said.cardHintLink}
          </a>
        </p>
      </parts.Form>
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
  const again = path(shop, `/pesanan/${order.orderNo}/kirim-ulang`)
  const expired = otpExpiresAt !== undefined && Date.parse(otpExpiresAt) <= now
  return (
    <>
      <OrderBrief c={c} order={order} line={`${order.institution} · ${said.cardEnding(cardTail)}`} />
      {expired ? (
        <CodeExpired action={again} language={language} quiet={problems.length > 0} />
      ) : (
        <>
          <parts.Form action={stepPath(shop, order)}>
            <parts.OtpField
              hint={said.otpHint}
              error={problems.find(({ field }) => field === 'otp')?.message}
              autofocus={problems.length === 0}
            />
            {otpExpiresAt ? (
              <p class="small muted">{said.otpUntil(formatInstant(new Date(otpExpiresAt), language))}</p>
            ) : (
              ''
            )}
            <parts.Button>
              {label} {amount}
            </parts.Button>
          </parts.Form>
          <parts.ResendOtp action={again} waitSeconds={Math.max(waitSeconds, 0)} />
        </>
      )}
      <details>
        <summary>{said.otpHelp}</summary>
        <ul class="list">
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

/** The code is too old to be worth typing: the one thing to do is to ask for another. */
function CodeExpired(props: { action: string; language: Language; quiet: boolean }) {
  const said = words[props.language]
  return (
    <>
      {props.quiet ? (
        ''
      ) : (
        <parts.Notice tone="warning" title={said.otpExpired}>
          <p>{said.otpExpiredText}</p>
        </parts.Notice>
      )}
      <parts.Form action={props.action}>
        <parts.Button>{said.otpAgain}</parts.Button>
      </parts.Form>
    </>
  )
}

function stepPath(shop: Shop, order: StorefrontOrder): string {
  return path(shop, `/pesanan/${order.orderNo}/${order.step}`)
}

/** An order that was not paid in time. */
export function lapsedPage(c: Request, shop: Shop, order: StorefrontOrder): Response {
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.lapsedTitle}>
      <h1>{said.lapsedTitle}</h1>
      <parts.Notice tone="warning" title={said.lapsedNotice}>
        <p>{said.lapsedText}</p>
      </parts.Notice>
      <OrderBrief c={c} order={order} />
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
