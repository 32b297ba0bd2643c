import type { LinkRefusal } from '../../identity/single-use-links.ts'
import type { Language } from '../../kernel/wib.ts'
import { dictionary } from '../words/dictionary.ts'

/** What the pages say on which an account is opened, changed and found again. */
export const accountWords = dictionary({
  id: {
    forgotten: 'Lupa kata sandi?',
    forgottenTitle: 'Lupa kata sandi',
    forgottenLead: 'Tulis email akun kamu. Kami kirim tautan untuk membuat kata sandi baru.',
    sendLink: 'Kirim tautan',
    linkSentTitle: 'Periksa email kamu',
    linkSent: (minutes: number) =>
      `Bila email itu punya akun di sini, tautannya sudah kami kirim. Tautan berlaku ${minutes} menit dan hanya sekali.`,
    linkNotThere: 'Belum masuk? Lihat folder spam, dan pastikan alamatnya sama dengan saat mendaftar.',
    askAgain: 'Minta tautan lagi',
    backToLogin: 'Kembali ke halaman masuk',
    linkTooOften: (minutes: number) =>
      `Terlalu banyak tautan diminta untuk email ini. Pakai tautan di email terbaru, atau coba lagi ${minutes} menit lagi.`,
    newPasswordTitle: 'Buat kata sandi baru',
    newPasswordLead:
      'Setelah disimpan, semua perangkat keluar dari akun ini. Masuk lagi dengan kata sandi baru.',
    newPassword: 'Kata sandi baru',
    savePassword: 'Simpan kata sandi',
    link_unknown: 'Tautan ini tidak dikenali',
    link_used: 'Tautan ini sudah dipakai atau sudah diganti',
    link_expired: 'Tautan ini sudah kedaluwarsa',
    linkDeadText:
      'Tidak ada yang berubah pada akun kamu. Minta tautan baru, lalu buka email yang paling baru.',
    passwordReset: 'Kata sandi sudah diganti',
    passwordResetText: 'Masuk dengan kata sandi baru untuk melanjutkan.',

    account: 'Akun saya',
    verified: 'Terverifikasi',
    notVerified: 'Belum terverifikasi',
    password: 'Kata sandi',
    passwordKept: 'Tersimpan aman',
    card: 'Kartu Prakerja',
    cardEnding: (tail: string) => `Berakhir ${tail}`,
    noCard: 'Belum ada; tampil setelah pembayaran pertama',
    keptElsewhereTitle: 'Akun ini disimpan di tempat lain',
    keptElsewhere: (label: string) =>
      `Kamu masuk lewat “${label}”. Ubah nama, email, dan kata sandi di sana.`,
    news_nama: 'Nama sudah diganti.',
    news_hp: 'Nomor HP kamu sudah terverifikasi.',
    news_sandi: 'Kata sandi sudah diganti. Perangkat lain sudah keluar dari akun ini.',
    news_email: 'Alamat email sudah diganti.',
    news_tautan: 'Tautan sudah dikirim ke alamat baru. Email berganti setelah tautan itu dibuka.',

    nameTitle: 'Ganti nama',
    save: 'Simpan',
    cancel: 'Batal',
    passwordTitle: 'Ganti kata sandi',
    currentPassword: 'Kata sandi sekarang',
    passwordTooOften: (minutes: number) =>
      `Terlalu banyak kata sandi yang salah. Coba lagi ${minutes} menit lagi.`,
    othersEnd: 'Perangkat lain akan keluar dari akun ini.',
    emailTitle: 'Ganti email',
    emailLead: (email: string) =>
      `Sekarang: ${email}. Kami kirim tautan ke alamat baru; email berganti setelah tautan itu dibuka.`,
    newEmail: 'Email baru',
    emailTaken: 'Email ini sudah punya akun di sini. Pakai email lain, atau masuk dengan akun itu.',
    confirmEmailTitle: 'Pakai email baru',
    confirmEmailText: (email: string) => `Mulai sekarang akun kamu memakai ${email}.`,
    confirmEmail: 'Pakai email ini',
    emailDone: 'Email sudah diganti',
    emailDoneText: 'Masuk dengan email yang baru.',
    emailDeadText: 'Tidak ada yang berubah pada akun kamu. Minta tautan baru di halaman akun.',
    toAccount: 'Ke halaman akun',

    phoneTitle: 'Verifikasi nomor HP',
    phoneChangeTitle: 'Ganti nomor HP',
    phoneLead: 'Kami kirim kode 6 angka lewat SMS untuk memastikan nomor ini milikmu.',
    phoneOrderLead: 'Toko ini meminta nomor HP yang terverifikasi sebelum membeli. Pesananmu tersimpan.',
    phoneIsVerified: (phone: string) => `Nomor ${phone} sudah terverifikasi.`,
    phone: 'Nomor HP',
    phoneHint: 'Nomor HP Indonesia. Contoh: 0812 3456 7890',
    phonePasswordHint: 'Diminta karena nomor yang sudah terverifikasi akan diganti.',
    sendCode: 'Kirim kode',
    code: 'Kode verifikasi',
    verify: 'Verifikasi',
    otherPhone: 'Pakai nomor lain',
  },
  en: {
    forgotten: 'Forgotten your password?',
    forgottenTitle: 'Forgotten password',
    forgottenLead: 'Enter the email of your account. We send you a link to choose a new password.',
    sendLink: 'Send the link',
    linkSentTitle: 'Check your email',
    linkSent: (minutes) =>
      `If that email has an account here, the link is on its way. It is valid for ${minutes} minutes and works once.`,
    linkNotThere: 'Not there? Look in the spam folder, and check that it is the address you signed up with.',
    askAgain: 'Ask for another link',
    backToLogin: 'Back to log in',
    linkTooOften: (minutes) =>
      `Too many links were asked for with this email. Use the newest one, or try again in ${minutes} minutes.`,
    newPasswordTitle: 'Choose a new password',
    newPasswordLead: 'Saving it logs out all devices. Log in again with the new password.',
    newPassword: 'New password',
    savePassword: 'Save the password',
    link_unknown: 'This link is not known',
    link_used: 'This link was used or replaced',
    link_expired: 'This link has expired',
    linkDeadText: 'Nothing has changed in your account. Ask for a new link and open the newest email.',
    passwordReset: 'Your password is changed',
    passwordResetText: 'Log in with the new password to go on.',

    account: 'My account',
    verified: 'Verified',
    notVerified: 'Not verified',
    password: 'Password',
    passwordKept: 'Safely kept',
    card: 'Kartu Prakerja',
    cardEnding: (tail) => `Ending in ${tail}`,
    noCard: 'None yet; it shows after the first payment',
    keptElsewhereTitle: 'This account is kept elsewhere',
    keptElsewhere: (label) => `You log in by “${label}”. Change name, email and password there.`,
    news_nama: 'Your name is changed.',
    news_hp: 'Your mobile number is verified.',
    news_sandi: 'Your password is changed. Other devices were logged out.',
    news_email: 'Your email address is changed.',
    news_tautan: 'A link was sent to the new address. The email changes when that link is opened.',

    nameTitle: 'Change your name',
    save: 'Save',
    cancel: 'Cancel',
    passwordTitle: 'Change your password',
    currentPassword: 'Current password',
    passwordTooOften: (minutes) => `Too many wrong passwords. Try again in ${minutes} minutes.`,
    othersEnd: 'Other devices will be logged out.',
    emailTitle: 'Change your email',
    emailLead: (email) =>
      `Now: ${email}. We send a link to the new address; the email changes when it is opened.`,
    newEmail: 'New email',
    emailTaken: 'This email already has an account here. Use another one, or log in with that account.',
    confirmEmailTitle: 'Use the new email',
    confirmEmailText: (email) => `From now on your account uses ${email}.`,
    confirmEmail: 'Use this email',
    emailDone: 'Your email is changed',
    emailDoneText: 'Log in with the new email.',
    emailDeadText: 'Nothing has changed in your account. Ask for a new link on your account page.',
    toAccount: 'To my account',

    phoneTitle: 'Verify your mobile number',
    phoneChangeTitle: 'Change your mobile number',
    phoneLead: 'We send a 6-digit code by SMS to make sure that this number is yours.',
    phoneOrderLead: 'This storefront asks for a verified mobile number before buying. Your order is kept.',
    phoneIsVerified: (phone) => `The number ${phone} is verified.`,
    phone: 'Mobile number',
    phoneHint: 'An Indonesian mobile number. Example: 0812 3456 7890',
    phonePasswordHint: 'Asked for because a verified number is about to be replaced.',
    sendCode: 'Send the code',
    code: 'Verification code',
    verify: 'Verify',
    otherPhone: 'Use another number',
  },
})

/** What may be told on the account page after something was changed. */
export const accountNews = ['nama', 'hp', 'sandi', 'email', 'tautan'] as const
export type AccountNews = (typeof accountNews)[number]

/** What is wrong with a link, as the heading of its page. */
export function linkSentence(refusal: LinkRefusal, language: Language): string {
  return accountWords[language][refusal]
}
