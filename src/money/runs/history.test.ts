import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aProgramme } from '../../../test/a-programme.ts'
import { camt053, type Movement } from '../../../test/bank-file.ts'
import { aBankAccount, buyTraining, contractOf, learn, payTo } from '../../../test/payable.ts'
import { ana, budi, byTwo, twoPeople } from '../../../test/two-people.ts'
import { inTransaction } from '../../database/transaction.ts'
import { cancelTrainings } from '../../learning/cancellation/cancel-trainings.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { type Split, splitOf } from '../../ledger/rules.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { importBankFile } from '../bank/import-bank-file.ts'
import { approveRun, payRunAct, withdrawRun } from './approve-run.ts'
import { computeRun } from './compute-run.ts'
import { exportRun } from './export-run.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool } = programme
after(() => programme.close())
await twoPeople(pool)
const rules = { ...scheme2021, payments: { ...scheme2021.payments, minimumRupiah: 1 } }
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  rules,
])
await contractOf(pool, 1000)
const opening = 1_000_000_000
await aBankAccount(ctx, opening)
await payTo(programme, 'institution', 1)
await payTo(programme, 'storefront', 1)

type Bought = Awaited<ReturnType<typeof buyTraining>>
interface Known {
  readonly bought: Bought
  readonly price: number
  readonly discount: number
  readonly split: Split
  lessons: 0 | 1 | 2
  cancelled: boolean
}

/** The plain model: what each party has earned and owes, what is on its way, and what the bank has paid. */
const model = {
  known: [] as Known[],
  /** payable by the ledger: earned, not ordered, not taken back */
  payable: { institution: 0, storefront: 0 },
  owed: { institution: 0, storefront: 0 },
  /** by payment: whose it is, what is in transit, and whether the bank has paid */
  payments: new Map<string, { kind: Kind; amount: number; state: 'ordered' | 'paid' | 'open' }>(),
  /** by purchase: what of it was ordered at the bank, so that its take-back is owed */
  ordered: new Map<string, Set<keyof Split>>(),
  bank: opening,
}
type Kind = 'institution' | 'storefront'
const kindOf = (part: keyof Split): Kind => (part.endsWith('Commission') ? 'storefront' : 'institution')
const partsOf = ({ lessons }: Known): (keyof Split)[] =>
  lessons === 0
    ? []
    : lessons === 1
      ? ['firstPart', 'firstCommission']
      : ['firstPart', 'firstCommission', 'restPart', 'restCommission']

/** What the walks met, so that none of it is missing unnoticed. */
const met = { takenBackAfterOrder: 0, netted: 0, tried_again: 0, refused: 0, returned: 0 }

let sequence = 0
async function stated(movements: readonly Movement[]): Promise<void> {
  const day = new Date(Date.UTC(2026, 11, 1) + sequence * 86_400_000).toISOString().slice(0, 10)
  const { file } = camt053({ sequence: ++sequence, from: day, opening: model.bank }, movements)
  const read = await importBankFile(ctx, { name: 'koran', content: file }, ana)
  assert.ok(read.ok, read.ok ? '' : read.refusal)
  assert.equal(read.value.waiting, 0)
  for (const { amount } of movements) model.bank += amount
}
const reference = (paymentId: string) => `BKL${paymentId.padStart(10, '0')}`

