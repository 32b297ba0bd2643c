import { writeJournal } from '../card/write-journal.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { hour } from '../kernel/clock.ts'
import { chosenPassword, type PasswordRefusal } from '../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { newRecoveryCodes, recoveryHash, totpStep } from '../kernel/second-factor.ts'
import { endSessionsOfStaff, findStaff, staffActor } from './staff.ts'
import { tellOfStaff } from './tell-of-staff.ts'

export type InvitationRefusal = 'invitation_unknown' | 'invitation_used' | 'invitation_expired'

/** Who was invited, and what the authenticator app must be told. */
export interface Invitation {
  readonly staffId: string
  readonly email: string
  readonly name: string
  /** in base32 */
  readonly totpSecret: string
}

const findInvitation = statement<
  [tokenHash: Buffer],
  {
    staff_id: string
    email: string
    name: string
    totp_sealed: Buffer
    expires_at: Date
    ended_at: Date | null
    disabled_at: Date | null
  }
>(
  'staff/find-invitation',
  `
  select staff_id, email, name, totp_sealed, expires_at, ended_at, disabled_at
  from staff_invitation
  join staff using (staff_id)
  where token_hash = $1
  `,
)

const useInvitation = statement<[tokenHash: Buffer, now: Date]>(
  'staff/use-invitation',
  'update staff_invitation set ended_at = $2 where token_hash = $1 and ended_at is null and expires_at > $2',
)

const setFactors = statement<
  [staffId: string, passwordHash: string, recovery: Buffer[], now: Date, step: number, decidesFrom: Date]
>(
  'staff/set-factors',
  `
  update staff set
    password_hash = $2, recovery_hashes = $3, totp_confirmed_at = $4, totp_used_step = $5, may_decide_from = $6
  where staff_id = $1 and disabled_at is null
  `,
)

/** The keyed hash that the token of an invitation is kept as. */
export function invitationHash({ secrets }: Pick<Context, 'secrets'>, token: string): Buffer {
  return secrets.hash('staff invitation', token)
}

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
  const { staff_id: staffId, email, name } = found
  return done({ staffId, email, name, totpSecret: ctx.secrets.open(found.totp_sealed) })
}

/**
 * Sets the password and the second factor of whoever was invited, once a code of their authenticator app is right.
 * Returns the recovery codes: they are shown now and never again. `wireNow` is the time of the world outside, by which
 * phones go, also where the programme's own clock is moved. New factors rest: for `restHours` nothing that takes two people
 * is asked for or approved with them, and everybody who approves or administers is told. A password that is guessed soon
 * is refused, and leaves the invitation as it is.
 */
export async function acceptInvitation(
  ctx: Context,
  given: {
    readonly token: string
    readonly password: string
    readonly code: string
    readonly wireNow: Date
    readonly restHours: number
    readonly requestId: string
  },
): Promise<Outcome<{ recoveryCodes: string[] }, InvitationRefusal | PasswordRefusal | 'code_wrong'>> {
  const looked = await findLiveInvitation(ctx, ctx.db, given.token)
  if (!looked.ok) return looked
  // The costly hash is made for links of ours alone.
  const hash = await chosenPassword(given.password, [looked.value.email, looked.value.name])
  if (!hash.ok) return hash
  return inTransaction(ctx.db, async (tx) => {
    const invitation = await findLiveInvitation(ctx, tx, given.token)
    if (!invitation.ok) return invitation
    const { staffId, totpSecret } = invitation.value
    const step = totpStep(totpSecret, given.code, given.wireNow)
    if (step === undefined) return refuse('code_wrong')
    const now = ctx.clock.now()
    if ((await touched(tx, useInvitation, [invitationHash(ctx, given.token), now])) !== 1)
      return refuse('invitation_used')
    const recoveryCodes = newRecoveryCodes()
    const hashes = recoveryCodes.map((code) => recoveryHash(ctx.secrets, `staff:${staffId}`, code))
    const decidesFrom = new Date(now.getTime() + given.restHours * hour)
    if ((await touched(tx, setFactors, [staffId, hash.value, hashes, now, step, decidesFrom])) !== 1)
      return refuse('invitation_unknown')
    await endSessionsOfStaff(tx, staffId)
    const actor = staffActor(staffId, given.requestId)
    const facts = { decides_from: decidesFrom }
    await writeJournal(tx, actor, now, [{ act: 'staff_enrolled', subject: `staff:${staffId}`, facts }])
    const staff = (await findStaff(tx, { staffId }))!
    await tellOfStaff(tx, ctx, 'enrolledAt', staff, actor)
    return done({ recoveryCodes })
  })
}
