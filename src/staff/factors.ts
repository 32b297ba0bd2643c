import type { Context } from '../database/context.ts'
import { type Queryable, statement, touched } from '../database/sql.ts'
import type { LogInRefusal } from '../identity/log-in-refusals.ts'
import { type Acceptance, type LogIn, secondFactors } from '../identity/second-factors.ts'
import type { LinkRefusal, LinkUse } from '../identity/single-use-links.ts'
import { hour } from '../kernel/clock.ts'
import { done, type Outcome } from '../kernel/refusal.ts'
import type { PasswordRefusal } from '../kernel/secrets/passwords.ts'
import { findStaff, type Staff, shellSite, staffActor, staffSite } from './staff.ts'
import { tellOfStaff } from './tell-of-staff.ts'

/** The link by which somebody of the staff is invited. */
export const staffInvitation: LinkUse = {
  realm: staffSite,
  purpose: 'invitation',
  label: 'staff invitation',
}

/** Password and second factor of the staff. */
export const staffFactors = secondFactors({
  realm: staffSite,
  table: 'staff',
  id: 'staff_id',
  sites: [staffSite, shellSite],
  subject: 'staff',
  events: { enrolled: 'staff_enrolled', loggedIn: 'staff_logged_in', failed: 'staff_log_in_failed' },
  invitation: staffInvitation,
  async about(db, staffId) {
    const { email, name } = (await findStaff(db, { staffId }))!
    return [email, name]
  },
})

/** Who was invited, and what the authenticator app must be told. */
export interface Invitation extends Pick<Staff, 'staffId' | 'email' | 'name'> {
  /** in base32 */
  readonly totpSecret: string
}

const restUntil = statement<[staffId: string, decidesFrom: Date]>(
  'staff/rest-until',
  'update staff set may_decide_from = $2 where staff_id = $1 and disabled_at is null',
)

/** What an invitation leads to; looking at it does not use it, as mail scanners look too. */
export async function findLiveInvitation(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  token: string,
): Promise<Outcome<Invitation, LinkRefusal>> {
  const found = await staffFactors.findInvitation(ctx, db, token)
  if (!found.ok) return found
  const { ownerId: staffId, totpSecret } = found.value
  const { email, name } = (await findStaff(db, { staffId }))!
  return done({ staffId, email, name, totpSecret })
}

/**
 * Sets the password and the second factor of whoever was invited. New factors rest: for `restHours` nothing that takes two
 * people is asked for or approved with them, and everybody who approves or administers is told.
 */
export async function acceptInvitation(
  ctx: Context,
  given: Acceptance & { readonly restHours: number },
): Promise<Outcome<{ recoveryCodes: string[] }, LinkRefusal | PasswordRefusal | 'code_wrong'>> {
  return staffFactors.accept(ctx, given, async (tx, staffId, now) => {
    const decidesFrom = new Date(now.getTime() + given.restHours * hour)
    await touched(tx, restUntil, [staffId, decidesFrom])
    return {
      facts: { decides_from: decidesFrom },
      async after() {
        const staff = (await findStaff(tx, { staffId }))!
        await tellOfStaff(tx, ctx, { news: 'enrolledAt', staff }, staffActor(staffId, given.requestId))
      },
    }
  })
}

/** Who of the staff it is that knows the password and has the second factor. */
export async function logInStaff(
  ctx: Context,
  given: LogIn,
): Promise<Outcome<{ staffId: string }, LogInRefusal>> {
  const entered = await staffFactors.logIn(ctx, given)
  return entered.ok ? done({ staffId: entered.value.ownerId }) : entered
}
