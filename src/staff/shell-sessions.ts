import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { hour } from '../kernel/clock.ts'
import { hashOfToken, newToken } from '../kernel/secrets/session-token.ts'
import { findStaff, type Staff, shellSite, staffActor } from './staff.ts'

/** How long a log-in on the command line lasts, whatever is done meanwhile. */
export const shellSessionHours = 12

/** A log-in on the command line. */
export interface ShellSession {
  /** the first characters of its token's hash, by which it is named and ended */
  readonly id: string
  /** the machine and the user there */
  readonly device: string
  readonly since: Date
  readonly until: Date
}

type SessionRow = Row<'staff/select-shell-sessions', 'id'>

const insertSession = statement<
  [tokenHash: Buffer, staffId: string, csrf: string, device: string, now: Date]
>(
  'staff/insert-shell-session',
  `
  insert into web_session (token_hash, site, account_id, csrf, device, created_at, seen_at)
  values ($1, '${shellSite}', $2, $3, $4, $5, $5)
  `,
)

const selectSession = statement<[tokenHash: Buffer, after: Date], 'staff/select-shell-session', 'accountId'>(
  'staff/select-shell-session',
  `
  select account_id from web_session
  where token_hash = $1 and site = '${shellSite}' and created_at > $2
  `,
)

const selectSessions = statement<[staffId: string, after: Date], 'staff/select-shell-sessions', SessionRow>(
  'staff/select-shell-sessions',
  `
  select left(encode(token_hash, 'hex'), 12) as id, device, created_at from web_session
  where site = '${shellSite}' and account_id = $1 and created_at > $2
  order by created_at desc
  limit 100
  `,
)

const endSession = statement<[tokenHash: Buffer]>(
  'staff/end-shell-session',
  `delete from web_session where token_hash = $1 and site = '${shellSite}'`,
)

const endSessions = statement<[staffId: string, id: string | null]>(
  'staff/end-shell-sessions',
  `
  delete from web_session
  where site = '${shellSite}' and account_id = $1 and ($2::text is null or left(encode(token_hash, 'hex'), 12) = $2)
  `,
)

/**
 * Opens a log-in on the command line for somebody who has just shown both factors; returns its token, which is kept nowhere
 * here. `wireNow`: its life is counted by the world's time, also where the programme's own clock is moved.
 */
export async function openShellSession(
  ctx: Pick<Context, 'db' | 'clock'>,
  staffId: string,
  {
    device,
    wireNow,
    requestId,
  }: { readonly device: string; readonly wireNow: Date; readonly requestId: string },
): Promise<{ token: string; until: Date }> {
  const token = newToken()
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, insertSession, [hashOfToken(token), staffId, newToken(), device.slice(0, 80), wireNow])
    const row = { event: 'staff_shell_opened' as const, subject: `staff:${staffId}`, facts: { device } }
    await writeJournal(tx, staffActor(staffId, requestId), ctx.clock.now(), [row])
    return { token, until: endOf(wireNow) }
  })
}

/** Whose log-in a token is, as they are now; nobody's when it is over or ended, or whose factors ended. */
export async function staffOfToken(db: Queryable, token: string, wireNow: Date): Promise<Staff | undefined> {
  const found = await first(db, selectSession, [hashOfToken(token), oldest(wireNow)])
  const staff = found && (await findStaff(db, { staffId: found.accountId }))
  return staff && !staff.disabledAt && staff.enrolledAt ? staff : undefined
}

/** The live log-ins of somebody on the command line, the newest first. */
export async function shellSessionsOf(
  db: Queryable,
  staffId: string,
  wireNow: Date,
): Promise<ShellSession[]> {
  const found = await rows(db, selectSessions, [staffId, oldest(wireNow)])
  return found.map(({ id, device, createdAt: since }) => ({ id, device, since, until: endOf(since) }))
}

/** Ends the log-in of a token; nothing happens where there is none. */
export async function endShellSession(db: Queryable, token: string): Promise<void> {
  await touched(db, endSession, [hashOfToken(token)])
}

/** Ends one log-in of somebody by its id, or all of them; returns how many. */
export async function endShellSessionsOf(db: Queryable, staffId: string, id?: string): Promise<number> {
  return touched(db, endSessions, [staffId, id])
}

function oldest(wireNow: Date): Date {
  return new Date(wireNow.getTime() - shellSessionHours * hour)
}

function endOf(since: Date): Date {
  return new Date(since.getTime() + shellSessionHours * hour)
}
