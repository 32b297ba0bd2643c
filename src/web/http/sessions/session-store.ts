import type pg from 'pg'
import { first, type Row, rows, statement, touched } from '../../../database/sql.ts'
import { type Clock, minute } from '../../../kernel/clock.ts'
import { hashOfToken } from '../../../kernel/secrets/session-token.ts'
import { alive, type Owner, type Session, type SessionLimits } from './session.ts'

type SessionRow = Row<'web/find-session', { state: Record<string, unknown> }>

// Written out, and not `account_id = $2 or person_id = $3`, so that an owner's null never matches anything.
const owned =
  'site = $1 and ((account_id = $2 and person_id is null) or (person_id = $3 and account_id is null))'

type OwnedBy = [site: string, accountId: string | null, personId: string | null]

const sql = {
  insert: statement<
    [Buffer, string, string | null, string | null, string, string, string, createdAt: Date, seenAt: Date]
  >(
    'web/insert-session',
    `insert into web_session (token_hash, site, account_id, person_id, csrf, state, device, created_at, seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (token_hash) do nothing`,
  ),
  find: statement<[Buffer, string], 'web/find-session', SessionRow>(
    'web/find-session',
    `select token_hash, site, account_id, person_id, csrf, state, device, created_at, seen_at
     from web_session where token_hash = $1 and site = $2`,
  ),
  see: statement<[Buffer, Date]>(
    'web/see-session',
    'update web_session set seen_at = $2 where token_hash = $1',
  ),
  remember: statement<
    [Buffer, string, string[]],
    'web/remember-in-session',
    { state: Record<string, unknown> }
  >(
    'web/remember-in-session',
    'update web_session set state = (state || $2::jsonb) - $3::text[] where token_hash = $1 returning state',
  ),
  remove: statement<[Buffer]>('web/remove-session', 'delete from web_session where token_hash = $1'),
  list: statement<OwnedBy, 'web/list-sessions', SessionRow>(
    'web/list-sessions',
    `select token_hash, site, account_id, person_id, csrf, state, device, created_at, seen_at
     from web_session where ${owned} order by seen_at desc limit 100`,
  ),
  revoke: statement<[...OwnedBy, Buffer]>(
    'web/revoke-session',
    `delete from web_session where ${owned} and token_hash = $4`,
  ),
  revokeOthers: statement<[...OwnedBy, Buffer]>(
    'web/revoke-other-sessions',
    `delete from web_session where ${owned} and token_hash <> $4`,
  ),
}

/** The sessions of one site as they are written down. */
export function sessionStore(of: {
  readonly db: pg.Pool
  readonly clock: Clock
  readonly site: string
  readonly limits: SessionLimits
}) {
  const { db, clock, site, limits } = of
  return {
    async find(token: string): Promise<Session | undefined> {
      return first(db, sql.find, [hashOfToken(token), site])
    },
    async insert({ tokenHash, accountId, personId, csrf, state, device, ...times }: Session): Promise<void> {
      const owner = [accountId ?? null, personId ?? null] as const
      const facts = JSON.stringify(state)
      await rows(db, sql.insert, [
        tokenHash,
        site,
        ...owner,
        csrf,
        facts,
        device,
        times.createdAt,
        times.seenAt,
      ])
    },
    async remove({ tokenHash }: Session): Promise<void> {
      await rows(db, sql.remove, [tokenHash])
    },
    /** Once a minute is enough for limits of half an hour and more, and spares a write per page. */
    async see({ tokenHash, seenAt }: Session, now: Date): Promise<void> {
      if (now.getTime() - seenAt.getTime() >= minute) await rows(db, sql.see, [tokenHash, now])
    },
    /** Merged where it is kept, so that two tabs do not undo each other's facts. */
    async remember({ tokenHash }: Session, facts: Record<string, unknown>, gone: string[]) {
      return (await first(db, sql.remember, [tokenHash, JSON.stringify(facts), gone]))?.state
    },
    async list(owner: Owner): Promise<Session[]> {
      const found = await rows(db, sql.list, [site, ...columns(owner)])
      return found.filter((session) => alive(session, limits, clock.now()))
    },
    async revoke(owner: Owner, tokenHash: Buffer): Promise<boolean> {
      return (await touched(db, sql.revoke, [site, ...columns(owner), tokenHash])) === 1
    },
    async revokeOthers(owner: Owner, but: Buffer | undefined): Promise<number> {
      return touched(db, sql.revokeOthers, [site, ...columns(owner), but ?? Buffer.alloc(0)])
    },
  }
}

function columns(owner: Owner): [string | null, string | null] {
  return 'accountId' in owner ? [owner.accountId, null] : [null, owner.personId]
}
