import { dictionary } from '../words/dictionary.ts'

/** What the public form to report fraud says. */
export const reportFraudWords = dictionary({
  id: {
    title: 'Laporkan kecurangan',
    lead: 'Anda melihat pelatihan yang tidak pernah diadakan, akun yang dipakai orang lain, atau hadiah untuk mendaftar? Ceritakan di sini.',
    protection:
      'Anda tidak perlu masuk dan tidak perlu menyebut nama. Kontak Anda, bila diisi, disimpan terkunci, hanya dibuka petugas yang memeriksa, dan tidak pernah diberikan kepada yang dilaporkan.',
    about: 'Siapa yang Anda laporkan?',
    named: 'Namanya',
    namedHint: 'Nama lembaga, toko, pelatihan, atau orangnya, sejauh Anda tahu.',
    text: 'Apa yang terjadi?',
    textHint:
      'Apa, kapan, di mana, dan dari mana Anda tahu; 20 sampai 2.000 huruf. Jangan tulis NIK, nomor kartu, kata sandi, atau kode OTP.',
    contact: 'Kontak Anda, bila boleh dihubungi',
    contactHint: 'Nomor HP atau email.',
    send: 'Kirim laporan',
    thanks: 'Laporan diterima',
    thanksText: 'Terima kasih. Petugas memeriksa setiap laporan.',
    reference: 'Nomor laporan',
    next: 'Simpan nomor ini. Bila Anda meninggalkan kontak, petugas bisa bertanya dan menyebut nomor ini; petugas tidak pernah meminta kata sandi atau kode OTP.',
  },
  en: {
    title: 'Report fraud',
    lead: 'Have you seen a training that never took place, an account that somebody else uses, or gifts for enrolling? Tell us here.',
    protection:
      'You need no log-in, and need not say who you are. Your contact, if you leave one, is kept sealed, is opened only by those who look into the report, and is never given to whom you report.',
    about: 'Whom do you report?',
    named: 'Their name',
    namedHint: 'Of the institution, storefront, course or person, as far as you know.',
    text: 'What happened?',
    textHint:
      'What, when, where, and how you know; in 20 to 2,000 letters. Do not write a NIK, card number, password or OTP.',
    contact: 'Your contact, if you may be asked',
    contactHint: 'A phone or an email.',
    send: 'Send the report',
    thanks: 'Your report has arrived',
    thanksText: 'Thank you. Every report is looked into.',
    reference: 'Number of the report',
    next: 'Keep this number. If you left a contact, staff may ask you and will name this number; staff never ask for a password or an OTP.',
  },
})
