import { localPhone } from '../../../kernel/phone.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, type Language } from '../../../kernel/wib.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { StepOf } from '../../../storefronts/step-types.ts'
import * as parts from '../../parts/parts.ts'
import { labelOf } from '../label-words.ts'
import { path, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { ChangeCard, Otp, OtpTroubles } from './otp-step.tsx'
import { type Drawn, type StepView, saidIn } from './step-view.ts'

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
  see_methods: { title: 'checkTitle', fields: [], questions: lead('checkLead'), button: MethodsButton },
  choose_payment: {
    title: 'chooseMethod',
    fields: ['method'],
    questions: PaymentMethod,
    button: MethodButton,
  },
  apply: { title: 'applyTitle', fields: [], questions: lead('applyLead') },
  fill_identity: {
    title: 'identityTitle',
    fields: ['identity_name', 'identity_email', 'identity_phone', 'identity_city'],
    questions: IdentityFields,
  },
  enter_card: { title: 'payTitle', fields: ['card_number'], questions: CardNumber },
  use_own_card: { title: 'payTitle', fields: [], questions: lead('ownCardLead') },
  confirm_payment: { title: 'confirmTitle', fields: [], questions: ConfirmPayment, below: ChangeCard },
  enter_otp: { title: 'otpTitle', fields: ['otp'], questions: Otp, below: OtpTroubles },
  agree_terms: { title: 'checkTitle', fields: ['terms'], questions: Terms },
  submit_order: { title: 'checkTitle', fields: [] },
}

/** A sentence where nothing is asked. */
function lead(word: 'checkLead' | 'applyLead' | 'ownCardLead') {
  return (view: StepView) => <p>{saidIn(view)[word]}</p>
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

/** One line about where an order stands, for the brief above the form. */
export function lineOf(shop: Shop, order: StorefrontOrder, language: Language): string | undefined {
  const said = words[language]
  if (order.answers.token && order.answers.cardTail)
    return `${order.institution} · ${said.cardEnding(order.answers.cardTail)}`
  const emailed = shop.journey.steps.some(({ effects = [] }) => effects.includes('email_order'))
  if (order.lapsesAt && emailed) return said.orderWaitsText(formatDeadline(order.lapsesAt, language))
  return undefined
}
