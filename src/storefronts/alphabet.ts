/** What is known, or has happened, at a point of a journey. */
export type Fact =
  | 'course'
  | 'account'
  | 'method'
  | 'order'
  | 'card'
  | 'otp_sent'
  | 'otp'
  | 'payment'
  | 'delivery'

interface Letter {
  /** `shop`: before there is an order; `order`: walked by the engine; `after`: once it is paid */
  readonly stage: 'shop' | 'order' | 'after'
  readonly needs: readonly Fact[]
  readonly gives: readonly Fact[]
}

/** The alphabet of steps: every step that a storefront can be made of. */
export const alphabet = {
  arrive: { stage: 'shop', needs: [], gives: [] },
  choose_course: { stage: 'shop', needs: [], gives: ['course'] },
  log_in: { stage: 'order', needs: ['course'], gives: ['account'] },
  choose_payment: { stage: 'order', needs: ['course'], gives: ['method'] },
  enter_card: { stage: 'order', needs: ['course', 'account', 'method', 'order'], gives: ['card'] },
  enter_otp: { stage: 'order', needs: ['otp_sent'], gives: ['otp'] },
  see_result: { stage: 'after', needs: ['payment', 'delivery'], gives: [] },
  learn: { stage: 'after', needs: ['payment', 'delivery'], gives: [] },
} as const satisfies Record<string, Letter>

export type StepName = keyof typeof alphabet

interface Effect {
  readonly needs: readonly Fact[]
  readonly gives: readonly Fact[]
}

/** The effects a step may ask for, by name; src/storefronts/effects.ts performs them. */
export const effects = {
  draft_order: { needs: ['course'], gives: [] },
  place_order: { needs: ['course', 'account'], gives: ['order'] },
  email_order: { needs: ['order'], gives: [] },
  send_otp: { needs: ['course', 'account', 'order', 'card'], gives: ['otp_sent'] },
  authorize: { needs: ['otp_sent', 'otp'], gives: ['payment'] },
  enrol: { needs: ['payment'], gives: ['delivery'] },
  email_receipt: { needs: ['payment', 'delivery'], gives: [] },
} as const satisfies Record<string, Effect>

export type EffectName = keyof typeof effects
