import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { totpCode } from '../kernel/secrets/second-factor.ts'
import { acceptInvitation, findLiveInvitation } from '../staff/factors.ts'
import { addStaff, resetSecondFactor } from '../staff/manage-staff.ts'
import type { Role } from '../staff/permissions.ts'
import { findStaff, staffActor } from '../staff/staff.ts'

/** Somebody of the demo's staff: several, so that maker and checker can be tried, with money, too. */
export interface DemoStaff {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly roles: readonly Role[]
}

/** Their passwords are no secret, as nothing in the demo is. */
export const demoStaff: readonly DemoStaff[] = [
  {
    email: 'ani@konsol.contoh.id',
    name: 'Ani Operator',
    password: 'ani suka mangga',
    roles: ['operator'],
  },
  {
    email: 'budi@konsol.contoh.id',
    name: 'Budi Penyetuju',
    password: 'budi suka durian',
    roles: ['supervisor', 'admin'],
  },
  {
    email: 'fitri@konsol.contoh.id',
    name: 'Fitri Keuangan',
    password: 'fitri suka salak',
    roles: ['finance'],
  },
  {
    email: 'citra@konsol.contoh.id',
    name: 'Citra Kurator',
    password: 'citra suka jambu',
    roles: ['curator'],
  },
  {
    email: 'dewi@konsol.contoh.id',
    name: 'Dewi Meja Bantuan',
    password: 'dewi suka rambutan',
    roles: ['support'],
  },
  {
    email: 'gita@konsol.contoh.id',
    name: 'Gita Meja Bantuan',
    password: 'gita suka nangka',
    roles: ['support'],
  },
  {
    email: 'eko@konsol.contoh.id',
    name: 'Eko Auditor',
    password: 'eko suka sirsak',
    roles: ['auditor'],
  },
]

const actor: Actor = { actor: 'system:demo', requestId: 'demo-seed' }

const totpOfStaff = statement<[email: string], 'demo/totp-of-staff'>(
  'demo/totp-of-staff',
  'select totp_sealed from staff where email = $1',
)

/** They have been of the staff for ever: what takes two people can be tried at once, and seeded in the past. */
const haveRested = statement<[staffId: string]>(
  'demo/staff-have-rested',
  `update staff set may_decide_from = '2020-01-01 00:00:00+07' where staff_id = $1`,
)

/** Makes the demo's staff, as an invitation and its answer would. Never called in production. */
export async function seedStaff(ctx: Context, wireNow: Date): Promise<void> {
  for (const one of demoStaff) {
    const known = await findStaff(ctx.db, { email: one.email })
    if (known?.enrolledAt || known?.disabledAt) continue
    let token = ''
    const linkOf = (made: string) => {
      token = made
      return `https://konsol.contoh.id/konsol/undangan/${made}`
    }
    // A seeding that broke off after the invitation goes on from a new one.
    const invited = known
      ? await resetSecondFactor(ctx, known.staffId, linkOf, actor)
      : await addStaff(ctx, one, linkOf, actor)
    if (!invited.ok) throw new Error(`${one.name} could not be invited: ${invited.refusal}`)
    const invitation = await findLiveInvitation(ctx, ctx.db, token)
    if (!invitation.ok) throw new Error(`the invitation of ${one.name} does not hold`)
    const code = totpCode(invitation.value.totpSecret, wireNow)
    const { password } = one
    const accepted = await acceptInvitation(ctx, {
      token,
      password,
      code,
      wireNow,
      restHours: 0,
      requestId: 'demo-seed',
    })
    if (!accepted.ok) throw new Error(`${one.name} could not be enrolled: ${accepted.refusal}`)
    const { staffId } = invitation.value
    await inTransaction(ctx.db, async (tx) => {
      await rows(tx, haveRested, [staffId])
      const row = { event: 'staff_rest_ended' as const, subject: `staff:${staffId}`, reason: 'demo' }
      await writeJournal(tx, actor, ctx.clock.now(), [row])
    })
  }
}

/** The two who do what takes two people, where the demo seeds it. */
export async function demoPair(ctx: Context): Promise<{ maker: Actor; checker: Actor }> {
  const [maker, checker] = await Promise.all(
    demoStaff.slice(0, 2).map(async ({ email }) => {
      const staff = await findStaff(ctx.db, { email })
      if (!staff) throw new Error(`${email} is not of the staff: the demo's staff is seeded first`)
      return staffActor(staff.staffId, 'demo-seed')
    }),
  )
  return { maker: maker!, checker: checker! }
}

/** The code that their authenticator app shows now, for whoever wants to try the login itself. */
export async function demoStaffCode(ctx: Context, email: string, wireNow: Date): Promise<string> {
  const found = await first(ctx.db, totpOfStaff, [email])
  return found ? totpCode(ctx.secrets.open(found.totpSealed), wireNow) : ''
}
