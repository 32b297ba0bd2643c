import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import type { Context } from '../database/context.ts'
import type { LogIn } from '../identity/second-factors.ts'
import { day, minute, second, stoppedClock } from '../kernel/clock.ts'
import { lockedUntil } from '../kernel/secrets/log-in-rules.ts'
import { totpCode, totpStep } from '../kernel/secrets/second-factor.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { acceptInvitation, findLiveInvitation, logInStaff } from './factors.ts'
import { invitationHours } from './invite-staff.ts'
import { addStaff, disableStaff, resetSecondFactor } from './manage-staff.ts'
import { may, permissions, type Role, roles } from './permissions.ts'
import { findStaff, staffNames } from './staff.ts'

const { pool } = await testDatabase()
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const actor = { actor: 'cli:ana', requestId: 'r-cli' }
/** The token of the newest link, which goes into the email and nowhere else. */
let mailed = ''
const linkOf = (token: string) => {
  mailed = token
  return `https://bekal.example/konsol/undangan/${token}`
}
let people = 0

/** Somebody who was invited, with what their phone knows. */
async function invited() {
  const email = `staf${++people}@contoh.id`
  const added = await addStaff(ctx, { email, name: `Staf ${people}`, roles: ['operator'] }, linkOf, actor)
  assert.ok(added.ok)
  const token = mailed
  const found = await findLiveInvitation(ctx, pool, token)
  assert.ok(found.ok)
  return { email, token, staffId: added.value.staffId, secret: found.value.totpSecret }
}

const password = 'kata sandi panjang'

async function enrolled() {
  const person = await invited()
  const wireNow = clock.now()
  const code = totpCode(person.secret, wireNow)
  const given = { token: person.token, password, code, wireNow, restHours: 24, requestId: 'r-enrol' }
  const accepted = await acceptInvitation(ctx, given)
  assert.ok(accepted.ok)
  // The step of the enrolment is used up.
  clock.advance(30 * second)
  return { ...person, recoveryCodes: accepted.value.recoveryCodes }
}

const logIn = (email: string, code: string, over: Partial<LogIn> = {}) =>
  logInStaff(ctx, {
    email,
    password,
    code,
    wireNow: clock.now(),
    caller: '203.0.113.7',
    requestId: 'r-login',
    ...over,
  })

const refusal = async (outcome: ReturnType<typeof logIn>) => {
  const came = await outcome
  return came.ok ? undefined : came.refusal
}

test('an invitation works once, until it lapses, and asks for a code of the app', async () => {
  const { token, secret, staffId } = await invited()
  const wireNow = clock.now()
  const given = { token, password, code: '000000', wireNow, restHours: 24, requestId: 'r' }
  const wrong = await acceptInvitation(ctx, given)
  assert.ok(!wrong.ok && wrong.refusal === 'code_wrong')
  const right = { ...given, code: totpCode(secret, wireNow) }
  const weak = await acceptInvitation(ctx, { ...right, password: '1234567890' })
  assert.ok(!weak.ok && weak.refusal === 'password_common')
  const both = await Promise.all([acceptInvitation(ctx, right), acceptInvitation(ctx, right)])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  const again = await findLiveInvitation(ctx, pool, token)
  assert.ok(!again.ok && again.refusal === 'link_used')
  assert.ok((await findStaff(pool, { staffId }))?.enrolledAt)

  const late = await invited()
  clock.advance(invitationHours * 60 * minute)
  const lapsed = await findLiveInvitation(ctx, pool, late.token)
  assert.ok(!lapsed.ok && lapsed.refusal === 'link_expired')
})

test('the link is kept only as a hash, and what the outbox knows of it is sealed', async () => {
  const { token } = await invited()
  const { rows } = await pool.query(
    `select encode(token_hash, 'escape') as kept from single_use_link
     union all select params::text || coalesce(encode(sealed, 'escape'), '') from outbox`,
  )
  assert.ok(rows.length > 1 && rows.every(({ kept }) => !kept.includes(token)))
})

