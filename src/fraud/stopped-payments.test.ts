import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../../test/payable.ts'
import { ana, budi, twoPeople } from '../../test/two-people.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { withdrawRun } from '../money/runs/approve-run.ts'
import { computeRun } from '../money/runs/compute-run.ts'
import { usualFraud } from '../years/fraud-rules.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { listCases } from './cases.ts'
import { decideCase } from './decide-case.ts'
import { scanForFraud } from './scan.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())
await twoPeople(pool)
await pool.query(`insert into programme_year (year, name, rules) values (2026, 'Tahun 2026', $1)`, [
  scheme2021,
])
await pool.query(`insert into institution (name, name_key, slug) values ('LKP Dua', 'lkp dua', 'lkp-dua')`)
await aBankAccount(ctx, 1_000_000_000)
await payTo(programme, 'institution', 1)
await payTo(programme, 'institution', 2)

async function finished(institutionId: number, price: number) {
  const bought = await buyTraining(programme, { price, institutionId })
  await learn(ctx, bought, 2)
  await pool.query(`update card set holder_email = 'p' || card_id || '@surat.example' where card_id = $1`, [
    bought.cardId,
  ])
  return bought
}

async function lines(): Promise<unknown[][]> {
  const run = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  const { rows } = await pool.query(
    `select party_kind || ':' || party_id, gross::int, line.state, waits_because
     from payment_line line join payment using (payment_id) where run_id = $1 order by party_kind, party_id`,
    [run.value.runId],
  )
  assert.ok((await withdrawRun(ctx, run.value.runId, ana)).ok)
  return rows.map((row) => Object.values(row))
}

test('the first run after a fraud pays none of it, and all of the rest; cleared, it is paid', async () => {
  const bribed = []
  for (let i = 0; i < 3; i++) bribed.push(await finished(1, 100_000))
  for (const { cardId, purchaseId } of bribed)
    await pool.query(
      `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
       select card_id, purchase_id, course_id, 5, 'Langsung dapat pulsa setelah daftar.', 'S.', $3
       from purchase where card_id = $1 and purchase_id = $2`,
      [cardId, purchaseId, ctx.clock.now()],
    )
  const mules = []
  for (let i = 0; i < 5; i++) mules.push(await finished(2, 200_000))
  await pool.query(`update card set holder_phone = '+6281700001111' where card_id = any ($1::bigint[])`, [
    mules.map(({ cardId }) => cardId),
  ])
  await finished(2, 300_000)

  const scanned = await scanForFraud(ctx, usualFraud)
  assert.deepEqual(
    [scanned.opened, scanned.held],
    [2, 1 + 5 + 5],
    'an institution, five people, five purchases',
  )
  assert.deepEqual(await lines(), [
    ['institution:1', 300_000, 'waiting', 'on_hold'],
    ['institution:2', 300_000, 'ready', null],
  ])
  for (const { caseId } of await listCases(ctx.db, { most: 10 })) {
    const decided = await decideCase(ctx, caseId, { state: 'cleared', because: 'Satu keluarga besar.' }, budi)
    assert.ok(decided.ok)
  }
  assert.deepEqual(await lines(), [
    ['institution:1', 300_000, 'ready', null],
    ['institution:2', 1_300_000, 'ready', null],
  ])
  assert.deepEqual(await checkInvariants(pool), [])
})
