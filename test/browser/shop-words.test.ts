import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { minute } from '../../src/kernel/clock.ts'
import { journeyOf, journeys } from '../../src/storefronts/journeys.ts'
import { aRoad } from './a-road.ts'
import { aShop, expectHeading, press } from './a-shop.ts'

const shop = await aShop()
const roadOf = (id: string) => aRoad(shop, journeyOf(id)!)

async function pages(run: (page: Page) => Promise<void>): Promise<void> {
  const page = await shop.open({ width: 360, javaScript: false })
  await run(page)
  await page.context().close()
}

const said = (page: Page) => page.locator('main').innerText()

test('after five wrong codes there is one sentence with one time, also when the page is opened again', () =>
  pages(async (page) => {
    const road = roadOf('pijar')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    const order = page.url()
    await road.toCode(page, card)
    const otp = await shop.otp(card.phone)
    const wrong = otp === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries++) await road.pay(page, wrong)
    const once = async () => {
      const text = await said(page)
      assert.match(text, /minta kode baru mulai \d+ \w+ \d{4}, \d\d\.\d\d WIB\./)
      // The order's own term stands in its summary; of codes there is this one time.
      assert.doesNotMatch(text, /detik|berlaku sampai|sisa \d+ kali|\d+ menit lagi/)
      assert.equal(await page.getByLabel('Kode OTP').count(), 0)
    }
    await once()
    await page.goto(order)
    await once()
    await shop.advance(6 * minute)
    await page.goto(order)
    await press(page, 'Kirim OTP baru')
    await road.pay(page, await shop.otp(card.phone, otp))
    await expectHeading(page, road.result)
  }))

test('a code is said to live until the term of the card, where that ends first', () =>
  pages(async (page) => {
    const road = roadOf('bukalapak')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    const { pool } = shop.database
    const now = await fetch(`${shop.url}/dev/clock.json`).then(
      (answer) => answer.json() as Promise<{ now: string }>,
    )
    const before = new Date(new Date(now.now).getTime() + 3 * minute)
    await pool.query('update card set first_purchase_before = $2 where number = $1', [
      card.prakerja_id,
      before,
    ])
    await road.toCode(page, card)
    const last = new Date(before.getTime() - 1 + 7 * 60 * minute)
      .toISOString()
      .slice(11, 16)
      .replace(':', '.')
    assert.ok((await said(page)).includes(`, ${last} WIB.`), last)
  }))