test('a log-in needs the password and the code, and does not tell which was wrong', async () => {
  const { email, secret, staffId } = await enrolled()
  const code = totpCode(secret, clock.now())
  assert.equal(await refusal(logIn(email, code, { password: 'salah sekali ini' })), 'log_in_wrong')
  assert.equal(await refusal(logIn(email, '000000')), 'log_in_wrong')
  assert.equal(await refusal(logIn('tidak@ada.id', code)), 'log_in_wrong')
  const entered = await logIn(email.toUpperCase(), code)
  assert.ok(entered.ok && entered.value.staffId === staffId)
})

test('a code is good once, also when it comes twice at the same time', async () => {
  const { email, secret } = await enrolled()
  const code = totpCode(secret, clock.now())
  const both = await Promise.all([logIn(email, code), logIn(email, code)])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  assert.equal(await refusal(logIn(email, code)), 'log_in_wrong')
})

test('a phone may be half a minute off, not a whole one', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const now = new Date('2026-11-23T03:00:10Z')
  const at = (seconds: number) => totpCode(secret, new Date(now.getTime() + seconds * second))
  for (const off of [-30, 0, 30]) assert.notEqual(totpStep(secret, at(off), now), undefined, `${off}`)
  for (const off of [-60, 60]) assert.equal(totpStep(secret, at(off), now), undefined, `${off}`)
  assert.equal(totpStep(secret, at(-30), now)! + 1, totpStep(secret, at(0), now))
})

test('a used step makes those before it worthless', async () => {
  const { email, secret } = await enrolled()
  clock.advance(30 * second)
  const before = totpCode(secret, new Date(clock.now().getTime() - 30 * second))
  assert.ok((await logIn(email, totpCode(secret, clock.now()))).ok)
  assert.equal(await refusal(logIn(email, before)), 'log_in_wrong')
})

test('five wrong tries lock for a quarter of an hour, also the right one, and however many come at once', async () => {
  const { email, secret } = await enrolled()
  const wrong = await Promise.all(Array.from({ length: 12 }, () => refusal(logIn(email, '000000'))))
  assert.equal(wrong.filter((it) => it === 'log_in_wrong').length, 5)
  assert.equal(wrong.filter((it) => it === 'log_in_locked').length, 7)
  const right = await logIn(email, totpCode(secret, clock.now()))
  assert.ok(!right.ok && right.refusal === 'log_in_locked')
  assert.equal(right.facts.until?.getTime(), clock.now().getTime() + 15 * minute)
  clock.advance(15 * minute)
  assert.ok((await logIn(email, totpCode(secret, clock.now()))).ok)
})

test('an email that nobody has is locked like any other', async () => {
  for (let i = 0; i < 5; i++) assert.equal(await refusal(logIn('siapa@saja.id', '1')), 'log_in_wrong')
  assert.equal(await refusal(logIn('siapa@saja.id', '1')), 'log_in_locked')
})

test('twenty wrong tries in a day lock until the oldest is a day old', () => {
  const now = new Date('2026-11-23T12:00:00Z')
  const every = Array.from({ length: 20 }, (_, i) => new Date(now.getTime() - (i + 1) * 30 * minute))
  assert.equal(lockedUntil(every, now)?.getTime(), every[19]!.getTime() + day)
  assert.equal(lockedUntil(every.slice(1), now), undefined)
})

test('each recovery code stands in for the app once', async () => {
  const { email, recoveryCodes } = await enrolled()
  const [code] = recoveryCodes
  assert.equal(new Set(recoveryCodes).size, 10)
  const typed = code!.toLowerCase().replace(/(.{4})/g, '$1-')
  const both = await Promise.all([logIn(email, typed), logIn(email, typed)])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  assert.equal((await findStaff(pool, { email }))?.recoveryCodesLeft, 9)
})

