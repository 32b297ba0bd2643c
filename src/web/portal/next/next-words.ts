import { dictionary } from '../../words/dictionary.ts'

/** What the one thing to do next says, and what waits. */
export const nextWords = dictionary({
  id: {
    title: 'Langkah berikutnya',
    pay: (storefront: string, until: string) =>
      `Masukkan OTP di ${storefront} untuk menyelesaikan pembayaran, paling lambat ${until}.`,
    goOnPaying: (storefront: string) => `Lanjutkan pembayaran di ${storefront}`,
    buyFirst: (before: string) =>
      `Pilih pelatihan pertama Anda di salah satu toko, lalu bayar dengan nomor kartu ini, paling lambat ${before}.`,
    buyNext: (before: string) =>
      `Anda bisa membeli pelatihan berikutnya dengan sisa saldo sampai ${before}. Bayar dengan nomor kartu ini.`,
    chooseShop: 'Pilih toko',
    waitToBuy: (from: string) => `Kartu ini bisa membeli lagi mulai ${from}. Sampai saat itu tunggu saja.`,
    ended:
      'Tahun program kartu ini sudah berakhir, jadi tidak ada lagi yang bisa dibeli. Bukti pembayaran dan sertifikat Anda tetap ada di sini.',
    stopped: {
      revoked: 'Kepesertaan Anda dicabut. Bila menurut Anda ini keliru, ajukan keberatan.',
      late: 'Pelatihan pertama tidak dibeli tepat waktu. Bila menurut Anda ini keliru, ajukan keberatan.',
      suspended: 'Kartu ditangguhkan. Tanyakan alasannya, atau ajukan keberatan.',
    },
    appealed: 'Keberatan Anda sedang diperiksa petugas. Lihat sampai kapan dijawab.',
    fileAppeal: 'Ajukan keberatan',
    seeAppeal: 'Lihat keberatan',
    redeem: (course: string, institution: string) =>
      `Tukarkan kode voucher “${course}” di ${institution}. Pelatihan terbuka setelah ditukarkan.`,
    toRedeem: 'Tukarkan voucher',
    askIncentive: (amount: string) =>
      `Insentif ${amount} belum dibayar walau sudah lewat dari yang kami janjikan. Tanyakan kepada kami.`,
    toAskIncentive: 'Tanyakan insentif',
    confirm: (course: string) =>
      `Hadiri “${course}”, lalu konfirmasi kehadiran Anda: buka tautan dari lembaga, atau pindai kode QR di kelas.`,
    review: (course: string) => `Tulis ulasan “${course}”. Beberapa menit saja.`,
    reviewNeeded: (course: string) =>
      `Tulis ulasan “${course}”: insentif dan pembelian berikutnya menunggu ulasan ini.`,
    writeReview: (storefront: string) => `Tulis ulasan di ${storefront}`,
    reviewElsewhere: (storefront: string) => `Ulasan ditulis di ${storefront}, di pesanan pelatihan itu.`,
    mendAccount: (amount: string) =>
      `Bank tidak membayar insentif ${amount}. Perbaiki rekening, lalu pembayarannya dicoba lagi.`,
    toMendAccount: 'Perbaiki rekening',
    addAccount: (amount: string) => `Insentif ${amount} menunggu rekening Anda. Tambahkan satu.`,
    toAddAccount: 'Tambahkan rekening atau dompet elektronik',
    survey: (amount: string) => `Jawab survei singkat; insentif ${amount} langsung siap dibayar.`,
    answerSurvey: 'Jawab survei',
    finish: (course: string, storefront: string) =>
      `Selesaikan “${course}” yang Anda beli di ${storefront}. Setelah itu Anda bisa membeli pelatihan berikutnya.`,
    goOnLearning: (storefront: string) => `Lanjut belajar di ${storefront}`,
    wait: (course: string) => `Untuk “${course}” sekarang bukan giliran Anda.`,
    nothing: 'Tidak ada yang perlu Anda lakukan sekarang.',
    number: 'Nomor kartu',
    shops: 'Beli pelatihan di',
    otherShops: 'Toko yang menjual pelatihan',
    waiting: 'Yang sedang menunggu',
    account: 'Rekening pembayaran',
    accountRests: (from: string) => `Dipakai mulai ${from}. Bukan Anda yang meminta? Batalkan sekarang.`,
    accountChecked: (latest: string) =>
      `Sedang dicocokkan dengan bank. Belum selesai sampai ${latest}? Tambahkan rekening lain.`,
    toAccount: 'Lihat rekening',
    appeal: (reference: string) => `Keberatan ${reference}`,
    appealBy: (latest: string) => `Dijawab petugas paling lambat ${latest}; kami kabarkan lewat email.`,
    appealLate: (since: string) =>
      `Seharusnya dijawab sebelum ${since}; ada di urutan teratas petugas. Anda tidak perlu mengajukan lagi.`,
    toAppeal: 'Lihat keberatan',
  },
  en: {
    title: 'What to do next',
    pay: (storefront, until) => `Enter the OTP at ${storefront} to finish the payment, by ${until}.`,
    goOnPaying: (storefront) => `Go on paying at ${storefront}`,
    buyFirst: (before) =>
      `Choose your first training at one of the storefronts, then pay with this card number, by ${before}.`,
    buyNext: (before) =>
      `You can buy the next training with what is left until ${before}. Pay with this card number.`,
    chooseShop: 'Choose a storefront',
    waitToBuy: (from) => `This card can buy again from ${from}. Until then just wait.`,
    ended:
      'The programme year of this card is over, so nothing can be bought any more. Your receipts and certificates stay here.',
    stopped: {
      revoked: 'Your membership is revoked. If you think that this is wrong, appeal.',
      late: 'The first training was not bought in time. If you think that this is wrong, appeal.',
      suspended: 'The card is suspended. Ask why, or appeal.',
    },
    appealed: 'Operators look at your appeal. See by when it is answered.',
    fileAppeal: 'Appeal',
    seeAppeal: 'See the appeal',
    redeem: (course, institution) =>
      `Redeem the voucher code of “${course}” at ${institution}. The training opens when it is redeemed.`,
    toRedeem: 'Redeem the voucher',
    askIncentive: (amount) =>
      `The incentive of ${amount} is not paid though it is later than we promised. Ask us.`,
    toAskIncentive: 'Ask about the incentive',
    confirm: (course) =>
      `Attend “${course}”, then confirm that you were there: open the link of the institution, or scan the QR code in the class.`,
    review: (course) => `Write the review of “${course}”. It takes a few minutes.`,
    reviewNeeded: (course) =>
      `Write the review of “${course}”: the incentive and the next purchase wait for it.`,
    writeReview: (storefront) => `Write the review at ${storefront}`,
    reviewElsewhere: (storefront) => `The review is written at ${storefront}, in the order of that training.`,
    mendAccount: (amount) =>
      `The bank did not pay your incentive of ${amount}. Mend the account, and it is tried again.`,
    toMendAccount: 'Mend the account',
    addAccount: (amount) => `Your incentive of ${amount} waits for your account. Add one.`,
    toAddAccount: 'Add an account or e-wallet',
    survey: (amount) => `Answer a short survey; the incentive of ${amount} is due at once.`,
    answerSurvey: 'Answer the survey',
    finish: (course, storefront) =>
      `Finish “${course}”, which you bought at ${storefront}. Then you can buy the next training.`,
    goOnLearning: (storefront) => `Go on learning at ${storefront}`,
    wait: (course) => `With “${course}” it is not your turn now.`,
    nothing: 'There is nothing for you to do now.',
    number: 'Card number',
    shops: 'Buy trainings at',
    otherShops: 'Storefronts that sell trainings',
    waiting: 'What waits',
    account: 'Account for payments',
    accountRests: (from) => `In use from ${from}. Was it not you who asked? Cancel it now.`,
    accountChecked: (latest) => `Being compared with the bank. Not done by ${latest}? Add another account.`,
    toAccount: 'See the account',
    appeal: (reference) => `Appeal ${reference}`,
    appealBy: (latest) => `Answered by an operator by ${latest}; an email tells you.`,
    appealLate: (since) =>
      `It should have been answered before ${since}; it stands at the top of the operators’ list. You need not file it again.`,
    toAppeal: 'See the appeal',
  },
})
