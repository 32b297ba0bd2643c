import { localPhone } from '../../../kernel/phone.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { AskedStep } from '../../../storefronts/journey.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import {
  type FormAnswers,
  type RefusedAnswer,
  stepRefusals,
} from '../../../storefronts/orders/read-answer.ts'
import { type StepOf, stepTypes } from '../../../storefronts/step-types.ts'
import { askedFrom, asksWhoBuys, mayReturn, orderSteps } from '../../../storefronts/walk.ts'
import { show, viewOf } from '../../http/site.ts'
import type { FieldProblem } from '../../parts/notice.tsx'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { logInPage } from '../account/login-pages.tsx'
import { labelOf, titleOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { Blocked, CodeExpired, wayFor } from './blocked.tsx'
import { OrderBrief, OrderSummary } from './order-summary.tsx'
import { codeExpired, stoppedUntil } from './otp-step.tsx'
import { asksToWait, fieldOf } from './refused-fields.ts'
import { drawers, lineOf, PromoField } from './step-drawers.tsx'
import type { StepView } from './step-view.ts'

/** What was wrong with an answer, to be shown where it was given. */
export interface Refused {
  readonly refusals: readonly RefusedAnswer[]
  /** the form as it was sent, to be corrected; never a code */
  readonly typed: FormAnswers
}

/** The page of the step at which an open order stands, with all that is asked together with it. */
export async function stepPage(
  c: Request,
  shop: Shop,
  order: StorefrontOrder,
  refused?: Refused,
): Promise<Response> {
  const next = path(shop, `/pesanan/${order.orderNo}`)
  if (asksWhoBuys(order.step)) return accountPages[order.step](c, shop, order, next)
  const page = askedFrom(shop.journey, order.step)
  if (page.length === 0)
    throw new Error(`${shop.journey.id} stands at ${order.step}, which its journey never asks`)
  const language = c.get('language')
  const fields = page.flatMap(fieldsOf)
  const problems = (refused?.refusals ?? []).map((refusal) => problemOf(refusal, fields, language))
  const blocking = refused?.refusals.find((_refusal, index) => problems[index]?.field === '')
  const title = titleOfPage(shop, page, language)
  const way = blocking && (await wayFor(shop, order, blocking.refusal))
  // Pages of one name are one step to the buyer.
  const names = pagesOf(shop).map((one) => titleOfPage(shop, one, language))
  const labels = names.filter((name, at) => name !== names[at - 1])
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} failed={problems.length > 0} width="full">
      <div class="two">
        <div class="flow measure">
          {labels.length > 1 ? <parts.Steps labels={labels} current={labels.indexOf(title)} /> : ''}
          {blocking ? (
            <Blocked shop={shop} order={order} refused={blocking} language={language} way={way} />
          ) : (
            <parts.ErrorSummary problems={problems} />
          )}
          <h1>{title}</h1>
          <OrderBrief c={c} order={order} line={lineOf(shop, order, language)} />
          <EarlierOnThisPage c={c} shop={shop} order={order} page={page} />
          <PageForm c={c} shop={shop} order={order} page={page} refused={refused} problems={problems} />
        </div>
        <div class="side flow">
          <OrderSummary c={c} shop={shop} order={order} />
        </div>
      </div>
    </parts.Page>,
    refused && problems.length > 0 ? 422 : 200,
  )
}

type AccountPage = (
  c: Request,
  shop: Shop,
  order: StorefrontOrder,
  next: string,
) => Response | Promise<Response>

/** Where it is asked who buys, in the middle of an order; `next` is the way back to it. */
export const accountPages: Readonly<Record<StepOf<'account'>, AccountPage>> = {
  log_in: (c, shop, order, next) => logInPage(c, shop, { next, order }),
  log_in_elsewhere: (c, shop, order, next) => logInPage(c, shop, { next, order }),
  verify_phone: (c, shop, _order, next) => goTo(c, path(shop, `/akun/hp?lanjut=${encodeURIComponent(next)}`)),
}

interface PageOfSteps {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly page: readonly AskedStep[]
}

interface PageFormProps extends PageOfSteps {
  readonly refused: Refused | undefined
  readonly problems: readonly FieldProblem[]
}

