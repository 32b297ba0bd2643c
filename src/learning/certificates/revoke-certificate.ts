import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { certificateById, type RevocationReason } from './certificates.ts'

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
  { revoked_at: Date }
>(
  'learning/revoke-certificate',
  `
  with revoked as (
    update certificate set revoked_at = $3, revoked_because = $2
    where card_id = (select card_id from certificate_code where certificate_id = $1)
      and certificate_id = $1 and revoked_at is null
    returning card_id, status_index, revoked_at
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'certificate_revoked', 'certificate:' || status_index, $2, $5, $6::jsonb from revoked
  )
  select revoked_at from revoked
  `,
)

/**
 * Revokes a certificate for good: its page says so at once, and the published list with the next look at it.
 * The reason is public; the note is for the journal alone. Refused for an unknown id, and the second time.
 */
export async function revokeCertificate(
  ctx: Context,
  certificateId: string,
  reason: { readonly because: RevocationReason; readonly note?: string },
  { actor, requestId }: Actor,
): Promise<Outcome<{ readonly revokedAt: Date }, RevokeRefusal>> {
  const facts = JSON.stringify(reason.note ? { note: reason.note } : {})
  const now = ctx.clock.now()
  const row = await first(ctx.db, revoke, [certificateId, reason.because, now, actor, requestId, facts])
  if (row) return done({ revokedAt: row.revoked_at })
  const known = await certificateById(ctx.db, certificateId)
  return refuse(known ? 'certificate_revoked' : 'certificate_unknown')
}
