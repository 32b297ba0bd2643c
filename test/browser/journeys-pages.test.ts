import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { journeys } from '../../src/storefronts/journeys.ts'
import { stylesheet } from '../../src/web/parts/page/stylesheet.ts'
import { themeOf } from '../../src/web/parts/page/themes.ts'
import { stepPlaces } from '../../src/web/storefront/order/step-places.ts'
import { aRoad } from './a-road.ts'
import { aShop, expectHeading } from './a-shop.ts'
import { expectGood, expectQuick } from './good-page.ts'

const shop = await aShop()

test('every step is met at an address of its storefront', () => {
  const routed = new Set(shop.addresses.filter(({ method }) => method === 'GET').map(({ path }) => path))
  for (const { id } of journeys)
    for (const [step, place] of Object.entries(stepPlaces))
      assert.ok(routed.has(place.replace(':shop', id)), `${id}: ${step} at ${place}`)
})

for (const journey of journeys) {
  const { id } = journey
  const road = aRoad(shop, journey)

  test(`${id}: every page of its journey is accessible, light and dark, and fits a narrow phone`, async () => {
    const page = await shop.open({ width: 320 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const troubles: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(message.text())
    })
    const card = shop.freshCard()
    const has = (step: string) => journey.steps.some((one) => one.step === step)
    for (const path of [
      '',
      ...(has('enter_programme') ? ['/prakerja'] : []),
      ...(has('choose_category') ? ['/prakerja', '/prakerja?kategori=perkantoran'] : []),
      ...(has('see_features') ? ['/menu'] : []),
      '/kursus',
      '/syarat',
      '/masuk',
    ]) {
      assert.equal((await page.goto(`/${id}${path}`))?.status(), 200, path)
      await expectGood(page)
    }
    await page.goto(await aCourse(page, id))
    await expectGood(page)
    await page.goto(`/cara-beli/${id}`)
    await expectGood(page)
    await road.toOrder(page, card)
    await road.toCode(page, card, () => expectGood(page))
    await road.pay(page, '000000')
    await expectGood(page)
    await road.pay(page, await shop.otp(card.phone))
    await expectHeading(page, road.result)
    await expectGood(page)
    for (const path of ['/riwayat', '/akun']) {
      await page.goto(`/${id}${path}`)
      await expectGood(page)
    }
    assert.deepEqual(troubles, [])
    await page.context().close()
  })

  test(`${id}: its pages keep their budgets`, async () => {
    assert.ok(brotliCompressSync(stylesheet(themeOf(id)).css).length <= 10_240, 'CSS')
    const page = await shop.open({ width: 360 })
    const card = shop.freshCard()
    for (const url of [`/${id}`, `/${id}/kursus`, await aCourse(page, id)]) await expectQuick(page, url)
    await road.toOrder(page, card)
    await expectQuick(page, page.url())
    await road.toCode(page, card)
    await road.pay(page, await shop.otp(card.phone))
    await expectHeading(page, road.result)
    for (const url of [page.url(), `/${id}/riwayat`]) await expectQuick(page, url)
    await page.context().close()
  })
}

/** A course with a date, and so with all that its page can have. */
async function aCourse(page: Page, id: string): Promise<string> {
  await page.goto(`/${id}/kursus?cara=webinar`)
  const link = page.locator('article.course').filter({ hasText: 'Rp' }).locator('a.whole').first()
  return (await link.getAttribute('href')) ?? assert.fail(`${id} lists no course with a date`)
}
