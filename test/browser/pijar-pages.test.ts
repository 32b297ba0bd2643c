import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { minute } from '../../src/kernel/clock.ts'
import { stylesheet } from '../../src/web/parts/page/stylesheet.ts'
import { themeOf } from '../../src/web/parts/page/themes.ts'
import { aShop, cheapCourses, expectHeading, pay, press, sendOtp, signUp, soldCourse } from './a-shop.ts'
import { expectGood, expectQuick } from './good-page.ts'

const shop = await aShop()

test('every page is accessible, light and dark, and fits a narrow phone', async () => {
  const page = await shop.open({ width: 320 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(message.text())
  })
  const look = () => expectGood(page)
  const visit = async (url: string) => {
    await page.goto(url)
    await look()
  }

  for (const url of [
    '/',
    '/perjalanan',
    '/cara-beli/pijar',
    '/kartu',
    '/dev/inbox',
    '/dev/clock',
    '/pijar',
    '/pijar/kursus?q=zzzqqq',
  ])
    await visit(url)
  await visit('/pijar/kursus?kategori=perkantoran&cara=self_paced&urut=cheapest')
  await page.getByText('Saring dan urutkan').click()
  await look()
  await visit('/pijar/tidak-ada')
  await visit('/pijar/daftar')
  await press(page, 'Daftar')
  await look()

  for (const persona of ['Nur Aini', 'Yohanes', 'Siti']) {
    await page.goto('/')
    await page.getByRole('button', { name: new RegExp(`sebagai ${persona}`) }).click()
    await look()
  }
  const cardNumber = (await page.locator('output').innerText()).replaceAll(' ', '')
  const { phone } = shop.cardOf(cardNumber)

  await page.goto(cheapCourses)
  await soldCourse(page).click()
  await look()
  await press(page, 'Beli Sekarang')
  await look()
  const email = await signUp(page)
  await look()
  await visit('/pijar/riwayat')
  await page.goBack()
  await press(page, 'Kartu Prakerja')
  await look()
  await sendOtp(page, '1234')
  await look()
  await sendOtp(page, cardNumber)
  await page.getByText('OTP tidak masuk?').click()
  await look()
  const order = page.url()
  await visit('/kartu')
  await page.goto(order)
  await pay(page, '000000')
  await look()
  await page.goto(order)
  // The button waits for the countdown; a second tab's would not.
  await page
    .locator('form[action$="/kirim-ulang"]')
    .evaluate((form) => (form as unknown as { submit(): void }).submit())
  await page.getByText('Kamu bisa meminta kode baru').first().waitFor()
  await look()
  await page.goto(order)
  await pay(page, await shop.otp(phone))
  await expectHeading(page, 'Pembayaran Berhasil')
  await look()
  await visit('/pijar/riwayat')
  await page.goto(order)
  await press(page, 'Mulai Belajar')
  await look()
  await press(page, 'Buka materi 1')
  await look()
  await press(page, 'Tandai selesai')
  await look()
  await visit('/pijar/akun')
  await visit('/kartu')
  await visit(`/dev/inbox?to=${email}`)
  assert.deepEqual(troubles, [])
  await page.context().close()
})

test('the pages of an order that went wrong are accessible too', async () => {
  const page = await shop.open({ width: 320 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(cheapCourses)
  await soldCourse(page).click()
  await press(page, 'Beli Sekarang')
  await signUp(page)
  await press(page, 'Kartu Prakerja')
  await sendOtp(page, shop.freshCard().prakerja_id)
  await shop.advance(6 * minute)
  await page.reload()
  await expectGood(page)
  await shop.advance(24 * 60 * minute)
  await page.reload()
  await expectHeading(page, 'Pesanan kedaluwarsa')
  await expectGood(page)
  await page.goto('/pijar/riwayat')
  await expectGood(page)
  await page.context().close()
})

test('pages keep their budgets: bytes, requests, the largest paint on a slow phone, and nothing jumps', async () => {
  const { css } = stylesheet(themeOf('pijar'))
  assert.ok(brotliCompressSync(css).length <= 10_240, 'CSS')
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await page.goto(cheapCourses)
  const course = (await soldCourse(page).getAttribute('href')) ?? ''
  for (const url of ['/pijar', '/pijar/kursus', course, '/pijar/masuk']) await expectQuick(page, url)
  await page.goto(course)
  await press(page, 'Beli Sekarang')
  await signUp(page)
  const order = page.url()
  await expectQuick(page, order)
  await press(page, 'Kartu Prakerja')
  await expectQuick(page, order)
  await sendOtp(page, card.prakerja_id)
  await expectQuick(page, order)
  await pay(page, await shop.otp(card.phone))
  await expectHeading(page, 'Pembayaran Berhasil')
  await expectQuick(page, order)
  await page.goto('/')
  await page.getByRole('button', { name: /sebagai Bima/ }).click()
  await expectHeading(page, 'Kartu saya')
  await expectQuick(page, '/kartu')
  await page.context().close()
})
