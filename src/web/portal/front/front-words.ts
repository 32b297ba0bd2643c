import { dictionary } from '../../words/dictionary.ts'

/** What the programme's front page says. */
export const frontWords = dictionary({
  id: {
    title: 'Pelatihan kerja dengan Kartu Prakerja',
    lead: (grant: string) =>
      `Kartu dengan saldo pelatihan ${grant}. Pilih pelatihan sendiri, belajar sampai selesai, dapatkan sertifikat. Gratis.`,
    leadPlain:
      'Kartu dengan saldo untuk membeli pelatihan kerja pilihan sendiri, belajar sampai selesai, dan mendapat sertifikat. Gratis.',
    register: 'Daftar',
    check: 'Cek dulu: boleh ikut?',
    now: 'Gelombang sekarang',
    noWave: 'Belum ada gelombang yang dibuka',
    seats: (count: string) => `${count} kursi, dipilih dengan undian`,
    calendar: 'Semua gelombang dan tanggalnya',
    who: 'Siapa yang boleh ikut',
    whoLink: 'Jawab enam pertanyaan',
    get: 'Yang Anda dapat',
    getLink: 'Dan yang tidak',
    missed: 'Bila terlewat',
    missedText: (days: number) =>
      `Beli pelatihan pertama dalam ${days} hari setelah terpilih. Bila terlewat, kepesertaan dicabut dan saldo kembali ke kas negara.`,
    usable: (on: string) => `Sisa saldo bisa dipakai sampai ${on}.`,
    missedLink: 'Semua batas waktu',
    how: 'Caranya',
    steps: {
      join: 'Daftar dengan email, NIK, dan nomor HP, lalu gabung gelombang yang dibuka.',
      draw: 'Penerima dipilih dengan undian terbuka. Anda diberi tahu lewat SMS dan email.',
      buy: 'Beli pelatihan di salah satu toko dengan nomor kartu dan kode OTP.',
      learn: 'Selesaikan pelatihan dan tulis ulasan; insentif dibayar ke rekening Anda.',
    },
    draws: 'Periksa undiannya',
    shops: 'Beli pelatihan di',
    allShops: 'Bingung pilih yang mana?',
    allShopsLine: 'Cara membeli di setiap toko, langkah demi langkah',
    more: 'Yang sering ditanyakan',
  },
  en: {
    title: 'Training with Kartu Prakerja',
    lead: (grant) =>
      `A card with a training balance of ${grant}. Choose trainings yourself, learn to the end, get a certificate. It costs nothing.`,
    leadPlain:
      'A card with a balance to buy trainings of your own choice, learn to the end and get a certificate. It costs nothing.',
    register: 'Register',
    check: 'Check first: may I join?',
    now: 'The wave now',
    noWave: 'No wave is open yet',
    seats: (count) => `${count} seats, given by a draw`,
    calendar: 'All waves and their dates',
    who: 'Who may join',
    whoLink: 'Answer six questions',
    get: 'What you get',
    getLink: 'And what not',
    missed: 'If you miss it',
    missedText: (days) =>
      `Buy the first training within ${days} days after you were chosen. If you miss it, your membership is revoked and the balance returns to the treasury.`,
    usable: (on) => `What is left can be used until ${on}.`,
    missedLink: 'All deadlines',
    how: 'How it goes',
    steps: {
      join: 'Register by email, NIK and mobile number, then join a wave that is open.',
      draw: 'Recipients are chosen by a public draw. You are told by SMS and email.',
      buy: 'Buy a training at one of the shops by card number and OTP.',
      learn: 'Finish the training and review it; incentives are paid to your account.',
    },
    draws: 'Check the draws',
    shops: 'Buy trainings at',
    allShops: 'Not sure which one?',
    allShopsLine: 'How to buy at each shop, step by step',
    more: 'What people ask',
  },
})
