import { writeJournal } from '../card/write-journal.ts'
import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { countTry, passTry } from '../identity/count-try.ts'
import { logInRules } from '../kernel/log-in-rules.ts'
import { passwordHolds } from '../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { recoveryHash, totpStep } from '../kernel/second-factor.ts'
import { bare } from '../kernel/text.ts'
import { staffActor } from './staff.ts'

export type LogInRefusal =
  /** email, password or code: which one is not told */
  | 'log_in_wrong'
  /** too many failed tries; `until` says when the next one counts */
  | 'log_in_locked'

const staffToLogIn = statement<
  [email: string],
  { staff_id: string; password_hash: string; totp_sealed: Buffer }
>(
  'staff/staff-to-log-in',
  `
  select staff_id, password_hash, totp_sealed from staff
  where email = $1 and disabled_at is null and totp_confirmed_at is not null
  `,
)

/** A step is used once, and none before it any more. */
const useStep = statement<[staffId: string, step: number]>(
  'staff/use-totp-step',
  `
  update staff set totp_used_step = $2
  where staff_id = $1 and disabled_at is null and (totp_used_step is null or totp_used_step < $2)
  `,
)

const useRecovery = statement<[staffId: string, hash: Buffer]>(
  'staff/use-recovery-code',
  `
  update staff set recovery_hashes = array_remove(recovery_hashes, $2)
  where staff_id = $1 and disabled_at is null and $2 = any (recovery_hashes)
  `,
)

export interface LogIn {
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
export async function logInStaff(
  ctx: Context,
  given: LogIn,
): Promise<Outcome<{ staffId: string }, LogInRefusal>> {
  const email = given.email.trim().toLowerCase()
  const counted = await countTry(ctx, { realm: 'konsol', email, caller: given.caller }, logInRules)
  if (!counted.ok) return counted
  const staff = await first(ctx.db, staffToLogIn, [email])
  const known = await passwordHolds(given.password, staff?.password_hash)
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if (!staff) return refuse('log_in_wrong')
    const { staff_id: staffId } = staff
    const actor = staffActor(staffId, given.requestId)
    const subject = `staff:${staffId}`
    const code = bare(given.code)
    const step = totpStep(ctx.secrets.open(staff.totp_sealed), code, given.wireNow)
    let by: 'app' | 'recovery_code' | undefined
    if (known && step !== undefined && (await touched(tx, useStep, [staffId, step])) === 1) by = 'app'
    else if (known && step === undefined) {
      const hash = recoveryHash(ctx.secrets, `staff:${staffId}`, code)
      if ((await touched(tx, useRecovery, [staffId, hash])) === 1) by = 'recovery_code'
    }
    if (!by) {
      await writeJournal(tx, actor, now, [{ act: 'staff_log_in_failed', subject }])
      return refuse('log_in_wrong')
    }
    await passTry(tx, counted.value.tryId)
    await writeJournal(tx, actor, now, [{ act: 'staff_logged_in', subject, facts: { by } }])
    return done({ staffId })
  })
}
