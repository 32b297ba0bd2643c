import type { Language } from '../../kernel/wib.ts'
import type { JourneyStep } from '../../storefronts/journey.ts'

/** English for the labels of the storefronts; the labels themselves stay to the letter in Indonesian. */
const english: Record<string, string> = {
  'Beli Sekarang': 'Buy now',
  Masuk: 'Log in',
  Daftar: 'Sign up',
  'Kartu Prakerja': 'Kartu Prakerja',
  'Kirim OTP': 'Send OTP',
  Bayar: 'Pay',
  'Pembayaran Berhasil': 'Payment successful',
  'Mulai Belajar': 'Start learning',
}

/** The label of a step as a page of that language shows it; an untranslated one stays Indonesian. */
export function labelOf(step: JourneyStep | undefined, language: Language, index = 0): string {
  const label = step?.labels[index] ?? ''
  return language === 'en' ? (english[label] ?? label) : label
}
