import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import type { ListRefusal } from '../lists/list-problem.ts'
import { dayRefusals } from './read-day.ts'

/** Why a storefront's own file is not compared. What refuses a list brings its own sentence. */
export const takeRefusals = refusalWords({
  id: {
    day_not_over:
      'Hari itu belum ditutup: berkas kita selesai 15 menit setelah tengah malam WIB. Coba lagi sesudah itu.',
    file_unknown: 'Berkas bernomor itu tidak ada. Pilih berkasnya sekali lagi.',
    file_missing: 'Belum ada berkas yang dipilih. Pilih berkas CSV dari toko.',
    file_too_large:
      'Berkasnya lebih dari 32 MB. Bagi menurut hari, atau impor dengan bekal reconcile import.',
    storefront_unknown: 'Toko itu tidak ada. Lihat daftar mitra: bekal partner list.',
  },
  en: {
    day_not_over:
      'That day is not closed yet: our file is ready 15 minutes after midnight in WIB. Try again after that.',
    file_unknown: 'There is no file of that number. Choose the file once more.',
    file_missing: 'No file was chosen. Choose the CSV file of the storefront.',
    file_too_large: 'The file has more than 32 MB. Part it by days, or import it by bekal reconcile import.',
    storefront_unknown: 'There is no such storefront. See the partners: bekal partner list.',
  },
  also: [dayRefusals],
})

export type TakeRefusal = ReasonOf<typeof takeRefusals> | ListRefusal | 'rows_unreadable'
