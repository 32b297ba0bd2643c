import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { chosenPassword, type PasswordRefusal } from '../../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { newRecoveryCodes, recoveryHash, totpStep } from '../../kernel/second-factor.ts'
import { writeDeskJournal } from './desk-journal.ts'
import { endSessionsOfUser, invitationHash, subjectOf, userActor } from './users.ts'

export type InvitationRefusal = 'invitation_unknown' | 'invitation_used' | 'invitation_expired'

export interface Invitation {
  readonly userId: string
  readonly email: string
  readonly institution: string
  readonly totpSecret: string
}

interface InvitationRow {
  institution_user_id: string
  email: string
  institution: string
  totp_sealed: Buffer
  ended_at: Date | null
  expires_at: Date
  disabled_at: Date | null
}

const findInvitation = statement<[tokenHash: Buffer], InvitationRow>(
  'learning/institution-invitation',
  `
  select institution_user_id, email, institution.name as institution, totp_sealed, ended_at, expires_at, disabled_at
  from institution_invitation
  join institution_user using (institution_user_id)
  join institution using (institution_id)
  where token_hash = $1
  `,
)

const useInvitation = statement<[tokenHash: Buffer, now: Date]>(
  'learning/use-institution-invitation',
  `
  update institution_invitation set ended_at = $2
  where token_hash = $1 and ended_at is null and expires_at > $2
  `,
)

const setFactors = statement<
  [userId: string, passwordHash: string, recovery: Buffer[], now: Date, step: number]
>(
  'learning/set-institution-factors',
  `
  update institution_user
  set password_hash = $2, recovery_hashes = $3, totp_confirmed_at = $4, totp_used_step = $5
  where institution_user_id = $1 and disabled_at is null
  `,
)

/** What an invitation leads to; looking at it does not use it, as mail scanners look too. */
export async function findLiveInvitation(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  token: string,
): Promise<Outcome<Invitation, InvitationRefusal>> {
  const found = await first(db, findInvitation, [invitationHash(ctx, token)])
  if (!found || found.disabled_at) return refuse('invitation_unknown')
  if (found.ended_at) return refuse('invitation_used')
  if (found.expires_at <= ctx.clock.now()) return refuse('invitation_expired')
  const { institution_user_id: userId, email, institution, totp_sealed: sealed } = found
  return done({ userId, email, institution, totpSecret: ctx.secrets.open(sealed) })
}

/**
 * Sets the password and the second factor of whoever was invited, once a code of their authenticator app is right.
 * Returns the recovery codes: they are shown now and never again. `wireNow` is the time of the world outside, by which
 * phones go, also where the programme's own clock is moved. A password that is guessed soon is refused, and leaves the
 * invitation as it is.
 */
export async function acceptInvitation(
  ctx: Context,
  given: {
    readonly token: string
    readonly password: string
    readonly code: string
    readonly wireNow: Date
    readonly requestId: string
  },
): Promise<
  Outcome<{ userId: string; recoveryCodes: string[] }, InvitationRefusal | PasswordRefusal | 'code_wrong'>
> {
  const looked = await findLiveInvitation(ctx, ctx.db, given.token)
  if (!looked.ok) return looked
  // The costly hash is made for links of ours alone.
  const hash = await chosenPassword(given.password, [looked.value.email, looked.value.institution])
  if (!hash.ok) return hash
  return inTransaction(ctx.db, async (tx) => {
    const invitation = await findLiveInvitation(ctx, tx, given.token)
    if (!invitation.ok) return invitation
    const { userId, totpSecret } = invitation.value
    const step = totpStep(totpSecret, given.code, given.wireNow)
    if (step === undefined) return refuse('code_wrong')
    const now = ctx.clock.now()
    if ((await touched(tx, useInvitation, [invitationHash(ctx, given.token), now])) !== 1)
      return refuse('invitation_used')
    const recoveryCodes = newRecoveryCodes()
    const hashes = recoveryCodes.map((code) => recoveryHash(ctx.secrets, subjectOf(userId), code))
    if ((await touched(tx, setFactors, [userId, hash.value, hashes, now, step])) !== 1)
      return refuse('invitation_unknown')
    await endSessionsOfUser(tx, userId)
    const act = { act: 'institution_user_enrolled' as const, subject: subjectOf(userId) }
    await writeDeskJournal(tx, userActor(userId, given.requestId), now, act)
    return done({ userId, recoveryCodes })
  })
}
