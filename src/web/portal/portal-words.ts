import { dictionary } from '../words/dictionary.ts'

export const words = dictionary({
  id: {
    myCard: 'Kartu saya',
    logOut: 'Keluar',
    home: 'Pelatihan kerja dengan Kartu Prakerja',
    homeLead: 'Penerima kartu membeli pelatihan di toko di bawah ini dengan nomor kartu dan OTP.',
    shops: 'Beli pelatihan di',
    reference: 'API untuk mitra',
    notLoggedIn: 'Belum masuk',
    notLoggedInText:
      'Nomor kartu dan batas waktumu ada di SMS dan email yang kami kirim saat kamu ditetapkan.',
    number: 'Nomor kartu',
    toFront: 'Ke halaman depan',
    held: 'Ditahan',
    heldText: (storefront: string, until: string) =>
      `Untuk pembayaran di ${storefront}, giliran kamu memasukkan OTP sampai ${until}. Lepas sendiri bila tidak dibayar.`,
    available: 'Bisa dipakai sekarang',
    deadline: 'Beli pelatihan pertama sebelum',
    deadlineMissed:
      'Bila terlewat: kepesertaan dicabut, seluruh saldo kembali ke kas negara, dan kamu tidak bisa ikut gelombang berikutnya.',
    cutOff: 'Pakai sisa saldo sebelum',
    cutOffMissed: 'Sisa saldo setelah tanggal ini kembali ke kas negara.',
    passed: {
      title: 'Batas waktu terlewat',
      text: 'Batas waktu pembelian pertama sudah lewat, jadi saldo tidak bisa dipakai lagi dan kembali ke kas negara. Bila menurutmu ini keliru, hubungi Manajemen Pelaksana.',
    },
    revoked: {
      title: 'Kepesertaan dicabut',
      text: 'Kepesertaan kartu ini dicabut; alasannya kami kirim lewat SMS dan email. Bila menurutmu ini keliru, hubungi Manajemen Pelaksana.',
    },
    suspended: {
      title: 'Kartu ditangguhkan',
      text: 'Kartu ini sedang ditangguhkan dan belum bisa dipakai. Hubungi Manajemen Pelaksana untuk penjelasan.',
    },
    locked: {
      title: 'Pembayaran terkunci sampai besok',
      text: 'Terlalu banyak OTP salah hari ini. Demi keamanan, pembayaran terkunci sampai besok; saldo kamu tidak berkurang.',
    },
    nextThing: 'Langkah berikutnya',
    buyFirst: 'Pilih pelatihan pertamamu di salah satu toko, lalu bayar dengan nomor kartu ini.',
    goOnPaying: (storefront: string) => `Lanjutkan pembayaran di ${storefront}`,
    goOnLearning: (storefront: string) => `Lanjut belajar di ${storefront}`,
    finish: (course: string, storefront: string) =>
      `Selesaikan “${course}” yang kamu beli di ${storefront}. Setelah itu kamu bisa membeli pelatihan berikutnya.`,
    buyNext: 'Kamu bisa membeli pelatihan berikutnya dengan sisa saldo. Bayar dengan nomor kartu ini.',
    statement: 'Mutasi saldo',
    balance: 'Saldo',
    grant: 'Saldo pelatihan diberikan',
    purchase: (course: string, storefront: string) => `Beli ${course} di ${storefront}`,
    return: (course: string, storefront: string) => `Batal, harga kembali: ${course} di ${storefront}`,
    forfeit: 'Kembali ke kas negara',
    restore: 'Saldo dipulihkan',
  },
  en: {
    myCard: 'My card',
    logOut: 'Log out',
    home: 'Training with Kartu Prakerja',
    homeLead: 'Card holders buy trainings at the storefronts below, by card number and OTP.',
    shops: 'Buy trainings at',
    reference: 'API for partners',
    notLoggedIn: 'Not logged in',
    notLoggedInText:
      'Your card number and deadline are in the SMS and email that we sent when you were chosen.',
    number: 'Card number',
    toFront: 'To the front page',
    held: 'Held',
    heldText: (storefront, until) =>
      `For a payment at ${storefront}: your turn to enter the OTP until ${until}. It is released by itself if not paid.`,
    available: 'Available now',
    deadline: 'Buy your first training before',
    deadlineMissed:
      'If you miss it: your membership is revoked, the whole balance returns to the treasury, and you cannot join later waves.',
    cutOff: 'Use what is left before',
    cutOffMissed: 'What is left after this date returns to the treasury.',
    passed: {
      title: 'The deadline has passed',
      text: 'The deadline of the first purchase has passed: the balance can no longer be used and returns to the treasury. If you think this is wrong, ask the programme.',
    },
    revoked: {
      title: 'Membership revoked',
      text: 'The membership of this card was revoked; the reason was sent to you by SMS and email. If you think this is wrong, ask the programme.',
    },
    suspended: {
      title: 'Card suspended',
      text: 'This card is suspended and cannot be used at present. Ask the programme why.',
    },
    locked: {
      title: 'Paying is locked until tomorrow',
      text: 'There were too many wrong OTPs today. For your safety paying is locked until tomorrow; your balance is untouched.',
    },
    nextThing: 'What to do next',
    buyFirst: 'Choose your first training at one of the storefronts, then pay with this card number.',
    goOnPaying: (storefront) => `Go on paying at ${storefront}`,
    goOnLearning: (storefront) => `Go on learning at ${storefront}`,
    finish: (course, storefront) =>
      `Finish “${course}”, which you bought at ${storefront}. Then you can buy the next training.`,
    buyNext: 'You can buy the next training with what is left. Pay with this card number.',
    statement: 'Statement',
    balance: 'Balance',
    grant: 'Training balance granted',
    purchase: (course, storefront) => `Bought ${course} at ${storefront}`,
    return: (course, storefront) => `Cancelled, price returned: ${course} at ${storefront}`,
    forfeit: 'Returned to the treasury',
    restore: 'Balance restored',
  },
})
