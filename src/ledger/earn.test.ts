import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aProgramme } from '../../test/a-programme.ts'
import { tamper } from '../../test/database.ts'
import { auditJournal } from '../journal/audit.ts'
import { certificatesOfPurchase } from '../learning/certificates/certificates.ts'
import { revokeCertificate } from '../learning/certificates/revoke-certificate.ts'
import { finishLesson } from '../learning/lesson-progress.ts'
import { redeemCode } from '../learning/redeem/redeem-voucher.ts'
import { institutionStatement } from '../money/institution-statement.ts'
import { receiptFor } from '../purchase/receipt.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { checkInvariants } from './check-invariants.ts'
import { postEarned } from './earn.ts'
import { moneySentence } from './money-sentence.ts'
import { moneyOfPurchases } from './purchase-money.ts'
import { type Shares, splitOf } from './rules.ts'
import { trialBalance } from './trial-balance.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { pool, ctx, clock, purchases } = programme
after(() => programme.close())
const by = { actor: 'operator:ani', requestId: 'r-money' }
const shares: Shares = { redeemPercent: 33, commissionBp: 1234 }
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  { ...scheme2021, settlement: { redeemPercent: 33, completionPercent: 67 } },
])
await tamper(
  pool,
  `alter table contract drop constraint contract_approval_id_act_subject_performed_fkey;
   insert into contract (partner_id, commission_bp, holds_from, approval_id) values (1, 1234, '2026-01-01', 1)`,
)

let bought = 0
async function buy(price: number, discount: number) {
  const card = await programme.aCard()
  const course = await programme.aCourse({ price })
  await pool.query(
    `insert into lesson (course_id, number, title, body)
     select course_id, number, 'Materi ' || number, 'Isi' from course, generate_series(1, 2) as number
     where course_code = $1`,
    [course.courseCode],
  )
  const request = { partner: programme.toko, requestId: 'r-buy' }
  const sent = await purchases.sendOtp({
    ...request,
    ...course,
    amount: price - discount,
    discount,
    userPlatformId: `pembeli-${card.cardId}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const invoiceCode = `UANG-${++bought}`
  const paid = await purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: `https://toko.example/${invoiceCode}`,
  })
  assert.ok(paid.ok)
  return { ...paid.value, invoiceCode, courseCode: course.courseCode }
}

type Bought = Awaited<ReturnType<typeof buy>>
interface Known {
  readonly bought: Bought
  readonly price: number
  readonly discount: number
  used: boolean
  finished: boolean
  withdrawn: boolean
  cancelled: boolean
}
const steps = ['use', 'finish', 'cancel', 'withdraw', 'redeem', 'post_again'] as const
type Step = (typeof steps)[number]

/** What each does to a purchase that the programme knows, and what the plain model then says of it. */
const take: Readonly<Record<Step, (known: Known) => Promise<void>>> = {
  async use(known) {
    const open = !known.cancelled
    assert.equal((await finishLesson(ctx, known.bought, 1, 'r')).ok, open)
    if (open) known.used = true
  },
  async finish(known) {
    for (const lesson of [1, 2]) await finishLesson(ctx, known.bought, lesson, 'r')
    if (known.cancelled) return
    known.used = true
    // what was withdrawn is finished again only by a report that the programme accepts
    if (!known.withdrawn) known.finished = true
  },
  async cancel(known) {
    const { invoiceCode, transactionCode } = known.bought
    const cancelled = await purchases.void(programme.toko, invoiceCode, transactionCode, 'r')
    assert.equal(cancelled.ok, !known.used && !known.cancelled)
    if (cancelled.ok) known.cancelled = true
  },
  async withdraw(known) {
    const [certificate] = await certificatesOfPurchase(pool, known.bought)
    if (!known.finished) return
    assert.ok((await revokeCertificate(ctx, certificate!.certificateId, { because: 'not_finished' }, by)).ok)
    known.finished = false
    known.withdrawn = true
  },
  async redeem(known) {
    const { rows } = await pool.query('select redeem_code from purchase where purchase_id = $1', [
      known.bought.purchaseId,
    ])
    await redeemCode(
      ctx,
      { kind: 'redeem', code: rows[0].redeem_code, institutionId: 1, sandboxOnly: false, email: undefined },
      by,
    )
    if (!known.cancelled) known.used = true
  },
  async post_again(known) {
    assert.equal(await postEarned(pool, [known.bought, known.bought], clock.now()), 0)
  },
}

/** What the plain model says that lies in each account. */
function accountsOf(all: readonly Known[]) {
  const accounts = { card: 0, clearing: 0, payable_institution: 0, payable_storefront: 0, owed_storefront: 0 }
  for (const { price, discount, used, finished, cancelled } of all) {
    if (cancelled) continue
    const { firstPart, firstCommission, restPart, restCommission } = splitOf(price, shares)
    accounts.card -= price - discount
    accounts.owed_storefront -= discount
    accounts.clearing += price
    if (used) {
      accounts.clearing -= firstPart + firstCommission
      accounts.payable_institution += firstPart
      accounts.payable_storefront += firstCommission
    }
    if (finished) {
      accounts.clearing -= restPart + restCommission
      accounts.payable_institution += restPart
      accounts.payable_storefront += restCommission
    }
  }
  return accounts
}

const all: Known[] = []

