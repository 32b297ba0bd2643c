import type { Context } from '../database/context.ts'
import { rows, statement, touched } from '../database/sql.ts'
import { day, hour } from '../kernel/clock.ts'

/** How long a session may be idle: of nobody, and the longest of somebody, at a storefront. */
export const idleSessionMs = { nobody: 12 * hour, longest: 30 * day } as const

// Of the last day only: what is older was found by an earlier run.
const forgetKept = statement<[seenBefore: Date]>(
  'identity/forget-kept-forms',
  `update web_session set state = state - 'kept'
   where seen_at < $1 and seen_at >= $1::timestamptz - interval '1 day' and state ? 'kept'`,
)

const forget = statement<[idleSince: Date, nobodySince: Date]>(
  'identity/forget-sessions',
  `delete from web_session
   where seen_at < $2 and (seen_at < $1 or (account_id is null and person_id is null))`,
)

/** Removes what has been idle for longer than any limit that holds for it; returns how many. For the timetable. */
export async function forgetOldSessions({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const before = (ms: number) => new Date(clock.now().getTime() - ms)
  await rows(db, forgetKept, [before(idleSessionMs.nobody)])
  return touched(db, forget, [before(idleSessionMs.longest), before(idleSessionMs.nobody)])
}
