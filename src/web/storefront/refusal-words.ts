import { minute } from '../../kernel/clock.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { type PromoRefusal, promoRefusals } from '../../storefronts/promo/rules.ts'
import type { StepRefusal } from '../../storefronts/read-answer.ts'
import { promoSentence } from './promo-words.ts'

type OwnRefusal = Exclude<StepRefusal, PromoRefusal>
type Sentence = string | ((facts: RefusalFacts, language: Language) => string)

const wait = ({ waitSeconds = 30 }: RefusalFacts, second: string, minute: string) =>
  waitSeconds < 120 ? `${waitSeconds} ${second}` : `${Math.ceil(waitSeconds / 60)} ${minute}`

/** A minute that an instant lies behind: whoever waits for it is not too early. */
const from = ({ until }: RefusalFacts, language: Language) =>
  until ? formatInstant(new Date(Math.ceil(until.getTime() / minute) * minute), language) : undefined

/** Every refusal that a buyer can meet: what is wrong, why, and what to do now. */
const sentences: Record<Language, Record<OwnRefusal, Sentence>> = {
  id: {
    card_number_missing: 'Isi nomor Kartu Prakerja kamu, 16 angka.',
    card_number_length: 'Nomor kartu harus 16 angka. Periksa lagi nomor di halaman Kartu saya.',
    card_number_mistyped:
      'Ada angka yang salah ketik pada nomor kartu. Cocokkan lagi dengan nomor di halaman Kartu saya.',
    otp_missing: 'Isi kode OTP 6 angka dari SMS.',
    otp_form: 'Kode OTP terdiri dari 6 angka. Salin kode dari SMS, lalu coba lagi.',
    method_missing: 'Pilih metode pembayaran Kartu Prakerja.',
    own_card_missing:
      'Akun Kartu Prakerja yang kamu pakai masuk belum punya kartu. Masuk lagi setelah kamu ditetapkan sebagai penerima.',
    terms_not_agreed: 'Baca Term & Condition, lalu beri tanda setuju untuk melanjutkan.',
    identity_name_missing: 'Isi nama lengkap peserta.',
    identity_email_wrong: 'Isi alamat email peserta, contoh: nama@contoh.id.',
    identity_phone_wrong: 'Isi nomor HP Indonesia peserta, contoh: 0812-3456-7890.',
    identity_city_missing: 'Isi kota atau kabupaten tempat tinggal peserta.',
    order_lapsed:
      'Pesanan ini sudah kedaluwarsa karena belum dibayar. Buat pesanan baru; saldo kamu tidak berkurang.',
    course_or_schedule_missing: 'Jadwal pelatihan tidak dikenali. Pilih lagi pelatihannya.',
    schedule_unknown: 'Jadwal pelatihan ini sudah tidak ada. Pilih jadwal atau pelatihan lain.',
    schedule_of_other_course: 'Jadwal itu milik pelatihan lain. Pilih lagi jadwal di halaman pelatihan.',
    course_not_sold: 'Pelatihan ini tidak lagi dijual di sini. Pilih pelatihan lain.',
    amount_differs: 'Harga pelatihan ini baru saja berubah. Buat pesanan baru dengan harga terkini.',
    schedule_started: 'Pelatihan ini sudah dimulai, jadi tidak bisa dibeli lagi. Pilih jadwal lain.',
    quota_gone:
      'Kuota jadwal ini baru saja habis. Saldo kamu tidak berkurang; pilih jadwal atau pelatihan lain.',
    card_not_usable:
      'Kartu ini belum bisa dipakai membayar. Periksa nomornya; bila sudah benar, alasannya hanya diberitahukan kepada pemegang kartu: lewat SMS ke nomor HP yang terdaftar dan di halaman Kartu saya.',
    deadline_passed:
      'Batas waktu memakai kartu ini sudah lewat, sehingga saldonya kembali ke kas negara. Lihat penjelasan dan cara mengajukan keberatan di halaman Kartu saya.',
    account_uses_other_card:
      'Akun ini sudah memakai Kartu Prakerja lain. Periksa nomornya; satu akun hanya untuk satu kartu, jadi masuklah dengan akun milikmu sendiri.',
    card_used_by_other_account:
      'Kartu ini sudah dipakai oleh akun lain di sini. Masuk dengan akun yang dulu kamu pakai membeli.',
    schedule_after_term:
      'Pelatihan ini baru dimulai setelah kartumu tidak berlaku lagi. Pilih jadwal yang lebih awal.',
    age_unfit:
      'Pelatihan ini untuk kelompok umur lain. Lihat syaratnya di halaman pelatihan, lalu pilih yang sesuai.',
    education_unfit: 'Pelatihan ini mensyaratkan pendidikan lebih tinggi. Pilih pelatihan lain yang sesuai.',
    balance_too_small:
      'Saldo kartu yang tersedia kurang dari harga pelatihan ini. Bila ada pembayaran lain yang belum selesai, tunggu 5 menit; atau pilih pelatihan yang lebih murah.',
    training_unfinished:
      'Kamu masih punya pelatihan yang belum selesai. Selesaikan dulu pelatihan itu, dengan ulasannya bila diminta, baru beli yang berikutnya. Di toko mana pun dibeli, pelatihan itu ada di halaman Kartu saya.',
    too_many_tries: (facts, language) =>
      `Kode OTP salah terlalu banyak, jadi pembayaran ini dihentikan demi keamanan. Saldo kamu tidak berkurang; minta kode baru mulai ${from(facts, language) ?? '5 menit lagi'}.`,
    otp_too_soon: (facts) =>
      `OTP baru saja dikirim. Kamu bisa meminta kode baru dalam ${wait(facts, 'detik', 'menit')}.`,
    too_many_otps: 'Terlalu banyak OTP diminta untuk kartu ini. Coba lagi satu jam lagi.',
    otp_paused: (facts) =>
      `Pengiriman OTP sedang dijeda demi keamanan. Coba lagi dalam ${wait(facts, 'detik', 'menit')}.`,
    token_unknown: 'Pembayaran ini tidak dikenali lagi. Masukkan lagi nomor kartu untuk memulai ulang.',
    invoice_taken: 'Pesanan ini sudah dibayar dengan cara lain. Lihat riwayat transaksi kamu.',
    token_used: 'Pembayaran ini sudah selesai. Lihat riwayat transaksi kamu.',
    otp_expired:
      'Kode OTP sudah tidak berlaku (lebih dari 5 menit). Minta kode baru, lalu masukkan yang terbaru.',
    otp_wrong: ({ triesLeft = 0 }) =>
      `Kode OTP salah. Periksa SMS terbaru lalu coba lagi; sisa ${triesLeft} kali percobaan.`,
    invoice_unknown: 'Pesanan ini belum dibayar.',
    void_unknown: 'Transaksi tidak ditemukan.',
    already_cancelled: 'Transaksi ini sudah dibatalkan dan saldonya sudah kembali.',
    already_redeemed: 'Pelatihan sudah dimulai, jadi transaksi tidak bisa dibatalkan.',
  },
  en: {
    card_number_missing: 'Enter your Kartu Prakerja number, 16 digits.',
    card_number_length: 'A card number has 16 digits. Check it on your My card page.',
    card_number_mistyped: 'There is a typing error in the card number. Compare it with your My card page.',
    otp_missing: 'Enter the 6-digit OTP from the SMS.',
    otp_form: 'An OTP has 6 digits. Copy it from the SMS and try again.',
    method_missing: 'Choose Kartu Prakerja as the payment method.',
    own_card_missing:
      'The Kartu Prakerja account that you logged in with has no card yet. Log in again once you were chosen.',
    terms_not_agreed: 'Read the Term & Condition, then tick the box to go on.',
    identity_name_missing: 'Enter the full name of who takes the course.',
    identity_email_wrong: 'Enter the email of who takes the course, for example name@example.id.',
    identity_phone_wrong: 'Enter an Indonesian mobile number, for example 0812-3456-7890.',
    identity_city_missing: 'Enter the city or regency where they live.',
    order_lapsed: 'This order lapsed because it was not paid. Make a new one; your balance is untouched.',
    course_or_schedule_missing: 'The schedule is not known. Choose the course again.',
    schedule_unknown: 'This schedule is gone. Choose another schedule or course.',
    schedule_of_other_course: 'That schedule belongs to another course. Choose again on the course page.',
    course_not_sold: 'This course is no longer sold here. Choose another one.',
    amount_differs: 'The price of this course has just changed. Make a new order at the current price.',
    schedule_started: 'This course has begun and can no longer be bought. Choose another schedule.',
    quota_gone: 'The last seat of this schedule is gone. Your balance is untouched; choose another one.',
    card_not_usable:
      'This card cannot pay at present. Check the number; if it is right, only the holder of the card is told why: by SMS to the registered phone, and on the My card page.',
    deadline_passed:
      'The deadline of this card has passed and its balance went back to the treasury. Your My card page explains this and how to object.',
    account_uses_other_card:
      'This account already uses another Kartu Prakerja. Check the number; one account has one card, so log in with your own account.',
    card_used_by_other_account:
      'This card is already used by another account here. Log in with the account that you bought with before.',
    schedule_after_term: 'This course begins after your card has ended. Choose an earlier schedule.',
    age_unfit: 'This course is for another age group. See its conditions and choose one that fits.',
    education_unfit: 'This course asks for a higher education. Choose one that fits.',
    balance_too_small:
      'The available balance is less than the price. If another payment is open, wait 5 minutes; or choose a cheaper course.',
    training_unfinished:
      'You have a training that is not finished. Finish it, with its review where one is asked for, before you buy the next one. Wherever you bought it, it is on your My card page.',
    too_many_tries: (facts, language) =>
      `Too many wrong OTPs: this payment was stopped for your safety. Your balance is untouched; ask for a new code from ${from(facts, language) ?? 'five minutes from now'} on.`,
    otp_too_soon: (facts) =>
      `An OTP has just been sent. You can ask for another in ${wait(facts, 'seconds', 'minutes')}.`,
    too_many_otps: 'Too many OTPs were asked for with this card. Try again in an hour.',
    otp_paused: (facts) => `OTPs are paused for safety. Try again in ${wait(facts, 'seconds', 'minutes')}.`,
    token_unknown: 'This payment is no longer known. Enter the card number again to start over.',
    invoice_taken: 'This order has been paid in another way. See your transactions.',
    token_used: 'This payment is complete. See your transactions.',
    otp_expired: 'The OTP is no longer valid (older than 5 minutes). Ask for a new one and enter the newest.',
    otp_wrong: ({ triesLeft = 0 }) =>
      `Wrong OTP. Check the newest SMS and try again; ${triesLeft} tries left.`,
    invoice_unknown: 'This order has not been paid.',
    void_unknown: 'The transaction was not found.',
    already_cancelled: 'This transaction was cancelled and its price has been returned.',
    already_redeemed: 'The training has begun, so the transaction cannot be cancelled.',
  },
}

