import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import type { RedeemRefusal } from '../../learning/redeem/rules.ts'
import { dictionary } from '../words/dictionary.ts'

/** What the page says on which vouchers are redeemed. */
export const words = dictionary({
  id: {
    title: 'Tukarkan kode voucher',
    lead: (institution: string) => `Untuk pelatihan dari ${institution}. Satu kode dipakai satu kali.`,
    course: 'Pelatihan',
    code: 'Kode voucher',
    codeHint:
      '12 huruf dan angka dari bukti pembayaran, riwayat, atau email pembelian Anda; bukan kode redeem.',
    email: 'Email pembeli',
    emailHint: 'Email akun toko tempat Anda membeli, atau email yang terdaftar di Prakerja.',
    notRedeemed: 'Tidak bisa ditukarkan',
    tooOften: (minutes: number) =>
      `Kode ini terlalu sering dicoba. Tunggu ${minutes} menit, lalu coba lagi dengan kode dan email yang benar.`,
    elsewhere: (institution: string) => `${institution} menukarkan voucher di situsnya sendiri.`,
    elsewhereLink: (institution: string) => `Buka halaman tukar ${institution}`,
    back: (institution: string) => `Semua pelatihan ${institution}`,
    doneTitle: 'Voucher berhasil ditukarkan',
    doneText: 'Kode ini sekarang sudah dipakai dan pelatihan Anda terbuka.',
    againTitle: 'Kode voucher sudah dipakai',
    institution: 'Lembaga pelatihan',
    schedule: 'Jadwal',
    anyTime: 'Mulai kapan saja',
    until: (from: string, to: string) => `${from} sampai ${to}`,
    boughtAt: 'Dibeli di',
    usedAt: 'Dipakai pada',
    usedWith: 'Dengan email',
    noEmail: 'Ditukarkan langsung oleh lembaga',
    learnElsewhere: (institution: string, storefront: string) =>
      `Pembelian ini dari ${storefront}. Lanjutkan belajar lewat ${institution}; bila belum ada petunjuk, hubungi lembaganya.`,
  },
  en: {
    title: 'Redeem a voucher code',
    lead: (institution) => `For courses of ${institution}. A code is used once.`,
    course: 'Course',
    code: 'Voucher code',
    codeHint: '12 letters and digits from your receipt, history or purchase email; not the redeem code.',
    email: "Buyer's email",
    emailHint: 'The email of the shop account that you bought with, or the one registered with Prakerja.',
    notRedeemed: 'Cannot be redeemed',
    tooOften: (minutes) =>
      `This code was tried too often. Wait ${minutes} minutes, then try again with the right code and email.`,
    elsewhere: (institution) => `${institution} redeems vouchers at its own site.`,
    elsewhereLink: (institution) => `Open the redeem page of ${institution}`,
    back: (institution) => `All courses of ${institution}`,
    doneTitle: 'Your voucher is redeemed',
    doneText: 'This code is used now and your training is open.',
    againTitle: 'This voucher code is used',
    institution: 'Institution',
    schedule: 'Schedule',
    anyTime: 'Begin whenever you like',
    until: (from, to) => `${from} to ${to}`,
    boughtAt: 'Bought at',
    usedAt: 'Used at',
    usedWith: 'With the email',
    noEmail: 'Redeemed by the institution itself',
    learnElsewhere: (institution, storefront) =>
      `You bought this at ${storefront}. Go on learning with ${institution}; if you have no instructions yet, ask them.`,
  },
})

type Said = Record<RedeemRefusal, (facts: RefusalFacts, on: (at: Date | undefined) => string) => string>

