import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ana, budi, must, refusalOf } from '../../test/a-draw.ts'
import { testDatabase } from '../../test/database.ts'
import { twoPeople } from '../../test/two-people.ts'
import { inTransaction } from '../database/transaction.ts'
import { stoppedClock } from '../kernel/clock.ts'
import {
  approve,
  askOrApprove,
  requestApproval,
  type TwoPersonAct,
  takeApproval,
  waitingApprovals,
  withdrawApproval,
} from './approvals.ts'

const { pool } = await testDatabase()
await twoPeople(pool)
const ctx = { db: pool, clock: stoppedClock('2026-11-23T10:00:00+07:00') }

let subjects = 0
const anAct = (facts: TwoPersonAct['facts'] = { seats: 3 }): TwoPersonAct => ({
  act: 'open_wave',
  subject: `wave:${++subjects}`,
  facts,
})
const take = (act: TwoPersonAct, actor = ana) =>
  inTransaction(pool, (tx) => takeApproval(tx, act, actor, ctx.clock.now()))

test('one asks, another approves, and it is used once', async () => {
  const act = anAct()
  assert.equal(refusalOf(await take(act)), 'approval_missing')
  const asked = must(await requestApproval(ctx, act, ana, 'akhir masa'))
  assert.deepEqual(
    [asked.requestedBy, asked.approvedBy, asked.reason],
    ['staff:101', undefined, 'akhir masa'],
  )
  assert.equal(refusalOf(await approve(ctx, act, ana)), 'second_person_needed')
  assert.equal(refusalOf(await take(act, ana)), 'second_person_needed')
  assert.equal(refusalOf(await take(act, budi)), 'approval_missing')
  assert.equal(must(await approve(ctx, act, budi)).approvedBy, 'staff:102')
  const uses = await Promise.all([take(act), take(act, budi)])
  assert.deepEqual(uses.map(refusalOf).sort(), ['approval_missing', undefined])
  const { rows } = await pool.query('select act from journal where subject = $1 order by journal_id', [
    act.subject,
  ])
  assert.deepEqual(
    rows.map((row) => row.act),
    ['approval_requested', 'approval_approved'],
  )
})

test('what is performed is what was approved', async () => {
  const act = anAct({ seats: 3 })
  const more = { ...act, facts: { seats: 4 } }
  must(await requestApproval(ctx, act, ana))
  assert.equal(refusalOf(await requestApproval(ctx, more, budi)), 'approval_differs')
  assert.equal(refusalOf(await approve(ctx, more, budi)), 'approval_differs')
  must(await approve(ctx, act, budi))
  assert.equal(refusalOf(await take(more)), 'approval_differs')
  assert.equal(refusalOf(await take(act)), undefined)
})

test('a transaction that fails has not used its approval up', async () => {
  const act = anAct()
  must(await requestApproval(ctx, act, ana))
  must(await approve(ctx, act, budi))
  const failing = inTransaction(pool, async (tx) => {
    must(await takeApproval(tx, act, ana, ctx.clock.now()))
    throw new Error('the machine went away')
  })
  await assert.rejects(failing, /went away/)
  assert.equal(refusalOf(await take(act)), undefined)
})

test('the same command by two people asks and approves; by one it only asks', async () => {
  const act = anAct()
  assert.equal(must(await askOrApprove(ctx, act, ana)).approved, false)
  assert.equal(must(await askOrApprove(ctx, act, ana)).approved, false)
  assert.equal(must(await askOrApprove(ctx, act, budi)).approved, true)
  assert.equal(must(await askOrApprove(ctx, act, ana)).approved, true)
  assert.ok((await waitingApprovals(pool)).some(({ subject }) => subject === act.subject))
})

test('what was withdrawn allows nothing, and can be asked for again', async () => {
  const act = anAct()
  must(await requestApproval(ctx, act, ana))
  must(await approve(ctx, act, budi))
  assert.equal(refusalOf(await withdrawApproval(ctx, act, budi, 'salah')), undefined)
  assert.equal(refusalOf(await withdrawApproval(ctx, act, budi)), 'approval_missing')
  assert.equal(refusalOf(await take(act)), 'approval_missing')
  assert.equal(must(await askOrApprove(ctx, act, budi)).approved, false)
})

test('many who ask at once make one request', async () => {
  const act = anAct()
  const asked = await Promise.all([ana, budi, ana, budi].map((actor) => requestApproval(ctx, act, actor)))
  assert.equal(new Set(asked.map((one) => must(one).approvalId)).size, 1)
})

test('the database itself refuses a maker who is the checker, and facts that are changed', async () => {
  const act = anAct()
  const { approvalId } = must(await requestApproval(ctx, act, ana))
  const set = (change: string) =>
    pool.query(`update approval set ${change} where approval_id = $1`, [approvalId])
  await assert.rejects(set(`approved_by = 'staff:101', approved_at = now()`), /checker_is_not_maker/)
  await assert.rejects(set(`performed_by = 'staff:101', performed_at = now()`), /check constraint/)
  await assert.rejects(set(`facts = '{}'`), /permission denied/)
  await assert.rejects(set(`requested_by = 'staff:102'`), /permission denied/)
})
