import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journeys } from '../../../storefronts/journeys.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import type { Shop } from '../shop.ts'
import { reviewLink } from './review-pages.tsx'

const finished = { orderNo: 'X-1', finishedAt: new Date() } as StorefrontOrder

for (const journey of journeys) {
  test(`the review at ${journey.name} is called as its journey calls it`, () => {
    const shop = { journey } as Shop
    const own = stepOf(journey, 'review')?.labels[0]
    assert.deepEqual(reviewLink(shop, finished, 'id'), {
      href: `/${journey.id}/pesanan/X-1/ulasan`,
      label: own ?? 'Tulis ulasan',
    })
    assert.equal(reviewLink(shop, finished, 'en')?.label, 'Write a review')
    assert.equal(reviewLink(shop, finished, 'id', true)?.label, 'Lihat ulasan kamu')
  })
}

test('Tokopedia says "Tulis Ulasan", and nobody is asked before the training is finished or after it was cancelled', () => {
  const shop = { journey: journeys.find(({ id }) => id === 'tokopedia') } as Shop
  assert.equal(reviewLink(shop, finished, 'id')?.label, 'Tulis Ulasan')
  assert.equal(reviewLink(shop, { ...finished, finishedAt: undefined }, 'id'), undefined)
  assert.equal(reviewLink(shop, { ...finished, cancelledAt: new Date() }, 'id'), undefined)
})
