import type { Context } from '../../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { holderHash } from './adapter.ts'
import { type IssuerName, type Scope, scopeVersion } from './issuers.ts'

/** What a holder lets pass to a partner, until it is revoked. */
export interface Consent {
  readonly issuer: IssuerName
  readonly clientId: string
  /** the partner, as people know it */
  readonly partner: string
  readonly scopes: readonly Scope[]
  readonly scopeVersion: number
  readonly givenAt: Date
}

export interface Holder {
  readonly issuer: IssuerName
  /** a person of the programme, or an account of the ministry's provider */
  readonly accountId: string
}

const endLive = statement<[issuer: IssuerName, accountId: string, clientId: string, now: Date, why: string]>(
  'partners/end-consent',
  `
  update sign_on_consent set ended_at = $4, ended_because = $5
  where issuer = $1 and account_id = $2 and client_id = $3 and ended_at is null
  `,
)

const insert = statement<
  [issuer: IssuerName, accountId: string, clientId: string, scopes: Scope[], version: number, now: Date]
>(
  'partners/insert-consent',
  `
  insert into sign_on_consent (issuer, account_id, client_id, scopes, scope_version, given_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing
  `,
)

/** Writes down that a holder consents: from now on these scopes pass to this client without a question. */
export async function giveConsent(
  ctx: Context,
  holder: Holder,
  given: { readonly clientId: string; readonly scopes: readonly Scope[] },
  by: Actor,
): Promise<void> {
  const { issuer, accountId } = holder
  const now = ctx.clock.now()
  await inTransaction(ctx.db, async (client) => {
    await touched(client, endLive, [issuer, accountId, given.clientId, now, 'replaced'])
    const kept = [...given.scopes]
    await touched(client, insert, [issuer, accountId, given.clientId, kept, scopeVersion, now])
    const facts = { client: given.clientId, scopes: kept, version: scopeVersion }
    await writeJournal(client, by, now, [
      { event: 'sign_on_consent_given', subject: subjectOf(holder), facts },
    ])
  })
}

type ConsentRow = Row<'partners/list-consents', { scopes: Scope[] }>

const list = statement<[issuer: IssuerName, accountId: string], 'partners/list-consents', ConsentRow>(
  'partners/list-consents',
  `
  select sign_on_consent.client_id, partner.name as partner, sign_on_consent.scopes, scope_version, given_at
  from sign_on_consent
  join sign_on_client using (issuer, client_id)
  join partner using (partner_id)
  where issuer = $1 and account_id = $2 and sign_on_consent.ended_at is null
  order by given_at desc
  `,
)

/** What a person of the programme lets pass to whom now, the newest first. */
export async function consentsOf(db: Queryable, personId: string): Promise<Consent[]> {
  return consentsOfHolder(db, { issuer: 'programme', accountId: personId })
}

/** As {@link consentsOf}, for a holder at either provider. */
export async function consentsOfHolder(db: Queryable, { issuer, accountId }: Holder): Promise<Consent[]> {
  return (await rows(db, list, [issuer, accountId])).map((row) => ({ issuer, ...row }))
}

const live = statement<
  [issuer: IssuerName, accountId: string, clientId: string, version: number],
  'partners/live-consent',
  { scopes: Scope[] }
>(
  'partners/live-consent',
  `
  select scopes from sign_on_consent
  where issuer = $1 and account_id = $2 and client_id = $3 and scope_version = $4 and ended_at is null
  `,
)

/** The scopes that may pass to a client without a question; undefined when the holder must be asked. */
export async function consentedScopes(
  db: Queryable,
  { issuer, accountId }: Holder,
  clientId: string,
): Promise<readonly Scope[] | undefined> {
  return (await first(db, live, [issuer, accountId, clientId, scopeVersion]))?.scopes
}

const endTokens = statement<[holder: Buffer]>(
  'partners/end-tokens-of-holder',
  'delete from sign_on_model where holder_hash = $1',
)

/**
 * Takes a consent back: open codes and tokens end at once, and the partner must ask again. What was passed on before
 * stays with the partner.
 */
export async function revokeConsent(
  ctx: Context,
  personId: string,
  clientId: string,
  by: Actor,
): Promise<Outcome<void, 'consent_unknown'>> {
  return revokeConsentOfHolder(ctx, { issuer: 'programme', accountId: personId }, clientId, by)
}

/** As {@link revokeConsent}, for a holder at either provider. */
export async function revokeConsentOfHolder(
  ctx: Context,
  holder: Holder,
  clientId: string,
  by: Actor,
): Promise<Outcome<void, 'consent_unknown'>> {
  const { issuer, accountId } = holder
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (client) => {
    const ended = await touched(client, endLive, [issuer, accountId, clientId, now, 'revoked'])
    if (ended === 0) return refuse('consent_unknown')
    await touched(client, endTokens, [holderHash(ctx, issuer, accountId, clientId)])
    const facts = { client: clientId }
    await writeJournal(client, by, now, [
      { event: 'sign_on_consent_revoked', subject: subjectOf(holder), facts },
    ])
    return done(undefined)
  })
}

function subjectOf({ issuer, accountId }: Holder): string {
  return issuer === 'programme' ? `person:${accountId}` : `account:${issuer}:${accountId}`
}
