import { approvalRefusals } from '../../approvals/approvals.ts'
import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why nothing is done of a payment run. */
export const runRefusals = refusalWords({
  id: {
    bank_account_needed:
      'Sebutkan dari rekening bank mana dibayar. Tambahkan dulu kalau belum ada (bekal bank account-add).',
    run_open: 'Satu pembayaran masih berjalan. Kirim atau batalkan dulu yang itu, lalu hitung lagi.',
    nothing_payable:
      'Belum ada yang harus dibayar. Hitung lagi setelah ada pelatihan yang dipakai atau selesai.',
    run_unknown: 'Pembayaran itu tidak ada. Lihat daftarnya: bekal payment list.',
    payment_unknown: 'Pembayaran dengan nomor itu tidak ada. Lihat nomornya: bekal payment show.',
    run_not_approved:
      'Pembayaran ini belum disetujui. Minta orang lain menyetujuinya (bekal payment approve), lalu kirim.',
    run_approved_already: 'Pembayaran ini sudah disetujui. Kirim ke bank, atau batalkan lalu hitung lagi.',
    run_exported: 'Pembayaran ini sudah dikirim ke bank. Unduh berkasnya, atau baca jawaban bank.',
    run_withdrawn: 'Pembayaran ini sudah dibatalkan. Hitung pembayaran baru.',
    run_not_exported: 'Pembayaran ini belum dikirim ke bank. Kirim dulu, lalu unduh berkasnya.',
    run_all_netted:
      'Tidak ada yang ditransfer: semuanya dipotong dari utang pihak itu. Lihat barisnya; bank tidak perlu diminta.',
    payee_erased:
      'Seseorang yang dibayar di sini sudah dihapus, jadi berkasnya tidak bisa dibuat lagi. Minta salinannya di bank; sidik berkasnya tetap tersimpan.',
    run_empty:
      'Tidak ada baris yang dapat dibayar. Selesaikan yang menahan barisnya, batalkan, lalu hitung lagi.',
  },
  en: {
    bank_account_needed:
      'Name the account at a bank that it is paid from. Add one first where there is none (bekal bank account-add).',
    run_open: 'A run is still under way. Export or withdraw that one first, then compute again.',
    nothing_payable: 'Nothing is payable yet. Compute again once trainings were used or finished.',
    run_unknown: 'There is no such run. See the list: bekal payment list.',
    payment_unknown: 'There is no payment of that reference. See them: bekal payment show.',
    run_not_approved:
      'This run is not approved yet. Ask another person to approve it (bekal payment approve), then export it.',
    run_approved_already: 'This run is approved already. Export it, or withdraw it and compute again.',
    run_exported: "This run was exported already. Download its file, or read the bank's answer.",
    run_withdrawn: 'This run was withdrawn. Compute a new one.',
    run_not_exported: 'This run is not exported yet. Export it first, then download its file.',
    run_all_netted:
      'Nothing is transferred: all of it was netted against what the parties owe. See the lines; no bank needs to be asked.',
    payee_erased:
      'Somebody paid by this run was erased, so its file cannot be made again. Ask the bank for its copy; the hash of the file is kept.',
    run_empty: 'No line can be paid. Settle what stops the lines, withdraw the run, then compute again.',
  },
  also: [approvalRefusals],
})
export type RunRefusal = ReasonOf<typeof runRefusals>
