import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inventedPeople } from '../../src/people/population-registry.ts'
import { journeys } from '../../src/storefronts/journeys.ts'
import { aCrawl } from './a-crawl.ts'
import { aRegistration } from './a-registration.ts'
import { aRoad } from './a-road.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const crawl = aCrawl(shop)
const narrow = { width: 360, textPercent: 200 } as const

/** Sizes between have columns that neither the smallest nor the largest letters have; of the 16 px of a browser. */
const between = ['28px', '24px', '20px']

async function look(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page, between)
}

const open = () => shop.open(narrow)

test('text of 200 %: letters are twice as large', async () => {
  const page = await open()
  await page.goto('/')
  const size = await page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as HasStyle
    return getComputedStyle(document.documentElement).fontSize
  })
  assert.equal(size, '34px')
  await page.context().close()
})

// What asks for a log-in is walked by those who have one.
const ofStrangers = '(?!/(akun|riwayat|belajar|pesanan)\\b)'

for (const { id } of journeys)
  test(`text of 200 %: no page scrolls sideways for whoever comes by at ${id}`, async () => {
    const page = await open()
    const starts = [`/${id}`, ...crawl.fixed(`/${id}/`)]
    const seen = await crawl.walk(page, starts, new RegExp(`^/${id}(?!\\w)${ofStrangers}`), () => look(page))
    for (const path of ['', '/kursus', '/kursus/:slug', '/syarat', '/masuk'])
      assert.ok(seen.has(`/${id}${path}`), `/${id}${path} of ${[...seen].join(' ')}`)
    await page.context().close()
  })

test('text of 200 %: no page scrolls sideways for whoever comes by elsewhere', async () => {
  const page = await open()
  for (const nowhere of ['/tidak-ada', '/maubelajar/kursus/tidak-ada', '/api/tidak-ada']) {
    await page.goto(nowhere)
    await look(page)
  }
  const shops = journeys.map(({ id }) => id).join('|')
  const elsewhere = new RegExp(`^/(?!(${shops})\\b|(konsol|mitra)/.*/|api/v1/)`)
  const seen = await crawl.walk(page, crawl.fixed('/'), elsewhere, () => look(page))
  for (const path of [
    '/',
    '/cara-beli/:storefront',
    '/lembaga/:slug',
    '/lembaga/:slug/tukar',
    '/undian',
    '/verifikasi',
    '/api',
  ])
    assert.ok(seen.has(path), `${path} of ${[...seen].join(' ')}`)
  await page.context().close()
})

test('text of 200 %: no page scrolls sideways for a holder of a card', async () => {
  const page = await open()
  await page.request.post('/dev/masuk', { form: { persona: 'sudah' } })
  const own = /^\/(kartu|beranda|data-saya|keberatan|ganti-hp|pesan-saya|perjalanan)\b/
  const starts = crawl.fixed('/').filter((path) => own.test(path))
  const seen = await crawl.walk(page, starts, own, () => look(page))
  for (const path of ['/kartu', '/beranda', '/data-saya', '/pesan-saya']) assert.ok(seen.has(path), path)
  await page.context().close()
})

test('text of 200 %: no page scrolls sideways for whoever registers', async () => {
  const page = await open()
  const steps = aRegistration(shop)
  const who = inventedPeople().find(({ name }) => name === 'Agus Setiawan') ?? assert.fail('no such person')
  await steps.openAccount(page, 'huruf.besar@contoh.example')
  await steps.consent(page)
  await look(page)
  await steps.identify(page, who)
  await steps.fillProfile(page)
  await steps.provePhone(page)
  await steps.takeTest(page)
  await steps.finish(page)
  await expectHeading(page, `Halo, ${who.name}`)
  await look(page)
  await press(page, 'Gabung gelombang 6')
  await page.getByText('Sedang Diproses').waitFor()
  await look(page)
  await page.context().close()
})

for (const journey of journeys)
  test(`text of 200 %: no page scrolls sideways for a buyer of ${journey.id}, through every step`, async () => {
    const page = await open()
    const road = aRoad(shop, journey)
    const card = shop.freshCard()
    await road.toOrder(page, card)
    await road.toCode(page, card, () => look(page))
    await road.pay(page, '000000')
    await look(page)
    await road.pay(page, await shop.otp(card.phone))
    await expectHeading(page, road.result)
    const starts = [page.url(), ...crawl.fixed(`/${journey.id}/`)]
    const own = new RegExp(`^/${journey.id}/(pesanan|belajar|akun|riwayat|menu|prakerja)`)
    const seen = await crawl.walk(page, starts, own, () => look(page))
    assert.ok(seen.has(`/${journey.id}/pesanan/:no`) && seen.has(`/${journey.id}/riwayat`))
    await page.context().close()
  })

for (const [who, where, door] of [
  ['Ani', '/konsol', '/dev/konsol'],
  ['Budi', '/konsol', '/dev/konsol'],
  ['Masuk sebagai', '/mitra', '/dev/mitra'],
] as const)
  test(`text of 200 %: no page scrolls sideways for whoever works at ${where}: ${who}`, async () => {
    const page = await open()
    await page.goto(door)
    await page.getByRole('button', { name: who }).first().click()
    await page.waitForURL((url) => url.pathname === where)
    const { rows } = await shop.database.pool.query(
      'select person_id, wave_id from card order by card_id limit 1',
    )
    const [card] = rows
    const known = [`/konsol/orang/${card.person_id}`, `/konsol/gelombang/${card.wave_id}`]
    const starts = [...crawl.fixed(where), ...(where === '/konsol' ? known : [])]
    await crawl.walk(page, starts, new RegExp(`^${where}\\b`), () => look(page))
    await page.context().close()
  })

interface HasStyle {
  readonly document: { readonly documentElement: unknown }
  getComputedStyle(of: unknown): { readonly fontSize: string }
}
