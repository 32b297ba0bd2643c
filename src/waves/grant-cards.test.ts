import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDrawnProgramme, must, refusalOf } from '../../test/a-draw.ts'
import { aListOf, importMore } from '../../test/a-list-of.ts'
import { ana, budi, byTwo } from '../../test/two-people.ts'
import { approve, requestApproval } from '../approvals/approvals.ts'
import { issueCards } from '../card/issue-cards.ts'
import { notifyWave } from '../recipients/notify-wave.ts'
import { grantCardsAct } from './grant-cards.ts'
import { readWave } from './waves.ts'

const { ctx, pool } = await aDrawnProgramme()
const link = 'https://bekal.example'
const notify = (waveId: number, actor = ana) => notifyWave(ctx, waveId, { actor, link, chunk: 2 })

async function cardsOf(waveId: number): Promise<number> {
  return (await pool.query('select count(*)::int as cards from card where wave_id = $1', [waveId])).rows[0]
    .cards
}

test('one person who imports a list and gives its cards gives none', async () => {
  const waveId = await aListOf(ctx, 3)
  assert.equal(refusalOf(await notify(waveId)), 'approval_missing')
  const act = must(await grantCardsAct(pool, waveId))!
  const { year, people, rupiah } = act.facts
  assert.deepEqual(
    [act.act, act.subject, year, people, rupiah],
    ['grant_cards', `wave:${waveId}`, 2026, 3, 3_000_000],
  )
  must(await requestApproval(ctx, act, ana))
  assert.equal(refusalOf(await approve(ctx, act, ana)), 'second_person_needed')
  assert.equal(refusalOf(await notify(waveId)), 'second_person_needed')
  assert.equal(await cardsOf(waveId), 0)
  must(await approve(ctx, act, budi))
  assert.equal(must(await notify(waveId)).notified, 3)
  assert.equal(must(await notify(waveId)).notified, 0)
})

test('another list than the one that was approved makes the approval void: more people, or others', async () => {
  const waveId = await aListOf(ctx, 3)
  await byTwo(ctx, { ok: true, value: must(await grantCardsAct(pool, waveId))! })
  assert.equal(await importMore(ctx, waveId, 1), 1)
  assert.equal(refusalOf(await notify(waveId)), 'approval_differs')
  // As many people and rupiah as were approved, but somebody else among them.
  await pool.query(
    `delete from recipient where ctid = (select ctid from recipient where wave_id = $1 order by person_id limit 1)`,
    [waveId],
  )
  assert.equal(must(await grantCardsAct(pool, waveId))?.facts.people, 3)
  assert.equal(refusalOf(await notify(waveId)), 'approval_differs')
  assert.equal(await cardsOf(waveId), 0)
})

test('once it is approved and begun nobody is added, and what broke off goes on without a third approval', async () => {
  const waveId = await aListOf(ctx, 3)
  await byTwo(ctx, { ok: true, value: must(await grantCardsAct(pool, waveId))! })
  const broken = notifyWave(ctx, waveId, {
    actor: budi,
    link,
    chunk: 2,
    onProgress: () => {
      throw new Error('the machine went away')
    },
  })
  await assert.rejects(broken, /went away/)
  assert.equal(await cardsOf(waveId), 2)
  assert.equal((await readWave(pool, waveId))?.grantBegun, true)
  assert.equal(await importMore(ctx, waveId, 2), 0)
  assert.equal(must(await grantCardsAct(pool, waveId)), undefined)
  assert.equal(must(await notify(waveId)).notified, 1)
  assert.equal((await readWave(pool, waveId))?.status, 'notified')
})

test('the database itself gives no card, no notified and no extra wave that two people have not approved', async () => {
  const waveId = await aListOf(ctx, 1)
  await assert.rejects(
    pool.query(`update wave set status = 'notified' where wave_id = $1`, [waveId]),
    /grant_is_approved/,
  )
  await assert.rejects(
    pool.query(`insert into wave (year, number, quota, kind) values (2026, 990, 1, 'extra')`),
    /extra_is_approved/,
  )
  // The approval of another act, or of another wave, will not do.
  const { rows } = await pool.query(
    'select approval_id from approval where performed order by approval_id desc limit 1',
  )
  await assert.rejects(
    pool.query('update wave set grant_approval_id = $2 where wave_id = $1', [waveId, rows[0].approval_id]),
    /granted_by_two/,
  )
  const person = {
    personId: '1',
    name: 'A',
    phone: '+6281234567890',
    email: 'a@b.id',
    bornOn: '2000-01-01',
    education: 3,
  }
  const now = ctx.clock.now()
  const terms = {
    ...{ year: 2026, waveId, grantRupiah: 1, notifiedAt: now, sandbox: false },
    ...{ firstPurchaseBefore: now, usableBefore: now },
  }
  await assert.rejects(issueCards(pool, [person], terms, ana), /two people have not approved/)
})
