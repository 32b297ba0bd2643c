import type { Context } from '../database/context.ts'
import { one, type Row, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { Decision } from './differences.ts'

export const decideRefusals = refusalWords({
  id: {
    difference_unknown: 'Selisih bernomor itu tidak ada. Lihat daftarnya: bekal reconcile differences.',
    difference_decided: 'Selisih ini sudah diputuskan. Buka halamannya untuk melihat oleh siapa dan mengapa.',
  },
  en: {
    difference_unknown: 'There is no difference of that number. See them: bekal reconcile differences.',
    difference_decided: 'This difference is decided already. Open its page to see by whom and why.',
  },
  also: [reasonRefusals],
})
export type DecideRefusal = ReasonOf<typeof decideRefusals>

type DecidedRow = Row<'reconciliation/decide-difference', 'known' | 'decided'>
const decideOpen = statement<
  [differenceId: string, decision: Decision, because: string, by: string, now: Date],
  'reconciliation/decide-difference',
  DecidedRow
>(
  'reconciliation/decide-difference',
  `
  with decided as (
    update difference set decision = $2, decided_because = $3, decided_by = $4, decided_at = $5
    where difference_id = $1 and decision is null
    returning difference_id
  )
  select
    exists (select from difference where difference_id = $1) as known,
    exists (select from decided) as decided
  `,
)

/** What people decide; the rest is decided by a newer file. */
export const ownDecisions = [
  'accepted',
  'corrected_there',
  'corrected_here',
  'false_alarm',
] as const satisfies Decision[]
export type OwnDecision = (typeof ownDecisions)[number]

/**
 * Works a difference off, once, with a reason of at most 500 letters: it is right as it is, was put right at the storefront or
 * here, or was none. Refuses `reason_missing`, `difference_unknown`, `difference_decided`.
 */
export async function decideDifference(
  ctx: Context,
  differenceId: string,
  { decision, because }: { readonly decision: OwnDecision; readonly because: string },
  actor: Actor,
): Promise<Outcome<undefined, DecideRefusal>> {
  const reason = because.trim().slice(0, 500)
  if (reason === '') return refuse('reason_missing')
  if (!/^[1-9]\d{0,17}$/.test(differenceId)) return refuse('difference_unknown')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const written = [differenceId, decision, reason, actor.actor, now] as const
    const { known, decided } = await one(tx, decideOpen, [...written])
    if (!known) return refuse('difference_unknown')
    if (!decided) return refuse('difference_decided')
    await writeJournal(tx, actor, now, [
      {
        event: 'difference_decided',
        subject: `difference:${differenceId}`,
        reason,
        facts: { decision },
      },
    ])
    return done(undefined)
  })
}
