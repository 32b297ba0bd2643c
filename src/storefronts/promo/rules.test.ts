import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reasonsOf } from '../../kernel/refusal.ts'
import {
  discountOf,
  judgePromo,
  leastToPay,
  type PromoFacts,
  type PromoRefusal,
  promoKey,
  promoRefusals,
} from './rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const later = new Date(now.getTime() + 1)

const promo: PromoFacts = {
  kind: 'percent',
  value: 20,
  maxDiscount: undefined,
  status: 'active',
  startsAt: now,
  endsAt: later,
  minPrice: 100_000,
  limitTotal: 10,
  limitPerAccount: 2,
  fitsCourse: true,
  taken: 9,
  takenByAccount: 1,
}

const price = fc.integer({ min: 1, max: 2_000_000_000 })
const reduction = fc.record({
  kind: fc.constantFrom('percent' as const, 'amount' as const),
  value: fc.integer({ min: 1, max: 100 }),
  times: fc.integer({ min: 1, max: 20_000_000 }),
  maxDiscount: fc.option(fc.integer({ min: 1, max: 2_000_000_000 }), { nil: undefined }),
})
const reductionOf = ({
  kind,
  value,
  times,
  maxDiscount,
}: typeof reduction extends fc.Arbitrary<infer R> ? R : never) => ({
  kind,
  value: kind === 'percent' ? value : value * times,
  maxDiscount,
})

test('a discount is whole rupiah, never below nothing, never above its cap, and leaves something to pay', () => {
  fc.assert(
    fc.property(reduction, price, (drawn, price) => {
      const promo = reductionOf(drawn)
      const discount = discountOf(promo, price)
      assert.ok(Number.isSafeInteger(discount))
      assert.ok(discount >= 0)
      assert.ok(price - discount >= leastToPay)
      assert.ok(discount <= (promo.maxDiscount ?? price))
    }),
  )
})

test('a dearer course never has the smaller discount, nor the smaller rest to pay', () => {
  fc.assert(
    fc.property(reduction, price, price, (drawn, one, other) => {
      const promo = reductionOf(drawn)
      const [cheap, dear] = [Math.min(one, other), Math.max(one, other)]
      assert.ok(discountOf(promo, cheap) <= discountOf(promo, dear))
      assert.ok(cheap - discountOf(promo, cheap) <= dear - discountOf(promo, dear))
    }),
  )
})

test('percent is rounded down, to the rupiah', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), price, (value, price) => {
      const exact = Number((BigInt(price) * BigInt(value)) / 100n)
      assert.equal(discountOf({ kind: 'percent', value, maxDiscount: undefined }, price), exact)
    }),
  )
  assert.equal(discountOf({ kind: 'percent', value: 20, maxDiscount: 50_000 }, 350_000), 50_000)
  assert.equal(discountOf({ kind: 'percent', value: 100, maxDiscount: undefined }, 350_000), 349_999)
  assert.equal(discountOf({ kind: 'amount', value: 25_000, maxDiscount: undefined }, 20_000), 19_999)
})

const refused: Record<PromoRefusal, Partial<PromoFacts>> = {
  promo_unknown: {},
  promo_ended: { endsAt: now },
  promo_not_begun: { startsAt: later },
  promo_not_for_course: { fitsCourse: false },
  promo_price_too_low: { minPrice: 350_001 },
  promo_used_by_you: { takenByAccount: 2 },
  promo_used_up: { taken: 10 },
}

test('a promo applies to the last use, from its first instant to its last, and at the least price', () => {
  assert.equal(judgePromo(promo, 100_000, now), undefined)
  assert.equal(judgePromo({ ...promo, limitTotal: undefined, taken: 10 }, 350_000, now), undefined)
})

for (const [index, refusal] of reasonsOf(promoRefusals).entries()) {
  test(`${refusal} is said alone, and before all that comes after it`, () => {
    const judged = (facts: Partial<PromoFacts>) =>
      judgePromo(refusal === 'promo_unknown' ? undefined : { ...promo, ...facts }, 350_000, now)
    assert.equal(judged(refused[refusal]), refusal)
    const all = reasonsOf(promoRefusals)
      .slice(index)
      .map((name) => refused[name])
    assert.equal(judged(Object.assign({}, ...all)), refusal)
  })
}

test('an ended promo is ended, and a discount of nothing is a price too low', () => {
  assert.equal(judgePromo({ ...promo, status: 'ended' }, 350_000, now), 'promo_ended')
  assert.equal(judgePromo({ ...promo, minPrice: undefined }, 4, now), 'promo_price_too_low')
})

test('a code is compared in upper case without blanks around it, and what cannot be one is none', () => {
  assert.equal(promoKey(' hemat20\n'), 'HEMAT20')
  for (const typed of ['', 'AB', 'HEMAT 20', 'A'.repeat(21), 'HEMAT\u000020', "'; drop", 'ＨＥＭＡＴ'])
    assert.equal(promoKey(typed), undefined)
})
