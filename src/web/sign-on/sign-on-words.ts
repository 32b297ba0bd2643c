import { dictionary } from '../words/dictionary.ts'

/** What login, consent and logout of single sign-on say. */
export const words = dictionary({
  id: {
    consentTitle: (partner: string) => `Izinkan ${partner}?`,
    consentLead: (partner: string, identityProvider: string) =>
      `${partner} meminta masuk dengan ${identityProvider} Anda. Bila Anda izinkan, data ini diteruskan ke ${partner}:`,
    identifier: 'Pengenal',
    identifierText: (partner: string) => `Sebuah kode yang hanya dipakai untuk ${partner}`,
    name: 'Nama',
    email: 'Alamat email',
    phone: 'Nomor HP',
    card: 'Nomor Kartu Prakerja',
    cardText: (tail: string) => `16 angka, berakhir ${tail}`,
    unknown: 'Tidak ada',
    consentCard: (partner: string) =>
      `Dengan nomor kartu, ${partner} bisa meminta pembayaran. Saldo tetap hanya berkurang bila Anda sendiri memasukkan kode OTP dari SMS.`,
    consentKept: (partner: string) =>
      `Izin ini berlaku sampai Anda mencabutnya. Yang sudah diteruskan tetap disimpan ${partner}.`,
    allow: 'Izinkan dan lanjut',
    refuse: 'Jangan izinkan',
    overTitle: 'Permintaan masuk sudah berakhir',
    overText:
      'Permintaan ini sudah selesai, kedaluwarsa, atau dibuka di peramban lain. Buka lagi situs yang ingin Anda masuki, lalu tekan tombol masuk di sana.',
    errorTitle: 'Tidak bisa masuk lewat situs ini',
    errorText:
      'Situs yang mengirim Anda ke sini membuat permintaan yang tidak kami kenal, jadi tidak ada data yang diteruskan. Kembali ke situs itu dan coba lagi; bila terulang, beri tahu pengelolanya kode di bawah ini.',
    errorCode: 'Kode',
    logOutTitle: (identityProvider: string) => `Keluar dari ${identityProvider}?`,
    logOutText: (partner: string) =>
      `Anda keluar dari ${partner}. Keluar juga di sini? Penting bila HP atau komputer ini dipakai bersama.`,
    logOutPlain: 'Penting bila HP atau komputer ini dipakai bersama.',
    logOut: 'Keluar',
    stay: 'Tetap masuk',
    loggedOutTitle: 'Anda sudah keluar',
    loggedOutText: 'Tidak ada yang masuk di peramban ini.',
    home: 'Ke halaman depan',
  },
  en: {
    consentTitle: (partner) => `Allow ${partner}?`,
    consentLead: (partner, identityProvider) =>
      `${partner} asks to log you in with your ${identityProvider}. If you allow it, this is passed on to ${partner}:`,
    identifier: 'Identifier',
    identifierText: (partner) => `A code that is used for ${partner} only`,
    name: 'Name',
    email: 'Email address',
    phone: 'Mobile number',
    card: 'Kartu Prakerja number',
    cardText: (tail) => `16 digits, ending in ${tail}`,
    unknown: 'None',
    consentCard: (partner) =>
      `With the card number ${partner} can ask for payments. Your balance is still debited only when you yourself type the OTP from the SMS.`,
    consentKept: (partner) =>
      `This holds until you take it back. What was passed on before stays with ${partner}.`,
    allow: 'Allow and go on',
    refuse: 'Do not allow',
    overTitle: 'This login request has ended',
    overText:
      'It is done already, has expired, or was opened in another browser. Open the site that you want to log in to again, and press its login button.',
    errorTitle: 'You cannot log in through this site',
    errorText:
      'The site that sent you here made a request that we do not know, so nothing was passed on. Go back to it and try again; if it happens again, tell its owner the code below.',
    errorCode: 'Code',
    logOutTitle: (identityProvider) => `Log out of your ${identityProvider}?`,
    logOutText: (partner) =>
      `You are logging out of ${partner}. Log out here too? It matters when this phone or computer is shared.`,
    logOutPlain: 'It matters when this phone or computer is shared.',
    logOut: 'Log out',
    stay: 'Stay logged in',
    loggedOutTitle: 'You are logged out',
    loggedOutText: 'Nobody is logged in in this browser.',
    home: 'To the front page',
  },
})

/** How the accounts of a provider are called. */
export const identityProviders = dictionary({
  id: { programme: 'akun Kartu Prakerja', kemnaker: 'akun Kemnaker' },
  en: { programme: 'Kartu Prakerja account', kemnaker: 'Kemnaker account' },
})
