import { type ReasonOf, refusalWords } from '../../../kernel/refusal.ts'
import type { OwnCancelRefusal } from '../../../purchase/refusals.ts'

/** Why a buyer does not cancel a purchase, and what they can do instead. */
export const ownCancelWords = refusalWords<OwnCancelRefusal>({
  id: {
    void_unknown: 'Pembelian ini tidak ditemukan. Lihat riwayat transaksi kamu.',
    already_cancelled:
      'Pembelian ini sudah dibatalkan dan harganya sudah kembali ke kartu. Tidak perlu apa-apa lagi.',
    already_redeemed:
      'Pelatihan ini sudah kamu mulai, jadi tidak bisa dibatalkan lagi. Selesaikan, lalu tulis ulasanmu.',
    schedule_started:
      'Kelasnya sudah dimulai, jadi tidak bisa dibatalkan lagi. Masih bisa diikuti sampai kelas selesai.',
  },
  en: {
    void_unknown: 'This purchase was not found. See your transactions.',
    already_cancelled:
      'This purchase was cancelled and its price is back on your card. There is nothing more to do.',
    already_redeemed:
      'You have begun this training, so it cannot be cancelled any more. Finish it, then write your review.',
    schedule_started:
      'The class has begun, so it cannot be cancelled any more. You can still join until it is over.',
  },
})
export type OwnCancelReason = ReasonOf<typeof ownCancelWords>

const id = {
  title: 'Batalkan pembelian ini?',
  open: 'Batalkan pembelian',
  changed: 'Berubah pikiran?',
  until: (time: string) => `Bisa dibatalkan sampai ${time}, selama belum ada yang kamu pakai.`,
  anyTime: 'Bisa dibatalkan selama belum ada yang kamu pakai: kode belum ditukar, materi belum diselesaikan.',
  back: 'Kembali ke kartu',
  backNow: 'langsung, bukan uang tunai',
  balance: 'Saldo kartu sesudahnya',
  promo: 'Potongan promo',
  promoBack: (amount: string) => `${amount} kembali ke toko; kodenya mungkin tidak bisa dipakai lagi`,
  seat: 'Tempatmu',
  seatGone: 'diberikan kepada peserta lain',
  codes: 'Kode pembelian',
  codesDead: 'tidak berlaku lagi',
  term: 'Batas pembelian pertama',
  termRuns: (time: string) => `berjalan lagi: beli pelatihan lain sebelum ${time}, atau kepesertaan dicabut`,
  sure: 'Ya, batalkan pembelian',
  keep: 'Tidak, kembali',
  told: 'Kami beri tahu lewat SMS dan email setelah dibatalkan.',
  cannot: 'Tidak bisa dibatalkan',
  instead: 'Yang masih bisa kamu lakukan',
  goOn: 'Lanjut ke pelatihan ini',
  complain: 'Ada yang tidak benar? Laporkan',
}

const en: typeof id = {
  title: 'Cancel this purchase?',
  open: 'Cancel the purchase',
  changed: 'Changed your mind?',
  until: (time) => `You can cancel until ${time}, as long as you have used nothing of it.`,
  anyTime: 'You can cancel as long as you have used nothing of it: no code redeemed, no lesson finished.',
  back: 'Back on the card',
  backNow: 'at once, not in cash',
  balance: 'Balance afterwards',
  promo: 'Promo discount',
  promoBack: (amount) => `${amount} goes back to the shop; the code may be used up`,
  seat: 'Your seat',
  seatGone: 'goes to another participant',
  codes: 'Codes of the purchase',
  codesDead: 'are no longer valid',
  term: 'Term of the first purchase',
  termRuns: (time) => `runs again: buy another training before ${time}, or your membership is revoked`,
  sure: 'Yes, cancel the purchase',
  keep: 'No, go back',
  told: 'We tell you by SMS and email once it is cancelled.',
  cannot: 'It cannot be cancelled',
  instead: 'What you can still do',
  goOn: 'Go on with this training',
  complain: 'Is something wrong? Report it',
}

export const cancelWords = { id, en }
