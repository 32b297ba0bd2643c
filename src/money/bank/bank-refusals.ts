import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why a file of a bank is not taken. Those with figures bring their own sentence. */
export const bankFileRefusals = refusalWords({
  id: {
    bank_file_unreadable: 'Berkas tidak terbaca. Unduh lagi dari bank sebagai camt.053, MT940, atau CSV.',
    bank_file_empty: 'Berkas ini tidak berisi rekening koran atau jawaban. Pilih berkas lain.',
    statement_account_unknown:
      'Rekening di berkas ini bukan rekening program, atau ada beberapa. Tambahkan rekeningnya, atau sebutkan yang mana.',
    statement_wrong_sum:
      'Mutasi di berkas ini tidak cocok dengan saldo awal dan akhirnya. Unduh lagi dari bank.',
    statement_overlaps: 'Berkas ini mengulang hari yang sudah dibaca. Pilih rekening koran sesudahnya.',
    statement_gap: 'Ada rekening koran yang terlewat sebelum ini. Baca yang terlewat dulu.',
    statement_opens_elsewhere:
      'Saldo awal berkas ini bukan saldo akhir yang terakhir dibaca. Baca rekening koran di antaranya dulu.',
  },
  en: {
    bank_file_unreadable:
      'The file cannot be read. Download it from the bank again as camt.053, MT940, or CSV.',
    bank_file_empty: 'The file has neither a statement nor an answer. Choose another file.',
    statement_account_unknown:
      "The account of this file is none of the programme's, or there are several. Add the account, or name which one it is.",
    statement_wrong_sum:
      'The movements of this file do not fit its opening and closing balance. Download it from the bank again.',
    statement_overlaps: 'This file repeats days that were read already. Choose the statement after them.',
    statement_gap: 'A statement before this one is missing. Import the missing one first.',
    statement_opens_elsewhere:
      'The opening balance of this file is not the closing one that was read last. Import the statements between them first.',
  },
})
export type BankFileRefusal = ReasonOf<typeof bankFileRefusals>
