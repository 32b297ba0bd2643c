import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { memoryPages, validateXML } from 'xmllint-wasm'
import { aProgramme } from '../../../test/a-programme.ts'
import { tamper } from '../../../test/database.ts'
import { aBankAccount, buyTraining, contractOf, learn, payTo } from '../../../test/payable.ts'
import { ana, budi, byTwo, moreStaff, twoPeople } from '../../../test/two-people.ts'
import { approve, requestApproval } from '../../approvals/approvals.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { holdByStaff, liftHold } from '../holds/holds.ts'
import { approveLargeRun, approveRun, payLargeRunAct, payRunAct, withdrawRun } from './approve-run.ts'
import { computeRun } from './compute-run.ts'
import { exportRun, paymentFile } from './export-run.ts'
import { notGathered } from './runs.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool } = programme
after(() => programme.close())
await twoPeople(pool)
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
await pool.query(`insert into institution (name, name_key, slug) values ('LKP Dua', 'lkp dua', 'lkp-dua')`)
await contractOf(pool, 1000)
const pay = { withSandbox: false }
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => (outcome.ok ? '' : outcome.refusal)

async function computed() {
  const run = await computeRun(ctx, pay, ana)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  return run.value
}
async function exported(runId: number) {
  await byTwo(ctx, await payRunAct(pool, runId))
  assert.ok((await approveRun(ctx, runId, budi)).ok)
  const sent = await exportRun(ctx, runId, ana)
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  return sent.value
}
async function linesOf(runId: number) {
  const { rows } = await pool.query(
    `select party_kind || ':' || party_id as party, gross::int, netted::int, amount::int, line.state, waits_because
     from payment_line line join payment using (payment_id) where run_id = $1 order by payment_id`,
    [runId],
  )
  return rows.map((row) => Object.values(row))
}

test('nothing is paid where nothing is payable, or from no account', async () => {
  assert.equal(refusalOf(await computeRun(ctx, pay, ana)), 'bank_account_needed')
  await aBankAccount(ctx, 5_000_000_000)
  assert.equal(refusalOf(await computeRun(ctx, pay, ana)), 'nothing_payable')
  assert.equal(refusalOf(await computeRun(ctx, pay, ana)), 'nothing_payable', 'and again')
})

test('a run gathers what is earned, nets what is owed, and says of each line why it waits', async () => {
  const one = await buyTraining(programme, { price: 100_000, discount: 10_000 })
  await learn(ctx, one, 2)
  const two = await buyTraining(programme, { price: 500_000, institutionId: 2 })
  await learn(ctx, two, 1)
  await payTo(programme, 'institution', 1)
  await payTo(programme, 'storefront', 1)
  const run = await computed()
  assert.deepEqual(await linesOf(run.runId), [
    ['institution:1', 90_000, 0, 90_000, 'ready', null],
    ['institution:2', 135_000, 0, 135_000, 'waiting', 'no_account'],
    ['storefront:1', 25_000, 10_000, 15_000, 'ready', null],
  ])
  assert.deepEqual([run.lines, run.waiting, run.amount], [2, 1, 105_000])
  assert.equal(refusalOf(await computeRun(ctx, pay, ana)), 'run_open')
  assert.equal(refusalOf(await exportRun(ctx, run.runId, ana)), 'run_not_approved')
  const act = await payRunAct(pool, run.runId)
  assert.ok(act.ok)
  assert.ok((await requestApproval(ctx, act.value, budi)).ok)
  assert.equal(refusalOf(await approve(ctx, act.value, ana)), 'second_person_needed', 'who made it')
  const [cici] = await moreStaff(pool, 1)
  assert.ok((await approve(ctx, act.value, cici!)).ok)
  assert.deepEqual(await approveRun(ctx, run.runId, cici!), { ok: true, value: { secondAsked: false } })
  const sent = await exportRun(ctx, run.runId, ana)
  assert.ok(sent.ok)
  assert.deepEqual([sent.value.transfers, sent.value.amount, sent.value.stopped], [2, 105_000, 0])
  assert.equal(refusalOf(await exportRun(ctx, run.runId, ana)), 'run_exported')
  const { accounts, sum } = await trialBalance(pool)
  assert.equal(sum, 0)
  assert.deepEqual(
    [
      accounts.in_transit,
      accounts.payable_institution,
      accounts.payable_storefront,
      accounts.owed_storefront,
    ],
    [105_000, 135_000, 0, 0],
  )
  assert.deepEqual(await checkInvariants(pool), [])
})

test('the file is valid pain.001, the same bytes whenever it is asked for, and names each transfer', async () => {
  const file = await paymentFile(ctx, 3, 'pain.001')
  assert.ok(file.ok, file.ok ? '' : file.refusal)
  const again = await paymentFile(ctx, 3, 'pain.001')
  assert.deepEqual(again, file)
  const schema = readFileSync(
    new URL('../../../../shared/data/iso20022/pain.001.001.10.xsd', import.meta.url),
    'utf8',
  )
  const checked = await validateXML({
    xml: [{ fileName: 'run.xml', contents: file.value.text }],
    schema: [{ fileName: 'pain.xsd', contents: schema }],
    initialMemoryPages: 256,
    maxMemoryPages: memoryPages.GiB,
  })
  assert.deepEqual(checked.errors, [])
  assert.match(file.value.text, /<EndToEndId>BKL0000000001<\/EndToEndId>/)
  assert.match(file.value.text, /Yayasan &amp; Rekan/)
  const csv = await paymentFile(ctx, 3, 'csv')
  assert.ok(csv.ok)
  assert.equal(csv.value.text.trim().split('\n').length, 3)
})

