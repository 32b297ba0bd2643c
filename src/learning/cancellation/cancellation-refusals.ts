import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'

/** Why a schedule or a purchase is not cancelled. */
export const cancellationRefusals = refusalWords({
  id: {
    schedule_unknown: 'Jadwal itu tidak ada di sini. Kembalilah ke daftar jadwal.',
    schedule_began:
      'Jadwal ini sudah mulai: lembaga tidak bisa membatalkannya lagi. Hubungi program bila tidak jadi dilaksanakan.',
    schedule_cancelled: 'Jadwal ini sudah dibatalkan. Tidak perlu apa-apa lagi.',
    purchase_unknown: 'Pembelian itu tidak ada. Periksa kode tagihan dan tokonya.',
    purchase_not_paid: 'Pembelian itu tidak (lagi) dibayar. Tidak perlu apa-apa lagi.',
    reason_too_long: 'Tulis alasannya dengan paling banyak 300 karakter: peserta membacanya.',
  },
  en: {
    schedule_unknown: 'There is no such schedule here. Go back to the list of schedules.',
    schedule_began:
      'This schedule has begun: its institution cannot cancel it any more. Ask the programme if it does not take place.',
    schedule_cancelled: 'This schedule is cancelled already. There is nothing to do.',
    purchase_unknown: 'There is no such purchase. Check its invoice and its storefront.',
    purchase_not_paid: 'That purchase is not paid, or not any more. There is nothing to do.',
    reason_too_long: 'Write the reason with at most 300 characters: the participants read it.',
  },
  also: [reasonRefusals],
})
export type CancellationRefusal = ReasonOf<typeof cancellationRefusals>

/** Why something is cancelled, as the participants will read it: 1 to 300 characters. */
export function reasonOf(because: string): Outcome<string, 'reason_missing' | 'reason_too_long'> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  return [...reason].length > 300 ? refuse('reason_too_long') : done(reason)
}