test('whoever is disabled is logged out everywhere and cannot come back; nobody disables themselves', async () => {
  const { email, secret, staffId } = await enrolled()
  await pool.query(
    `insert into web_session (token_hash, site, account_id, csrf, created_at, seen_at)
     values ($1, 'konsol', $2, 'x', now(), now())`,
    [Buffer.from('some token'), staffId],
  )
  const own = await disableStaff(ctx, staffId, { actor: `staff:${staffId}`, requestId: 'r' })
  assert.ok(!own.ok && own.refusal === 'not_oneself')
  assert.ok((await disableStaff(ctx, staffId, actor)).ok)
  assert.equal(await refusal(logIn(email, totpCode(secret, clock.now()))), 'log_in_wrong')
  const { rows } = await pool.query('select from web_session where account_id = $1', [staffId])
  assert.equal(rows.length, 0)
  const again = await resetSecondFactor(ctx, staffId, linkOf, actor)
  assert.ok(!again.ok && again.refusal === 'staff_disabled')
})

test('a lost phone: the old factors end, the new invitation brings new ones', async () => {
  const { email, secret, staffId, recoveryCodes } = await enrolled()
  const reset = await resetSecondFactor(ctx, staffId, linkOf, actor)
  assert.ok(reset.ok)
  assert.equal(await refusal(logIn(email, totpCode(secret, clock.now()))), 'log_in_wrong')
  assert.equal(await refusal(logIn(email, recoveryCodes[0]!)), 'log_in_wrong')
  const found = await findLiveInvitation(ctx, pool, mailed)
  assert.ok(found.ok && found.value.totpSecret !== secret)
})

test('every change of an account is journaled, and actors have names', async () => {
  const { email, secret, staffId } = await enrolled()
  await logIn(email, '000000')
  await logIn(email, totpCode(secret, clock.now()))
  await disableStaff(ctx, staffId, actor, 'pindah kerja')
  const { rows } = await pool.query(
    'select act, actor, reason from journal where subject = $1 order by journal_id',
    [`staff:${staffId}`],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['staff_added', 'staff_enrolled', 'staff_log_in_failed', 'staff_logged_in', 'staff_disabled'],
  )
  assert.deepEqual([rows[0].actor, rows[1].actor], ['cli:ana', `staff:${staffId}`])
  assert.equal(rows[4].reason, 'pindah kerja')
  const names = await staffNames(pool, [`staff:${staffId}`, 'cli:ana', undefined])
  assert.deepEqual([...names.keys()], [`staff:${staffId}`])
})

test('least privilege: who approves, who acts, who reads, who manages', () => {
  const who = (permission: Parameters<typeof may>[1]) => roles.filter((role) => may([role], permission))
  assert.deepEqual(who('run_waves'), ['operator', 'supervisor'])
  assert.deepEqual(who('approve'), ['supervisor'])
  assert.deepEqual(who('run_money'), ['supervisor', 'finance'])
  assert.deepEqual(who('approve_money'), ['supervisor', 'finance'])
  assert.deepEqual(who('see_reports'), ['supervisor', 'finance', 'auditor'])
  assert.deepEqual(who('manage_staff'), ['admin'])
  assert.deepEqual(who('see_people'), ['operator', 'supervisor', 'auditor'])
  assert.deepEqual(who('see_money'), ['operator', 'supervisor', 'finance', 'auditor'])
  assert.deepEqual(who('run_catalogue'), ['supervisor', 'curator'])
  assert.deepEqual(who('help_people'), ['supervisor', 'support'])
  // what an auditor or a curator may do besides looking
  const acts = (role: Role) =>
    permissions.filter((permission) => !permission.startsWith('see_') && may([role], permission))
  assert.deepEqual(acts('auditor'), [])
  assert.deepEqual(acts('curator'), ['run_catalogue'])
  assert.deepEqual(acts('support'), ['answer_appeal', 'help_people'])
  assert.equal(may([], 'see_programme'), false)
})
