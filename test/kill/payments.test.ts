import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { approveRun, payRunAct } from '../../src/money/runs/approve-run.ts'
import { computeRun } from '../../src/money/runs/compute-run.ts'
import { scheme2021 } from '../../src/years/year-rules.ts'
import { aProgramme } from '../a-programme.ts'
import { camt053 } from '../bank-file.ts'
import { settingsOf } from '../database.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../payable.ts'
import { ana, budi, byTwo, tokenOf, twoPeople } from '../two-people.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool } = programme
// The commands go by the machine's clock.
programme.clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-payments-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true })
})
await twoPeople(pool)
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
const opening = 1_000_000_000
await aBankAccount(ctx, opening)
await payTo(programme, 'institution', 1)
const env = {
  ...process.env,
  BEKAL_DATA: folder,
  ...settingsOf(programme.database),
  BEKAL_TOKEN: await tokenOf(ctx, ana),
}
const bin = fileURLToPath(new URL('../../bin/bekal.mjs', import.meta.url))

/** A command in a process of its own, as a shell starts it. */
function bekal(...command: string[]): ChildProcess & { said(): string } {
  const child = spawn(process.execPath, [bin, ...command, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  return Object.assign(child, { said: () => said })
}

/** Starts a command, and kills it with -9 once it waits, with all that it wrote until then, to write its entries. */
async function killedInTheMiddle(...command: string[]): Promise<void> {
  const blocker = new pg.Client({ ...pool.options, user: 'postgres' })
  await blocker.connect()
  try {
    await blocker.query('begin')
    await blocker.query('lock table payment_entry in share mode')
    const child = bekal(...command)
    const ended = once(child, 'exit')
    for (let i = 0; ; i++) {
      const { rows } = await pool.query(
        `select from pg_locks where relation = 'payment_entry'::regclass and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      )
      if (rows.length > 0) break
      assert.ok(i < 600 && child.exitCode === null, `it never came so far: ${child.said()}`)
      await sleep(100)
    }
    child.kill('SIGKILL')
    await ended
  } finally {
    await blocker.query('rollback')
    await blocker.end()
  }
}

async function done(...command: string[]): Promise<Record<string, unknown>> {
  const child = bekal(...command)
  const [code] = await once(child, 'exit')
  assert.equal(code, 0, child.said())
  return JSON.parse(child.said())
}

test('an export and an import of 100,000 lines that are killed in the middle leave nothing; repeated they are done once', async () => {
  await learn(ctx, await buyTraining(programme, { price: 300_000 }), 2)
  const run = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(run.ok)
  const { runId } = run.value
  await byTwo(ctx, await payRunAct(pool, runId))
  assert.ok((await approveRun(ctx, runId, budi)).ok)
  const state = async () => {
    const { accounts } = await trialBalance(pool)
    const { rows } = await pool.query(
      `select (select count(*)::int from statement_line) as lines, (select count(*)::int from payment_entry) as entries,
         (select state from payment) as state`,
    )
    return { ...rows[0], transit: accounts.in_transit, bank: accounts.bank, suspense: accounts.suspense }
  }
  const before = await state()
  await killedInTheMiddle('payment', 'export', String(runId))
  assert.deepEqual(await state(), before)
  assert.equal((await done('payment', 'export', String(runId))).amount, 300_000)
  assert.equal((await state()).transit, 300_000)

  const fees = Array.from({ length: 99_999 }, (_, index) => ({
    amount: -(1 + (index % 9)),
    text: `BIAYA ${index}`,
  }))
  const { rows } = await pool.query('select payment_id from payment')
  const reference = `BKL${String(rows[0].payment_id).padStart(10, '0')}`
  const { file, closing } = camt053({ sequence: 1, from: '2026-12-01', opening }, [
    ...fees,
    { amount: -300_000, endToEndId: reference },
  ])
  const name = path.join(folder, 'koran.xml')
  await writeFile(name, file)
  const exported = await state()
  await killedInTheMiddle('bank', 'import', name)
  assert.deepEqual(await state(), exported)
  const read = await done('bank', 'import', name)
  assert.deepEqual([read.paid, read.waiting, read.known], [1, 99_999, false])
  assert.equal((await done('bank', 'import', name)).known, true)
  const sum = fees.reduce((all, { amount }) => all + amount, 0)
  assert.deepEqual(await state(), {
    lines: 100_000,
    entries: exported.entries + 100_000,
    state: 'paid',
    transit: 0,
    bank: -closing,
    suspense: sum,
  })
  assert.deepEqual(await checkInvariants(pool), [])
})
