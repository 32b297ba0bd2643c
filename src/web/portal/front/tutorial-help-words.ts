import { dictionary } from '../../words/dictionary.ts'

/** What stands around the steps of a tutorial: what to have at hand, and what to do when something sticks. */
export const tutorialHelpWords = dictionary({
  id: {
    ready: 'Siapkan dulu',
    readyItems: [
      'Nomor kartu 16 angka; ada di halaman “Kartu saya”.',
      'HP dengan nomor yang terdaftar di Prakerja, untuk kode OTP.',
      'Alamat email yang bisa dibuka, untuk bukti pembayaran.',
    ].join('|'),
    steps: 'Langkahnya',
    picture: (shop: string, button: string) => `Gambar halaman ${shop} dengan tombol “${button}”`,
    stuck: 'Bila tersendat',
    late: (seconds: number) =>
      `SMS belum datang? Tunggu ${seconds} detik, lalu tekan kirim ulang. Periksa nomor HP di “Data saya”.`,
    old: (minutes: number) =>
      `Kode berlaku ${minutes} menit. Kode lewat waktu? Minta yang baru; saldo tidak berkurang.`,
    wrong: (tries: number) =>
      `Kode salah? Kesempatan untuk satu pembelian: ${tries}. Setelah itu mulai lagi.`,
    broken:
      'Halaman terputus? Buka pesanannya lagi di toko; pembayaran yang sama tidak pernah didebit dua kali.',
  },
  en: {
    ready: 'Have at hand',
    readyItems: [
      'The 16 digits of your card; they stand on the page “My card”.',
      'The phone whose number is registered with Prakerja, for the OTP.',
      'An email that you can open, for the receipt.',
    ].join('|'),
    steps: 'The steps',
    picture: (shop, button) => `Picture of the page of ${shop} with the button “${button}”`,
    stuck: 'If something sticks',
    late: (seconds) =>
      `No SMS yet? Wait ${seconds} seconds, then press to send again. Check the number under “My data”.`,
    old: (minutes) =>
      `A code is valid for ${minutes} minutes. Too late? Ask for a new one; nothing is debited.`,
    wrong: (tries) => `A wrong code? Tries for one purchase: ${tries}. After that begin again.`,
    broken:
      'Was the page cut off? Open the order at the shop again; the same payment is never debited twice.',
  },
})
