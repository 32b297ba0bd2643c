import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { minute } from '../../src/kernel/clock.ts'
import { aShop, cheapCourses, expectHeading, press, signUp, soldCourse } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
let phones = 0
const aPhone = () => `0813${String(30_000_000 + ++phones)}`
const e164 = (phone: string) => phone.replace(/^0/, '+62')

async function logIn(page: Page, email: string, password = 'kata sandi panjang'): Promise<void> {
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill(password)
  await press(page, 'Masuk')
}

async function codeTo(phone: string): Promise<string> {
  const { text } = await shop.message(e164(phone), /kode verifikasi/)
  return /(\d{6})/.exec(text)?.[1] ?? assert.fail('no code')
}

/** The link of an email; its host is `localhost` here, and the cookies of the tests are not. */
async function linkTo(email: string, says: RegExp): Promise<string> {
  const { text } = await shop.message(email, says)
  const link = URL.parse(/https?:\/\/\S+\/(?:sandi|email)-baru\/\S+/.exec(text)?.[0] ?? '')
  return link ? link.pathname + link.search : assert.fail('no link')
}

async function sendCode(page: Page, phone: string, label = 'Kirim Kode'): Promise<void> {
  await page.getByLabel('Nomor HP').fill(phone)
  await press(page, label)
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Kode verifikasi').fill(code)
  await press(page, 'Verifikasi')
}

test('each storefront calls logging in and signing up by its own words', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  for (const [storefront, signUpLabel] of [
    ['tokopedia', 'Daftar'],
    ['sekolahmu', 'Daftar Disini'],
    ['maubelajar', 'Buat akun'],
  ] as const) {
    await page.goto(`/${storefront}/masuk`)
    await expectHeading(page, 'Masuk')
    await page.getByRole('main').getByRole('button', { name: 'Masuk', exact: true }).waitFor()
    await press(page, signUpLabel)
    await expectHeading(page, signUpLabel)
    await page.getByRole('main').getByRole('button', { name: signUpLabel, exact: true }).waitFor()
  }
  await page.context().close()
})

test('a phone is verified by a code, and the buyer comes back to where the order stands', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/tokopedia/masuk')
  await signUp(page)
  const phone = aPhone()
  await page.goto('/tokopedia/akun/hp?lanjut=/tokopedia/kursus')
  await sendCode(page, '021 1234')
  await page.locator('#salah').getByText('harus nomor HP Indonesia').waitFor()
  await sendCode(page, phone)
  await expectHeading(page, 'Verifikasi nomor HP')
  const { text } = await shop.message(e164(phone), /kode verifikasi/)
  assert.match(
    text,
    /^BEKAL: kode verifikasi \d{6} utk akun Tokopedia\. Berlaku 5 mnt\. .*\n@tokopedia\.example #\d{6}$/,
  )
  const code = await codeTo(phone)
  await enterCode(page, code === '000000' ? '000001' : '000000')
  await page.locator('#salah').getByText('sisa 4 kali percobaan').waitFor()
  await press(page, 'Kirim kode baru')
  await page.locator('#salah').getByText('Kode baru saja dikirim').waitFor()
  await page.goto('/tokopedia/akun/hp?lanjut=/tokopedia/kursus')
  await enterCode(page, code)
  assert.equal(new URL(page.url()).pathname, '/tokopedia/kursus')
  await page.goto('/tokopedia/akun/hp?lanjut=/tokopedia/kursus')
  assert.equal(new URL(page.url()).pathname, '/tokopedia/kursus')
  await page.goto('/tokopedia/akun')
  await page.getByText('Terverifikasi', { exact: true }).waitFor()
  await page.getByText(`****-${phone.slice(-4)}`).waitFor()
  await page.context().close()
})

