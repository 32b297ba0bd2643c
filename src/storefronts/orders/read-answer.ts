import { luhnHolds } from '../../kernel/codes.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import { type ReasonOf, type RefusalFacts, refusalWords } from '../../kernel/refusal.ts'
import { bare, bareDigits, tidyName } from '../../kernel/text.ts'
import type { AskedStep } from '../journey.ts'
import { promoRefusals } from '../promo/rules.ts'
import type { StepOf } from '../step-types.ts'

const wait = (seconds: number, second: string, minute: string) =>
  seconds < 120 ? `${seconds} ${second}` : `${Math.ceil(seconds / 60)} ${minute}`

/** What may be wrong with what a buyer typed. */
export const answerRefusals = refusalWords({
  id: {
    card_number_missing: 'Isi nomor Kartu Prakerja kamu, 16 angka.',
    card_number_length: 'Nomor kartu harus 16 angka. Periksa lagi nomor di halaman Kartu saya.',
    card_number_mistyped:
      'Ada angka yang salah ketik pada nomor kartu. Cocokkan lagi dengan nomor di halaman Kartu saya.',
    otp_missing: 'Isi kode OTP 6 angka dari SMS.',
    otp_form: 'Kode OTP terdiri dari 6 angka. Salin kode dari SMS, lalu coba lagi.',
    method_missing: 'Pilih metode pembayaran Kartu Prakerja.',
    terms_not_agreed: 'Baca Term & Condition, lalu beri tanda setuju untuk melanjutkan.',
    identity_name_missing: 'Isi nama lengkap peserta.',
    identity_email_wrong: 'Isi alamat email peserta, contoh: nama@contoh.id.',
    identity_phone_wrong: 'Isi nomor HP Indonesia peserta, contoh: 0812-3456-7890.',
    identity_city_missing: 'Isi kota atau kabupaten tempat tinggal peserta.',
  },
  en: {
    card_number_missing: 'Enter your Kartu Prakerja number, 16 digits.',
    card_number_length: 'A card number has 16 digits. Check it on your My card page.',
    card_number_mistyped: 'There is a typing error in the card number. Compare it with your My card page.',
    otp_missing: 'Enter the 6-digit OTP from the SMS.',
    otp_form: 'An OTP has 6 digits. Copy it from the SMS and try again.',
    method_missing: 'Choose Kartu Prakerja as the payment method.',
    terms_not_agreed: 'Read the Term & Condition, then tick the box to go on.',
    identity_name_missing: 'Enter the full name of who takes the course.',
    identity_email_wrong: 'Enter the email of who takes the course, for example name@example.id.',
    identity_phone_wrong: 'Enter an Indonesian mobile number, for example 0812-3456-7890.',
    identity_city_missing: 'Enter the city or regency where they live.',
  },
})
export type AnswerRefusal = ReasonOf<typeof answerRefusals>

