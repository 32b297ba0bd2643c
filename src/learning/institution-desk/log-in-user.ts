import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { countTry, passTry } from '../../identity/count-try.ts'
import { logInRules } from '../../kernel/log-in-rules.ts'
import { passwordHolds } from '../../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { recoveryHash, totpStep } from '../../kernel/second-factor.ts'
import { bare } from '../../kernel/text.ts'
import { writeDeskJournal } from './desk-journal.ts'
import { subjectOf, userActor } from './users.ts'

export type DeskLogInRefusal =
  /** email, password or code: which one is not told */
  | 'log_in_wrong'
  /** too many failed tries; `until` says when the next one counts */
  | 'log_in_locked'

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
  /** where it comes from: the address, or the network of one household */
  readonly caller: string
  readonly requestId: string
}

/**
 * Who it is that knows the password and has the second factor. Every try is counted first, see {@link countTry}; unknown
 * emails are answered like known ones. A code is good once, whoever tries it twice at the same time.
 */
export async function logInInstitutionUser(
  ctx: Context,
  given: DeskLogIn,
): Promise<Outcome<{ userId: string }, DeskLogInRefusal>> {
  const email = given.email.trim().toLowerCase()
  const counted = await countTry(ctx, { realm: 'mitra', email, caller: given.caller }, logInRules)
  if (!counted.ok) return counted
  const user = await first(ctx.db, userToLogIn, [email])
  const known = await passwordHolds(given.password, user?.password_hash)
  if (!user) return refuse('log_in_wrong')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const { institution_user_id: userId } = user
    const actor = userActor(userId, given.requestId)
    const subject = subjectOf(userId)
    const code = bare(given.code)
    const step = totpStep(ctx.secrets.open(user.totp_sealed), code, given.wireNow)
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
    await passTry(tx, counted.value.tryId)
    await writeDeskJournal(tx, actor, now, { act: 'institution_user_logged_in', subject, facts: { by } })
    return done({ userId })
  })
}
