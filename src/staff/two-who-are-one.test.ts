import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDrawnProgramme, must, refusalOf } from '../../test/a-draw.ts'
import { approve, requestApproval } from '../approvals/approvals.ts'
import { hour, second } from '../kernel/clock.ts'
import { totpCode } from '../kernel/secrets/second-factor.ts'
import { openWaveAct } from '../waves/open-wave.ts'
import { acceptInvitation, findLiveInvitation, logInStaff } from './factors.ts'
import { addFirstAdmin, nobodyEnrolledYet, reinviteFirstAdmin } from './first-admin.ts'
import { addStaff, changeStaffEmail, disableStaff, resetSecondFactor } from './manage-staff.ts'
import type { Role } from './permissions.ts'
import {
  endShellSessionsOf,
  openShellSession,
  shellSessionHours,
  shellSessionsOf,
  staffOfToken,
} from './shell-sessions.ts'
import { findStaff, staffActor } from './staff.ts'

const programme = await aDrawnProgramme()
const { ctx, pool, clock } = programme
const shell = { actor: 'cli:root', requestId: 'r-shell' }
const password = 'kata sandi panjang'
let mailed = ''
const linkOf = (token: string) => {
  mailed = token
  return `https://bekal.example/konsol/undangan/${token}`
}

/** Takes up the newest invitation as its owner would. */
async function enrol(restHours = 24) {
  const found = must(await findLiveInvitation(ctx, pool, mailed))
  const wireNow = clock.now()
  const code = totpCode(found.totpSecret, wireNow)
  must(await acceptInvitation(ctx, { token: mailed, password, code, wireNow, restHours, requestId: 'r' }))
  clock.advance(30 * second)
  return { staffId: found.staffId, secret: found.totpSecret, actor: staffActor(found.staffId, 'r') }
}

async function enrolled(email: string, roles: readonly Role[], by = shell, restHours = 24) {
  const added = must(await addStaff(ctx, { email, name: email, roles }, linkOf, by))
  assert.deepEqual(Object.keys(added).sort(), ['email', 'expiresAt', 'staffId'], 'no link is handed back')
  return enrol(restHours)
}

const newsTo = async (email: string) =>
  (
    await pool.query(
      `select params from outbox where template = 'staff-news' and address = $1 order by message_id`,
      [email],
    )
  ).rows.map(({ params }) => params)

test('an administrator who invites two of their own approves nothing alone for a day, and everybody is told', async () => {
  const watching = await enrolled('pengawas@contoh.id', ['supervisor'], shell, 0)
  const admin = await enrolled('admin@contoh.id', ['admin'], shell, 0)
  const one = await enrolled('palsu1@contoh.id', ['supervisor'], admin.actor)
  const two = await enrolled('palsu2@contoh.id', ['supervisor'], admin.actor)
  const waveId = await programme.aPlannedWave(1)
  const act = must(await openWaveAct(pool, waveId))
  const early = await requestApproval(ctx, act, one.actor)
  assert.ok(!early.ok && early.refusal === 'still_resting')
  must(await requestApproval(ctx, act, watching.actor))
  assert.equal(refusalOf(await approve(ctx, act, two.actor)), 'still_resting')
  // Nor does a reset of somebody who has rested help.
  const news = await newsTo('pengawas@contoh.id')
  assert.deepEqual(
    news.filter(({ email }) => email === 'palsu2@contoh.id').map((it) => Object.keys(it).sort()),
    [
      ['by', 'email', 'invitedAt', 'name', 'roles'],
      ['by', 'decidesFrom', 'email', 'enrolledAt', 'name', 'roles'],
    ],
  )
  assert.equal(news.at(-2)!.by, 'admin@contoh.id')
  clock.advance(24 * hour)
  assert.equal(must(await approve(ctx, act, two.actor)).approvedBy, two.actor.actor)
})

test('a reset of the second factor rests anew, and withdraws what its owner asked for or approved', async () => {
  const maker = await enrolled('pembuat@contoh.id', ['operator'], shell, 0)
  const checker = await enrolled('pemeriksa@contoh.id', ['supervisor'], shell, 0)
  const waveId = await programme.aPlannedWave(1)
  const act = must(await openWaveAct(pool, waveId))
  must(await requestApproval(ctx, act, maker.actor))
  must(await approve(ctx, act, checker.actor))
  must(await resetSecondFactor(ctx, checker.staffId, linkOf, shell))
  assert.equal(refusalOf(await approve(ctx, act, maker.actor)), 'approval_missing', 'it was withdrawn')
  assert.equal(refusalOf(await requestApproval(ctx, act, checker.actor)), 'staff_needed')
  await enrol()
  const again = await requestApproval(ctx, act, checker.actor)
  assert.ok(!again.ok && again.refusal === 'still_resting')
  assert.equal(again.facts.until?.getTime(), clock.now().getTime() - 30 * second + 24 * hour)

  must(await requestApproval(ctx, act, maker.actor))
  must(await disableStaff(ctx, maker.staffId, shell))
  const { rows } = await pool.query(
    `select count(*)::int as live from approval where subject = $1 and withdrawn_at is null`,
    [`wave:${waveId}`],
  )
  assert.equal(rows[0].live, 0)
})

