import { minute } from '../../kernel/clock.ts'
import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'
import { withoutUnseen } from '../../kernel/text.ts'

/** Why a promo does not apply, in the order in which it is asked. */
export const promoRefusals = refusalWords({
  id: {
    promo_unknown:
      'Kode promo ini tidak ada di toko ini. Periksa lagi ejaannya, atau lanjutkan tanpa kode promo.',
    promo_ended:
      'Kode promo ini sudah berakhir, jadi potongannya tidak berlaku lagi. Pakai kode lain, atau lanjutkan dengan harga tanpa promo.',
    promo_not_begun:
      'Kode promo ini belum mulai berlaku. Coba lagi setelah promonya dimulai, atau lanjutkan tanpa kode promo.',
    promo_not_for_course:
      'Kode promo ini bukan untuk pelatihan ini. Pakai kode lain, atau lanjutkan tanpa kode promo.',
    promo_price_too_low:
      'Harga pelatihan ini di bawah harga minimum untuk kode promo itu. Pakai kode lain, atau lanjutkan tanpa kode promo.',
    promo_used_by_you:
      'Kamu sudah memakai kode promo ini sebanyak yang boleh untuk satu akun, atau pesananmu yang lain sedang memakainya. Hapus kode itu dari pesanan lain (bila OTP-nya sudah dikirim, tunggu 30 menit), atau lanjutkan tanpa kode promo.',
    promo_used_up:
      'Kode promo ini sudah habis dipakai pembeli lain. Pakai kode lain, atau lanjutkan tanpa kode promo.',
  },
  en: {
    promo_unknown: 'This shop has no such promo code. Check the spelling, or go on without a promo code.',
    promo_ended:
      'This promo code has ended, so its discount no longer applies. Use another code, or go on at the price without a promo.',
    promo_not_begun:
      'This promo code has not begun yet. Try again once the promo has started, or go on without a promo code.',
    promo_not_for_course:
      'This promo code is not for this course. Use another code, or go on without a promo code.',
    promo_price_too_low:
      'The price of this course is below the least price for that promo code. Use another code, or go on without a promo code.',
    promo_used_by_you:
      'You have used this promo code as often as one account may, or another order of yours is using it. Remove it from the other order (if its OTP was already sent, wait 30 minutes), or go on without a promo code.',
    promo_used_up:
      'Other buyers have used up this promo code. Use another code, or go on without a promo code.',
  },
})
export type PromoRefusal = ReasonOf<typeof promoRefusals>

/**
 * How long an order has its use of a promo for itself, from when the code was applied and again from every OTP. It is
 * longer than any OTP is valid (ten minutes at most), so whatever is paid at a discount is paid under a live reservation.
 */
export const reservationMs = 30 * minute

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
  /** uses of other orders: reserved now, or paid */
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