test('whatever happens to purchases in whatever order, the accounts are what a plain model says', async () => {
  const history = fc.asyncProperty(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 900_000 }), fc.nat(99)), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...steps)), { minLength: 4, maxLength: 12 }),
    async (prices, taken) => {
      const own: Known[] = []
      for (const [price, percent] of prices) {
        const discount = Math.floor((price * percent) / 100)
        const bought = await buy(price, discount)
        own.push({
          bought,
          price,
          discount,
          used: false,
          finished: false,
          withdrawn: false,
          cancelled: false,
        })
      }
      all.push(...own)
      for (const [which, step] of taken) await take[step](own[which % own.length]!)
      const { accounts, sum } = await trialBalance(pool)
      const { treasury, card, ...rest } = accounts
      assert.deepEqual(
        { ...rest, card: card + treasury },
        {
          ...accountsOf(all),
          payable_person: 0,
          owed_institution: 0,
          owed_person: 0,
          in_transit: 0,
          bank: 0,
          suspense: 0,
        },
      )
      assert.equal(sum, 0)
    },
  )
  await fc.assert(history, { numRuns: Number(process.env.WALKS ?? 40), interruptAfterTimeLimit: 60_000 })
  const reached = (what: (known: Known) => boolean) => all.filter(what).length
  assert.ok(reached(({ finished }) => finished) > 3 && reached(({ cancelled }) => cancelled) > 3)
  assert.ok(reached(({ withdrawn }) => withdrawn) > 0)
})

test('after all of it every invariant holds, every row was told, and the page of the institution equals its account', async () => {
  assert.deepEqual(await checkInvariants(pool), [])
  const { findings } = await auditJournal(pool, { limit: 100_000 })
  assert.deepEqual(
    findings.filter(({ row, kind }) => row.startsWith('entry:') && kind !== 'without_event'),
    [],
  )
  const earned = findings.filter(({ row }) => /^entry:.*(part|commission)/.test(row))
  assert.deepEqual(earned, [])
  const { totals } = await institutionStatement(ctx, 1, { withSandbox: false })
  const { accounts, parties } = await trialBalance(pool)
  assert.equal(totals.due, accounts.payable_institution)
  assert.deepEqual(
    parties.map(({ account, partyId }) => `${account} ${partyId}`),
    ['owed_storefront 1', 'payable_institution 1', 'payable_storefront 1'],
  )
})

test('the receipt of a purchase says what is left on the card, whatever else was posted for it', async () => {
  const first = await buy(200_000, 50_000)
  for (const lesson of [1, 2]) assert.ok((await finishLesson(ctx, first, lesson, 'r')).ok)
  const receipt = (await receiptFor(pool, first.cardId, first.purchaseId))!
  assert.deepEqual([receipt.amount, receipt.discount, receipt.balanceAfter], [150_000, 50_000, 850_000])
})

test('where the money of a purchase is stands in one sentence, in both languages', async () => {
  const bought = await buy(100_000, 10_000)
  const sentence = async (language: 'id' | 'en') =>
    moneySentence((await moneyOfPurchases(pool, bought.cardId)).get(bought.purchaseId)!, language)
  assert.equal(await sentence('id'), 'Rp100.000 ditahan sampai pelatihan dipakai.')
  assert.ok((await finishLesson(ctx, bought, 1, 'r')).ok)
  assert.equal(
    await sentence('en'),
    'Rp28.928 is earned by the institution, and Rp4.072 by the storefront. The rest, Rp67.000, is held until the training is finished.',
  )
  assert.ok((await finishLesson(ctx, bought, 2, 'r')).ok)
  assert.equal(await sentence('id'), 'Rp87.660 menjadi hak lembaga dan Rp12.340 komisi toko.')
  const other = await buy(100_000, 10_000)
  assert.ok((await purchases.void(programme.toko, other.invoiceCode, other.transactionCode, 'r')).ok)
  const money = (await moneyOfPurchases(pool, other.cardId)).get(other.purchaseId)!
  assert.equal(moneySentence(money, 'id'), 'Rp90.000 sudah kembali ke kartu. Promo Rp10.000 kembali ke toko.')
})

test('the rules split a price as the database does, to the rupiah, whatever the shares', async () => {
  const bought = await buy(1, 0)
  const split = fc.asyncProperty(
    fc.integer({ min: 1, max: 2_000_000_000 }),
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 1500 }),
    async (price, redeemPercent, commissionBp) => {
      await tamper(
        pool,
        `update contract set commission_bp = ${commissionBp};
         update programme_year set rules = jsonb_set(rules, '{settlement,redeemPercent}', '${redeemPercent}');
         update purchase set amount = ${price} where purchase_id = ${bought.purchaseId}`,
      )
      const { rows } = await pool.query(
        `select first_part as "firstPart", first_commission as "firstCommission", rest_part as "restPart",
           rest_commission as "restCommission" from earning where purchase_id = $1`,
        [bought.purchaseId],
      )
      const said = splitOf(price, { redeemPercent, commissionBp })
      assert.deepEqual(rows[0], said)
      assert.equal(said.firstPart + said.firstCommission + said.restPart + said.restCommission, price)
      for (const part of Object.values(said)) assert.ok(part >= 0)
    },
  )
  await fc.assert(split, { numRuns: 60, interruptAfterTimeLimit: 10_000 })
})

test('a year caps what a storefront keeps, and an own contract of an institution comes before the one of all', async () => {
  const bought = await buy(100_000, 0)
  const commission = async () =>
    (await pool.query('select commission from earning where purchase_id = $1', [bought.purchaseId])).rows[0]
      .commission
  await tamper(pool, `update contract set commission_bp = 5000`)
  assert.equal(await commission(), 15_000)
  await tamper(
    pool,
    `insert into contract (partner_id, institution_id, commission_bp, holds_from, approval_id) values (1, 1, 700, '2026-01-01', 2)`,
  )
  assert.equal(await commission(), 7000)
  await tamper(
    pool,
    `insert into contract (partner_id, institution_id, commission_bp, holds_from, approval_id) values (1, 1, 100, '2026-12-24', 3)`,
  )
  assert.equal(await commission(), 7000, 'what was paid before goes by the one before')
})
