import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { camt053 } from '../../../test/bank-file.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../../../test/payable.ts'
import { ana, budi, moreStaff, twoPeople } from '../../../test/two-people.ts'
import { approve, requestApproval } from '../../approvals/approvals.ts'
import { inTransaction } from '../../database/transaction.ts'
import { cancelTrainings } from '../../learning/cancellation/cancel-trainings.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { importBankFile } from '../bank/import-bank-file.ts'
import { holdByStaff, liftHold } from '../holds/holds.ts'
import { approveRun, payRunAct, withdrawRun } from './approve-run.ts'
import { computeRun } from './compute-run.ts'
import { exportRun } from './export-run.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool } = programme
after(() => programme.close())
await twoPeople(pool)
const others = await moreStaff(pool, 4)
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
const opening = 100_000_000
await aBankAccount(ctx, opening)
await payTo(programme, 'institution', 1)

const okOf = (outcomes: readonly { ok: boolean }[]) => outcomes.filter(({ ok }) => ok).length
async function earnedOnce() {
  const bought = await buyTraining(programme, { price: 200_000 })
  await learn(ctx, bought, 2)
  return bought
}
async function bankIs(expected: { transit: number; bank: number }) {
  const { accounts, sum } = await trialBalance(pool)
  assert.deepEqual([sum, accounts.in_transit, accounts.bank], [0, expected.transit, -expected.bank])
}

test('whoever computes, approves, exports and answers at once: each happens once', async () => {
  await earnedOnce()
  const computed = await Promise.all(others.map((who) => computeRun(ctx, { withSandbox: false }, who)))
  assert.equal(okOf(computed), 1)
  const run = computed.find((one) => one.ok)!
  assert.ok(run.ok)
  const { runId } = run.value
  const act = await payRunAct(pool, runId)
  assert.ok(act.ok)
  await Promise.all([ana, budi].map((who) => requestApproval(ctx, act.value, who)))
  await Promise.all([ana, budi].map((who) => approve(ctx, act.value, who)))
  const performed = await Promise.all([ana, budi, ana].map((who) => approveRun(ctx, runId, who)))
  assert.equal(okOf(performed), 1)
  const sent = await Promise.all([
    ...[ana, budi, ana].map((who) => exportRun(ctx, runId, who)),
    withdrawRun(ctx, runId, budi),
  ])
  assert.equal(okOf(sent), 1, 'exported once, or withdrawn')
  const { rows } = await pool.query(
    'select exported_at is not null as exported from payment_run where run_id = $1',
    [runId],
  )
  if (rows[0].exported) {
    await bankIs({ transit: 200_000, bank: opening })
    const { rows: lines } = await pool.query('select payment_id from payment_line where run_id = $1', [runId])
    const reference = `BKL${String(lines[0].payment_id).padStart(10, '0')}`
    const { file } = camt053({ sequence: 1, from: '2026-12-01', opening }, [
      { amount: -200_000, endToEndId: reference },
    ])
    const answers = await Promise.all(
      [ana, budi, ana].map((who) => importBankFile(ctx, { name: 'koran', content: file }, who)),
    )
    assert.deepEqual(answers.map((one) => one.ok && one.value.paid).sort(), [0, 0, 1])
    const refused = Buffer.from(`end_to_end_id;status\n${reference};RJCT\n`)
    const late = await importBankFile(ctx, { name: 'x', content: refused }, ana)
    assert.ok(late.ok && late.value.refused === 0, 'what is paid is not refused any more')
    await bankIs({ transit: 0, bank: opening - 200_000 })
  }
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a hold and a cancellation that meet the export: what is ordered is owed back, what is not stays payable', async () => {
  for (let round = 0; round < 8; round++) {
    const bought = await earnedOnce()
    const run = await computeRun(ctx, { withSandbox: false }, others[0]!)
    assert.ok(run.ok, run.ok ? '' : run.refusal)
    const { runId } = run.value
    const act = await payRunAct(pool, runId)
    assert.ok(act.ok)
    assert.ok((await requestApproval(ctx, act.value, ana)).ok)
    assert.ok((await approve(ctx, act.value, budi)).ok)
    assert.ok((await approveRun(ctx, runId, budi)).ok)
    const [sent, , held] = await Promise.all([
      exportRun(ctx, runId, ana),
      inTransaction(pool, (tx) =>
        cancelTrainings(tx, ctx, [bought], {
          by: 'cancelled_by_programme',
          reason: 'uji',
          actor: ana,
          link: 'https://bekal.example/kartu',
        }),
      ),
      round % 2 === 0 ? holdByStaff(ctx, { kind: 'institution', id: '1' }, 'uji', budi) : undefined,
    ])
    assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
    if (held?.ok) assert.ok((await liftHold(pool, held.value.holdId, 'beres', budi, ctx.clock.now())).ok)
    const { accounts } = await trialBalance(pool)
    const { rows } = await pool.query(
      `select coalesce(sum(amount), 0)::int as ordered from payment_line where state = 'ordered'`,
    )
    assert.equal(accounts.in_transit, rows[0].ordered)
    assert.ok(accounts.payable_institution >= 0, `payable is ${accounts.payable_institution}`)
    const broken = await checkInvariants(pool)
    assert.deepEqual(
      broken.filter(({ invariant }) => invariant !== 'cancelled_by_right'),
      [],
      `round ${round}`,
    )
  }
})
