import { dictionary } from '../words/dictionary.ts'

/** What the programme's login says. */
export const words = dictionary({
  id: {
    title: 'Masuk ke akun Kartu Prakerja',
    lead: 'Tulis email atau nomor HP yang terdaftar di Prakerja. Kami mengirim kode lewat SMS ke nomor HP yang terdaftar.',
    emailOrPhone: 'Email atau nomor HP',
    emailOrPhoneHint: 'Contoh: siti@contoh.id atau 0812 3456 7890',
    emailOrPhoneWrong: 'Tulis alamat email atau nomor HP Indonesia, misalnya 0812 3456 7890.',
    send: 'Kirim kode',
    byPassword: 'Masuk dengan email dan kata sandi',
    register: 'Belum punya akun? Daftar',
    lostPhone: 'HP hilang atau nomor berganti?',
    codeTitle: 'Masukkan kode dari SMS',
    codeLead:
      'Bila yang Anda tulis terdaftar di Prakerja, kode 6 angka sudah dikirim lewat SMS ke nomor HP yang terdaftar.',
    logIn: 'Masuk',
    other: 'Pakai email atau nomor lain',
    help: 'SMS tidak datang?',
    helpItems: [
      'Tunggu sampai satu menit; pastikan HP ada sinyal.',
      'Kode selalu dikirim ke nomor yang terdaftar di Prakerja, juga bila Anda menulis email.',
      'Bila nomor HP itu juga terdaftar untuk orang lain, masuklah dengan alamat email.',
    ].join('\n'),
  },
  en: {
    title: 'Log in to your Kartu Prakerja account',
    lead: 'Type the email or mobile number that is registered with Prakerja. We send a code by SMS to the registered number.',
    emailOrPhone: 'Email or mobile number',
    emailOrPhoneHint: 'For example: siti@contoh.id or 0812 3456 7890',
    emailOrPhoneWrong: 'Type an email address or an Indonesian mobile number, such as 0812 3456 7890.',
    send: 'Send the code',
    byPassword: 'Log in with email and password',
    register: 'No account yet? Register',
    lostPhone: 'Lost phone or another number?',
    codeTitle: 'Type the code from the SMS',
    codeLead:
      'If what you typed is registered with Prakerja, a code of 6 digits was sent by SMS to the registered mobile number.',
    logIn: 'Log in',
    other: 'Use another email or number',
    help: 'No SMS?',
    helpItems: [
      'Wait up to one minute; see that your phone has a signal.',
      'The code always goes to the number registered with Prakerja, also when you typed an email.',
      'If somebody else is registered with the same number, log in with your email address.',
    ].join('\n'),
  },
})