test('an order that waits for its payment has its button in the history, one that lapsed another', () =>
  pages(async (page) => {
    const road = roadOf('pijar')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    const order = page.url()
    await road.toCode(page, card)
    await page.goto('/pijar/riwayat')
    await press(page, 'Lanjutkan pembayaran')
    assert.equal(page.url(), order)
    await shop.advance(25 * 60 * minute)
    await page.goto('/pijar/riwayat')
    await press(page, 'Beli lagi')
    assert.match(page.url(), /\/pijar\/kursus\//)
  }))

test('after the last lesson the review is next; after the review neither it nor "Mulai Pelatihan" is offered again', () =>
  pages(async (page) => {
    const road = roadOf('sisnaker')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    const order = page.url()
    await road.toCode(page, card)
    await road.pay(page, await shop.otp(card.phone))
    await press(page, 'Mulai Pelatihan')
    await press(page, 'Buka materi 1')
    await press(page, 'Tandai selesai')
    await expectHeading(page, /./)
    const waits = /Sertifikat kedua, dari Kementerian Ketenagakerjaan, menyusul setelah .+ memasukkan nilaimu/
    assert.match(await said(page), /tulis ulasan/i)
    assert.match(await said(page), waits)
    await page.goto(order)
    assert.match(await said(page), waits)
    assert.equal(await page.getByRole('link', { name: 'Mulai Pelatihan' }).count(), 0)
    await page.goto('/sisnaker/riwayat')
    assert.match(await said(page), /Giliran kamu: tulis ulasan/)
    await press(page, 'Tulis ulasan')
    await page.getByRole('radio', { name: /^5/ }).check()
    await page.getByLabel('Ulasan').fill('Materinya jelas dan langsung bisa dipakai.')
    await page.locator('main form').getByRole('button').last().click()
    for (const place of ['/sisnaker/riwayat', order]) {
      await page.goto(place)
      assert.equal(await page.getByRole('link', { name: 'Tulis ulasan' }).count(), 0, place)
      assert.equal(await page.getByRole('link', { name: 'Mulai Pelatihan' }).count(), 0, place)
      await page.locator('main').getByRole('link', { name: 'Lihat ulasan kamu' }).waitFor()
      assert.doesNotMatch(await said(page), /Tulis ulasanmu, lalu beli/)
    }
  }))

test('a training that is unfinished at another storefront is looked for on the card, not in the history here', () =>
  pages(async (page) => {
    const card = shop.freshCard()
    const [here, there] = [roadOf('pijar'), roadOf('sekolahmu')]
    await here.toOrder(page, card)
    await here.toCode(page, card)
    const first = await shop.otp(card.phone)
    await here.pay(page, first)
    await press(page, 'Mulai Belajar')
    await press(page, 'Buka materi 1')
    await press(page, 'Tandai selesai')
    await there.toOrder(page, card)
    await there.toCode(page, card)
    await there.pay(page, await shop.otp(card.phone, first))
    await expectHeading(page, there.result)
    await page.goto('/pijar/kursus?harga=250000&cara=self_paced')
    await page.locator('article.course').filter({ hasText: 'Rp' }).locator('a.whole').nth(1).click()
    await press(page, 'Beli Sekarang')
    await press(page, 'Kartu Prakerja')
    await page.getByLabel('Nomor Kartu Prakerja').fill(card.prakerja_id)
    await press(page, 'Kirim OTP')
    await page.locator('#salah').getByText('Kamu masih punya pelatihan yang belum selesai').waitFor()
    const way = page.locator('#salah').getByRole('link')
    assert.equal(await way.getAttribute('href'), '/kartu')
  }))

test('a receipt says which of its two codes is redeemed, and that one first', () =>
  pages(async (page) => {
    const road = roadOf('tokopedia')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    await road.toCode(page, card)
    await road.pay(page, await shop.otp(card.phone))
    const labels = await page.locator('dl.summary dt').allInnerTexts()
    const codes = labels.filter((label) => /^Kode (voucher|redeem)/.test(label))
    assert.deepEqual(codes, ['Kode voucher (untuk ditukarkan)', 'Kode redeem (untuk lembaga, bila diminta)'])
  }))

for (const id of ['tokopedia', 'sekolahmu', 'pintaria'])
  test(`${id}: a promo code stands above the button that goes on; a refused one may be left where it is`, () =>
    pages(async (page) => {
      const road = roadOf(id)
      await road.toOrder(page, shop.freshCard())
      const field = page.getByLabel('Punya kode promo?')
      const at = async (target: typeof field) => (await target.boundingBox())!.y
      const labels = road.journey.steps.find(({ effects }) => effects?.includes('apply_promo'))!.labels
      const button = page.locator('main').getByRole('button', { name: labels[0]!, exact: true })
      assert.ok((await at(field)) < (await at(button)))
      if (id === 'tokopedia') await page.getByRole('heading', { name: 'Metode pembayaran' }).waitFor()
      const card = shop.freshCard()
      const number = page.getByLabel('Nomor Kartu Prakerja')
      if (id === 'sekolahmu') await number.fill(card.prakerja_id)
      await field.fill('TIDAKADA')
      await field.press('Enter')
      await page.locator('#salah').getByText('atau lanjutkan tanpa kode promo').first().waitFor()
      const stood = await page.locator('h1').innerText()
      await button.click()
      assert.notEqual(await page.locator('h1').innerText(), stood)
      assert.equal(await page.locator('#salah').count(), 0)
    }))

test('the programme is found however it is written, and at the address that tutorials print', () =>
  pages(async (page) => {
    for (const words of ['Kartu  Prakerja', 'kartu pra kerja', 'prakerja']) {
      await page.goto('/tokopedia')
      await page.getByLabel('Cari pelatihan').fill(words)
      await press(page, 'Cari')
      await expectHeading(page, 'Pilih kategori')
    }
    for (const { id } of journeys)
      for (const rest of ['kartuprakerja', 'prakerja', 'kursus?q=kartu+prakerja'])
        assert.equal((await page.goto(`/${id}/${rest}`))?.status(), 200, `/${id}/${rest}`)
    await page.goto('/sekolahmu/kartuprakerja')
    assert.ok((await page.locator('article.course').count()) > 0)
  }))

test('pages speak of what stands below only where it does, and of learning at once only where that is so', () =>
  pages(async (page) => {
    for (const { id, delivery } of journeys) {
      await page.goto(`/${id}`)
      const text = await said(page)
      assert.equal(/lalu langsung belajar/.test(text), delivery === 'enrolment', id)
      assert.equal(/lalu tukarkan kode vouchernya/.test(text), delivery === 'voucher', id)
      await page.goto(`/${id}/prakerja`)
      const courses = await page.locator('article.course').count()
      if (courses === 0) assert.doesNotMatch(await said(page), /pelatihan (yang .*)?di bawah ini/i, id)
    }
    await page.goto('/bukalapak/prakerja')
    await press(page, 'Pendaftaran Prakerja')
    assert.equal(new URL(page.url()).pathname, '/daftar')
    await page.goto('/tokopedia/daftar')
    assert.doesNotMatch(await said(page), /boleh kosong/)
  }))

test('MauBelajarApa: one name for a page, one for a number, and the name is known already', () =>
  pages(async (page) => {
    const road = roadOf('maubelajar')
    const card = shop.freshCard()
    await road.toOrder(page, card)
    assert.equal(await page.getByLabel('Nama lengkap').inputValue(), 'Sari Dewi')
    assert.equal(await page.locator('nav.steps').count(), 0)
    await road.toCode(page, card)
    assert.equal(await page.locator('nav.steps').count(), 0)
    await road.pay(page, await shop.otp(card.phone))
    await expectHeading(page, road.result)
    const text = await said(page)
    assert.match(text, /Order ID/)
    assert.doesNotMatch(text, /Nomor pesanan/)
  }))

test('an account of the ministry leads on to the storefront that it is for', () =>
  pages(async (page) => {
    await page.goto('/kemnaker/daftar')
    await page.getByLabel('Nama lengkap').fill('Sari Dewi')
    await page.getByLabel('Alamat email').fill(`sari-${crypto.randomUUID().slice(0, 8)}@contoh.id`)
    await page.getByLabel('Kata sandi').fill('kata sandi panjang')
    await page.locator('main form').getByRole('button').last().click()
    await press(page, 'Lanjut ke Sisnaker')
    await press(page, 'Masuk dengan akun Kemnaker')
    await press(page, 'Izinkan dan lanjut')
    assert.equal(new URL(page.url()).pathname, '/sisnaker')
  }))

test('the button that leads to an account kept elsewhere speaks the language of its page', () =>
  pages(async (page) => {
    for (const [shop, id, en] of [
      ['sisnaker', 'Masuk dengan akun Kemnaker', 'Log in with your Kemnaker account'],
      ['pintaria', 'Masuk dengan akun Kartu Prakerja', 'Log in with your Kartu Prakerja account'],
    ] as const)
      for (const [language, label] of [
        ['id', id],
        ['en', en],
      ] as const) {
        await page.goto(`/${shop}/masuk?lang=${language}`)
        await page.locator('main').getByRole('button', { name: label, exact: true }).waitFor()
      }
  }))

test('"Cara membeli di setiap toko" tells it in words; what programs call the steps stands below, for developers', () =>
  pages(async (page) => {
    await page.goto('/perjalanan')
    const text = (await page.locator('main').textContent()) ?? ''
    const [forPeople, ...rest] = text.split('Untuk pengembang')
    for (const { name } of journeys) assert.ok(forPeople!.includes(`Cara membeli di ${name}`), name)
    assert.match(forPeople!, /Tekan “Cek Portofolio” untuk membuka “Portofolio”/)
    assert.doesNotMatch(forPeople!, /\w_\w/)
    assert.match(rest.join(), /choose_course · draft_order/)
  }))
