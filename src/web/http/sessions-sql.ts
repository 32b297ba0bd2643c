import { type Row, statement } from '../../database/sql.ts'

type SessionRow = Row<'web/find-session', { state: Record<string, unknown> }>

// Written out, and not `account_id = $2 or person_id = $3`, so that an owner's null never matches anything.
const owned =
  'site = $1 and ((account_id = $2 and person_id is null) or (person_id = $3 and account_id is null))'

type OwnedBy = [site: string, accountId: string | null, personId: string | null]

export const sql = {
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
  // Of the last day only: what is older was found by an earlier run.
  forgetKept: statement<[seenBefore: Date]>(
    'web/forget-kept-forms',
    `update web_session set state = state - 'kept'
     where seen_at < $1 and seen_at >= $1::timestamptz - interval '1 day' and state ? 'kept'`,
  ),
  forget: statement<[idleSince: Date, nobodySince: Date]>(
    'web/forget-sessions',
    `delete from web_session
     where seen_at < $2 and (seen_at < $1 or (account_id is null and person_id is null))`,
  ),
}
