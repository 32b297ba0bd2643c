import type { Context } from '../../database/context.ts'
import { first, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { certificateById, type RevocationReason } from './certificates.ts'
import { type Withdrawn, withdrawCompletion } from './withdraw-completion.ts'

export type RevokeRefusal = 'certificate_unknown' | 'certificate_revoked'

const revoke = statement<
  [
    certificateId: string,
    because: RevocationReason,
    now: Date,
    actor: string,
    requestId: string,
    facts: string,
  ],
  'learning/revoke-certificate',
  'revokedAt'
>(
  'learning/revoke-certificate',
  `
  with revoked as (
    update certificate set revoked_at = $3, revoked_because = $2
    where card_id = (select card_id from certificate_code where certificate_id = $1)
      and certificate_id = $1 and revoked_at is null
    returning card_id, purchase_id, status_index, revoked_at
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'certificate_revoked', 'certificate:' || status_index, $2, $5, $6::jsonb from revoked
  )
  select revoked_at, card_id, purchase_id from revoked
  `,
)

const lockCardOfCertificate = statement<[certificateId: string]>(
  'learning/lock-card-of-certificate',
  `
  select card_id from card
  where card_id = (select card_id from certificate_code where certificate_id = $1)
  for no key update
  `,
)

export interface Revoked {
  readonly revokedAt: Date
  /** what became of the training, where it turned out not to be finished */
  readonly withdrawn: Withdrawn | undefined
}

/**
 * Revokes a certificate for good: its page says so at once, and the published list with the next look at it.
 * The reason is public; the note is for the journal alone. Because of `not_finished` the training is not finished any
 * more, and nothing is due for it. Refused for an unknown id, and the second time.
 */
export async function revokeCertificate(
  ctx: Context,
  certificateId: string,
  reason: { readonly because: RevocationReason; readonly note?: string },
  by: Actor,
): Promise<Outcome<Revoked, RevokeRefusal>> {
  const facts = JSON.stringify(reason.note ? { note: reason.note } : {})
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfCertificate, [certificateId])
    const now = ctx.clock.now()
    const change = [certificateId, reason.because, now, by.actor, by.requestId, facts] as const
    const row = await first(tx, revoke, [...change])
    if (!row) {
      const known = await certificateById(tx, certificateId)
      return refuse(known ? 'certificate_revoked' : 'certificate_unknown')
    }
    const training = { cardId: row.cardId, purchaseId: row.purchaseId }
    const withdrawn =
      reason.because === 'not_finished' ? await withdrawCompletion(tx, training, now, by) : undefined
    return done({ revokedAt: row.revokedAt, withdrawn })
  })
}