test('a phone of another account is refused with what to do, and a code gets too old', async () => {
  const phone = aPhone()
  const owner = await shop.open({ width: 360, javaScript: false })
  await owner.goto('/pijar/masuk')
  await signUp(owner)
  await owner.goto('/pijar/akun/hp')
  await sendCode(owner, phone, 'Kirim kode')
  const first = await codeTo(phone)
  await enterCode(owner, first)
  await owner.getByText('Nomor HP kamu sudah terverifikasi.').waitFor()

  await shop.advance(minute)
  const other = await shop.open({ width: 360, javaScript: false })
  await other.goto('/pijar/masuk')
  await signUp(other)
  await other.goto('/pijar/akun/hp')
  await sendCode(other, phone, 'Kirim kode')
  await shop.advance(5 * minute)
  await other.reload()
  await other.getByText('Kode sudah tidak berlaku').waitFor()
  await press(other, 'Kirim kode baru')
  await expectHeading(other, 'Verifikasi nomor HP')
  await other.getByLabel('Kode verifikasi').waitFor()
  const codes = async () => {
    const said = await shop.messagesTo(e164(phone))
    return said.map(({ text }) => /(\d{6})/.exec(text)?.[1] ?? '')
  }
  for (let tries = 0; tries < 50 && (await codes()).length < 3; tries++) await other.waitForTimeout(100)
  await enterCode(other, (await codes())[0] ?? '')
  await other.locator('#salah').getByText('sudah terverifikasi di akun lain').waitFor()
  await owner.context().close()
  await other.context().close()
})

test('a forgotten password is replaced by email, and the buyer comes back to the order', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/pijar/masuk')
  const email = await signUp(page)
  await page.goto(cheapCourses)
  await soldCourse(page).click()
  await press(page, 'Beli Sekarang')
  const order = page.url()

  const elsewhere = await shop.open({ width: 360, javaScript: false })
  await elsewhere.goto(order)
  await press(elsewhere, 'Lupa kata sandi?')
  await elsewhere.getByLabel('Alamat email').fill(email)
  await press(elsewhere, 'Kirim tautan')
  await expectHeading(elsewhere, 'Periksa email kamu')
  const link = await linkTo(email, /mengatur ulang/)
  // A scanner of emails looks first, and uses nothing up.
  assert.equal((await fetch(shop.url + link)).status, 200)
  await elsewhere.goto(link)
  await elsewhere.getByLabel('Kata sandi baru').fill('pendek')
  await press(elsewhere, 'Simpan kata sandi')
  await elsewhere.locator('#salah').getByText('terlalu pendek').waitFor()
  await elsewhere.getByLabel('Kata sandi baru').fill('sandi baru sekali')
  await press(elsewhere, 'Simpan kata sandi')
  await elsewhere.getByText('Kata sandi sudah diganti').waitFor()
  await logIn(elsewhere, email)
  await elsewhere.locator('#salah').getByText('Email atau kata sandi salah').waitFor()
  await logIn(elsewhere, email, 'sandi baru sekali')
  assert.equal(elsewhere.url(), order)

  await page.goto('/pijar/akun')
  await expectHeading(page, 'Masuk')
  await elsewhere.goto(link)
  await expectHeading(elsewhere, 'Tautan ini sudah dipakai atau sudah diganti')
  await press(elsewhere, 'Minta tautan lagi')
  await expectHeading(elsewhere, 'Lupa kata sandi')
  await elsewhere.goto(`/pijar/sandi-baru/${'A'.repeat(32)}`)
  await expectHeading(elsewhere, 'Tautan ini tidak dikenali')
  await shop.message(email, /Kata sandi diganti/)
  await page.context().close()
  await elsewhere.context().close()
})

