import type pg from 'pg'
import { rows, statement } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'

const endApprovals = statement<[staffId: string, by: string, now: Date], 'staff/end-open-approvals'>(
  'staff/end-open-approvals',
  `
  update approval set withdrawn_by = $2, withdrawn_at = $3
  where performed_at is null and withdrawn_at is null and $1::bigint in (maker_id, checker_id)
  returning approval_id, act, subject
  `,
)

const endCorrections = statement<[staffId: string, by: string, now: Date], 'staff/end-open-corrections'>(
  'staff/end-open-corrections',
  `
  update correction set withdrawn_by = $2, withdrawn_at = $3
  where approved_at is null and withdrawn_at is null and maker_id = $1
  returning correction_id, card_id
  `,
)

/**
 * Withdraws what somebody has asked for or approved and nobody has performed, when their account ends or is given new
 * factors: it may not have been them. In the caller's transaction.
 */
export async function endOpenActs(
  tx: pg.PoolClient,
  staffId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const reason = `staff:${staffId}`
  const approvals = await rows(tx, endApprovals, [staffId, actor.actor, now])
  const corrections = await rows(tx, endCorrections, [staffId, actor.actor, now])
  await writeJournal(tx, actor, now, [
    ...approvals.map(({ approvalId: approval, act, subject }) => ({
      event: 'approval_withdrawn' as const,
      subject,
      reason,
      facts: { approval, act },
    })),
    ...corrections.map(({ correctionId, cardId }) => ({
      event: 'restore_withdrawn' as const,
      subject: `card:${cardId}`,
      cardId,
      reason,
      facts: { correction_id: Number(correctionId) },
    })),
  ])
}
