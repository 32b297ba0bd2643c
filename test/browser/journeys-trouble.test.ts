import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { hour, minute, second } from '../../src/kernel/clock.ts'
import { journeys } from '../../src/storefronts/journeys.ts'
import { stepTypes } from '../../src/storefronts/step-types.ts'
import { aRoad } from './a-road.ts'
import { aShop, expectHeading, press } from './a-shop.ts'

const shop = await aShop()
await shop.moreCards(80)
const roads = journeys.map((journey) => aRoad(shop, journey))

// Fills the buckets that count logins and orders, which the machine's own time would not do between tests.
beforeEach(() => shop.advance(5 * minute))

for (const [index, road] of roads.entries()) {
  const { id } = road.journey
  const javaScript = index % 2 === 0
  const open = () => shop.open({ width: 360, javaScript })

  test(`${id}: a wrong code, one that is too old, and another one pays`, async () => {
    const page = await open()
    const card = shop.freshCard()
    await road.toOrder(page, card)
    await road.toCode(page, card)
    const old = await shop.otp(card.phone)
    await road.pay(page, '12')
    await problem(page, 'Kode OTP terdiri dari 6 angka.')
    await road.pay(page, old === '000000' ? '000001' : '000000')
    await problem(page, 'sisa 4 kali percobaan')
    await shop.advance(6 * minute)
    await road.pay(page, old)
    await problem(page, 'Kode OTP sudah tidak berlaku')
    await press(page, 'Kirim OTP baru')
    await road.pay(page, await shop.otp(card.phone, old))
    await expectHeading(page, road.result)
    assert.equal(await debitsOf(card.prakerja_id), 1)
    await page.context().close()
  })

  test(`${id}: stale tab, back button, double submit and a reload end at one debit and one receipt`, async () => {
    const page = await open()
    const card = shop.freshCard()
    await road.toOrder(page, card)
    const url = page.url()
    const stale = await page.context().newPage()
    await stale.goto(url)
    await road.toCode(page, card)
    // The tab that was left behind answers a step that is over: it is shown where the order stands.
    await road.toCode(stale, card)
    const otp = await shop.otp(card.phone)
    await page.goBack()
    await page.goto(url)
    const csrf = (await page.locator('input[name=csrf]').first().getAttribute('value')) ?? ''
    const action =
      (await page.locator('main form:has(#otp)').getAttribute('action')) ??
      assert.fail('no form takes the code')
    const send = () => page.request.post(action, { form: { csrf, otp, terms: 'yes' } })
    const answers = await Promise.all([send(), send(), send()])
    const codes = await Promise.all(
      answers.map(async (answer) => (await answer.text()).match(/class="reference"[^>]*>([\w-]+)</)?.[1]),
    )
    assert.equal(new Set(codes).size, 1)
    assert.match(codes[0] ?? '', /^[\w-]{12,}$/)
    await road.pay(stale, otp)
    await expectHeading(stale, road.result)
    assert.equal(await stale.locator('.reference').innerText(), codes[0])
    await page.reload()
    await expectHeading(page, road.result)
    assert.equal(await debitsOf(card.prakerja_id), 1)
    await page.context().close()
  })

  test(`${id}: a lost session is resumed, and nobody else sees the order`, async () => {
    const page = await open()
    const card = shop.freshCard()
    const { email } = await road.toOrder(page, card)
    await road.toCode(page, card)
    const url = page.url()
    const otp = await shop.otp(card.phone)
    const stranger = await shop.open({ width: 360 })
    await road.toOrder(stranger, shop.freshCard())
    assert.equal((await stranger.goto(url))?.status(), 404)
    await stranger.context().close()
    await page.context().clearCookies()
    // Codes to log in have their gaps, too.
    await shop.advance(minute)
    await page.goto(url)
    await road.logInAgain(page, card, email)
    await page.waitForURL(url)
    await road.pay(page, otp)
    await expectHeading(page, road.result)
    await page.context().close()
  })

  test(`${id}: the last seat may go while one types: nothing is taken`, async () => {
    const page = await open()
    const card = shop.freshCard()
    await road.toOrder(page, card, 1)
    await road.toCode(page, card)
    const otp = await shop.otp(card.phone)
    const seats = await takeSeats(page.url().split('/').at(-1)!)
    await road.pay(page, otp)
    await page.locator('#salah:focus').getByText('Kuota jadwal ini baru saja habis').waitFor()
    await page.getByRole('link', { name: 'Lihat jadwal lain pelatihan ini' }).waitFor()
    assert.equal(await debitsOf(card.prakerja_id), 0)
    await seats.giveBack()
    await page.context().close()
  })

  test(`${id}: an order that was not paid in time is lapsed, or asks for another code`, async () => {
    const page = await open()
    const card = shop.freshCard()
    await road.toOrder(page, card)
    await road.toCode(page, card)
    const otp = await shop.otp(card.phone)
    await shop.advance(25 * hour)
    await road.pay(page, otp)
    if (placedBeforePaying()) {
      await expectHeading(page, 'Pesanan kedaluwarsa')
      await press(page, 'Beli lagi')
      await page.getByRole('heading', { level: 1 }).waitFor()
    } else {
      await problem(page, 'Kode OTP sudah tidak berlaku')
      await press(page, 'Kirim OTP baru')
    }
    assert.equal(await debitsOf(card.prakerja_id), 0)
    await page.context().close()
  })

  if (road.journey.promo)
    test(`${id}: a promo code that is unknown, over or used up is refused with its reason, and one that fits pays less`, async () => {
      const page = await open()
      const card = shop.freshCard()
      await road.toOrder(page, card)
      await addPromos(id)
      for (const [code, says] of [
        ['TIDAKADA', 'Kode promo ini tidak ada di toko ini'],
        ['USAI', 'Kode promo ini sudah berakhir'],
        ['HABIS', 'Kode promo ini sudah habis dipakai pembeli lain'],
      ] as const) {
        await page.getByLabel('Punya kode promo?').fill(code)
        await press(page, 'Pakai')
        await problem(page, says)
        assert.equal(await page.getByLabel('Punya kode promo?').inputValue(), code)
      }
      const before = await page.locator('dl.summary .total dd').innerText()
      await page.getByLabel('Punya kode promo?').fill('murah10')
      await press(page, 'Pakai')
      await page.locator('dl.summary').getByText('Potongan promo').waitFor()
      const after = await page.locator('dl.summary .total dd').innerText()
      assert.equal(rupiah(before) - rupiah(after), 10_000)
      await road.toCode(page, card)
      await road.pay(page, await shop.otp(card.phone))
      await expectHeading(page, road.result)
      await page.locator('dl.summary').getByText('Potongan promo').waitFor()
      assert.equal(await debitsOf(card.prakerja_id, rupiah(after)), 1)
      await page.context().close()
    })

  function placedBeforePaying(): boolean {
    const steps = road.journey.steps.filter(({ step }) => stepTypes[step].stage === 'order')
    return !steps.some(({ effects = [] }) => effects.includes('place_order') && effects.includes('authorize'))
  }
}

