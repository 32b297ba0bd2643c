import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aDrawnProgramme, must, refusalOf } from '../../../test/a-draw.ts'
import { aListOf, importMore } from '../../../test/a-list-of.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { leaveSeats } from '../../../test/leave-seats.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'
import { day } from '../../kernel/clock.ts'
import { applicationStatus } from '../../waves/application-status.ts'
import { cancelWaveAct } from '../../waves/cancel-wave.ts'
import { joinWave } from '../../waves/join-wave.ts'
import { freeSeats } from '../../waves/seats/free-seats.ts'
import { findWave, listWaves } from '../../waves/waves.ts'

const programme = await aDrawnProgramme()
const { ctx, pool, clock, connection, aPerson, anOpenWave, aPlannedWave, join, close } = programme
// The commands go by the machine's clock.
clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(() => rm(folder, { recursive: true, force: true }))
const settings = {
  BEKAL_DATA: folder,
  ...settingsOf({ connection }),
}
const bekal = bekalOn(settings, await tokenOf(ctx, ana))
const asBudi = bekalOn(settings, await tokenOf(ctx, budi))
const numberOf = async (waveId: number) =>
  String((await listWaves(pool)).find((wave) => wave.waveId === waveId)!.number)

async function refused(...words: string[]): Promise<string> {
  const { code, said } = await bekal(...words)
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal
}

test('number and quota of a planned wave are changed, and the rules of its draw are written anew', async () => {
  const waveId = await aPlannedWave(5)
  const number = await numberOf(waveId)
  assert.equal(await refused('wave', 'change', number), 'wave_malformed')
  assert.equal(await refused('wave', 'change', '77', '--quota', '3'), 'wave_unknown')
  const changed = await bekal('wave', 'change', number, '--quota', '8', '--new-number', '40')
  assert.deepEqual(changed.said, { number: 40, quota: 8, rulesVoid: true })
  const { said } = await bekal('wave', 'show', '40')
  assert.deepEqual([said.waveId, said.quota, said.drawRules.quota], [waveId, 8, 5])
  assert.equal(await refused('wave', 'open', '40'), 'rules_missing')
  await bekal('draw', 'commit', '40', '--value', 'IHSG', '--known-from', '2099-01-01T00:00:00+07:00')
  assert.equal((await bekal('wave', 'open', '40')).said.waits, true)
  await bekal('approval', 'withdraw', 'open_wave', `wave:${waveId}`)
  const { rows } = await pool.query(
    `select actor, facts from journal where act = 'wave_changed' and subject = $1`,
    [`wave:${waveId}`],
  )
  assert.deepEqual(rows, [
    { actor: ana.actor, facts: { number: [Number(number), 40], quota: [5, 8], rules_void: true } },
  ])
})

test('what people were promised is not changed: not an open wave, not below its recipients', async () => {
  const open = await numberOf(await anOpenWave(1))
  assert.equal(await refused('wave', 'change', open, '--quota', '9'), 'wave_not_planned')
  assert.equal(await refused('wave', 'change', '40', '--new-number', open), 'wave_taken')
  await bekal('wave', 'create', '--number', '41', '--quota', '5')
  await importMore(ctx, (await findWave(pool, 41))!.waveId, 2)
  assert.equal(await refused('wave', 'change', '41', '--quota', '1'), 'quota_below_recipients')
  assert.equal((await bekal('wave', 'change', '41', '--quota', '2')).said.quota, 2)
  assert.equal(await refused('wave', 'cancel', '41', '--because', 'keliru'), 'wave_has_recipients')
})

test('a planned wave is cancelled by one person, and its number stays taken', async () => {
  const waveId = await aPlannedWave(5)
  const number = await numberOf(waveId)
  assert.equal(await refused('wave', 'cancel', number, '--because', '  '), 'reason_missing')
  assert.deepEqual((await bekal('wave', 'cancel', number, '--because', 'keliru')).said, {
    cancelled: true,
    told: 0,
  })
  assert.equal(await refused('wave', 'cancel', number, '--because', 'keliru'), 'already_cancelled')
  assert.equal(await refused('wave', 'create', '--number', number, '--quota', '3'), 'wave_taken')
  assert.equal(await refused('wave', 'open', number), 'wave_not_planned')
})

