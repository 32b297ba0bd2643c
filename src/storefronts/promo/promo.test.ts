import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPromoShop } from '../../../test/a-promo.ts'
import { applyPromo } from './apply-promo.ts'
import { dropPromo } from './drop-promo.ts'
import { endPromo } from './end-promo.ts'
import { listPromos } from './list-promos.ts'
import { renewPromo } from './renew-promo.ts'
import { reservationMs } from './rules.ts'

const shop = await aPromoShop()
after(() => shop.close())
const { ctx, pool, clock, read, anAccount, anOrder, aPromo, aCourse, sendOtp, actor } = shop

async function refusalOf(outcome: Promise<{ ok: boolean; refusal?: string }>): Promise<string | undefined> {
  return (await outcome).refusal
}

async function usesOf(code: string) {
  const promo = (await listPromos(ctx)).find((one) => one.code === code)
  return [promo?.uses, promo?.left]
}

test('a code takes its discount off the order, however it is typed, and is on it until it is dropped', async () => {
  const code = await aPromo({ maxDiscount: 50_000 })
  const order = await anOrder()
  const typed = ` \u200e${code.toLowerCase()}\u00a0\u200b`
  assert.deepEqual(await applyPromo(ctx, order, typed), {
    ok: true,
    value: { discount: 50_000, code: code.toLowerCase() },
  })
  const applied = await read(order.orderNo)
  assert.deepEqual(
    [applied.price, applied.discount, applied.promoCode],
    [350_000, 50_000, code.toLowerCase()],
  )
  assert.deepEqual(await usesOf(code), [1, undefined])
  await dropPromo(ctx, applied)
  const dropped = await read(order.orderNo)
  assert.deepEqual([dropped.discount, dropped.promoCode], [0, undefined])
  assert.deepEqual(await usesOf(code), [0, undefined])
  const { rows } = await pool.query(
    'select act, reason from journal where subject = $1 order by journal_id',
    [`order:${order.orderNo}`],
  )
  assert.deepEqual(rows, [
    { act: 'promo_applied', reason: '' },
    { act: 'promo_dropped', reason: 'by_buyer' },
  ])
})

test('a second code replaces the first and sets its use free; one that is refused leaves the first', async () => {
  const [first, second] = [await aPromo({ limitTotal: 1 }), await aPromo({ kind: 'amount', value: 25_000 })]
  const order = await anOrder()
  assert.ok((await applyPromo(ctx, order, first)).ok)
  assert.equal(await refusalOf(applyPromo(ctx, order, 'TIDAK-ADA')), 'promo_unknown')
  assert.equal((await read(order.orderNo)).promoCode, first)
  assert.ok((await applyPromo(ctx, order, second)).ok)
  assert.equal((await read(order.orderNo)).discount, 25_000)
  assert.ok((await applyPromo(ctx, await anOrder(), first)).ok)
})

test('a code of another storefront, period, course or price is refused with the reason', async () => {
  const order = await anOrder()
  const other = await aCourse({ price: 100_000 })
  const tomorrow = new Date(clock.now().getTime() + 86_400_000)
  const elsewhere = await aPromo({ storefront: 'pintaria' })
  const notYet = await aPromo({ startsAt: tomorrow })
  const over = await aPromo({ startsAt: new Date(0), endsAt: clock.now() })
  const forOther = await aPromo({ courses: [other.courseCode] })
  const dear = await aPromo({ minPrice: 350_001 })
  assert.equal(await refusalOf(applyPromo(ctx, order, elsewhere)), 'promo_unknown')
  assert.equal(await refusalOf(applyPromo(ctx, order, 'kode\u0000aneh')), 'promo_unknown')
  assert.equal(await refusalOf(applyPromo(ctx, order, notYet)), 'promo_not_begun')
  assert.equal(await refusalOf(applyPromo(ctx, order, over)), 'promo_ended')
  assert.equal(await refusalOf(applyPromo(ctx, order, forOther)), 'promo_not_for_course')
  assert.equal(await refusalOf(applyPromo(ctx, order, dear)), 'promo_price_too_low')
  assert.ok((await applyPromo(ctx, await anOrder(undefined, other), forOther)).ok)
  assert.ok((await applyPromo(ctx, order, await aPromo({ categories: ['umum'] }))).ok)
})

test('of 200 buyers who want the last three uses at once, three have them', async () => {
  const code = await aPromo({ limitTotal: 3 })
  const orders = await Promise.all(Array.from({ length: 200 }, () => anOrder()))
  const outcomes = await Promise.all(orders.map((order) => applyPromo(ctx, order, code)))
  assert.equal(outcomes.filter(({ ok }) => ok).length, 3)
  const refusals = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal])))
  assert.deepEqual([...refusals], ['promo_used_up'])
  const { rows } = await pool.query('select count(*)::int as n from storefront_order where promo_code = $1', [
    code,
  ])
  assert.equal(rows[0].n, 3)
  assert.deepEqual(await usesOf(code), [3, 0])
})

