import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import type { LogInRefusal } from '../../identity/log-in-refusals.ts'
import { type Acceptance, type LogIn, secondFactors } from '../../identity/second-factors.ts'
import type { LinkRefusal, LinkUse } from '../../identity/single-use-links.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import type { PasswordRefusal } from '../../kernel/secrets/passwords.ts'

/** The site whose sessions are those of the institutions' users. */
export const institutionRealm = 'mitra'

/** The link by which somebody is invited to act for an institution. */
export const userInvitation: LinkUse = {
  realm: institutionRealm,
  purpose: 'invitation',
  label: 'institution invitation',
}

const selectInvited = statement<[userId: string], 'learning/invited-institution-user'>(
  'learning/invited-institution-user',
  `
  select email, institution.name as institution
  from institution_user join institution using (institution_id)
  where institution_user_id = $1
  `,
)

/** Password and second factor of the institutions' users. */
export const userFactors = secondFactors({
  realm: institutionRealm,
  table: 'institution_user',
  id: 'institution_user_id',
  sites: [institutionRealm],
  subject: 'institution-user',
  events: {
    enrolled: 'institution_user_enrolled',
    loggedIn: 'institution_user_logged_in',
    failed: 'institution_log_in_failed',
  },
  invitation: userInvitation,
  async about(db, userId) {
    const { email, institution } = (await first(db, selectInvited, [userId]))!
    return [email, institution]
  },
})

/** Who was invited to act for which institution, and what the authenticator app must be told. */
export interface Invitation {
  readonly userId: string
  readonly email: string
  readonly institution: string
  /** in base32 */
  readonly totpSecret: string
}

/** What an invitation leads to; looking at it does not use it, as mail scanners look too. */
export async function findLiveInvitation(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  token: string,
): Promise<Outcome<Invitation, LinkRefusal>> {
  const found = await userFactors.findInvitation(ctx, db, token)
  if (!found.ok) return found
  const { ownerId: userId, totpSecret } = found.value
  const { email, institution } = (await first(db, selectInvited, [userId]))!
  return done({ userId, email, institution, totpSecret })
}

/** Sets the password and the second factor of whoever was invited; see {@link secondFactors}. */
export async function acceptInvitation(
  ctx: Context,
  given: Acceptance,
): Promise<
  Outcome<{ userId: string; recoveryCodes: string[] }, LinkRefusal | PasswordRefusal | 'code_wrong'>
> {
  const accepted = await userFactors.accept(ctx, given)
  if (!accepted.ok) return accepted
  const { ownerId: userId, recoveryCodes } = accepted.value
  return done({ userId, recoveryCodes })
}

/** Which institution's user it is that knows the password and has the second factor. */
export async function logInInstitutionUser(
  ctx: Context,
  given: LogIn,
): Promise<Outcome<{ userId: string }, LogInRefusal>> {
  const entered = await userFactors.logIn(ctx, given)
  return entered.ok ? done({ userId: entered.value.ownerId }) : entered
}
