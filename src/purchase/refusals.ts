/**
 * Every way in which the programme says no to a purchase, in the order in which the reasons are looked at.
 * What concerns the catalogue comes first, so that nothing is learned about a card by asking for a wrong course; what
 * concerns the card is told before the right OTP only to whom its holder has paid through (rules.ts: privateReasons).
 */
export const sendOtpRefusals = [
  'course_or_schedule_missing',
  'storefront_suspended',
  'schedule_unknown',
  'schedule_of_other_course',
  'course_not_sold',
  'amount_differs',
  'schedule_started',
  'quota_gone',
  'account_uses_other_card',
  'otp_paused',
  'card_not_usable',
  'card_number_replaced',
  'deadline_passed',
  'card_used_by_other_account',
  'schedule_after_term',
  'age_unfit',
  'education_unfit',
  'balance_too_small',
  'training_unfinished',
  'too_many_tries',
  'otp_too_soon',
  'too_many_otps',
] as const

export const authorizeRefusals = [
  'token_unknown',
  'already_cancelled',
  'invoice_taken',
  'token_used',
  'otp_expired',
  'otp_paused',
  'too_many_tries',
  'otp_wrong',
  'storefront_suspended',
  'course_not_sold',
  'deadline_passed',
  'card_not_usable',
  'schedule_started',
  'account_uses_other_card',
  'card_used_by_other_account',
  'schedule_after_term',
  'balance_too_small',
  'training_unfinished',
  'quota_gone',
] as const

export const statusRefusals = ['invoice_unknown'] as const

export const voidRefusals = ['void_unknown', 'already_cancelled', 'already_redeemed'] as const

/** Why a holder does not cancel their own purchase. */
export const ownCancelRefusals = [...voidRefusals, 'schedule_started'] as const

export type SendOtpRefusal = (typeof sendOtpRefusals)[number]
export type AuthorizeRefusal = (typeof authorizeRefusals)[number]
export type StatusRefusal = (typeof statusRefusals)[number]
export type VoidRefusal = (typeof voidRefusals)[number]
export type OwnCancelRefusal = (typeof ownCancelRefusals)[number]
export type PurchaseRefusal = SendOtpRefusal | AuthorizeRefusal | StatusRefusal | VoidRefusal
