import { minute } from '../../kernel/clock.ts'
import { withoutUnseen } from '../../kernel/text.ts'

/** Why a promo does not apply, in the order in which it is asked. */
export const promoRefusals = [
  'promo_unknown',
  'promo_ended',
  'promo_not_begun',
  'promo_not_for_course',
  'promo_price_too_low',
  'promo_used_by_you',
  'promo_used_up',
] as const

export type PromoRefusal = (typeof promoRefusals)[number]

/**
 * How long an order has its use of a promo for itself, from when the code was applied and again from every OTP. It is
 * longer than any OTP is valid (ten minutes at most), so whatever is paid at a discount is paid under a live claim.
 */
export const claimMs = 30 * minute

/** A purchase is a debit of the card, so a promo leaves something to pay (ours). Rupiah. */
export const leastToPay = 1

/** What a promo takes off. */
export interface Reduction {
  readonly kind: 'percent' | 'amount'
  /** percent of the price, or rupiah */
  readonly value: number
  /** rupiah */
  readonly maxDiscount: number | undefined
}

/** A promo as it stands for one order. */
export interface PromoFacts extends Reduction {
  readonly status: 'active' | 'ended'
  readonly startsAt: Date
  readonly endsAt: Date | undefined
  /** rupiah */
  readonly minPrice: number | undefined
  readonly limitTotal: number | undefined
  readonly limitPerAccount: number | undefined
  /** the order's course is one that the promo is for */
  readonly fitsCourse: boolean
  /** uses of other orders: claimed now, or paid */
  readonly taken: number
  /** those of them that are the buyer's */
  readonly takenByAccount: number
}

type Line = readonly [PromoRefusal, (promo: PromoFacts, price: number, now: Date) => boolean]

const policy: readonly Line[] = [
  ['promo_ended', ({ status, endsAt }, _price, now) => status === 'ended' || hasCome(endsAt, now)],
  ['promo_not_begun', ({ startsAt }, _price, now) => !hasCome(startsAt, now)],
  ['promo_not_for_course', ({ fitsCourse }) => !fitsCourse],
  ['promo_price_too_low', (promo, price) => price < (promo.minPrice ?? 0) || discountOf(promo, price) === 0],
  ['promo_used_by_you', (promo) => promo.takenByAccount >= (promo.limitPerAccount ?? Infinity)],
  ['promo_used_up', ({ taken, limitTotal }) => taken >= (limitTotal ?? Infinity)],
]

/** Why a promo does not apply to an order of this price (rupiah); undefined when it does. */
export function judgePromo(
  promo: PromoFacts | undefined,
  price: number,
  now: Date,
): PromoRefusal | undefined {
  if (!promo) return 'promo_unknown'
  return policy.find(([, applies]) => applies(promo, price, now))?.[0]
}

/** Rupiah that a promo takes off a price: whole, rounded down, and never all of it. */
export function discountOf({ kind, value, maxDiscount = Infinity }: Reduction, price: number): number {
  // A safe price times a hundred may not be safe: the hundreds first, then what is left of them.
  const percent = Math.floor(price / 100) * value + Math.floor(((price % 100) * value) / 100)
  const wanted = kind === 'percent' ? percent : value
  return Math.max(0, Math.min(wanted, maxDiscount, price - leastToPay))
}

/** A code as it is kept and compared; undefined when no promo can have it. */
export function promoKey(typed: string): string | undefined {
  const key = withoutUnseen(typed).trim().toUpperCase()
  return /^[A-Z0-9_-]{3,20}$/.test(key) ? key : undefined
}

function hasCome(instant: Date | undefined, now: Date): boolean {
  return instant !== undefined && instant.getTime() <= now.getTime()
}