/** Every way in which a step says no: what was typed, what the programme says, or what the storefront says. */
export const stepRefusals = refusalWords({
  id: {
    own_card_missing:
      'Akun Kartu Prakerja yang kamu pakai masuk belum punya kartu. Masuk lagi setelah kamu ditetapkan sebagai penerima.',
    order_lapsed:
      'Pesanan ini sudah kedaluwarsa karena belum dibayar. Buat pesanan baru; saldo kamu tidak berkurang.',
    course_or_schedule_missing: 'Jadwal pelatihan tidak dikenali. Pilih lagi pelatihannya.',
    storefront_suspended:
      'Toko ini sedang ditangguhkan program, jadi tidak bisa menerima pembayaran. Saldo kamu tidak berkurang. Pilih toko lain.',
    schedule_unknown: 'Jadwal pelatihan ini sudah tidak ada. Pilih jadwal atau pelatihan lain.',
    schedule_of_other_course: 'Jadwal itu milik pelatihan lain. Pilih lagi jadwal di halaman pelatihan.',
    course_not_sold: 'Pelatihan ini tidak lagi dijual di sini. Pilih pelatihan lain.',
    amount_differs: 'Harga pelatihan ini baru saja berubah. Buat pesanan baru dengan harga terkini.',
    schedule_started: 'Pelatihan ini sudah dimulai, jadi tidak bisa dibeli lagi. Pilih jadwal lain.',
    quota_gone:
      'Kuota jadwal ini baru saja habis. Saldo kamu tidak berkurang; pilih jadwal atau pelatihan lain.',
    card_not_usable:
      'Kartu ini belum bisa dipakai membayar. Periksa nomornya; bila sudah benar, alasannya hanya diberitahukan kepada pemegang kartu: lewat SMS ke nomor HP yang terdaftar dan di halaman Kartu saya.',
    card_number_replaced:
      'Nomor kartu ini sudah diganti. Masukkan nomor yang baru: ada di halaman Kartu saya dan di SMS ke nomor HP yang terdaftar.',
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
    too_many_tries: ({ from }) =>
      `Kode OTP salah terlalu banyak, jadi pembayaran ini dihentikan demi keamanan. Saldo kamu tidak berkurang; minta kode baru mulai ${from || '5 menit lagi'}.`,
    otp_too_soon: ({ waitSeconds }) =>
      `OTP baru saja dikirim. Kamu bisa meminta kode baru dalam ${wait(waitSeconds, 'detik', 'menit')}.`,
    too_many_otps: 'Terlalu banyak OTP diminta untuk kartu ini. Coba lagi satu jam lagi.',
    otp_paused: ({ waitSeconds }) =>
      `Pengiriman OTP sedang dijeda demi keamanan. Coba lagi dalam ${wait(waitSeconds, 'detik', 'menit')}.`,
    token_unknown: 'Pembayaran ini tidak dikenali lagi. Masukkan lagi nomor kartu untuk memulai ulang.',
    invoice_taken: 'Pesanan ini sudah dibayar dengan cara lain. Lihat riwayat transaksi kamu.',
    token_used: 'Pembayaran ini sudah selesai. Lihat riwayat transaksi kamu.',
    otp_expired:
      'Kode OTP sudah tidak berlaku (lebih dari 5 menit). Minta kode baru, lalu masukkan yang terbaru.',
    otp_wrong: ({ triesLeft }) =>
      `Kode OTP salah. Periksa SMS terbaru lalu coba lagi; sisa ${triesLeft} kali percobaan.`,
    invoice_unknown: 'Pesanan ini belum dibayar. Lanjutkan pembayarannya.',
    void_unknown: 'Transaksi tidak ditemukan. Lihat riwayat transaksi kamu.',
    already_cancelled: 'Transaksi ini sudah dibatalkan dan saldonya sudah kembali. Tidak perlu apa-apa lagi.',
    already_redeemed: 'Pelatihan sudah dimulai, jadi transaksi tidak bisa dibatalkan. Lanjutkan belajar.',
  },
  en: {
    own_card_missing:
      'The Kartu Prakerja account that you logged in with has no card yet. Log in again once you were chosen.',
    order_lapsed: 'This order lapsed because it was not paid. Make a new one; your balance is untouched.',
    course_or_schedule_missing: 'The schedule is not known. Choose the course again.',
    storefront_suspended:
      'The programme has suspended this storefront: it can take no payment. Your balance is untouched. Choose another storefront.',
    schedule_unknown: 'This schedule is gone. Choose another schedule or course.',
    schedule_of_other_course: 'That schedule belongs to another course. Choose again on the course page.',
    course_not_sold: 'This course is no longer sold here. Choose another one.',
    amount_differs: 'The price of this course has just changed. Make a new order at the current price.',
    schedule_started: 'This course has begun and can no longer be bought. Choose another schedule.',
    quota_gone: 'The last seat of this schedule is gone. Your balance is untouched; choose another one.',
    card_not_usable:
      'This card cannot pay at present. Check the number; if it is right, only the holder of the card is told why: by SMS to the registered phone, and on the My card page.',
    card_number_replaced:
      'This card number was replaced. Enter the new one: it is on the My card page and in an SMS to the registered phone.',
    deadline_passed:
      'The deadline of this card has passed and its balance went back to the treasury. See on your My card page why, and how to object.',
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
    too_many_tries: ({ from }) =>
      `Too many wrong OTPs: this payment was stopped for your safety. Your balance is untouched; ask for a new code from ${from || 'five minutes from now'} on.`,
    otp_too_soon: ({ waitSeconds }) =>
      `An OTP has just been sent. You can ask for another in ${wait(waitSeconds, 'seconds', 'minutes')}.`,
    too_many_otps: 'Too many OTPs were asked for with this card. Try again in an hour.',
    otp_paused: ({ waitSeconds }) =>
      `OTPs are paused for safety. Try again in ${wait(waitSeconds, 'seconds', 'minutes')}.`,
    token_unknown: 'This payment is no longer known. Enter the card number again to start over.',
    invoice_taken: 'This order has been paid in another way. See your transactions.',
    token_used: 'This payment is complete. See your transactions.',
    otp_expired: 'The OTP is no longer valid (older than 5 minutes). Ask for a new one and enter the newest.',
    otp_wrong: ({ triesLeft }) => `Wrong OTP. Check the newest SMS and try again; ${triesLeft} tries left.`,
    invoice_unknown: 'This order has not been paid. Go on with its payment.',
    void_unknown: 'The transaction was not found. See your transactions.',
    already_cancelled:
      'This transaction was cancelled and its price has been returned. There is nothing to do.',
    already_redeemed: 'The training has begun, so the transaction cannot be cancelled. Go on learning.',
  },
  also: [answerRefusals, promoRefusals],
})
export type StepRefusal = ReasonOf<typeof stepRefusals>

