import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { minute } from '../kernel/clock.ts'
import { first, type Queryable, rows, statement, touched } from './sql.ts'
import { inTransaction } from './transaction.ts'

/** Windows slide by this much: what is counted stays counted for its window, and for up to this much longer. */
export const slotMs = 10 * minute

/** At most so many of a subject in every window of time, wherever they come in. */
export interface Limit {
  /** `sms:address:<hash>`; no person's number or address in clear */
  readonly subject: string
  readonly most: number
  readonly windowMs: number
  /** everybody counts here: kept in parts, so that nobody waits for anybody; may then be passed by a few at once */
  readonly wide?: true
}

/** The parts of a wide subject. */
const parts = 16

const countSubjects = statement<[subjects: string[], counts: number[], slot: Date]>(
  'database/count-subjects',
  `
  insert into tally (subject, slot, count)
  select subject, $3, count from unnest($1::text[], $2::bigint[]) as counted (subject, count)
  -- one order for all processes, so that they never wait for each other in a circle
  order by subject
  on conflict (subject, slot) do update set count = tally.count + excluded.count
  `,
)

const sumSubjects = statement<
  [prefix: string, until: string, since: Date, recent: Date],
  'database/sum-subjects',
  'total' | 'recent'
>(
  'database/sum-subjects',
  `
  select
    subject, sum(count)::float8 as total,
    coalesce(sum(count) filter (where slot > $4), 0)::float8 as recent
  from tally
  where subject >= $1 and subject < $2 and slot > $3
  group by subject
  `,
)

const lockSubjects = statement<[subjects: string[]]>(
  'database/lock-subjects',
  `
  select pg_advisory_xact_lock(hashtextextended(subject, 20201111))
  from (select subject from unnest($1::text[]) as asked (subject) order by subject) asked
  `,
)

const subjectOver = statement<
  [subjects: string[], mosts: number[], since: Date[], wide: boolean[]],
  'database/subject-over',
  'subject'
>(
  'database/subject-over',
  `
  select asked.subject, counted.oldest
  from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::boolean[]) as asked (subject, most, since, wide)
  cross join lateral (
    select coalesce(sum(count), 0) as total, min(slot) as oldest
    from tally
    where slot > asked.since and tally.subject = any (
      case when asked.wide
        then array(select asked.subject || '#' || part from generate_series(0, ${parts - 1}) as part)
        else array[asked.subject]
      end
    )
  ) counted
  where counted.total >= asked.most
  order by asked.since
  limit 1
  `,
)

const forgetSlots = statement<[before: Date]>('database/forget-slots', 'delete from tally where slot < $1')

/** Adds to what is counted; for counts that are only looked at afterwards. */
export async function countUp(db: Queryable, now: Date, counts: ReadonlyMap<string, number>): Promise<void> {
  const counted = [...counts].filter(([, count]) => count !== 0)
  if (counted.length === 0) return
  const [subjects, numbers] = [counted.map(([subject]) => subject), counted.map(([, count]) => count)]
  await rows(db, countSubjects, [subjects, numbers, slotOf(now)])
}

/** What was counted for the subjects that begin with `prefix`: in the whole window, and in its recent part. */
export async function countedOf(
  db: Queryable,
  now: Date,
  prefix: string,
  { windowMs, recentMs }: { readonly windowMs: number; readonly recentMs: number },
): Promise<ReadonlyMap<string, { readonly total: number; readonly recent: number }>> {
  const [since, recent] = [before(now, windowMs), before(now, recentMs)]
  const found = await rows(db, sumSubjects, [prefix, `${prefix}\u{10ffff}`, since, recent])
  return new Map(found.map((row) => [row.subject, row]))
}

/**
 * Counts one more for each of the limits, or, if one of them is reached, none: the subject that is over and the seconds
 * until it is looked at anew. Exact however many processes ask at once.
 */
export async function takeWithin(
  pool: pg.Pool,
  now: Date,
  limits: readonly Limit[],
): Promise<{ readonly subject: string; readonly waitSeconds: number } | undefined> {
  if (limits.length === 0) return undefined
  return inTransaction(pool, (tx) => takeWithinTx(tx, now, limits))
}

/** {@link takeWithin} in the caller's transaction; what was counted goes if that is rolled back. */
export async function takeWithinTx(
  tx: pg.ClientBase,
  now: Date,
  limits: readonly Limit[],
): Promise<{ readonly subject: string; readonly waitSeconds: number } | undefined> {
  const subjects = limits.map(({ subject }) => subject)
  await rows(tx, lockSubjects, [limits.flatMap(({ subject, wide }) => (wide ? [] : [subject]))])
  const over = await first(tx, subjectOver, [
    subjects,
    limits.map(({ most }) => most),
    limits.map(({ windowMs }) => before(now, windowMs)),
    limits.map(({ wide }) => wide === true),
  ])
  if (!over) {
    const counted = limits.map(({ subject, wide }) => (wide ? `${subject}#${randomInt(parts)}` : subject))
    await countUp(tx, now, new Map(counted.map((subject) => [subject, 1])))
    return undefined
  }
  const { windowMs } = limits.find(({ subject }) => subject === over.subject)!
  const untilMs = (over.oldest?.getTime() ?? now.getTime()) + windowMs + slotMs - now.getTime()
  return { subject: over.subject, waitSeconds: Math.max(1, Math.ceil(untilMs / 1000)) }
}

/** Forgets what no window looks at any more. For the timetable. */
export function forgetTally(db: Queryable, now: Date, longestWindowMs: number): Promise<number> {
  return touched(db, forgetSlots, [before(now, longestWindowMs + slotMs)])
}

function slotOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / slotMs) * slotMs)
}

/** The slot that a window begins in counts whole. */
function before(now: Date, windowMs: number): Date {
  return new Date(slotOf(now).getTime() - windowMs - 1)
}
