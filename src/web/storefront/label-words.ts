import type { Language } from '../../kernel/wib.ts'
import type { Journey, JourneyStep } from '../../storefronts/journey.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { words } from './words.ts'

/** English for the labels of the storefronts; the labels themselves stay to the letter in Indonesian. */
const english: Record<string, string> = {
  'Bayar dengan Kartu Prakerja': 'Pay with Kartu Prakerja',
  Bayar: 'Pay',
  Beli: 'Buy',
  'Beli Sekarang': 'Buy now',
  'Buat akun': 'Create an account',
  'Cek Portofolio': 'See my portfolio',
  Daftar: 'Sign up',
  'Daftar Disini': 'Sign up here',
  'Daftar Sekarang': 'Apply now',
  'Detail pesanan': 'Order details',
  Diterima: 'Accepted',
  'Histori Transaksi Top Up & Tagihan': 'Top-up and bill transactions',
  'Ikuti Kursus': 'Take this course',
  'Ikuti dengan Kartu Prakerja': 'Join with Kartu Prakerja',
  'Informasi Transaksi': 'Transaction information',
  'Kirim Kode': 'Send the code',
  'Kirim OTP': 'Send OTP',
  Konfirmasi: 'Confirm',
  'Konfirmasi Kartu Prakerja': 'Confirm with Kartu Prakerja',
  'Konfirmasi Pembayaran': 'Confirm the payment',
  Lanjut: 'Continue',
  'Lanjut Pembayaran': 'Go on to pay',
  Lanjutkan: 'Continue',
  'Lihat Detail': 'See details',
  'Lihat Semua': 'See all',
  Masuk: 'Log in',
  'Masuk dengan akun Kartu Prakerja': 'Log in with your Kartu Prakerja account',
  'Masuk dengan akun Kemnaker': 'Log in with your Kemnaker account',
  'Menunggu pembayaran': 'Waiting for payment',
  'Mulai Belajar': 'Start learning',
  'Mulai Kursus': 'Start the course',
  'Mulai Pelatihan': 'Start the training',
  'Pembayaran Berhasil': 'Payment successful',
  'Pendaftaran Prakerja': 'Register for Prakerja',
  'Pesanan dikonfirmasi': 'Order confirmed',
  'Pilih kategori': 'Choose a category',
  'Pilih lembaga pelatihan': 'Choose an institution',
  'Pilih mitra pelatihan': 'Choose a training partner',
  Portofolio: 'Portfolio',
  'Program Pemerintah': 'Government programmes',
  'Semua Menu': 'All menus',
  Tukarkan: 'Redeem',
  'Tulis Ulasan': 'Write a review',
  'Tutorial Prakerja': 'How Prakerja works',
  Verifikasi: 'Verify',
  'Voucher Belajar': 'Training vouchers',
  'Ya, lanjutkan pembayaran': 'Yes, go on to pay',
}

/** The label of a step as a page of that language shows it; an untranslated one stays Indonesian. */
export function labelOf(step: JourneyStep | undefined, language: Language, index = 0): string {
  return said(step?.labels[index] ?? '', language)
}

/** How the storefront calls the page of a step; undefined where it has no name for it. */
export function titleOf(step: JourneyStep | undefined, language: Language): string | undefined {
  return step?.title === undefined ? undefined : said(step.title, language)
}

/** A storefront's own words in the language of a page; untranslated ones stay Indonesian. */
export function said(words: string, language: Language): string {
  return language === 'en' ? (english[words] ?? words) : words
}

/** How a storefront calls the number of an order: by its own name, wherever the number stands. */
export function orderNumberLabel({ journey }: { readonly journey: Journey }, language: Language): string {
  return labelOf(stepOf(journey, 'see_result'), language) || words[language].order
}

/** How a storefront calls the list of all purchases. */
export function historyTitle({ journey }: { readonly journey: Journey }, language: Language): string {
  return titleOf(stepOf(journey, 'see_history'), language) ?? words[language].history
}
