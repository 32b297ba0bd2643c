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
    boughtAt: 'Bought at',
    usedAt: 'Used at',
    usedWith: 'With the email',
    noEmail: 'Redeemed by the institution itself',
    learnElsewhere: (institution, storefront) =>
      `You bought this at ${storefront}. Go on learning with ${institution}; if you have no instructions yet, ask them.`,
  },
})

/** The field that a refusal is about; empty when no other answer on this page would help. */
export function redeemField(refusal: RedeemRefusal): 'kode' | 'email' | 'kelas' | '' {
  if (refusal === 'code_unknown' || refusal === 'code_of_other_kind') return 'kode'
  if (refusal === 'email_wrong') return 'email'
  return refusal === 'code_of_other_course' ? 'kelas' : ''
}
