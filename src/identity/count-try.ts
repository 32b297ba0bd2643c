import type { Context } from '../database/context.ts'
import { one, type Queryable, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { day, hour } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { type LogInRules, lockedUntil } from '../kernel/secrets/log-in-rules.ts'

/** Somebody who tries to log in. */
export interface LogInTry {
  /** the site whose account it is: `konsol`, `mitra`, `portal`, `kemnaker`, or a storefront */
  readonly realm: string
  /** as it was typed; only a keyed hash of it is kept */
  readonly email: string
  /** the address, or the network of one household; only a keyed hash of it is kept */
  readonly caller: string
}

/** Too many failed tries from there; `until` says when the next one counts. */
export type LogInLocked = 'log_in_locked'

/** How long a caller that has logged in is known as its owner's. */
const knownFor = 30 * day

const lockTry = statement<[key: string]>('identity/lock-try', 'select pg_advisory_xact_lock($1::bigint)')

interface Failed {
  /** of this caller for this email, the newest first */
  own: Date[]
  /** of all callers for this email, in a day, as many as lock strangers out */
  all: Date[]
  /** of this caller for whatever email, in an hour, as many as lock it out */
  caller: Date[]
  /** this caller has logged in as this email before */
  known: boolean
}

const failedTries = statement<
  [
    realm: string,
    email: Buffer,
    caller: Buffer,
    dayAgo: Date,
    hourAgo: Date,
    knownSince: Date,
    own: number,
    all: number,
    byCaller: number,
  ],
  'identity/failed-tries',
  Failed
>(
  'identity/failed-tries',
  `
  select
    array(
      select tried_at from log_in_try
      where realm = $1 and email_hash = $2 and caller_hash = $3 and not passed and tried_at > $4
      order by tried_at desc limit $7
    ) as own,
    array(
      select tried_at from log_in_try
      where realm = $1 and email_hash = $2 and not passed and tried_at > $4
      order by tried_at desc limit $8
    ) as "all",
    array(
      select tried_at from log_in_try where caller_hash = $3 and not passed and tried_at > $5
      order by tried_at desc limit $9
    ) as caller,
    exists (
      select from log_in_try
      where realm = $1 and email_hash = $2 and caller_hash = $3 and passed and tried_at > $6
    ) as known
  `,
)

const insertTry = statement<[realm: string, email: Buffer, caller: Buffer, now: Date], 'identity/insert-try'>(
  'identity/insert-try',
  'insert into log_in_try (realm, email_hash, caller_hash, tried_at) values ($1, $2, $3, $4) returning try_id',
)

const markPassed = statement<[tryId: string]>(
  'identity/pass-try',
  'update log_in_try set passed = true where try_id = $1',
)

const forget = statement<[failedBefore: Date, passedBefore: Date]>(
  'identity/forget-tries',
  'delete from log_in_try where tried_at < $2 or (tried_at < $1 and not passed)',
)

/**
 * Counts a try before it is looked at, so that many at once are no more than one after the other; emails that nobody has
 * count like known ones. Who guesses is locked out, not whom he guesses at: the failures of one caller lock that caller.
 * Guessers in many places lock out callers that have not logged in as this email before, and nobody else.
 */
export async function countTry(
  ctx: Context,
  asked: LogInTry,
  rules: LogInRules,
): Promise<Outcome<{ tryId: string }, LogInLocked>> {
  const email = ctx.secrets.hash('log-in email', `${asked.realm} ${asked.email.trim().toLowerCase()}`)
  const caller = ctx.secrets.hash('log-in caller', asked.caller)
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockTry, [String(email.readBigInt64BE(0))])
    const now = ctx.clock.now()
    const ago = (ms: number) => new Date(now.getTime() - ms)
    const failed = await one(tx, failedTries, [
      asked.realm,
      email,
      caller,
      ago(day),
      ago(hour),
      ago(knownFor),
      rules.triesPerDay,
      rules.strangersPerDay,
      rules.triesPerCallerAndHour,
    ])
    const until = whenUnlocked(failed, now, rules)
    if (until) return refuse('log_in_locked', { until })
    const { tryId } = await one(tx, insertTry, [asked.realm, email, caller, now])
    return done({ tryId })
  })
}

function whenUnlocked({ own, all, caller, known }: Failed, now: Date, rules: LogInRules): Date | undefined {
  const until = lockedUntil(own, now, rules)
  if (until) return until
  const strange = known ? undefined : all[rules.strangersPerDay - 1]
  if (strange) return new Date(strange.getTime() + day)
  const many = caller[rules.triesPerCallerAndHour - 1]
  return many && new Date(many.getTime() + hour)
}

/** That a try was right: it locks nobody, and its caller is known from now on. */
export async function passTry(db: Queryable, tryId: string): Promise<void> {
  await touched(db, markPassed, [tryId])
}

/**
 * Counts a try, looks whether it is right, and says what `check` says; or that too many were wrong. A try is right when
 * nothing is refused, or only what is not in `wrong`: who is refused for another reason has shown who they are.
 */
export async function guardedLogIn<Value, Kind extends string>(
  ctx: Context,
  asked: LogInTry,
  rules: LogInRules,
  check: () => Promise<Outcome<Value, Kind>>,
  wrong?: readonly Kind[],
): Promise<Outcome<Value, Kind | LogInLocked>> {
  const counted = await countTry(ctx, asked, rules)
  if (!counted.ok) return counted
  const checked = await check()
  if (checked.ok || (wrong && !wrong.includes(checked.refusal))) await passTry(ctx.db, counted.value.tryId)
  return checked
}

/** Forgets tries that lock nobody and make nobody known any more; returns how many. For the timetable. */
export async function forgetTries({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const now = clock.now().getTime()
  return touched(db, forget, [new Date(now - 2 * day), new Date(now - knownFor)])
}