test('name, password and email are changed on the account page', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/pijar/masuk')
  const email = await signUp(page)
  await page.goto('/pijar/akun')
  await page.locator('a[href="/pijar/akun/nama"]').click()
  await page.getByLabel('Nama lengkap').fill('Sari Dewi')
  await press(page, 'Simpan')
  await page.getByText('Nama sudah diganti.').waitFor()
  await page.getByText('Sari Dewi').waitFor()

  await page.goto('/pijar/akun/sandi')
  const passwords = async (current: string, wanted: string) => {
    await page.getByLabel('Kata sandi sekarang').fill(current)
    await page.getByLabel('Kata sandi baru').fill(wanted)
    await press(page, 'Simpan kata sandi')
  }
  await passwords('bukan sandinya', 'sandi kedua panjang')
  await page.locator('#salah').getByText('Kata sandi sekarang salah').waitFor()
  await passwords('kata sandi panjang', 'sandi kedua panjang')
  await page.getByText('Kata sandi sudah diganti.').waitFor()

  const next = `baru-${email}`
  await page.goto('/pijar/akun/email')
  await page.getByLabel('Email baru').fill(next)
  await page.getByLabel('Kata sandi sekarang').fill('sandi kedua panjang')
  await press(page, 'Kirim tautan')
  await page.getByText('Tautan sudah dikirim ke alamat baru.').waitFor()
  await page.getByText(email, { exact: true }).waitFor()
  const link = await linkTo(next, /akan memakai alamat email ini/)
  const mailApp = await shop.open({ width: 360, javaScript: false })
  await mailApp.goto(link)
  await press(mailApp, 'Pakai email ini')
  await mailApp.getByText('Masuk dengan email yang baru.').waitFor()
  await logIn(mailApp, next, 'sandi kedua panjang')
  await mailApp.goto('/pijar/akun')
  await mailApp.getByText(next, { exact: true }).waitFor()
  await shop.message(email, /Alamat email diganti/)
  await mailApp.goto(link)
  await expectHeading(mailApp, 'Tautan ini sudah dipakai atau sudah diganti')
  await page.context().close()
  await mailApp.context().close()
})

test('an account that is kept elsewhere is shown with where, and without what cannot be changed here', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/pijar/masuk')
  const email = await signUp(page)
  const { rows } = await shop.database.pool.query(
    `update storefront_account set password_hash = null, provider = 'lain', subject = 's' where email = $1
     returning account_id`,
    [email],
  )
  assert.equal(rows.length, 1)
  await page.goto('/pijar/akun')
  await page.getByText('Akun ini disimpan di tempat lain').waitFor()
  assert.equal(await page.locator('a[href="/pijar/akun/sandi"], a[href="/pijar/akun/email"]').count(), 0)
  assert.equal(await page.locator('a[href="/pijar/akun/hp"]').count(), 1)
  for (const form of ['nama', 'sandi', 'email']) {
    await page.goto(`/pijar/akun/${form}`)
    assert.equal(new URL(page.url()).pathname, '/pijar/akun')
  }
  await page.goto('/sisnaker/lupa-sandi')
  assert.equal(new URL(page.url()).pathname, '/sisnaker/masuk')
  await page.context().close()
})

test('the account page shows the last digits of the card that it pays with, and no more of it', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/pijar/masuk')
  const email = await signUp(page)
  const card = shop.freshCard()
  await shop.database.pool.query(
    `insert into storefront_account_card
     select partner_id, account_id::text, card_id from partner, storefront_account, card
     where partner.storefront = 'pijar' and storefront_account.email = $1 and card.number = $2`,
    [email, card.prakerja_id],
  )
  await page.goto('/pijar/akun')
  await page.getByText(`Berakhir ${card.prakerja_id.slice(-4)}`).waitFor()
  assert.ok(!(await page.content()).includes(card.prakerja_id.slice(0, 12)))
  await page.context().close()
})

test('every page of an account is accessible, light and dark, and fits a narrow phone', async () => {
  const page = await shop.open({ width: 320 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/tokopedia/masuk')
  await expectGood(page)
  const email = await signUp(page)
  for (const rest of ['', '/nama', '/sandi', '/email', '/hp']) {
    await page.goto(`/tokopedia/akun${rest}`)
    await expectGood(page)
  }
  const phone = aPhone()
  await sendCode(page, '12')
  await expectGood(page)
  await sendCode(page, phone)
  await expectGood(page)
  await enterCode(page, '12')
  await expectGood(page)
  await enterCode(page, await codeTo(phone))
  await expectGood(page)
  await page.goto('/tokopedia/akun/hp')
  await expectGood(page)
  await page.goto('/tokopedia/lupa-sandi')
  await expectGood(page)
  await page.getByLabel('Alamat email').fill(email)
  await press(page, 'Kirim tautan')
  await expectGood(page)
  await page.goto(await linkTo(email, /mengatur ulang/))
  await expectGood(page)
  await page.goto(`/tokopedia/email-baru/${'A'.repeat(32)}`)
  await expectGood(page)
  await page.context().close()
})

async function expectGood(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
}
