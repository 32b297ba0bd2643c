import type { SendCodeRefusal } from '../../identity/phone-code-rules.ts'
import type { LinkRefusal } from '../../identity/single-use-links.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import type { SmsCapRefusal } from '../../messages/sms-caps.ts'
import type { VerifyPhoneRefusal } from '../../storefronts/accounts/verify-phone.ts'
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
    passwordWrong: 'Kata sandi sekarang salah. Coba lagi, atau pakai “Lupa kata sandi?” di halaman masuk.',
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
    too_many_tries: (until: string) =>
      `Kode salah terlalu banyak. Demi keamanan, minta kode baru setelah ${until}.`,
    codes_locked: 'Hari ini sudah terlalu banyak kode yang salah dari akun ini. Coba lagi besok.',
    code_too_soon: (seconds: number) =>
      `Kode baru saja dikirim. Tunggu ${seconds} detik, lalu minta kode baru bila SMS belum masuk.`,
    too_many_codes: 'Terlalu banyak kode diminta. Coba lagi satu jam lagi, atau pakai nomor lain.',
    codes_capped: (until: string) =>
      `Terlalu banyak kode diminta dari jaringan ini atau untuk nomor yang mirip. Coba lagi setelah ${until}, atau lewat jaringan lain.`,
    code_not_sent: 'Belum ada kode yang menunggu. Minta kode dulu.',
    code_expired: 'Kode ini sudah tidak berlaku. Minta kode baru, lalu masukkan yang terbaru.',
    code_wrong: (left: number) =>
      `Kode salah. Periksa SMS terbaru lalu coba lagi; sisa ${left} kali percobaan.`,
    phone_taken:
      'Nomor ini sudah terverifikasi di akun lain di toko ini. Masuk dengan akun itu, atau pakai nomor lain.',
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
    passwordWrong:
      'The current password is wrong. Try again, or use “Forgotten your password?” on the log-in page.',
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
    too_many_tries: (until) => `Too many wrong codes. For your safety, ask for a new one after ${until}.`,
    codes_locked: 'Too many wrong codes from this account today. Try again tomorrow.',
    code_too_soon: (seconds) =>
      `A code has just been sent. Wait ${seconds} seconds, then ask for another if no SMS has come.`,
    too_many_codes: 'Too many codes were asked for. Try again in an hour, or use another number.',
    codes_capped: (until) =>
      `Too many codes were asked for from this network, or for numbers like yours. Try again after ${until}, or from another network.`,
    code_not_sent: 'No code is waiting. Ask for one first.',
    code_expired: 'This code is no longer valid. Ask for a new one and enter the newest.',
    code_wrong: (left) => `Wrong code. Check the newest SMS and try again; ${left} tries left.`,
    phone_taken:
      'This number is verified by another account here. Log in with that account, or use another number.',
  },
})

/** What may be told on the account page after something was changed. */
export const accountNews = ['nama', 'hp', 'sandi', 'email', 'tautan'] as const
export type AccountNews = (typeof accountNews)[number]

/** The sentence of a refusal about a phone or its code. */
export function phoneSentence(
  refusal: SendCodeRefusal | SmsCapRefusal | VerifyPhoneRefusal | 'password_wrong',
  { triesLeft = 0, waitSeconds = 30, until }: RefusalFacts,
  language: Language,
): string {
  const said = accountWords[language]
  if (refusal === 'password_wrong') return said.passwordWrong
  if (refusal === 'code_wrong') return said.code_wrong(triesLeft)
  if (refusal === 'code_too_soon') return said.code_too_soon(waitSeconds)
  if (refusal === 'codes_capped') return said.codes_capped(until ? formatInstant(until, language) : '')
  if (refusal === 'too_many_tries') return said.too_many_tries(until ? formatInstant(until, language) : '')
  return said[refusal]
}

/** What is wrong with a link, as the heading of its page. */
export function linkSentence(refusal: LinkRefusal, language: Language): string {
  return accountWords[language][refusal]
}