/** One thing that is wrong with an answer. */
export interface RefusedAnswer {
  readonly refusal: StepRefusal
  readonly facts: RefusalFacts
}

/** Who is going to learn, as the buyer wrote it into the order. */
export interface Identity {
  readonly name: string
  readonly email: string
  /** E.164 */
  readonly phone: string
  readonly city: string
}

/** What the form of a page said, read and found to be in form. */
export interface Answer {
  readonly cardNumber?: string
  readonly otp?: string
  readonly identity?: Identity
}

export type FormAnswers = Readonly<Record<string, string | undefined>>

export interface Read {
  readonly answer: Answer
  readonly problems: readonly AnswerRefusal[]
}

const nothing: Read = { answer: {}, problems: [] }

/** What each step of an order asks of the form of its page; some only want their button pressed. */
export const readers: Readonly<Record<StepOf<'order'>, (form: FormAnswers) => Read>> = {
  see_methods: asksNothing,
  apply: asksNothing,
  use_own_card: asksNothing,
  confirm_payment: asksNothing,
  submit_order: asksNothing,
  choose_payment: (form) => (form.method === 'kartu_prakerja' ? nothing : wrong('method_missing')),
  fill_identity: readIdentity,
  enter_card: readCardNumber,
  enter_otp: readOtp,
  agree_terms: (form) => (form.terms === 'yes' ? nothing : wrong('terms_not_agreed')),
}

/** Reads the form of a page, which may hold several steps; slips are caught here, before anything is looked up. */
export function readAnswer(page: readonly AskedStep[], form: FormAnswers): Read {
  const read = page.map(({ step }) => readers[step](form))
  return {
    answer: Object.assign({}, ...read.map(({ answer }) => answer)),
    problems: read.flatMap(({ problems }) => problems),
  }
}

function asksNothing(): Read {
  return nothing
}

function wrong(...problems: AnswerRefusal[]): Read {
  return { answer: {}, problems }
}

function readCardNumber(form: FormAnswers): Read {
  const digits = longNumber(form.card_number ?? '')
  if (digits === '') return wrong('card_number_missing')
  if (!/^\d{16}$/.test(digits)) return wrong('card_number_length')
  return luhnHolds(digits) ? { answer: { cardNumber: digits }, problems: [] } : wrong('card_number_mistyped')
}

function readOtp(form: FormAnswers): Read {
  // People paste the whole SMS: the code is its one group of six digits.
  const typed = tidyName((form.otp ?? '').normalize('NFKC'))
  const digits = bareDigits(typed)
  if (digits === '') return wrong('otp_missing')
  if (/^\d{6}$/.test(digits)) return { answer: { otp: digits }, problems: [] }
  const groups = typed.match(/(?<![\d.])\d{6}(?![\d.])/g) ?? []
  return new Set(groups).size === 1 ? { answer: { otp: groups[0]! }, problems: [] } : wrong('otp_form')
}

function readIdentity(form: FormAnswers): Read {
  const name = line(form.identity_name)
  const email = bare(form.identity_email ?? '').slice(0, 120)
  const phone = indonesianMobile(form.identity_phone ?? '')
  const city = line(form.identity_city)
  const problems: AnswerRefusal[] = []
  if (name === '') problems.push('identity_name_missing')
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email)) problems.push('identity_email_wrong')
  if (!phone) problems.push('identity_phone_wrong')
  if (city === '') problems.push('identity_city_missing')
  if (problems.length > 0 || !phone) return wrong(...problems)
  return { answer: { identity: { name, email, phone, city } }, problems: [] }
}

function line(typed: string | undefined): string {
  return tidyName(typed ?? '').slice(0, 120)
}
