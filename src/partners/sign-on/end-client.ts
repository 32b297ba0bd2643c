import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { journalPartner } from '../directory/store.ts'
import type { IssuerName } from './issuers.ts'

const end = statement<[issuer: IssuerName, clientId: string, now: Date]>(
  'partners/end-sign-on-client',
  'update sign_on_client set ended_at = $3 where issuer = $1 and client_id = $2 and ended_at is null',
)

/** Ends a client: it logs nobody in from now on. Adding it again gives it a new secret. The consents of people stay theirs. */
export async function endSignOnClient(
  ctx: Context,
  change: Actor & { readonly issuer: IssuerName; readonly clientCode: string },
): Promise<Outcome<null, 'client_unknown'>> {
  const { issuer, clientCode } = change
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (client) => {
    if ((await touched(client, end, [issuer, clientCode, now])) === 0) return refuse('client_unknown')
    await journalPartner(client, change, now, 'sign_on_client_ended', { issuer })
    return done(null)
  })
}
