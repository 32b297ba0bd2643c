import type { Language } from '../../kernel/wib.ts'
import type { PromoRefusal } from '../../storefronts/promo/rules.ts'
import { dictionary } from '../words/dictionary.ts'

/** Why a promo code was refused: what is wrong, why, and what to do now. */
const words = dictionary<Record<PromoRefusal, string>>({
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

/** The sentence of a refused promo code for people. */
export function promoSentence(refusal: PromoRefusal, language: Language): string {
  return words[language][refusal]
}