// The last ones: they move the clock to the end of a term.
for (const road of roads)
  test(`${road.journey.id}: a deadline that passes while one types stops the payment and is explained`, async () => {
    const page = await shop.open({ width: 360 })
    const card = shop.freshCard()
    const { rows } = await shop.database.pool.query(
      'select first_purchase_before as deadline from card where number = $1',
      [card.prakerja_id],
    )
    await shop.setClock(new Date(rows[0].deadline.getTime() - 2 * minute))
    await road.toOrder(page, card)
    await road.toCode(page, card)
    const otp = await shop.otp(card.phone)
    await shop.advance(150 * second)
    await road.pay(page, otp)
    await page.locator('#salah:focus').getByText('Batas waktu memakai kartu ini sudah lewat').waitFor()
    assert.equal(await debitsOf(card.prakerja_id), 0)
    await page.context().close()
  })

async function problem(page: Page, says: string): Promise<void> {
  await page.locator('#salah').getByText(says).first().waitFor()
}

async function debitsOf(cardNumber: string, amount?: number): Promise<number> {
  const { rows } = await shop.database.pool.query(
    `select count(*)::int as debits from entry join card using (card_id)
     where number = $1 and debit = 'card' and kind = 'purchase' and ($2::int is null or amount = $2)`,
    [cardNumber, amount ?? null],
  )
  return rows[0].debits
}

async function takeSeats(orderNo: string) {
  const { rows } = await shop.database.pool.query(
    `select schedule_id, bucket, seats_left from seat_bucket
     where schedule_id = (select schedule_id from storefront_order where order_no = $1)`,
    [orderNo],
  )
  await shop.database.pool.query('update seat_bucket set seats_left = 0 where schedule_id = $1', [
    rows[0].schedule_id,
  ])
  return {
    async giveBack() {
      for (const { schedule_id, bucket, seats_left } of rows)
        await shop.database.pool.query(
          'update seat_bucket set seats_left = $3 where schedule_id = $1 and bucket = $2',
          [schedule_id, bucket, seats_left],
        )
    },
  }
}

/** One that fits, one that is over, one of which every use is taken. */
async function addPromos(storefront: string): Promise<void> {
  await shop.database.pool.query(
    `insert into promo (storefront, code, kind, value, starts_at, ends_at, limit_total, taken, created_at, actor)
     values
       ($1, 'MURAH10', 'amount', 10000, '2020-01-01', null, null, 0, now(), 'test'),
       ($1, 'USAI', 'amount', 10000, '2020-01-01', '2020-02-01', null, 0, now(), 'test'),
       ($1, 'HABIS', 'amount', 10000, '2020-01-01', null, 1, 1, now(), 'test')`,
    [storefront],
  )
}

function rupiah(text: string): number {
  return Number(text.replace(/\D/g, ''))
}