/** All that a page asks, in one form; its button is that of the last step. */
function PageForm({ c, shop, order, page, refused, problems }: PageFormProps) {
  const language = c.get('language')
  const views = page.map(
    (step): StepView => ({
      c,
      shop,
      order,
      step,
      alone: page.length === 1,
      typed: refused?.typed ?? {},
      waits: refused?.refusals.some(({ refusal }) => asksToWait(refusal)) ?? false,
      errorOf: (field) => problems.find((problem) => problem.field === field)?.message,
    }),
  )
  const last = views.at(-1)!
  const promo = last.step.effects?.includes('apply_promo')
  const waits = page.some(({ step }) => step === 'enter_otp')
  const stopped = stoppedUntil({ shop, order })
  return (
    <>
      {waits && stopped ? (
        problems.length > 0 ? (
          ''
        ) : (
          <Blocked
            shop={shop}
            order={order}
            refused={{ refusal: 'too_many_tries', facts: { until: stopped } }}
            language={language}
          />
        )
      ) : waits && codeExpired({ shop, order }) ? (
        <CodeExpired shop={shop} order={order} language={language} quiet={problems.length > 0} />
      ) : (
        <parts.Form action={path(shop, `/pesanan/${order.orderNo}/${order.step}`)}>
          {promo ? <EnterKey /> : ''}
          {views.map((view) => drawers[view.step.step].questions?.(view) ?? '')}
          {promo ? PromoField(last) : ''}
          {drawers[last.step.step].button?.(last) ?? (
            <parts.Button>{labelOf(shop, last.step.step, language)}</parts.Button>
          )}
        </parts.Form>
      )}
      {views.map((view) => drawers[view.step.step].below?.(view) ?? '')}
    </>
  )
}

/** The Enter key presses a form's first button: this one goes on, with all that is typed; it is nowhere to be seen. */
function EnterKey() {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: the tabindex takes it out of the order of focus
  return <button type="submit" class="hidden" tabindex={-1} aria-hidden="true" />
}

/** Where the page before had the same name, it is one page to the buyer: what was answered stays in sight. */
function EarlierOnThisPage({ c, shop, order, page }: PageOfSteps) {
  const language = c.get('language')
  const said = words[language]
  const pages = pagesOf(shop)
  const before = pages[pages.findIndex(([first]) => first?.step === page[0]?.step) - 1]
  const { identity, cardTail } = order.answers
  const first = before?.[0]
  if (!first || titleOfPage(shop, before, language) !== titleOfPage(shop, page, language)) return null
  return (
    <>
      <parts.SummaryList
        rows={[
          ...(identity
            ? [
                { label: said.name, value: identity.name },
                { label: said.email, value: identity.email },
                { label: said.phone, value: localPhone(identity.phone) },
                { label: said.city, value: identity.city },
              ]
            : []),
          ...(cardTail ? [{ label: 'Kartu Prakerja', value: `•••• ${cardTail}` }] : []),
        ]}
      />
      {mayReturn(shop.journey, order.step, first.step) ? (
        <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kembali`)} plain>
          <parts.Button look="plain" name="to" value={first.step}>
            {said.changeAnswers}
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </>
  )
}

/** The pages of an order, each with the steps that it asks. */
function pagesOf({ journey }: Shop): (readonly AskedStep[])[] {
  const steps = orderSteps(journey).filter(({ step }) => stepTypes[step].stage === 'order')
  return steps.filter((_step, at) => !steps[at - 1]?.withNext).map(({ step }) => askedFrom(journey, step))
}

function titleOfPage(shop: Shop, page: readonly AskedStep[], language: Language): string {
  const own = page.map(({ step }) => titleOf(shop, step, language)).find((title) => title !== undefined)
  return own ?? words[language][drawers[page[0]!.step].title]
}

function fieldsOf({ step, effects = [] }: AskedStep): readonly string[] {
  return [...drawers[step].fields, ...(effects.includes('apply_promo') ? ['promo_code'] : [])]
}

// A refusal of the card may come while the code is asked for, where the page has no such field.
function problemOf(
  { refusal, facts }: RefusedAnswer,
  fields: readonly string[],
  language: Language,
): FieldProblem {
  const field = fieldOf(refusal)
  const message = sentenceOf(stepRefusals, refusal, facts, language)
  return { field: fields.includes(field) ? field : '', message }
}

/** An order that was not paid in time. */
export function lapsedPage(c: Request, shop: Shop, order: StorefrontOrder): Response {
  const said = words[c.get('language')]
  const ended = order.status === 'cancelled'
  return showPage(
    c,
    { title: ended ? said.endedTitle : said.lapsedTitle, status: 410 },
    <>
      <parts.Notice tone="warning" title={said.lapsedNotice}>
        <p>{ended ? said.endedText : said.lapsedText}</p>
      </parts.Notice>
      <OrderBrief c={c} order={order} />
      <parts.Buttons>
        <parts.LinkButton href={ended ? '/kartu' : path(shop, `/kursus/${order.courseSlug}`)}>
          {ended ? said.way_card : said.buyAgain}
        </parts.LinkButton>
        <parts.LinkButton look="second" href={path(shop, '/riwayat')}>
          {said.history}
        </parts.LinkButton>
      </parts.Buttons>
    </>,
  )
}
