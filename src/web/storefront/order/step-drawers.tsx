import { second } from '../../../kernel/clock.ts'
import { localPhone } from '../../../kernel/phone.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, type Language } from '../../../kernel/wib.ts'
import type { AskedStep } from '../../../storefronts/journey.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { FormAnswers } from '../../../storefronts/orders/read-answer.ts'
import type { StepName, StepOf } from '../../../storefronts/step-types.ts'
import { mayReturn } from '../../../storefronts/walk.ts'
import * as parts from '../../parts/parts.ts'
import { labelOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'

/** One step, as it is drawn on the page that it may share with others. */
export interface StepView {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly step: AskedStep
  /** the only step of its page */
  readonly alone: boolean
  readonly typed: FormAnswers
  /** a notice above says how long to wait; nothing else on the page counts another time */
  readonly waits: boolean
  errorOf(field: string): string | undefined
}

type Drawn = ReturnType<typeof parts.Page> | ''

/** How a step type is drawn: its questions inside the page's form, and what stands below the form. */
export interface Drawer {
  /** what the page is called where the storefront has no name for it */
  readonly title: StepTitle
  /** the fields that it asks, to which a refusal may belong */
  readonly fields: readonly string[]
  readonly questions?: (view: StepView) => Drawn
  /** instead of a plain button with the step's label */
  readonly button?: (view: StepView) => Drawn
  readonly below?: (view: StepView) => Drawn
}

type StepTitle =
  | 'checkTitle'
  | 'chooseMethod'
  | 'applyTitle'
  | 'identityTitle'
  | 'payTitle'
  | 'confirmTitle'
  | 'otpTitle'

/** Every step that a page of an order asks. */
export const drawers: Readonly<Record<StepOf<'order'>, Drawer>> = {
  see_methods: { title: 'checkTitle', fields: [], questions: Balance, button: MethodsButton },
  choose_payment: {
    title: 'chooseMethod',
    fields: ['method'],
    questions: PaymentMethod,
    button: MethodButton,
  },
  apply: { title: 'applyTitle', fields: [], questions: Application },
  fill_identity: {
    title: 'identityTitle',
    fields: ['identity_name', 'identity_email', 'identity_phone', 'identity_city'],
    questions: IdentityFields,
  },
  enter_card: { title: 'payTitle', fields: ['card_number'], questions: CardNumber },
  use_own_card: { title: 'payTitle', fields: [], questions: OwnCard },
  confirm_payment: { title: 'confirmTitle', fields: [], questions: ConfirmPayment, below: ChangeCard },
  enter_otp: { title: 'otpTitle', fields: ['otp'], questions: Otp, below: OtpTroubles },
  agree_terms: { title: 'checkTitle', fields: ['terms'], questions: Terms },
  submit_order: { title: 'checkTitle', fields: [] },
}

function saidIn({ c }: StepView) {
  return words[c.get('language')]
}

function Balance(view: StepView) {
  return <p>{saidIn(view).checkLead}</p>
}

function Application(view: StepView) {
  return <p>{saidIn(view).applyLead}</p>
}

/** What there is to see all of stands above the button. */
function MethodsButton(view: StepView) {
  return (
    <>
      <h2>{saidIn(view).methods}</h2>
      <parts.Button>{labelOf(view.shop, view.step.step, view.c.get('language'))}</parts.Button>
    </>
  )
}

function PaymentMethod(view: StepView) {
  const said = saidIn(view)
  const language = view.c.get('language')
  const group = view.step.labels[1] && labelOf(view.shop, view.step.step, language, 1)
  if (view.alone)
    return (
      <>
        <p>{said.chooseMethodLead}</p>
        {/* the Enter key chooses it too, where no button is pressed */}
        <input type="hidden" name="method" value="kartu_prakerja" />
        {group ? <h2>{group}</h2> : ''}
      </>
    )
  return (
    <parts.Radios
      name="method"
      label={said.chooseMethod}
      value={view.typed.method ?? 'kartu_prakerja'}
      error={view.errorOf('method')}
      options={[
        {
          value: 'kartu_prakerja',
          label: labelOf(view.shop, view.step.step, language),
          hint: said.cardMethod,
        },
      ]}
    />
  )
}

function MethodButton(view: StepView) {
  const said = saidIn(view)
  const emailed = view.step.effects?.includes('email_order')
  return (
    <>
      <parts.Button name="method" value="kartu_prakerja">
        {labelOf(view.shop, view.step.step, view.c.get('language'))}
      </parts.Button>
      <p class="small muted">{emailed ? said.cardMethodHint : said.cardMethod}</p>
    </>
  )
}

function IdentityFields(view: StepView) {
  const said = saidIn(view)
  const kept = view.order.answers.identity
  const { name, email, phone } = view.order
  // Whoever buys has an account here: what it knows is not asked for again.
  const known = { name, email, phone, city: undefined, ...kept }
  const asked = (name: 'name' | 'email' | 'phone' | 'city') => ({
    name: `identity_${name}`,
    value: view.typed[`identity_${name}`] ?? (name === 'phone' ? localPhone(known.phone) : known[name]),
    error: view.errorOf(`identity_${name}`),
  })
  return (
    <fieldset class="stack">
      <legend>
        <h2>{said.identity}</h2>
      </legend>
      <parts.Field {...asked('name')} label={said.name} autocomplete="name" />
      <parts.Field {...asked('email')} label={said.email} type="email" autocomplete="email" />
      <parts.Field {...asked('phone')} label={said.phone} type="tel" autocomplete="tel" />
      <parts.Field {...asked('city')} label={said.city} autocomplete="address-level2" />
    </fieldset>
  )
}

function CardNumber(view: StepView) {
  const said = saidIn(view)
  return (
    <>
      <parts.CardNumberField
        label={said.cardField}
        value={view.typed.card_number}
        error={view.errorOf('card_number')}
      />
      <p class="small muted">
        {said.cardHint}{' '}
        <a href="/kartu" target="_blank" rel="noopener">
          {said.cardHintLink}
        </a>
      </p>
    </>
  )
}

function OwnCard(view: StepView) {
  return <p>{saidIn(view).ownCardLead}</p>
}

function ConfirmPayment(view: StepView) {
  const said = saidIn(view)
  const { order, shop } = view
  return (
    <p>
      {said.confirmLead(
        formatRupiah(order.price - order.discount),
        order.answers.cardTail ?? '',
        shop.journey.name,
      )}
    </p>
  )
}

function Otp(view: StepView) {
  const said = saidIn(view)
  const { lapsesAt, answers } = view.order
  const { otpExpiresAt } = answers
  const problem = view.errorOf('otp')
  return (
    <>
      <parts.OtpField hint={said.otpHint} error={problem} autofocus={problem === undefined && view.alone} />
      {otpExpiresAt ? (
        <p class="small muted">
          {said.otpUntil(formatDeadline(earlier(new Date(otpExpiresAt), lapsesAt), view.c.get('language')))}
        </p>
      ) : (
        ''
      )}
    </>
  )
}

/** A code pays no order that is over. */
function earlier(one: Date, other: Date | undefined): Date {
  return other && other < one ? other : one
}

function Terms(view: StepView) {
  const said = saidIn(view)
  const label = labelOf(view.shop, view.step.step, view.c.get('language'))
  return (
    <>
      <p>
        {said.termsRead}{' '}
        <a href={path(view.shop, '/syarat')} target="_blank" rel="noopener">
          {label}
        </a>
      </p>
      <parts.Checkbox
        name="terms"
        label={said.termsAgree(label)}
        value={view.typed.terms}
        error={view.errorOf('terms')}
      />
    </>
  )
}

/** The promo code beside the questions of a page, with a button that only looks what it is worth. */
export function PromoField(view: StepView) {
  const said = saidIn(view)
  const { order } = view
  if (order.promoCode)
    return (
      <div class="row apart">
        <p>
          <parts.StatusTag tone="success">{said.promoApplied(order.promoCode)}</parts.StatusTag>{' '}
          <strong class="number">{formatRupiah(-order.discount)}</strong>
        </p>
        <parts.Button look="plain" name="only" value="drop_promo">
          {said.promoDrop}
        </parts.Button>
      </div>
    )
  return (
    <div class="search">
      <parts.Field
        name="promo_code"
        label={said.promoCode}
        optional
        value={view.typed.promo_code}
        error={view.errorOf('promo_code')}
        autocomplete="off"
        maxlength={40}
      />
      {view.errorOf('promo_code') ? (
        <input type="hidden" name="promo_refused" value={view.typed.promo_code} />
      ) : (
        ''
      )}
      <parts.Button look="second" name="only" value="promo">
        {said.promoApply}
      </parts.Button>
    </div>
  )
}

/** Whether the newest code of an order is too old to be worth typing. */
export function codeExpired({ shop, order }: Pick<StepView, 'shop' | 'order'>): boolean {
  const { otpExpiresAt } = order.answers
  const now = shop.storefronts.ctx.clock.now().getTime()
  return otpExpiresAt ? Date.parse(otpExpiresAt) <= now : false
}

/** Until when no code is tried, after too many wrong ones; undefined when one may be asked for. */
export function stoppedUntil({ shop, order }: Pick<StepView, 'shop' | 'order'>): Date | undefined {
  const { otpStoppedUntil } = order.answers
  const until = otpStoppedUntil ? new Date(otpStoppedUntil) : undefined
  return until && until > shop.storefronts.ctx.clock.now() ? until : undefined
}

/** Another code, what to do when none comes, and another card. */
function OtpTroubles(view: StepView) {
  const said = saidIn(view)
  const { shop, order } = view
  const again = path(shop, `/pesanan/${order.orderNo}/kirim-ulang`)
  const { otpAgainAt } = order.answers
  const now = shop.storefronts.ctx.clock.now().getTime()
  const waitSeconds = otpAgainAt && !view.waits ? Math.ceil((Date.parse(otpAgainAt) - now) / second) : 0
  return (
    <>
      {codeExpired(view) || stoppedUntil(view) ? (
        ''
      ) : (
        <parts.ResendOtp action={again} waitSeconds={Math.max(waitSeconds, 0)} />
      )}
      <details>
        <summary>{said.otpHelp}</summary>
        <ul class="list">
          {said.otpHelpItems.split('\n').map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </details>
      {ChangeCard(view)}
    </>
  )
}

/** Back to where the card number was typed, in journeys where it is typed on a page of another name. */
function ChangeCard(view: StepView) {
  const { shop, order } = view
  if (!view.alone || !mayReturn(shop.journey, order.step, 'enter_card')) return ''
  const first = firstOfPage(view, 'enter_card')
  return (
    <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kembali`)} plain>
      <parts.Button look="plain" name="to" value={first}>
        {saidIn(view).changeCard}
      </parts.Button>
    </parts.Form>
  )
}

/** The step that the page of another one begins with. */
function firstOfPage({ shop }: StepView, name: StepName): StepName {
  const { steps } = shop.journey
  let at = steps.findIndex(({ step }) => step === name)
  while (at > 0 && steps[at - 1]!.withNext) at -= 1
  return steps[at]?.step ?? name
}

/** One line about where an order stands, for the brief above the form. */
export function lineOf(shop: Shop, order: StorefrontOrder, language: Language): string | undefined {
  const said = words[language]
  if (order.answers.token && order.answers.cardTail)
    return `${order.institution} · ${said.cardEnding(order.answers.cardTail)}`
  const emailed = shop.journey.steps.some(({ effects = [] }) => effects.includes('email_order'))
  if (order.lapsesAt && emailed) return said.orderWaitsText(formatDeadline(order.lapsesAt, language))
  return undefined
}