const steps = {
  async buy(pick: number) {
    const price = 50_000 + (pick % 7) * 12_345
    const discount = pick % 3 === 0 ? pick % 10_000 : 0
    const bought = await buyTraining(programme, { price, discount })
    model.owed.storefront += discount
    const split = splitOf(price, { redeemPercent: 30, commissionBp: 1000 })
    model.known.push({ bought, price, discount, split, lessons: 0, cancelled: false })
  },
  async learn(pick: number) {
    const known = model.known[pick % model.known.length]
    if (!known || known.cancelled || known.lessons === 2) return
    const before = new Set(partsOf(known))
    const lessons = (known.lessons + 1) as 1 | 2
    await learn(ctx, known.bought, lessons)
    known.lessons = lessons
    for (const part of partsOf(known)) if (!before.has(part)) model.payable[kindOf(part)] += known.split[part]
  },
  async cancel(pick: number) {
    const known = model.known[pick % model.known.length]
    if (!known || known.cancelled) return
    const gone = await inTransaction(pool, (tx) =>
      cancelTrainings(tx, ctx, [known.bought], {
        by: 'cancelled_by_programme',
        reason: 'uji',
        actor: ana,
        link: 'https://bekal.example/kartu',
      }),
    )
    assert.equal(gone.length, 1)
    known.cancelled = true
    model.owed.storefront -= known.discount
    const ordered = model.ordered.get(known.bought.purchaseId)
    for (const part of partsOf(known))
      if (ordered?.has(part)) {
        model.owed[kindOf(part)] += known.split[part]
        met.takenBackAfterOrder++
      } else model.payable[kindOf(part)] -= known.split[part]
  },
  async pay(pick: number) {
    const run = await computeRun(ctx, { withSandbox: false }, ana)
    if (!run.ok) return assert.equal(run.refusal, 'nothing_payable')
    const { runId, lines } = run.value
    if (lines === 0 || pick % 5 === 0) {
      assert.ok((await withdrawRun(ctx, runId, budi)).ok)
      return
    }
    await byTwo(ctx, await payRunAct(pool, runId))
    assert.ok((await approveRun(ctx, runId, budi)).ok)
    // something may be taken back between the approval and the export
    if (pick % 4 === 0) await steps.cancel(pick)
    assert.ok((await exportRun(ctx, runId, ana)).ok)
    const { rows } = await pool.query(
      `select payment_id, party_kind, gross::int, netted::int, amount::int, line.state
       from payment_line line join payment using (payment_id) where run_id = $1 and line.state in ('ordered', 'paid')`,
      [runId],
    )
    for (const { payment_id, party_kind, gross, netted, amount, state } of rows) {
      const kind = party_kind as Kind
      if (netted > 0 && kind === 'institution') met.netted++
      if (model.payments.has(payment_id)) met.tried_again++
      model.payable[kind] -= gross
      model.owed[kind] -= netted
      model.payments.set(payment_id, { kind, amount, state })
    }
    const { rows: items } = await pool.query(
      `select purchase_id, kind from payment_item join payment using (payment_id) where orders > 0 and removed_in is null`,
    )
    for (const { purchase_id, kind } of items) {
      const part = kind.replace(/_(\w)/, (_: string, letter: string) => letter.toUpperCase()) as keyof Split
      const known = model.ordered.get(purchase_id) ?? new Set()
      model.ordered.set(purchase_id, known.add(part))
    }
  },
  async answer(pick: number) {
    const ordered = [...model.payments].filter(([, { state, amount }]) => state === 'ordered' && amount > 0)
    const back = [...model.payments].filter(([, { state, amount }]) => state === 'paid' && amount > 0)
    const refuse = pick % 3 === 0
    if (refuse && ordered.length > 0) {
      const [id, payment] = ordered[pick % ordered.length]!
      const answer = `end_to_end_id;status;reason\n${reference(id)};RJCT;AM04 saldo\n`
      const read = await importBankFile(ctx, { name: 'x', content: Buffer.from(answer) }, ana)
      assert.ok(read.ok && read.value.refused === 1)
      met.refused++
      model.payable[payment.kind] += payment.amount
      payment.state = 'open'
      return
    }
    const returned = pick % 2 === 0 ? back.slice(0, 1) : []
    await stated([
      ...returned.map(([id, { amount }]) => ({ amount, endToEndId: reference(id), reason: 'MS03' })),
      ...ordered.map(([id, { amount }]) => ({ amount: -amount, endToEndId: reference(id) })),
    ])
    for (const [, payment] of ordered) payment.state = 'paid'
    for (const [, payment] of returned) {
      met.returned++
      payment.state = 'open'
      model.payable[payment.kind] += payment.amount
    }
  },
}

async function agrees(): Promise<void> {
  const { accounts, sum } = await trialBalance(pool)
  const transit = [...model.payments.values()].filter(({ state }) => state === 'ordered')
  assert.deepEqual(
    {
      sum,
      payable: [accounts.payable_institution, accounts.payable_storefront],
      owed: [accounts.owed_institution, accounts.owed_storefront],
      transit: accounts.in_transit,
      bank: accounts.bank,
      suspense: accounts.suspense,
    },
    {
      sum: 0,
      payable: [model.payable.institution, model.payable.storefront],
      owed: [0 - model.owed.institution, 0 - model.owed.storefront],
      transit: transit.reduce((all, { amount }) => all + amount, 0),
      bank: -model.bank,
      suspense: 0,
    },
  )
}

test('a promo that was netted and then returned stands to the credit of its storefront', async () => {
  await steps.buy(13)
  await steps.learn(0)
  await steps.learn(0)
  await steps.buy(300)
  await steps.pay(1)
  await steps.cancel(1)
  assert.equal(model.owed.storefront, -300)
  await agrees()
  const broken = await checkInvariants(pool)
  assert.deepEqual(
    broken.map(({ invariant }) => invariant).filter((one) => one !== 'cancelled_by_right'),
    [],
  )
})

test('for any order of purchase, promo, use, completion, cancel, pay, refusal and return the accounts are what a plain model says', async () => {
  const names = Object.keys(steps) as (keyof typeof steps)[]
  const history = fc.asyncProperty(
    fc.array(fc.tuple(fc.constantFrom(...names, 'buy' as const, 'learn' as const), fc.nat(99_999)), {
      minLength: 6,
      maxLength: 20,
    }),
    async (taken) => {
      for (const [step, pick] of taken) {
        await steps[step](pick)
        await agrees()
      }
    },
  )
  await fc.assert(history, {
    numRuns: Number(process.env.WALKS ?? 25),
    interruptAfterTimeLimit: 40_000,
    endOnFailure: true,
  })
  const broken = await checkInvariants(pool)
  assert.deepEqual(
    broken.filter(({ invariant }) => invariant !== 'cancelled_by_right'),
    [],
  )
  for (const [what, times] of Object.entries(met)) assert.ok(times > 0, `the walks never met ${what}`)
})