test('what changed since it was approved stops its line, and the others go', async () => {
  const held = await buyTraining(programme, { price: 200_000 })
  await learn(ctx, held, 1)
  await payTo(programme, 'institution', 2)
  const run = await computed()
  assert.deepEqual(
    (await linesOf(run.runId)).map(([party, , , amount]) => [party, amount]),
    [
      ['institution:2', 135_000],
      ['institution:1', 54_000],
      ['storefront:1', 6000],
    ],
  )
  const hold = await holdByStaff(ctx, { kind: 'institution', id: '1' }, 'diperiksa', ana)
  assert.ok(hold.ok)
  const sent = await exported(run.runId)
  assert.deepEqual([sent.transfers, sent.amount, sent.stopped], [1, 135_000, 1])
  assert.deepEqual(
    (await linesOf(run.runId)).map(([, , , , state, because]) => [state, because]),
    [
      ['ordered', null],
      ['waiting', 'on_hold'],
      ['waiting', 'below_minimum'],
    ],
  )
  assert.ok((await liftHold(pool, hold.value.holdId, 'beres', ana, ctx.clock.now())).ok)
  const next = await computed()
  assert.deepEqual(
    (await linesOf(next.runId)).map(([party, , , , state]) => [party, state]),
    [
      ['institution:1', 'ready'],
      ['storefront:1', 'waiting'],
    ],
  )
  assert.ok((await withdrawRun(ctx, next.runId, budi)).ok)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('above the threshold a third person approves', async () => {
  const rules = { ...scheme2021, payments: { ...scheme2021.payments, secondApprovalRupiah: 50_000 } }
  await pool.query('update programme_year set rules = $1', [rules])
  const run = await computed()
  await byTwo(ctx, await payRunAct(pool, run.runId))
  assert.deepEqual(await approveRun(ctx, run.runId, budi), { ok: true, value: { secondAsked: true } })
  assert.equal(refusalOf(await exportRun(ctx, run.runId, ana)), 'run_not_approved')
  const act = await payLargeRunAct(pool, run.runId)
  assert.ok(act.ok)
  const [dodi] = await moreStaff(pool, 1)
  for (const who of [ana, budi])
    assert.equal(refusalOf(await approve(ctx, act.value, who)), 'second_person_needed')
  assert.ok((await approve(ctx, act.value, dodi!)).ok)
  assert.ok((await approveLargeRun(ctx, run.runId, dodi!)).ok)
  assert.ok((await exportRun(ctx, run.runId, ana)).ok)
  await pool.query('update programme_year set rules = $1', [scheme2021])
})

test('a run in which everything is netted has no file for the bank, and says so', async () => {
  const bought = await buyTraining(programme, { price: 100_000, discount: 60_000 })
  await learn(ctx, bought, 1)
  const hold = await holdByStaff(ctx, { kind: 'institution', id: '1' }, 'diperiksa', ana)
  assert.ok(hold.ok)
  const run = await computed()
  assert.deepEqual(await linesOf(run.runId), [
    ['storefront:1', 9000, 9000, 0, 'ready', null],
    ['institution:1', 27_000, 0, 27_000, 'waiting', 'on_hold'],
  ])
  const sent = await exported(run.runId)
  assert.deepEqual([sent.transfers, sent.amount], [0, 0])
  for (const format of ['pain.001', 'csv'] as const)
    assert.equal(refusalOf(await paymentFile(ctx, run.runId, format)), 'run_all_netted')
  assert.ok((await liftHold(pool, hold.value.holdId, 'beres', ana, ctx.clock.now())).ok)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a part without whole evidence is in no line, nor is the commission that goes with it; the rest is paid', async () => {
  const open = await computeRun(ctx, pay, ana)
  if (open.ok) assert.ok((await withdrawRun(ctx, open.value.runId, ana)).ok)
  const proven = await buyTraining(programme, { price: 100_000 })
  const unproven = await buyTraining(programme, { price: 100_000 })
  for (const one of [proven, unproven]) await learn(ctx, one, 2)
  await tamper(pool, `delete from journal where card_id = ${unproven.cardId} and act = 'otp_sent'`)
  const run = await computed()
  const { rows } = await pool.query('select purchase_id from payment_item where run_id = $1', [run.runId])
  assert.deepEqual(
    rows.map(({ purchase_id }) => purchase_id),
    Array(4).fill(proven.purchaseId),
  )
  const waits = await notGathered(pool, pay)
  assert.deepEqual(
    waits.map(({ because, entries, amount }) => [because, entries, Number(amount)]),
    [['evidence_missing', 4, 100_000]],
  )
})