/** The sentence of a refusal for people. */
export function refusalSentence(refusal: StepRefusal, facts: RefusalFacts, language: Language): string {
  if (isPromoRefusal(refusal)) return promoSentence(refusal, language)
  const sentence = sentences[language][refusal]
  return typeof sentence === 'string' ? sentence : sentence(facts, language)
}

function isPromoRefusal(refusal: StepRefusal): refusal is PromoRefusal {
  return (promoRefusals as readonly string[]).includes(refusal)
}

const fields: Partial<Record<StepRefusal, string>> = {
  card_number_missing: 'card_number',
  card_number_length: 'card_number',
  card_number_mistyped: 'card_number',
  card_not_usable: 'card_number',
  otp_missing: 'otp',
  otp_form: 'otp',
  otp_wrong: 'otp',
  otp_expired: 'otp',
  method_missing: 'method',
  terms_not_agreed: 'terms',
  identity_name_missing: 'identity_name',
  identity_email_wrong: 'identity_email',
  identity_phone_wrong: 'identity_phone',
  identity_city_missing: 'identity_city',
}

/** The field that a refusal is about; empty when it is about the whole order. */
export function fieldOf(refusal: StepRefusal): string {
  return isPromoRefusal(refusal) ? 'promo_code' : (fields[refusal] ?? '')
}

/** Where a refusal of the whole order is best answered; undefined when this very page is the place. */
export type WayOut = 'course' | 'courses' | 'history' | 'account' | 'card'

const ways: Partial<Record<StepRefusal, WayOut>> = {
  course_or_schedule_missing: 'course',
  schedule_unknown: 'course',
  schedule_of_other_course: 'course',
  amount_differs: 'course',
  schedule_started: 'course',
  quota_gone: 'course',
  course_not_sold: 'courses',
  schedule_after_term: 'course',
  age_unfit: 'courses',
  education_unfit: 'courses',
  balance_too_small: 'courses',
  invoice_taken: 'history',
  token_used: 'history',
  account_uses_other_card: 'account',
  card_used_by_other_account: 'account',
  own_card_missing: 'account',
  card_not_usable: 'card',
  deadline_passed: 'card',
  // it may have been bought anywhere
  training_unfinished: 'card',
}

/** Where to go on after a refusal. */
export function wayOut(refusal: StepRefusal): WayOut | undefined {
  return ways[refusal]
}

/** Whether a refusal only means "not yet". */
export function asksToWait(refusal: StepRefusal): boolean {
  return ['otp_too_soon', 'too_many_otps', 'otp_paused', 'too_many_tries'].includes(refusal)
}
