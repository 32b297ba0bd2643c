import { first, type Queryable, statement } from '../database/sql.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

/** Why somebody may not be one of the two: they are nobody of the staff, or their factors or their address are new. */
export const deciderRefusals = refusalWords({
  id: {
    staff_needed: 'Ini hanya bisa dilakukan oleh staf yang terdaftar. Masuk dulu (bekal staff log-in EMAIL).',
    still_resting: ({ until }) =>
      `Kata sandi, faktor kedua atau alamat Anda masih baru: Anda belum boleh meminta atau menyetujui hal yang butuh dua orang.${until ? ` Coba lagi mulai ${until}.` : ' Coba lagi nanti.'}`,
  },
  en: {
    staff_needed:
      'Only somebody of the staff who is enrolled can do this. Log in first (bekal staff log-in EMAIL).',
    still_resting: ({ until }) =>
      `Your password, second factor or address is new: you may not yet ask for or approve what takes two people.${until ? ` Try again from ${until} on.` : ' Try again later.'}`,
  },
})
export type DeciderRefusal = ReasonOf<typeof deciderRefusals>

const selectDecider = statement<[staffId: string], 'approvals/select-decider', 'mayDecideFrom'>(
  'approvals/select-decider',
  `
  select may_decide_from from staff
  where staff_id = $1 and disabled_at is null and totp_confirmed_at is not null
  for key share
  `,
)

/**
 * Whose number an actor is among the staff, where they may ask for or approve what takes two people. The database refers to
 * makers and checkers by this number, and holds that the two differ.
 */
export async function whoDecides(
  tx: Queryable,
  { actor }: Actor,
  now: Date,
): Promise<Outcome<{ staffId: string }, DeciderRefusal>> {
  const staffId = /^staff:(\d{1,18})$/.exec(actor)?.[1]
  const found = staffId === undefined ? undefined : await first(tx, selectDecider, [staffId])
  if (!found) return refuse('staff_needed')
  if (found.mayDecideFrom > now) return refuse('still_resting', { until: found.mayDecideFrom })
  return done({ staffId: staffId! })
}