test('a changed address ends the factors; the link goes there, and the old address is told', async () => {
  const it = await enrolled('lama@contoh.id', ['operator'], shell, 0)
  const { token } = await openShellSession(ctx, it.staffId, {
    device: 't',
    wireNow: clock.now(),
    requestId: 'r',
  })
  const taken = await changeStaffEmail(ctx, it.staffId, 'admin@contoh.id', linkOf, shell)
  assert.equal(refusalOf(taken), 'email_taken')
  assert.ok((await findStaff(pool, { staffId: it.staffId }))?.enrolledAt, 'a refusal changes nothing')
  must(await changeStaffEmail(ctx, it.staffId, 'Baru@contoh.id', linkOf, shell))
  assert.equal(await staffOfToken(pool, token, clock.now()), undefined)
  const code = totpCode(it.secret, clock.now())
  for (const email of ['lama@contoh.id', 'baru@contoh.id'])
    assert.equal(
      refusalOf(
        await logInStaff(ctx, { email, password, code, wireNow: clock.now(), caller: 'uji', requestId: 'r' }),
      ),
      'log_in_wrong',
    )
  const { rows } = await pool.query(
    `select address from outbox where template = 'staff-invitation' order by message_id desc limit 1`,
  )
  assert.equal(rows[0].address, 'baru@contoh.id')
  for (const email of ['lama@contoh.id', 'baru@contoh.id', 'pengawas@contoh.id'])
    assert.ok((await newsTo(email)).at(-1)?.emailChangedAt, email)
  await enrol()
  assert.ok((await findStaff(pool, { staffId: it.staffId }))!.decidesFrom! > clock.now())
})

test('a log-in on the command line lasts twelve hours, is listed, and ends one by one', async () => {
  const it = await enrolled('shell@contoh.id', ['operator'], shell, 0)
  const open = (device: string) =>
    openShellSession(ctx, it.staffId, { device, wireNow: clock.now(), requestId: 'r' })
  const first = await open('ani@laptop')
  clock.advance(hour)
  const second = await open('ani@server')
  assert.equal((await staffOfToken(pool, first.token, clock.now()))?.staffId, it.staffId)
  assert.equal(await staffOfToken(pool, 'x'.repeat(43), clock.now()), undefined)
  const live = await shellSessionsOf(pool, it.staffId, clock.now())
  assert.deepEqual(
    live.map(({ device }) => device),
    ['ani@server', 'ani@laptop'],
  )
  const { rows } = await pool.query('select from web_session where token_hash = $1', [
    Buffer.from(first.token),
  ])
  assert.equal(rows.length, 0, 'the token itself is kept nowhere')
  assert.equal(await endShellSessionsOf(pool, it.staffId, live[0]!.id), 1)
  assert.equal(await staffOfToken(pool, second.token, clock.now()), undefined)
  clock.advance((shellSessionHours - 1) * hour - 1)
  assert.ok(await staffOfToken(pool, first.token, clock.now()))
  clock.advance(1)
  assert.equal(await staffOfToken(pool, first.token, clock.now()), undefined)
})

test('only the very first administrator of an empty installation is handed a link, and only until somebody is enrolled', async () => {
  const empty = await aDrawnProgramme()
  await empty.pool.query('delete from staff')
  const own = { ...empty.ctx }
  const person = { email: 'satu@contoh.id', name: 'Satu', roles: ['admin'] as const }
  assert.equal(
    refusalOf(await addFirstAdmin(own, { ...person, roles: ['supervisor'] }, linkOf, shell)),
    'admin_first',
  )
  const both = await Promise.all(
    ['satu', 'dua'].map((name) =>
      addFirstAdmin(own, { ...person, email: `${name}@contoh.id` }, linkOf, shell),
    ),
  )
  assert.deepEqual(both.map(refusalOf).sort(), ['not_first', undefined])
  const made = must(both.find(({ ok }) => ok)!)
  assert.match(made.link, /undangan/)
  assert.equal(await nobodyEnrolledYet(own), true)
  const anew = must(await reinviteFirstAdmin(own, made.staffId, linkOf, shell))
  const token = anew.link.split('/').at(-1)!
  const { rows } = await empty.pool.query(`select actor, facts from journal where act = 'staff_added'`)
  assert.deepEqual(rows, [{ actor: 'cli:root', facts: { roles: ['admin'], first: true } }])
  const { totpSecret } = must(await findLiveInvitation(own, empty.pool, token))
  const wireNow = own.clock.now()
  const code = totpCode(totpSecret, wireNow)
  must(await acceptInvitation(own, { token, password, code, wireNow, restHours: 24, requestId: 'r' }))
  assert.equal(
    refusalOf(await addFirstAdmin(own, { ...person, email: 'tiga@contoh.id' }, linkOf, shell)),
    'not_first',
  )
  assert.equal(refusalOf(await reinviteFirstAdmin(own, made.staffId, linkOf, shell)), 'not_first')
  // Nor once that one has lost the factors again.
  must(await resetSecondFactor(own, made.staffId, linkOf, shell))
  assert.equal(await nobodyEnrolledYet(own), false)
})
