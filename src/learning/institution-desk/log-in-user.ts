import type { Context } from '../../database/context.ts'
import { first, one, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day } from '../../kernel/clock.ts'
import { lockedUntil, logInRules } from '../../kernel/log-in-rules.ts'
import { passwordHolds } from '../../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { recoveryHash, totpStep } from '../../kernel/second-factor.ts'
import { writeDeskJournal } from './desk-journal.ts'
import { subjectOf, userActor } from './users.ts'

export type DeskLogInRefusal =
  /** email, password or code: which one is not told */
  | 'log_in_wrong'
  /** too many failed tries; `until` says when the next one counts */
  | 'log_in_locked'

const lockEmail = statement<[key: string]>(
  'learning/lock-institution-log-in',
  'select pg_advisory_xact_lock($1::bigint)',
)

const failedTries = statement<[emailHash: Buffer, since: Date, limit: number], { tried_at: Date }>(
  'learning/failed-institution-log-ins',
  `
  select tried_at from institution_log_in
  where email_hash = $1 and not passed and tried_at > $2
  order by tried_at desc
  limit $3
  `,
)

const insertTry = statement<[emailHash: Buffer, now: Date], { log_in_id: string }>(
  'learning/insert-institution-log-in',
  'insert into institution_log_in (email_hash, tried_at) values ($1, $2) returning log_in_id',
)

const passTry = statement<[logInId: string]>(
  'learning/pass-institution-log-in',
  'update institution_log_in set passed = true where log_in_id = $1',
)

const forgetTries = statement<[before: Date]>(
  'learning/forget-institution-log-ins',
  'delete from institution_log_in where tried_at < $1',
)

const userToLogIn = statement<
  [email: string],
  { institution_user_id: string; password_hash: string; totp_sealed: Buffer }
>(
  'learning/institution-user-to-log-in',
  `
  select institution_user_id, password_hash, totp_sealed from institution_user
  where email = $1 and disabled_at is null and totp_confirmed_at is not null
  `,
)

/** A step is used once, and none before it any more. */
const useStep = statement<[userId: string, step: number]>(
  'learning/use-institution-totp-step',
  `
  update institution_user set totp_used_step = $2
  where institution_user_id = $1 and disabled_at is null and (totp_used_step is null or totp_used_step < $2)
  `,
)

const useRecovery = statement<[userId: string, hash: Buffer]>(
  'learning/use-institution-recovery-code',
  `
  update institution_user set recovery_hashes = array_remove(recovery_hashes, $2)
  where institution_user_id = $1 and disabled_at is null and $2 = any (recovery_hashes)
  `,
)

export interface DeskLogIn {
  readonly email: string
  readonly password: string
  /** of the authenticator app, or a recovery code */
  readonly code: string
  /** the time of the world outside, by which phones go */
  readonly wireNow: Date
  readonly requestId: string
}

/**
 * Who it is that knows the password and has the second factor. Every try is counted before it is looked at, so that many
 * at once are no more than one after the other; unknown emails are counted and answered like known ones. A code is good
 * once, whoever tries it twice at the same time.
 */
export async function logInInstitutionUser(
  ctx: Context,
  given: DeskLogIn,
): Promise<Outcome<{ userId: string }, DeskLogInRefusal>> {
  const email = given.email.trim().toLowerCase()
  const counted = await countTry(ctx, email)
  if (!counted.ok) return counted
  const user = await first(ctx.db, userToLogIn, [email])
  const known = await passwordHolds(given.password, user?.password_hash)
  if (!user) return refuse('log_in_wrong')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const { institution_user_id: userId } = user
    const actor = userActor(userId, given.requestId)
    const subject = subjectOf(userId)
    const code = given.code.trim()
    const step = totpStep(ctx.secrets.open(user.totp_sealed), code.replace(/\s/g, ''), given.wireNow)
    let by: 'app' | 'recovery_code' | undefined
    if (known && step !== undefined && (await touched(tx, useStep, [userId, step])) === 1) by = 'app'
    else if (known && step === undefined) {
      const hash = recoveryHash(ctx.secrets, subject, code)
      if ((await touched(tx, useRecovery, [userId, hash])) === 1) by = 'recovery_code'
    }
    if (!by) {
      await writeDeskJournal(tx, actor, now, { act: 'institution_log_in_failed', subject })
      return refuse('log_in_wrong')
    }
    await touched(tx, passTry, [counted.value.logInId])
    await writeDeskJournal(tx, actor, now, { act: 'institution_user_logged_in', subject, facts: { by } })
    return done({ userId })
  })
}

/** Forgets tries that lock nobody any more; returns how many. For the timetable. */
export async function forgetInstitutionLogIns(ctx: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(ctx.db, forgetTries, [new Date(ctx.clock.now().getTime() - 2 * day)])
}

async function countTry(ctx: Context, email: string): Promise<Outcome<{ logInId: string }, 'log_in_locked'>> {
  const hash = ctx.secrets.hash('institution email', email)
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockEmail, [String(hash.readBigInt64BE(0))])
    const now = ctx.clock.now()
    const since = new Date(now.getTime() - day)
    const failed = await rows(tx, failedTries, [hash, since, logInRules.triesPerDay])
    const until = lockedUntil(
      failed.map(({ tried_at }) => tried_at),
      now,
    )
    if (until) return refuse('log_in_locked', { until })
    const { log_in_id: logInId } = await one(tx, insertTry, [hash, now])
    return done({ logInId })
  })
}