test('an open wave is cancelled by two; who joined is told and free for the next one', async () => {
  const waveId = await anOpenWave(3)
  const number = await numberOf(waveId)
  const [stays, left] = [await aPerson(), await aPerson()]
  await join(stays, waveId)
  await join(left, waveId)
  await pool.query(
    `update wave_application set left_at = now(), left_because = 'left' where person_id = $1`,
    [left],
  )
  const cancel = ['wave', 'cancel', number, '--because', 'kuota ditarik']
  assert.equal((await bekal(...cancel)).said.waits, true)
  assert.equal((await bekal(...cancel)).said.waits, true)
  const other = await asBudi('wave', 'cancel', number, '--because', 'lain')
  assert.equal(other.said.refusal, 'approval_differs')
  assert.deepEqual((await asBudi(...cancel)).said, { cancelled: true, told: 1 })
  const { rows } = await pool.query(
    `select channel, params ->> 'wave' as wave, params ->> 'reason' as reason, params ->> 'link' as link
     from outbox where template = 'wave-cancelled' order by channel`,
  )
  const said = { wave: number, reason: 'kuota ditarik', link: 'http://localhost:3000/kartu' }
  assert.deepEqual(rows, [
    { channel: 'email', ...said },
    { channel: 'sms', ...said },
  ])
  assert.equal((await applicationStatus(ctx, stays))[0]!.state, 'wave_cancelled')
  const next = await anOpenWave(1)
  must(await joinWave(ctx, stays, next, { actor: `person:${stays}`, requestId: 'r' }))
})

test('a closed wave whose public value may be known is drawn, and not cancelled', async () => {
  const waveId = await anOpenWave(1)
  await join(await aPerson(), waveId)
  await close(waveId)
  must(await cancelWaveAct(pool, waveId, 'uji', clock.now()))
  const later = new Date(clock.now().getTime() + 2 * day)
  assert.equal(refusalOf(await cancelWaveAct(pool, waveId, 'uji', later)), 'value_already_known')
})

test('the seats of an extra wave that is cancelled are free again; its quota is not changed', async () => {
  const source = await aPlannedWave(4)
  const { rows } = await pool.query(
    `insert into wave (year, number, quota, kind, by_one) values (2026, 90, 3, 'extra', true) returning wave_id`,
  )
  await pool.query(
    `insert into recipient (wave_id, person_id, status, selected_at)
     select $1, 900000 + i, 'revoked', now() from generate_series(1, 3) as i`,
    [source],
  )
  await leaveSeats(pool, source)
  await pool.query(
    `with used as (update freed_seat set used = true where wave_id = $1 returning freed_seat_id)
     insert into seat_use (freed_seat_id, used_as, used_at, extra_wave_id)
     select freed_seat_id, 'extra_wave', now(), $2 from used`,
    [source, rows[0].wave_id],
  )
  assert.deepEqual(await freeSeats(pool, 2026), [])
  assert.equal(await refused('wave', 'change', '90', '--quota', '1'), 'wave_is_extra')
  assert.equal((await bekal('wave', 'cancel', '90', '--because', 'ditunda')).said.cancelled, true)
  assert.deepEqual(
    (await freeSeats(pool, 2026)).map(({ seats }) => seats),
    [3],
  )
})

test('cards that are given by command lead their holders to the page of the card', async () => {
  const waveId = await aListOf(ctx, 1)
  const number = await numberOf(waveId)
  assert.equal((await bekal('wave', 'notify', number)).said.waits, true)
  assert.equal((await asBudi('wave', 'notify', number)).said.notified, 1)
  const { rows } = await pool.query(
    `select distinct params ->> 'link' as link from outbox where template = 'designation'`,
  )
  assert.deepEqual(rows, [{ link: 'http://localhost:3000/kartu' }])
})
