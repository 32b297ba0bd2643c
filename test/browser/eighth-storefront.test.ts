import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english, journey } from '../../docs/examples/kebun-ilmu.ts'
import { aRoad } from './a-road.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop({ BEKAL_STOREFRONTS: 'docs/examples/kebun-ilmu.ts' })
const road = aRoad(shop, journey)

test('the storefront of the documentation is there everywhere, with its own look', async () => {
  const page = await shop.open({ width: 360 })
  await page.goto('/')
  await press(page, 'Kebun Ilmu')
  assert.match(await page.content(), /--action:#4a6b0c/)
  await page.locator('main').getByRole('link', { name: 'Belanja dengan Kartu Prakerja', exact: true }).click()
  await expectHeading(page, 'Belanja dengan Kartu Prakerja')
  await expectAccessible(page)
  await page.goto('/cara-beli/kebunilmu')
  await page.getByText('“Minta kode”').waitFor()
  await page.goto('/perjalanan')
  await page.getByRole('columnheader', { name: 'Kebun Ilmu' }).waitFor()
  await page.context().close()
})

test('it speaks English by its file, and the demo has its promo code', async () => {
  const page = await shop.open({ width: 360, language: 'en' })
  await page.goto('/kebunilmu?lang=en')
  await page.locator('main').getByRole('link', { name: english['Belanja dengan Kartu Prakerja'] }).click()
  await expectHeading(page, 'Shop with Kartu Prakerja')
  const facts = await page.request.get('/dev/demo.json')
  const { promos } = (await facts.json()) as { promos: { storefront: string; code: string; state: string }[] }
  const own = promos.filter(({ storefront }) => storefront === 'kebunilmu')
  assert.deepEqual(
    own.map(({ code, state }) => [code, state]),
    [['PANEN10', 'usable']],
  )
  await page.context().close()
})

for (const javaScript of [true, false])
  test(`its course is bought, redeemed and finished by the labels of its file, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const card = shop.freshCard()
    const { email } = await road.toOrder(page, card)
    await road.toCode(page, card)
    if (javaScript) await expectAccessible(page)
    await road.pay(page, await shop.otp(card.phone))
    await expectHeading(page, 'Panen berhasil')
    await expectNoSidewaysScroll(page)
    // The number has this one name, above the receipt and in it.
    assert.equal(await page.locator('main').getByText('Nomor panen').count(), 2)
    const code = await page.locator('output').innerText()
    await press(page, 'Tukarkan')
    await page.getByLabel('Kode voucher').fill(code)
    await page.getByLabel('Email pembeli').fill(email)
    await press(page, 'Tukarkan')
    await expectHeading(page, 'Voucher berhasil ditukarkan')
    await press(page, 'Tanam ilmu')
    await press(page, 'Buka materi 1')
    await press(page, 'Tandai selesai')
    await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
    await press(page, 'Tulis Ulasan')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.context().close()
  })
