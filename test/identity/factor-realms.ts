import assert from 'node:assert/strict'
import type { Context } from '../../src/database/context.ts'
import { second, stoppedClock } from '../../src/kernel/clock.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import {
  acceptInvitation as acceptUser,
  findLiveInvitation as findUserInvitation,
  logInInstitutionUser,
} from '../../src/learning/institution-portal/factors.ts'
import {
  addInstitutionUser,
  disableInstitutionUser,
  reinviteInstitutionUser,
} from '../../src/learning/institution-portal/users.ts'
import { acceptInvitation as acceptStaff, findLiveInvitation, logInStaff } from '../../src/staff/factors.ts'
import { addStaff, disableStaff, resetSecondFactor } from '../../src/staff/manage-staff.ts'
import { findStaff } from '../../src/staff/staff.ts'
import { testDatabase } from '../database.ts'
import type { Answer } from './link-realms.ts'

/** Accounts with a password and a second factor, as the laws look at them. */
export interface FactorRealm {
  readonly name: string
  readonly clock: ReturnType<typeof stoppedClock>
  readonly ctx: Context
  /** a link for somebody new, or one more for somebody by email, whose factors end */
  invite(email?: string): Promise<{ readonly owner: string; readonly token: string }>
  /** takes an invitation with a right code of the app */
  accept(token: string): Promise<Answer>
  /** somebody with both factors, whose step of now is unused */
  enrol(): Promise<Enrolled>
  logIn(email: string, code: string, over?: { password?: string; caller?: string }): Promise<Answer>
  disable(email: string): Promise<unknown>
}

export interface Enrolled {
  readonly email: string
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

const password = 'sandi gajah putih'
const by = { actor: 'cli:test', requestId: 'r' }

interface Room {
  readonly name: string
  readonly ctx: Context
  readonly clock: ReturnType<typeof stoppedClock>
  add(email: string, linkOf: (token: string) => string): Promise<Answer>
  again(email: string, linkOf: (token: string) => string): Promise<Answer>
  secretOf(token: string): Promise<string>
  acceptWith(given: {
    token: string
    password: string
    code: string
    wireNow: Date
    requestId: string
  }): Promise<{ ok: true; value: { recoveryCodes: string[] } } | { ok: false; refusal: string }>
  logIn: (given: Parameters<typeof logInStaff>[1]) => Promise<Answer>
  disable(email: string): Promise<unknown>
}

function realm(room: Room): FactorRealm {
  const { clock } = room
  let people = 0
  let mailed = ''
  const linkOf = (token: string) => {
    mailed = token
    return `https://bekal.example/${token}`
  }
  async function invite(email?: string) {
    const owner = email ?? `orang${++people}@contoh.id`
    const answer = await (email ? room.again(email, linkOf) : room.add(owner, linkOf))
    assert.ok(answer.ok)
    return { owner, token: mailed }
  }
  const takeWith = async (token: string) => {
    const secret = await room.secretOf(token)
    const code = secret && totpCode(secret, clock.now())
    const given = { token, password, code, wireNow: clock.now(), requestId: 'r' }
    return { secret, answer: await room.acceptWith(given) }
  }
  return {
    name: room.name,
    ctx: room.ctx,
    clock,
    invite,
    accept: async (token) => (await takeWith(token)).answer,
    async enrol() {
      const { owner: email, token } = await invite()
      const { secret, answer } = await takeWith(token)
      assert.ok(answer.ok)
      clock.advance(30 * second)
      return { email, secret, recoveryCodes: answer.value.recoveryCodes }
    },
    logIn: (email, code, over = {}) =>
      room.logIn({
        email,
        password,
        code,
        wireNow: clock.now(),
        caller: '203.0.113.7',
        requestId: 'r',
        ...over,
      }),
    disable: room.disable,
  }
}

async function world() {
  const { pool } = await testDatabase()
  const clock = stoppedClock('2026-11-23T10:00:00+07:00')
  const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
  return { pool, clock, ctx }
}

/** The staff of a programme of its own. */
export async function staffRoom(): Promise<FactorRealm> {
  const { ctx, clock, pool } = await world()
  const idOf = async (email: string) => (await findStaff(pool, { email }))?.staffId ?? ''
  return realm({
    name: 'konsol',
    ctx,
    clock,
    add: (email, linkOf) => addStaff(ctx, { email, name: 'Staf', roles: ['operator'] }, linkOf, by),
    again: async (email, linkOf) => resetSecondFactor(ctx, await idOf(email), linkOf, by),
    async secretOf(token) {
      const found = await findLiveInvitation(ctx, pool, token)
      return found.ok ? found.value.totpSecret : ''
    },
    acceptWith: (given) => acceptStaff(ctx, { ...given, restHours: 0 }),
    logIn: (given) => logInStaff(ctx, given),
    disable: async (email) => disableStaff(ctx, await idOf(email), by),
  })
}

/** The users of an institution in a programme of its own. */
export async function institutionUsersRoom(): Promise<FactorRealm> {
  const { ctx, clock, pool } = await world()
  await pool.query(
    `insert into institution (name, name_key, slug) values ('LKP Satu', 'lkp satu', 'lkp-satu')`,
  )
  return realm({
    name: 'mitra',
    ctx,
    clock,
    add: (email, linkOf) => addInstitutionUser(ctx, { institution: 'LKP Satu', email }, linkOf, by),
    again: (email, linkOf) => reinviteInstitutionUser(ctx, email, linkOf, by),
    async secretOf(token) {
      const found = await findUserInvitation(ctx, pool, token)
      return found.ok ? found.value.totpSecret : ''
    },
    acceptWith: (given) => acceptUser(ctx, given),
    logIn: (given) => logInInstitutionUser(ctx, given),
    disable: (email) => disableInstitutionUser(ctx, email, by),
  })
}
