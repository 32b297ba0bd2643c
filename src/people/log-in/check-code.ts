import type { Context } from '../../database/context.ts'
import { first, one } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { startOfWibDate, wibDate } from '../../kernel/wib.ts'
import type { CodeRefusal } from './log-in-refusals.ts'
import { logInRules as rules } from './log-in-rules.ts'
import { sql } from './log-in-sql.ts'
import { attemptsSince, lockBy, logInCodeHash, tomorrow } from './send-code.ts'

/**
 * Who it is that typed the right code; each code is good once. Refuses with `code_wrong` and the tries that are left,
 * `attempt_over` when they are used up or it is too late, `log_in_locked` until tomorrow after too many wrong codes.
 * For what nobody is known by, no code is ever right, and all answers are the same.
 */
export function checkLogInCode(
  ctx: Context,
  attemptId: string,
  otp: string,
): Promise<Outcome<{ personId: string }, CodeRefusal>> {
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (client) => {
    const attempt = await first(client, sql.findAttempt, [attemptId, attemptsSince(now)])
    if (!attempt) return refuse('attempt_over')
    await lockBy(client, attempt.askedHash)
    const today = startOfWibDate(wibDate(now))
    const nowhere = Buffer.alloc(0)
    const { failures } = await one(client, sql.before, [attempt.askedHash, nowhere, now, today])
    if (failures >= rules.failuresPerDay) return refuse('log_in_locked', { until: tomorrow(now) })
    const hash = logInCodeHash(ctx, attemptId, otp)
    const tried = await first(client, sql.tryCode, [attemptId, hash, now, rules.triesPerAttempt])
    if (!tried) return refuse('attempt_over')
    if (tried.personId) return done({ personId: tried.personId })
    const triesLeft = rules.triesPerAttempt - tried.tries
    return triesLeft > 0 ? refuse('code_wrong', { triesLeft }) : refuse('attempt_over')
  })
}