test('of two orders of one person at once, one has the use that a person may have', async () => {
  for (let round = 0; round < 10; round++) {
    const code = await aPromo({ limitPerAccount: 1 })
    const buyer = await anAccount()
    const orders = [await anOrder(buyer), await anOrder(buyer)]
    const outcomes = await Promise.all(orders.map((order) => applyPromo(ctx, order, code)))
    assert.deepEqual(outcomes.map((one) => (one.ok ? '' : one.refusal)).sort(), ['', 'promo_used_by_you'])
    assert.ok((await applyPromo(ctx, await anOrder(), code)).ok)
  }
})

test('the same code on the same order again, also at once, is one use', async () => {
  const code = await aPromo({ limitTotal: 1, limitPerAccount: 1 })
  const order = await anOrder()
  for (const outcome of await Promise.all([1, 2, 3, 4].map(() => applyPromo(ctx, order, code))))
    assert.ok(outcome.ok)
  assert.deepEqual(await usesOf(code), [1, 0])
})

test('an unpaid use is free again half an hour after it was claimed or renewed, to the millisecond', async () => {
  const code = await aPromo({ limitTotal: 1 })
  const [first, second] = [await anOrder(), await anOrder()]
  assert.ok((await applyPromo(ctx, first, code)).ok)
  clock.advance(reservationMs - 1)
  assert.equal(await refusalOf(applyPromo(ctx, second, code)), 'promo_used_up')
  assert.ok((await renewPromo(ctx, await read(first.orderNo))).ok)
  clock.advance(reservationMs - 1)
  assert.equal(await refusalOf(applyPromo(ctx, second, code)), 'promo_used_up')
  clock.advance(1)
  assert.ok((await applyPromo(ctx, second, code)).ok)
  assert.deepEqual(await renewPromo(ctx, await read(first.orderNo)), {
    ok: false,
    refusal: 'promo_used_up',
    facts: {},
  })
  const left = await read(first.orderNo)
  assert.deepEqual([left.discount, left.promoCode], [0, undefined])
  assert.deepEqual(await renewPromo(ctx, left), { ok: true, value: null })
})

test('a use that was paid counts for ever, for all and for its person', async () => {
  const code = await aPromo({ limitTotal: 2, limitPerAccount: 1 })
  const began = clock.now()
  const buyer = await anAccount()
  const order = await anOrder(buyer)
  assert.ok((await applyPromo(ctx, order, code)).ok)
  const applied = await read(order.orderNo)
  assert.ok((await renewPromo(ctx, applied)).ok)
  assert.equal(await (await sendOtp(applied))(), 280_000)
  for (const days of [0, 1, 400]) {
    clock.advance(days * 86_400_000)
    assert.deepEqual(await usesOf(code), [1, 1])
    assert.equal(await refusalOf(applyPromo(ctx, await anOrder(buyer), code)), 'promo_used_by_you')
    assert.deepEqual(await usesOf(code), [1, 1])
  }
  assert.ok((await applyPromo(ctx, await anOrder(), code)).ok)
  assert.equal(await refusalOf(applyPromo(ctx, await anOrder(), code)), 'promo_used_up')
  clock.set(began)
})

test('a promo that ends between applying and paying is off the order before an OTP is sent', async () => {
  const code = await aPromo()
  const order = await anOrder()
  assert.ok((await applyPromo(ctx, order, code)).ok)
  assert.ok((await endPromo(ctx, 'tokopedia', code, actor)).ok)
  assert.equal(await refusalOf(renewPromo(ctx, await read(order.orderNo))), 'promo_ended')
  const { discount, promoCode } = await read(order.orderNo)
  assert.deepEqual([discount, promoCode], [0, undefined])
})

test('a promo that ends after its OTP was sent is paid at the price that was told', async () => {
  const code = await aPromo({ limitTotal: 5 })
  const order = await anOrder()
  assert.ok((await applyPromo(ctx, order, code)).ok)
  const applied = await read(order.orderNo)
  assert.ok((await renewPromo(ctx, applied)).ok)
  const pay = await sendOtp(applied)
  assert.ok((await endPromo(ctx, 'tokopedia', code, actor)).ok)
  assert.equal(await pay(), 280_000)
  assert.deepEqual(await usesOf(code), [1, 4])
})

test('a code dropped or replaced after its OTP was sent still counts when that OTP is paid after all', async () => {
  const code = await aPromo({ limitTotal: 1 })
  const order = await anOrder()
  assert.ok((await applyPromo(ctx, order, code)).ok)
  const applied = await read(order.orderNo)
  assert.ok((await renewPromo(ctx, applied)).ok)
  const pay = await sendOtp(applied)
  assert.ok((await applyPromo(ctx, applied, await aPromo({ value: 10 }))).ok)
  await dropPromo(ctx, applied)
  assert.equal(await refusalOf(applyPromo(ctx, await anOrder(), code)), 'promo_used_up')
  await pay()
  clock.advance(reservationMs)
  assert.equal(await refusalOf(applyPromo(ctx, await anOrder(), code)), 'promo_used_up')
  assert.deepEqual(await usesOf(code), [1, 0])
})

