import { approvalRefusals } from '../approvals/approvals.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'

/** What stands against erasing somebody now, in the order in which it is told; each says when it can be done. */
export const standingRefusals = refusalWords({
  id: {
    card_in_term: ({ until }) =>
      `Kartunya masih berlaku sampai ${until}. Hapus setelah itu; sebelumnya, minta orangnya menghabiskan atau menolak kartunya.`,
    card_not_settled:
      'Sisa saldo kartunya belum kembali ke kas negara. Coba lagi beberapa menit setelah batas akhirnya.',
    waits_for_draw:
      'Orang ini ikut gelombang yang belum selesai. Minta keluar dari gelombang, atau tunggu sampai hasilnya diumumkan.',
    seat_offered: 'Orang ini terpilih dan kartunya belum dibagikan. Hapus setelah kartunya berakhir.',
    order_open: ({ until }) =>
      `Ada pesanan atau kode bayar yang belum selesai. Coba lagi setelah ${until}, saat pesanannya lewat.`,
    training_checked:
      'Penyelesaian atau tugas orang ini sedang diperiksa. Putuskan dulu di antrean kasus, lalu hapus.',
    payment_open:
      'Ada insentif yang belum dibayar. Tunggu sampai dibayar; bila rekeningnya belum ada, minta orangnya mendaftarkannya.',
    other_appeal_open: 'Ada keberatan lain orang ini yang belum dijawab. Jawab dulu, lalu hapus.',
    fraud_open:
      'Pembayaran orang ini ditahan karena kasus kecurangan. Hapus setelah kasusnya diputuskan dan penahanannya dilepas.',
    change_rests: ({ until }) =>
      `Penggantian nomor atau bantuan meja belum selesai. Selesaikan, atau coba lagi setelah ${until}.`,
    restoring: 'Pemulihan kartunya menunggu orang kedua. Setujui atau tarik dulu, lalu hapus.',
  },
  en: {
    card_in_term: ({ until }) =>
      `The card is good until ${until}. Erase after that; before, have the person use it up or decline it.`,
    card_not_settled:
      'The rest of the balance is not back at the treasury yet. Try again some minutes after the cut-off.',
    waits_for_draw:
      'The person takes part in a wave that has not ended. Have them leave it, or wait until its result is announced.',
    seat_offered: 'The person was chosen and has no card yet. Erase once the card has ended.',
    order_open: ({ until }) =>
      `An order or a code to pay with is open. Try again after ${until}, when it has lapsed.`,
    training_checked:
      'A completion or an assignment of theirs is being looked at. Decide it in the queue of cases first, then erase.',
    payment_open:
      'An incentive is not paid yet. Wait until it is; where there is no account, have the person add one.',
    other_appeal_open: 'Another appeal of theirs is not answered yet. Answer it first, then erase.',
    fraud_open:
      'Payments to them are held by a case of fraud. Erase once it is decided and the hold is lifted.',
    change_rests: ({ until }) =>
      `A change of phone or help at the desk has not ended. End it, or try again after ${until}.`,
    restoring: 'Restoring the card waits for a second person. Approve or withdraw it first, then erase.',
  },
})
export type StandingRefusal = ReasonOf<typeof standingRefusals>

/** Why somebody is not erased. */
export const eraseRefusals = refusalWords({
  id: {
    person_unknown: 'Orang itu tidak ada: cari dengan person find.',
    already_erased: ({ since }) => `Data orang ini sudah dihapus pada ${since}. Tidak perlu apa-apa lagi.`,
    reason_names_person:
      'Alasannya menyebut orangnya, dan alasan tersimpan selamanya. Tulis tanpa nama, nomor, atau email.',
  },
  en: {
    person_unknown: 'There is nobody of this id: look with person find.',
    already_erased: ({ since }) => `This person was erased at ${since}. There is nothing to do.`,
    reason_names_person:
      'The reason names the person, and reasons are kept for good. Write it without name, number or email.',
  },
  also: [reasonRefusals, standingRefusals, approvalRefusals],
})
export type EraseRefusal = ReasonOf<typeof eraseRefusals>
