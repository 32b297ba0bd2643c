import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { aMoneyHistory, type MoneyStep } from '../../test/a-money-history.ts'
import { bekal, bekalOn } from '../../test/bekal.ts'
import { settingsOf } from '../../test/database.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { accountKinds, trialBalance } from '../ledger/trial-balance.ts'
import { figures } from './fold-movements.ts'
import { dimensions, positionAt, positionsAt } from './position.ts'

const history = await aMoneyHistory()
const { pool, clock, known, perform } = history
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-test-report-'))
after(async () => {
  await rm(folder, { recursive: true })
  await history.close()
})

const which = fc.nat(20)
const anyStep: fc.Arbitrary<MoneyStep> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      step: fc.constant('buy' as const),
      price: fc.integer({ min: 60_001, max: 899_999 }),
      discount: fc.constantFrom(0, 0, 7_001, 50_000),
      which,
    }),
  },
  { weight: 8, arbitrary: fc.record({ step: fc.constantFrom('use' as const, 'finish' as const), which }) },
  { weight: 4, arbitrary: fc.record({ step: fc.constantFrom('cancel' as const, 'return' as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({ step: fc.constantFrom('pay' as const, 'answer' as const, 'stray' as const) }),
  },
)

test('at the end of any history the position is the trial balance, and at every instant it is what that was then', async () => {
  const [steps = []] = fc.sample(fc.array(anyStep, { minLength: 70, maxLength: 70 }), {
    numRuns: 1,
    seed: 20261129,
  })
  for (const step of steps) await perform(step)
  // a history cancels without asking two people, and gives a person cards as they come
  const made = ['cancelled_by_right', 'one_card_a_person']
  const broken = (await checkInvariants(pool)).filter(({ invariant }) => !made.includes(invariant))
  assert.deepEqual(broken, [])
  for (const { at, balance } of known) {
    const { accounts } = await positionAt(pool, at)
    assert.deepEqual(accounts, balance.accounts, at.toISOString())
  }
  const now = await positionAt(pool, clock.now())
  const { accounts } = await trialBalance(pool)
  assert.deepEqual(now.accounts, accounts)
  // the history is one in which everything happened
  for (const figure of ['granted', 'spent', 'clearing', 'paid', 'suspense'] as const)
    assert.ok(now.figures[figure] > 0, `${figure} is ${now.figures[figure]}`)
  assert.ok(
    known.some(({ balance }) => balance.accounts.owed_institution < 0),
    'somebody owed',
  )
  assert.ok(
    known.some(({ balance }) => balance.accounts.in_transit > 0),
    'something was at the bank',
  )
})

test('by every dimension the parts sum to the whole, to the rupiah, at every instant', async () => {
  for (const { at } of known.filter((_, index) => index % 7 === 0 || index === known.length - 1))
    for (const by of dimensions) {
      const all = await positionAt(pool, at)
      const parts = await positionsAt(pool, at, by)
      const sum = (pick: (of: (typeof parts)[number]) => number) =>
        parts.reduce((so, part) => so + pick(part), 0)
      for (const figure of figures)
        assert.equal(
          sum((of) => of.figures[figure]),
          all.figures[figure],
          `${by} ${figure}`,
        )
      for (const kind of accountKinds)
        assert.equal(
          sum((of) => of.accounts[kind]),
          all.accounts[kind],
          `${by} ${kind}`,
        )
    }
})

test('what an institution and a storefront have coming and owe by themselves is what the trial balance says of each', async () => {
  const { parties } = await trialBalance(pool)
  for (const by of ['institution', 'storefront'] as const) {
    const positions = await positionsAt(pool, clock.now(), by)
    for (const account of [`payable_${by}`, `owed_${by}`] as const) {
      const told = positions
        .map(({ of, accounts }) => [of, accounts[account]])
        .filter(([, amount]) => amount !== 0)
      const wanted = parties.filter((one) => one.account === account && one.amount !== 0)
      assert.deepEqual(
        told.sort(),
        wanted.map(({ partyId, amount }) => [String(partyId), amount]).sort(),
        account,
      )
    }
  }
})

test('grants lie where the holders of the cards are drawn and live', async () => {
  const { rows: cards } = await pool.query(
    `select wave_id::text as wave, year::text as year, province, granted
     from card left join wave_application using (person_id, wave_id)`,
  )
  for (const by of ['wave', 'year', 'province'] as const) {
    const wanted = new Map<string, number>()
    for (const card of cards) wanted.set(card[by], (wanted.get(card[by]) ?? 0) + card.granted)
    const told = (await positionsAt(pool, clock.now(), by)).map(({ of, figures: { granted } }) => [
      of,
      granted,
    ])
    assert.deepEqual(told.filter(([, granted]) => granted !== 0).sort(), [...wanted].sort())
  }
})

test('bekal report position tells it as JSON, as a table, as CSV and as a spreadsheet', async () => {
  const run = bekalOn(settingsOf(history.database))
  const csv = path.join(folder, 'posisi.csv')
  const xlsx = path.join(folder, 'posisi.xlsx')
  const at = known[20]!.at
  const { code, said } = await run(
    'report',
    'position',
    '--at',
    at.toISOString(),
    '--by',
    'province',
    '--csv',
    csv,
    '--xlsx',
    xlsx,
  )
  assert.equal(code, 0)
  assert.deepEqual(said.total, JSON.parse(JSON.stringify(await positionAt(pool, at))))
  const names = said.rows.map(({ name }: { name?: string }) => name)
  assert.ok(names.includes('Jawa Barat'), names.join())
  const read: string[][] = parse(await readFile(csv, 'utf8'), { bom: true })
  assert.deepEqual(read[0], ['value', ...figures])
  assert.deepEqual(
    read.at(-1)!.slice(1).map(Number),
    figures.map((figure) => said.total.figures[figure]),
  )
  assert.equal((await readFile(xlsx)).subarray(0, 2).toString(), 'PK')
  const told = await bekal('report', 'position', '--by', 'wave')
  assert.equal(told.code, 0)
  assert.match(told.said, /2026-1 .*\n2026-2 .*\n\(none\).*\n\(total\)/)
  assert.equal((await bekal('report', 'position', '--at', 'kemarin')).code, 2)
})