const sentences: Readonly<Record<Language, Said>> = {
  id: {
    code_unknown: () =>
      'Kode voucher ini tidak ditemukan. Periksa lagi 12 huruf dan angkanya, atau salin dari struk atau email pembelian Anda.',
    code_of_other_kind: () =>
      'Ini kode redeem, bukan kode voucher. Kode redeem hanya untuk lembaga, bila diminta. Isi kode voucher di sini: ada di atas kode redeem pada bukti pembayaran. Bila pembelian Anda tidak memberi kode voucher, tidak ada yang perlu ditukar: mulai belajar langsung dari toko.',
    email_wrong: () =>
      'Email ini bukan email pembeli voucher tersebut. Pakai email akun toko tempat Anda membeli, atau email yang terdaftar di Prakerja.',
    code_of_other_institution: ({ belongsTo = '' }) =>
      `Kode voucher ini untuk ${belongsTo}, bukan untuk lembaga ini. Tukarkan di halaman ${belongsTo}.`,
    transaction_cancelled: ({ since }, on) =>
      `Pembeliannya dibatalkan pada ${on(since)} dan uangnya kembali ke saldo kartu Anda, jadi voucher ini tidak berlaku lagi. Anda bisa membeli pelatihan lain.`,
    code_cancelled: ({ since }, on) =>
      `Kode voucher ini dibatalkan pada ${on(since)} dan diganti. Kode penggantinya dikirim ke email pembeli; pakai kode itu.`,
    already_redeemed: ({ since }, on) =>
      `Kode voucher ini sudah dipakai pada ${on(since)}. Satu kode hanya bisa dipakai satu kali; pelatihannya sudah terbuka.`,
    code_of_other_course: ({ belongsTo = '' }) =>
      `Kode voucher ini untuk pelatihan “${belongsTo}”. Pilih pelatihan itu, lalu tukarkan lagi.`,
    schedule_not_running: ({ until, since }, on) =>
      until
        ? `Pelatihan ini belum dimulai. Tukarkan kode ini mulai ${on(until)}.`
        : `Jadwal pelatihan ini sudah selesai pada ${on(since)}, jadi voucher ini tidak bisa ditukarkan lagi. Hubungi toko tempat Anda membeli.`,
  },
  en: {
    code_unknown: () =>
      'There is no such voucher code. Check its 12 letters and digits, or copy it from your receipt or purchase email.',
    code_of_other_kind: () =>
      'This is a redeem code, not a voucher code. A redeem code is only for the institution, if it asks. Enter the voucher code here: it stands above the redeem code on your receipt. If your purchase gave no voucher code, there is nothing to redeem: start learning from the shop.',
    email_wrong: () =>
      'This is not the email of the buyer of that voucher. Use the email of the shop account that you bought with, or the one registered with Prakerja.',
    code_of_other_institution: ({ belongsTo = '' }) =>
      `This voucher code is for ${belongsTo}, not for this institution. Redeem it on the page of ${belongsTo}.`,
    transaction_cancelled: ({ since }, on) =>
      `The purchase was cancelled on ${on(since)} and its price is back on your card, so this voucher is no longer valid. You can buy another course.`,
    code_cancelled: ({ since }, on) =>
      `This voucher code was cancelled on ${on(since)} and replaced. The new code was sent to the buyer by email; use that one.`,
    already_redeemed: ({ since }, on) =>
      `This voucher code was used on ${on(since)}. A code can be used only once; its training is open.`,
    code_of_other_course: ({ belongsTo = '' }) =>
      `This voucher code is for the course “${belongsTo}”. Choose that course and redeem it again.`,
    schedule_not_running: ({ until, since }, on) =>
      until
        ? `This course has not begun. Redeem the code from ${on(until)} on.`
        : `The schedule of this course ended on ${on(since)}, so this voucher can no longer be redeemed. Ask the shop where you bought it.`,
  },
}

/** What is wrong, why, and what to do now. */
export function redeemSentence(refusal: RedeemRefusal, facts: RefusalFacts, language: Language): string {
  return sentences[language][refusal](facts, (at) => (at ? formatInstant(at, language) : ''))
}

/** The field that a refusal is about; empty when no other answer on this page would help. */
export function redeemField(refusal: RedeemRefusal): 'kode' | 'email' | 'kelas' | '' {
  if (refusal === 'code_unknown' || refusal === 'code_of_other_kind') return 'kode'
  if (refusal === 'email_wrong') return 'email'
  return refusal === 'code_of_other_course' ? 'kelas' : ''
}
