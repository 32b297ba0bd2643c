import { type Queryable, statement, touched } from '../database/sql.ts'

const end = statement<
  [sites: readonly string[], accountId: string | null, personId: string | null, keep: Buffer | null]
>(
  'identity/end-sessions',
  `
  delete from web_session
  where site = any ($1::text[]) and (account_id = $2 or person_id = $3) and token_hash is distinct from $4
  `,
)

/** Whose sessions: an account's, or those of a person, or both. */
export interface SessionOwner {
  readonly accountId?: string | undefined
  readonly personId?: string | undefined
}

/** Ends the sessions of somebody at these sites, all or all but one, together with the change that asks for it. */
export async function endSessions(
  tx: Queryable,
  sites: readonly string[],
  { accountId, personId }: SessionOwner,
  keep?: Buffer,
): Promise<void> {
  await touched(tx, end, [sites, accountId, personId, keep])
}
