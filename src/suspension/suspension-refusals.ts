import { reasonRefusals } from '../journal/reason-refusals.ts'
import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'

/** Why an institution or a storefront is not suspended, or its suspension not ended. */
export const suspensionRefusals = refusalWords({
  id: {
    party_unknown: 'Lembaga atau toko itu tidak ada. Periksa nomor atau kodenya di daftarnya.',
    suspended_already: 'Penangguhannya sudah berlaku. Tidak perlu apa-apa lagi.',
    not_suspended: 'Tidak sedang ditangguhkan. Lihat daftar penangguhan.',
    not_settled:
      'Yang terbuka masih diselesaikan satu per satu. Tunggu sampai selesai, lalu minta lagi: halaman penangguhan menunjukkan sisanya.',
    begun_unknown: 'Pilih apa yang terjadi dengan pelatihan yang sudah dipakai.',
    reason_too_long: 'Tulis alasannya dengan paling banyak 300 karakter: peserta membacanya.',
  },
  en: {
    party_unknown: 'There is no such institution or storefront. Check its number or code in the list.',
    suspended_already: 'Its suspension is in force already. There is nothing to do.',
    not_suspended: 'It is not suspended. See the list of suspensions.',
    not_settled:
      'What was open is still being settled one by one. Wait until that is done and ask again: the page of suspensions says how many are left.',
    begun_unknown: 'Choose what becomes of the trainings that were used.',
    reason_too_long: 'Write the reason with at most 300 characters: the participants read it.',
  },
  also: [reasonRefusals],
})
export type SuspensionRefusal = ReasonOf<typeof suspensionRefusals>
