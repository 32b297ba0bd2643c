import { reasonsOf } from '../../../kernel/refusal.ts'
import type { StepRefusal } from '../../../storefronts/orders/read-answer.ts'
import { promoRefusals } from '../../../storefronts/promo/rules.ts'

const fields: Readonly<Record<string, readonly StepRefusal[]>> = {
  promo_code: reasonsOf(promoRefusals),
  card_number: [
    'card_number_missing',
    'card_number_length',
    'card_number_mistyped',
    'card_not_usable',
    'card_number_replaced',
  ],
  otp: ['otp_missing', 'otp_form', 'otp_wrong', 'otp_expired'],
  method: ['method_missing'],
  terms: ['terms_not_agreed'],
  identity_name: ['identity_name_missing'],
  identity_email: ['identity_email_wrong'],
  identity_phone: ['identity_phone_wrong'],
  identity_city: ['identity_city_missing'],
}

/** The field that a refusal is about; empty when it is about the whole order. */
export function fieldOf(refusal: StepRefusal): string {
  return keyOf(fields, refusal) ?? ''
}

/** Where a refusal of the whole order is best answered. */
export type WayOut = 'course' | 'courses' | 'history' | 'account' | 'card'

const ways: Readonly<Record<WayOut, readonly StepRefusal[]>> = {
  course: [
    'course_or_schedule_missing',
    'schedule_unknown',
    'schedule_of_other_course',
    'amount_differs',
    'schedule_started',
    'quota_gone',
    'schedule_after_term',
  ],
  courses: ['course_not_sold', 'age_unfit', 'education_unfit', 'balance_too_small'],
  history: ['invoice_taken', 'token_used'],
  account: ['account_uses_other_card', 'card_used_by_other_account', 'own_card_missing'],
  // a training that is not finished may have been bought anywhere
  card: ['card_not_usable', 'deadline_passed', 'training_unfinished', 'storefront_suspended'],
}

/** Where to go on after a refusal; undefined when this very page is the place. */
export function wayOut(refusal: StepRefusal): WayOut | undefined {
  return keyOf(ways, refusal)
}

/** Whether a refusal only means "not yet". */
export function asksToWait(refusal: StepRefusal): boolean {
  return ['otp_too_soon', 'too_many_otps', 'otp_paused', 'too_many_tries'].includes(refusal)
}

function keyOf<Key extends string>(
  lists: Readonly<Record<Key, readonly StepRefusal[]>>,
  refusal: StepRefusal,
) {
  return (Object.keys(lists) as Key[]).find((key) => lists[key].includes(refusal))
}
