import { first, type Queryable, statement } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

/** Why somebody may not be one of the two. */
export type DeciderRefusal =
  /** only somebody of the staff, enrolled with both factors, is a person here */
  | 'staff_needed'
  /** their factors or their address are new; `until` says from when on they may */
  | 'still_resting'

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