test('a code replaced after its OTP was sent does not count when the order was paid with the other one', async () => {
  const [code, other] = [await aPromo({ limitTotal: 1 }), await aPromo({ value: 10, limitTotal: 1 })]
  const order = await anOrder()
  assert.ok((await applyPromo(ctx, order, code)).ok)
  assert.ok((await renewPromo(ctx, await read(order.orderNo))).ok)
  assert.ok((await applyPromo(ctx, order, other)).ok)
  const replaced = await read(order.orderNo)
  assert.ok((await renewPromo(ctx, replaced)).ok)
  assert.equal(await (await sendOtp(replaced))(), 315_000)
  clock.advance(reservationMs)
  assert.ok((await applyPromo(ctx, await anOrder(), code)).ok)
  assert.equal(await refusalOf(applyPromo(ctx, await anOrder(), other)), 'promo_used_up')
})

test('another price makes the OTP on its way worthless', async () => {
  const order = await anOrder()
  await pool.query(
    `update storefront_order set answers = '{"token": "T", "cardTail": "1234", "otpExpiresAt": "2026-11-23T03:05:00Z"}'
     where order_no = $1`,
    [order.orderNo],
  )
  assert.ok((await applyPromo(ctx, order, await aPromo())).ok)
  const { answers } = await read(order.orderNo)
  assert.deepEqual([answers.token, answers.otpExpiresAt, answers.cardTail], [null, null, '1234'])
})

test('an order that was paid or has lapsed keeps what stands on it', async () => {
  const code = await aPromo()
  const order = await anOrder()
  await (await sendOtp(order))()
  assert.deepEqual(await applyPromo(ctx, order, code), { ok: true, value: { discount: 0, code: '' } })
  const late = await anOrder()
  assert.ok((await applyPromo(ctx, late, code)).ok)
  await pool.query(
    `update storefront_order set status = 'placed', placed_at = $2, lapses_at = $2 where order_no = $1`,
    [late.orderNo, clock.now()],
  )
  await dropPromo(ctx, late)
  assert.equal((await read(late.orderNo)).promoCode, code)
})

test('applying, dropping, renewing and counting many codes at once never ends in a deadlock or beyond a limit', async () => {
  const codes = await Promise.all(
    Array.from({ length: 4 }, () => aPromo({ limitTotal: 5, limitPerAccount: 1 })),
  )
  const buyers = await Promise.all(Array.from({ length: 12 }, () => anAccount()))
  const orders = await Promise.all(buyers.flatMap((buyer) => [anOrder(buyer), anOrder(buyer)]))
  for (let round = 0; round < 6; round++) {
    await Promise.all(
      orders.map(async (order, i) => {
        const code = codes[(i * 7 + round) % codes.length]!
        await applyPromo(ctx, order, code)
        if ((i + round) % 3 === 0) await dropPromo(ctx, order)
        if ((i + round) % 5 === 0) await renewPromo(ctx, await read(order.orderNo))
      }),
    )
    const { rows } = await pool.query(
      `select
         max(uses)::int as uses, max(mine)::int as mine
       from (
         select promo_id, count(*) over (partition by promo_id) as uses,
           count(*) over (partition by promo_id, account_id) as mine
         from promo_use join promo using (promo_id)
         where code = any ($1) and expires_at > $2
       ) counted`,
      [codes, clock.now()],
    )
    assert.ok(rows[0].uses <= 5 && rows[0].mine <= 1, JSON.stringify(rows[0]))
    const { rows: kept } = await pool.query(
      `select taken, (select count(*)::int from promo_use u where u.promo_id = promo.promo_id) as rows
       from promo where code = any ($1)`,
      [codes],
    )
    for (const promo of kept) assert.equal(promo.taken, promo.rows)
    if (round % 2 === 1) clock.advance(reservationMs)
  }
})

test('orders that exchange codes whose claims are over do not wait for one another in a circle', async () => {
  const [one, other] = [await aPromo({ limitTotal: 50 }), await aPromo({ limitTotal: 50 })]
  const pairs = await Promise.all(
    Array.from({ length: 8 }, async () => [await anOrder(), await anOrder()] as const),
  )
  for (let round = 0; round < 6; round++) {
    const [left, right] = round % 2 === 0 ? [one, other] : [other, one]
    const outcomes = await Promise.all(
      pairs.flatMap(([first, second]) => [applyPromo(ctx, first, left), applyPromo(ctx, second, right)]),
    )
    for (const { ok } of outcomes) assert.ok(ok)
    clock.advance(reservationMs)
  }
})
