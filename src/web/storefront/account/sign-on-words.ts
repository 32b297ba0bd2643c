import { dictionary } from '../../words/dictionary.ts'

/** What a storefront says whose accounts are kept elsewhere. */
export const words = dictionary({
  id: {
    title: 'Masuk',
    orderLead: 'Masuk untuk melanjutkan; setelah itu kamu kembali ke pesanan ini.',
    programme: (shop: string) =>
      `${shop} tidak menyimpan kata sandi. Akunmu disimpan Prakerja: kamu masuk di sana dengan kode SMS, lalu kembali ke sini. Prakerja menanyakan dulu data apa yang boleh diteruskan.`,
    kemnaker: (shop: string) =>
      `${shop} tidak menyimpan kata sandi. Akunmu disimpan Kemnaker di situsnya sendiri: masuk atau daftar di sana, lalu kembali ke sini. Kemnaker menanyakan dulu data apa yang boleh diteruskan.`,
    failedTitle: 'Belum masuk',
    again: 'Coba lagi',
    home: (shop: string) => `Ke halaman ${shop}`,
    consent_refused:
      'Kamu tidak mengizinkan data diteruskan, jadi tidak ada yang diteruskan dan kamu belum masuk. Tanpa izin itu toko ini tidak bisa tahu siapa kamu. Pesanan yang sudah kamu mulai tetap ada.',
    sign_on_stale:
      'Jawaban ini tidak cocok dengan permintaan masuk dari peramban ini: mungkin sudah dipakai, terlalu lama, atau dimulai di tab lain. Tidak ada yang berubah. Mulai lagi dari tombol di bawah.',
    sign_on_failed:
      'Penyimpan akun tidak bisa memastikan siapa kamu, misalnya karena kodenya sudah kedaluwarsa. Tidak ada yang berubah. Coba lagi.',
    email_taken:
      'Alamat email di akunmu sudah dipakai akun lain di toko ini, dan kami tidak menggabungkan akun hanya karena emailnya sama. Ganti alamat email di penyimpan akun, lalu coba lagi.',
  },
  en: {
    title: 'Log in',
    orderLead: 'Log in to go on; you come back to this order afterwards.',
    programme: (shop) =>
      `${shop} keeps no passwords. Your account is kept by Prakerja: you log in there with a code by SMS, then come back here. Prakerja asks you first what may be passed on.`,
    kemnaker: (shop) =>
      `${shop} keeps no passwords. Your account is kept by Kemnaker at a site of its own: log in or sign up there, then come back here. Kemnaker asks you first what may be passed on.`,
    failedTitle: 'Not logged in yet',
    again: 'Try again',
    home: (shop) => `To ${shop}`,
    consent_refused:
      'You did not allow anything to be passed on, so nothing was, and you are not logged in. Without it this shop cannot know who you are. An order that you began is still there.',
    sign_on_stale:
      'This answer does not fit a login request of this browser: it may have been used already, be too old, or belong to another tab. Nothing has changed. Start again with the button below.',
    sign_on_failed:
      'Your identity provider could not confirm who you are, for example because the code was too old. Nothing has changed. Try again.',
    email_taken:
      'The email address of your account is used by another account of this shop, and we never join accounts because their emails are the same. Change the email at your identity provider, then try again.',
  },
})
