import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { asSuperuserOf } from '../../test/database.ts'
import { minute } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { trialBalance } from '../ledger/trial-balance.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { createYear } from '../years/years.ts'
import { cardFacts, cardIdByNumber } from './card-facts.ts'
import { cardStatement } from './card-statement.ts'

const programme = await aProgramme()
const { ctx, pool, purchases, toko, aCard, aCourse, otpFor, clock } = programme
after(() => programme.close())
const rules = { ...scheme2021, usableUntil: '2027-12-15' }
await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, { actor: 'cli:tester', requestId: 'r' })

const card = await aCard()
const course = await aCourse({ price: 350_000, quota: 10 })
const ask = { partner: toko, userPlatformId: 'siti', cardNumber: card.number, ...course, requestId: 'r-1' }

const brief = async () =>
  (await cardStatement(ctx, card.cardId)).movements.map(({ kind, amount, balance }) => [
    kind,
    amount,
    balance,
  ])

test('what an OTP on its way holds is shown until it lapses by itself', async () => {
  assert.ok((await purchases.sendOtp(ask)).ok)
  const held = await cardStatement(ctx, card.cardId)
  assert.deepEqual([held.balance, held.held, held.available], [1_000_000, 350_000, 650_000])
  assert.equal(held.holds[0]!.storefront, 'Toko')
  assert.equal((await cardFacts(ctx, card.cardId))!.available, 650_000)
  clock.advance(5 * minute)
  assert.deepEqual((await cardStatement(ctx, card.cardId)).holds, [])
  assert.equal((await cardFacts(ctx, card.cardId))!.held, 0)
})

test('a purchase and its return are movements with their names and the running balance', async () => {
  const sent = await purchases.sendOtp(ask)
  assert.ok(sent.ok)
  const paid = await purchases.authorize({
    partner: toko,
    paymentToken: sent.value.paymentToken,
    otp: await otpFor(card.phone),
    invoiceCode: 'DP-1',
    invoiceUrl: 'https://toko.example/DP-1',
    requestId: 'r-2',
  })
  assert.ok(paid.ok)
  const bought = (await cardStatement(ctx, card.cardId)).movements[1]!
  assert.deepEqual(
    [bought.storefront, bought.institution, bought.invoiceCode],
    ['Toko', 'LKP Contoh', 'DP-1'],
  )
  const facts = (await cardFacts(ctx, card.cardId))!
  assert.equal(facts.deadlineKind, 'cut_off')
  assert.equal(facts.unfinished?.purchaseId, paid.value.purchaseId)
  assert.deepEqual(await checkInvariants(pool), [])
  assert.ok((await purchases.void(toko, 'DP-1', paid.value.transactionCode, 'r-3')).ok)
  assert.deepEqual(await brief(), [
    ['grant', 1_000_000, 1_000_000],
    ['purchase', -350_000, 650_000],
    ['return', 350_000, 1_000_000],
  ])
  assert.deepEqual(await checkInvariants(pool), [])
  const balance = await trialBalance(pool)
  assert.deepEqual(balance.accounts, {
    treasury: -1_000_000,
    card: 1_000_000,
    clearing: 0,
    payable_institution: 0,
    payable_storefront: 0,
    payable_person: 0,
    owed_storefront: 0,
    owed_institution: 0,
    owed_person: 0,
    in_transit: 0,
    bank: 0,
    suspense: 0,
  })
  assert.deepEqual([balance.sum, balance.entries], [0, 3])
})

test('whose only purchase was cancelled waits for a first one again, and then has it', async () => {
  const again = async () => {
    clock.advance(minute)
    const sent = await purchases.sendOtp(ask)
    assert.ok(sent.ok)
    return purchases.authorize({
      partner: toko,
      paymentToken: sent.value.paymentToken,
      otp: await otpFor(card.phone),
      invoiceCode: 'DP-2',
      invoiceUrl: 'https://toko.example/DP-2',
      requestId: 'r-4',
    })
  }
  assert.equal((await cardFacts(ctx, card.cardId))!.deadlineKind, 'first_purchase')
  assert.ok((await again()).ok)
  assert.equal((await cardFacts(ctx, card.cardId))!.deadlineKind, 'cut_off')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a replaced number leads nowhere', async () => {
  assert.equal(await cardIdByNumber(pool, card.number), card.cardId)
  assert.equal(await cardIdByNumber(pool, '4000000000000002'), undefined)
})

test('whatever is tampered with breaks the invariant that speaks of it', async () => {
  const tampering: Record<string, readonly string[]> = {
    'update card set balance = balance - 1': ['balance_from_entries'],
    'delete from invoice': ['paid_has_one_invoice'],
    "delete from code where kind = 'redeem'": ['codes_lead_home'],
    'update seat_bucket set seats_left = seats_left + 1 where seats_left > 0': ['seats_add_up'],
    'update card_number set replaced_at = now()': ['number_leads_to_card'],
    'delete from storefront_account_card': ['account_uses_one_card'],
    'update purchase set amount = amount + 1 where paid_at is not null': [
      'paid_has_one_debit',
      'cancelled_has_one_return',
      'clearing_settles',
    ],
    'update card set first_purchase_before = first_paid_at': ['paid_in_time'],
    'update card set first_paid_at = null': ['paid_in_time'],
    "update card set first_paid_at = first_paid_at - interval '1 second'": ['paid_in_time'],
    "update purchase set status = 'cancelled', cancelled_at = paid_at where status = 'paid'": [
      'cancelled_has_one_return',
      'clearing_settles',
      'seats_add_up',
      'unfinished_is_paid',
      'cancelled_term_runs_again',
    ],
    'update card set unfinished_purchase_id = 1': ['unfinished_is_paid'],
  }
  for (const [sql, expected] of Object.entries(tampering)) {
    await asSuperuserOf(pool, async (client) => {
      const tables = [
        'card',
        'invoice',
        'code',
        'seat_bucket',
        'card_number',
        'storefront_account_card',
        'purchase',
      ]
      for (const table of tables) await client.query(`create table kept_${table} as table ${table}`)
      const broken = await (async () => {
        await client.query(sql)
        return (await checkInvariants(pool)).map(({ invariant }) => invariant)
      })().catch(String)
      for (const table of tables) {
        await client.query(`delete from ${table}`)
        const { rows } = await client.query(
          `select string_agg(quote_ident(column_name), ',') as names from information_schema.columns
           where table_name = $1 and is_generated = 'NEVER'`,
          [table],
        )
        await client.query(
          `insert into ${table} (${rows[0].names}) overriding system value select ${rows[0].names} from kept_${table}`,
        )
        await client.query(`drop table kept_${table}`)
      }
      assert.deepEqual(broken, expected, sql)
    })
  }
  assert.deepEqual(await checkInvariants(pool), [])
})
