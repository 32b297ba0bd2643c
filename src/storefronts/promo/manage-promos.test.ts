import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPromoShop } from '../../../test/a-promo.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { type AddPromoRefusal, addPromo, addPromoRefusals, type NewPromo } from './add-promo.ts'
import { endPromo } from './end-promo.ts'
import { listPromos } from './list-promos.ts'

const shop = await aPromoShop()
after(() => shop.close())
const { ctx, pool, clock, course, actor } = shop

const wanted: NewPromo = {
  storefront: 'tokopedia',
  code: 'hemat20',
  kind: 'percent',
  value: 20,
  maxDiscount: 50_000,
  minPrice: 100_000,
  startsAt: clock.now(),
  endsAt: new Date(clock.now().getTime() + 1),
  limitTotal: 3,
  limitPerAccount: 1,
  courses: [course.courseCode],
  categories: ['umum'],
}

test('a promo is made as it was wanted, ended once, and both are in the journal', async () => {
  const made = await addPromo(ctx, wanted, actor)
  assert.ok(made.ok)
  const [promo] = await listPromos(ctx, 'tokopedia')
  const { promoId } = made.value
  assert.deepEqual(promo, { ...wanted, promoId, code: 'HEMAT20', state: 'usable', uses: 0, left: 3 })
  assert.deepEqual(await endPromo(ctx, 'tokopedia', 'Hemat20', actor), { ok: true, value: null })
  assert.equal((await listPromos(ctx))[0]?.state, 'ended')
  for (const [code, refusal] of [
    ['HEMAT20', 'promo_ended'],
    ['LAIN', 'promo_unknown'],
    ['?', 'promo_unknown'],
  ] as const)
    assert.deepEqual(await endPromo(ctx, 'tokopedia', code, actor), { ok: false, refusal, facts: {} })
  const { rows } = await pool.query(
    'select act, actor, facts from journal where subject = $1 order by journal_id',
    [`promo:${promoId}`],
  )
  const facts = { storefront: 'tokopedia', code: 'HEMAT20' }
  assert.deepEqual(rows, [
    { act: 'promo_added', actor: 'test', facts: { ...facts, kind: 'percent', value: 20 } },
    { act: 'promo_ended', actor: 'test', facts },
  ])
})

const wrong: Record<AddPromoRefusal, Partial<NewPromo>> = {
  storefront_unknown: { storefront: 'toko-lain' },
  storefront_without_promo: { storefront: 'pijar' },
  code_malformed: { code: 'A B' },
  value_wrong: { value: 101 },
  period_wrong: { endsAt: clock.now() },
  course_unknown: { courses: [course.courseCode, 'tidak-ada'] },
  category_unknown: { categories: ['tidak-ada'] },
  code_taken: {},
}

for (const [index, refusal] of reasonsOf(addPromoRefusals).entries()) {
  test(`${refusal}: no promo is made, and it is said before what comes after it`, async () => {
    const before = await listPromos(ctx)
    // The unknown storefront would hide the one that takes no codes, so each is asked with what comes after it.
    const all = reasonsOf(addPromoRefusals)
      .slice(index)
      .map((name) => wrong[name])
    for (const facts of [wrong[refusal], Object.assign({}, ...all, wrong[refusal])])
      assert.deepEqual(await addPromo(ctx, { ...wanted, ...facts }, actor), { ok: false, refusal, facts: {} })
    assert.deepEqual(await listPromos(ctx), before)
  })
}
