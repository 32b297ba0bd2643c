/** What is known, or has happened, at a point of a journey. */
export type Fact =
  | 'course'
  | 'account'
  | 'phone'
  | 'method'
  | 'identity'
  | 'terms'
  | 'order'
  | 'card'
  | 'otp_sent'
  | 'otp'
  | 'payment'
  | 'voucher'
  | 'training'

/**
 * `shop`: walked by the visitor alone; `account`: who buys, asked for once and never again, wherever it stands;
 * `order`: walked by the engine with an order in hand; `after`: once it is paid
 */
export type Stage = 'shop' | 'account' | 'order' | 'after'

interface StepType {
  readonly stage: Stage
  readonly needs: readonly Fact[]
  readonly gives: readonly Fact[]
}

/** Every type of step that a storefront can be made of. */
export const stepTypes = {
  /** the storefront's own front page, by its logo on the programme's portal or by its address */
  arrive: { stage: 'shop', needs: [], gives: [] },
  /** from the front page to what the card buys: by a banner, and where there is a second label by a menu */
  enter_programme: { stage: 'shop', needs: [], gives: [] },
  /** the storefront's page of the programme, with a way to each of its features */
  see_features: { stage: 'shop', needs: [], gives: [] },
  /** the words to type into the search field; without a label, whatever one looks for */
  search: { stage: 'shop', needs: [], gives: [] },
  choose_category: { stage: 'shop', needs: [], gives: [] },
  choose_institution: { stage: 'shop', needs: [], gives: [] },
  see_detail: { stage: 'shop', needs: [], gives: [] },
  choose_course: { stage: 'shop', needs: [], gives: ['course'] },
  /** with email and password of the storefront itself */
  log_in: { stage: 'account', needs: [], gives: ['account'] },
  /** at a provider of accounts apart from the storefront: the programme, or whoever the journey's account names */
  log_in_elsewhere: { stage: 'account', needs: [], gives: ['account'] },
  /** the account's phone, by a code that the storefront sends */
  verify_phone: { stage: 'account', needs: ['account'], gives: ['phone'] },
  see_methods: { stage: 'order', needs: ['course', 'account'], gives: [] },
  choose_payment: { stage: 'order', needs: ['course', 'account'], gives: ['method'] },
  apply: { stage: 'order', needs: ['course', 'account'], gives: [] },
  fill_identity: { stage: 'order', needs: ['course', 'account'], gives: ['identity'] },
  enter_card: { stage: 'order', needs: ['course', 'account'], gives: ['card'] },
  /** the card of whoever logged in with the programme's account */
  use_own_card: { stage: 'order', needs: ['course', 'account'], gives: ['card'] },
  confirm_payment: { stage: 'order', needs: ['card'], gives: [] },
  enter_otp: { stage: 'order', needs: ['otp_sent'], gives: ['otp'] },
  agree_terms: { stage: 'order', needs: ['course'], gives: ['terms'] },
  submit_order: { stage: 'order', needs: ['otp'], gives: [] },
  /** a label is how the storefront calls the number of the order, which then stands first */
  see_result: { stage: 'after', needs: ['payment'], gives: [] },
  /** all purchases; the labels are the way to it from a result, and how a paid one is called there */
  see_history: { stage: 'after', needs: ['payment'], gives: [] },
  /** at the institution, with the voucher code and the buyer's email */
  redeem: { stage: 'after', needs: ['voucher'], gives: [] },
  learn: { stage: 'after', needs: ['training'], gives: [] },
  review: { stage: 'after', needs: ['training'], gives: [] },
} as const satisfies Record<string, StepType>

export type StepName = keyof typeof stepTypes

/** The steps of a stage. Whoever reads, draws or passes by the steps of one has a table over these: none is forgotten. */
export type StepOf<Wanted extends Stage> = {
  [Name in StepName]: (typeof stepTypes)[Name]['stage'] extends Wanted ? Name : never
}[StepName]

/**
 * Who performs an effect. `purchase`: the purchase room, at once and for good; `order`: the transaction that moves the
 * order; `operation`: an operation of its own, apart from the answer to a step
 */
export type Performer = 'purchase' | 'order' | 'operation'

interface Effect {
  readonly by: Performer
  readonly needs: readonly Fact[]
  readonly gives: readonly Fact[]
}

/** The effects a step may ask for, by name; order-effects.ts and purchase-effects.ts have who performs them. */
export const effects = {
  draft_order: { by: 'operation', needs: ['course'], gives: [] },
  apply_promo: { by: 'operation', needs: ['course', 'account'], gives: [] },
  place_order: { by: 'order', needs: ['course', 'account'], gives: ['order'] },
  email_order: { by: 'order', needs: ['order'], gives: [] },
  send_otp: { by: 'purchase', needs: ['course', 'account', 'card'], gives: ['otp_sent'] },
  authorize: { by: 'purchase', needs: ['otp_sent', 'otp', 'order'], gives: ['payment'] },
  enrol: { by: 'order', needs: ['payment'], gives: ['training'] },
  issue_voucher: { by: 'order', needs: ['payment'], gives: ['voucher'] },
  email_receipt: { by: 'order', needs: ['payment'], gives: [] },
  redeem_voucher: { by: 'operation', needs: ['voucher'], gives: ['training'] },
} as const satisfies Record<string, Effect>

export type EffectName = keyof typeof effects

/** The effects that one performer performs. */
export type EffectBy<Wanted extends Performer> = {
  [Name in EffectName]: (typeof effects)[Name]['by'] extends Wanted ? Name : never
}[EffectName]
