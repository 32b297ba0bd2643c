import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aShop, type DemoCard, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const withPrakerja = 'Masuk dengan akun Kartu Prakerja'
const withKemnaker = 'Masuk dengan akun Kemnaker'

for (const [persona, javaScript] of [
  ['Siti', true],
  ['Bima', false],
] as const) {
  const by = javaScript ? 'with' : 'without'

  test(`Pintaria: somebody who is logged in at the portal allows it in the middle of an order, ${by} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    await forgetConsents()
    await become(page, persona)
    const cardNumber = (await page.locator('output').innerText()).replaceAll(' ', '')
    const order = await beginOrder(page, 'pintaria', 'Ikuti Kursus')
    await checked(page, javaScript)
    await press(page, withPrakerja)
    await expectHeading(page, 'Izinkan Pintaria?')
    await checked(page, javaScript)
    // The very values, the card by its tail only, and to whom.
    const passed = await page.locator('dl.summary').innerText()
    assert.match(passed, new RegExp(`berakhir ${cardNumber.slice(-4)}`))
    assert.doesNotMatch(passed, new RegExp(cardNumber))
    await press(page, 'Izinkan dan lanjut')
    await expectHeading(page, 'Pilih metode pembayaran')
    assert.equal(new URL(page.url()).pathname, order)
    // The card number came with the account: it is not asked for.
    const { phone } = shop.cardOf(cardNumber)
    const earlier = (await shop.messagesTo(phone)).flatMap(
      ({ text }) => text.match(/kode OTP (\d{6})/)?.[1] ?? [],
    )
    await press(page, 'Kartu Prakerja')
    assert.equal(await page.getByLabel('Nomor Kartu Prakerja').count(), 0)
    await press(page, 'Kirim OTP')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone, ...earlier))
    await page.getByRole('button', { name: /^Bayar/ }).click()
    await expectHeading(page, 'Pembayaran Berhasil')
    await page.goto('/pintaria/akun')
    await page.locator('main').getByText(persona).first().waitFor()

    // Allowed once, it is not asked again.
    await page.goto('/pintaria/akun')
    await press(page, 'Keluar')
    await page.goto('/pintaria/masuk')
    await press(page, withPrakerja)
    await expectHome(page, '/pintaria')
    await page.context().close()
  })

  test(`Pintaria: a stranger logs in at the programme by SMS first, ${by} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const { phone, name } = shop.freshCard()
    await page.goto('/pintaria/masuk')
    await press(page, withPrakerja)
    await expectHeading(page, withPrakerja.replace('dengan', 'ke'))
    await checked(page, javaScript)
    await logInBySms(page, phone)
    await expectHeading(page, 'Izinkan Pintaria?')
    await page.locator('dl.summary').getByText(name, { exact: true }).waitFor()
    await press(page, 'Izinkan dan lanjut')
    await expectHome(page, '/pintaria')
    await page.goto('/pintaria/akun')
    await page.locator('main').getByText(name).first().waitFor()
    await page.context().close()
  })

  test(`Sisnaker: an account is opened at Kemnaker and brings the buyer back, ${by} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const order = await beginOrder(page, 'sisnaker', 'Daftar Sekarang')
    await checked(page, javaScript)
    await press(page, withKemnaker)
    await expectHeading(page, withKemnaker)
    await checked(page, javaScript)
    await press(page, 'Buat akun')
    await expectHeading(page, 'Buat akun Kemnaker')
    await checked(page, javaScript)
    const email = await signUpAtKemnaker(page)
    await expectHeading(page, 'Izinkan Sisnaker?')
    await checked(page, javaScript)
    await page.locator('dl.summary').getByText(email).waitFor()
    await press(page, 'Izinkan dan lanjut')
    await page.waitForURL(`**${order}`)
    await page.locator('main').getByRole('button', { name: 'Lanjutkan' }).first().waitFor()

    await page.goto('/kemnaker')
    await checked(page, javaScript)
    await page.locator('main').getByText(email).waitFor()
    await press(page, 'Keluar')
    await press(page, 'Masuk')
    await page.getByLabel('Alamat email').fill(email)
    await page.getByLabel('Kata sandi').fill('salah sekali ini')
    await page.locator('main form').getByRole('button').click()
    await page.getByText('Email atau kata sandi salah').first().waitFor()
    await page.getByLabel('Kata sandi').fill('kata sandi panjang')
    await page.locator('main form').getByRole('button').click()
    await page.locator('dl.summary').getByText(email).waitFor()
    await page.context().close()
  })

  test(`who does not allow it is told what that means, keeps the order, and may try again, ${by} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    await page.goto('/masuk')
    await logInBySms(page, shop.freshCard().phone)
    const order = await beginOrder(page, 'pintaria', 'Ikuti Kursus')
    await press(page, withPrakerja)
    await press(page, 'Jangan izinkan')
    await expectHeading(page, 'Belum masuk')
    await page.getByText('tidak ada yang diteruskan').waitFor()
    await checked(page, javaScript)
    await press(page, 'Coba lagi')
    await expectHeading(page, 'Izinkan Pintaria?')
    await press(page, 'Izinkan dan lanjut')
    await page.waitForURL(`**${order}`)
    await page.context().close()
  })
}

test('an answer of the provider that is replayed, or belongs to another browser, logs nobody in', async () => {
  const page = await shop.open({ width: 360 })
  await forgetConsents()
  await become(page, 'Siti')
  const answers: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/masuk/kembali?')) answers.push(request.url())
  })
  await page.goto('/pintaria/masuk')
  await press(page, withPrakerja)
  await press(page, 'Izinkan dan lanjut')
  await expectHome(page, '/pintaria')
  const replayed = answers[0] ?? assert.fail('no answer was seen')

  const thief = await shop.open({ width: 360 })
  const { pathname, search } = new URL(replayed)
  await thief.goto(pathname + search)
  await expectHeading(thief, 'Belum masuk')
  await thief.goto('/pintaria/akun')
  await expectHeading(thief, 'Masuk')

  // A code of somebody else, slipped under a login that this browser did begin.
  await thief.goto('/pintaria/masuk')
  await press(thief, withPrakerja)
  await expectHeading(thief, 'Masuk ke akun Kartu Prakerja')
  await thief.goto(pathname + search)
  await expectHeading(thief, 'Belum masuk')
  await thief.getByText('tidak cocok dengan permintaan masuk').waitFor()
  await expectAccessible(thief)
  await thief.goto('/pintaria/akun')
  await expectHeading(thief, 'Masuk')
  await thief.context().close()

  // In the browser that was meant, the way back is no error.
  await page.goto(pathname + search)
  await expectHome(page, '/pintaria')
  await page.context().close()
})

test('the provider follows the portal: after its logout nobody is logged in, and the next person is somebody else', async () => {
  const page = await shop.open({ width: 360 })
  await forgetConsents()
  await become(page, 'Siti')
  await page.goto('/pintaria/masuk')
  await press(page, withPrakerja)
  await press(page, 'Izinkan dan lanjut')
  await expectHome(page, '/pintaria')
  await page.goto('/pintaria/akun')
  await press(page, 'Keluar')
  await page.goto('/kartu')
  await press(page, 'Keluar')

  await page.goto('/pintaria/masuk')
  await press(page, withPrakerja)
  const { phone, name } = shop.freshCard()
  await logInBySms(page, phone)
  await expectHeading(page, 'Izinkan Pintaria?')
  await page.locator('dl.summary').getByText(name, { exact: true }).waitFor()
  await press(page, 'Izinkan dan lanjut')
  await page.goto('/pintaria/akun')
  await page.locator('main').getByText(name).first().waitFor()
  await page.context().close()
})

test('a logout at the provider asks first, and ends the session of the portal too', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await forgetConsents()
  await become(page, 'Siti')
  await page.goto('/pintaria/masuk')
  await press(page, withPrakerja)
  await press(page, 'Izinkan dan lanjut')
  await expectHome(page, '/pintaria')
  const home = `http://localhost:${new URL(shop.url).port}/pintaria`
  await page.goto(
    `/oidc/session/end?client_id=pintaria&post_logout_redirect_uri=${encodeURIComponent(home)}&state=x`,
  )
  await expectHeading(page, 'Keluar dari akun Kartu Prakerja?')
  await press(page, 'Keluar')
  await expectHome(page, '/pintaria')
  await page.goto('/kartu')
  await page.getByRole('heading', { name: 'Belum masuk' }).waitFor()
  await page.goto('/oidc/session/end')
  await expectHeading(page, 'Keluar dari akun Kartu Prakerja?')
  await press(page, 'Keluar')
  await expectHeading(page, 'Anda sudah keluar')
  await page.context().close()
})

test('the card page leads to the login and comes back; its errors are said, in both languages', async () => {
  const page = await shop.open({ width: 360 })
  const { phone } = shop.freshCard()
  await page.goto('/kartu')
  await press(page, 'Masuk')
  await page.getByLabel('Email atau nomor HP').fill('bukan apa-apa')
  await press(page, 'Kirim kode')
  await page.getByText('Tulis alamat email atau nomor HP').first().waitFor()
  await expectAccessible(page)
  await page.getByLabel('Email atau nomor HP').fill(phone.replace('+62', '0'))
  await press(page, 'Kirim kode')
  await expectHeading(page, 'Masukkan kode dari SMS')
  await expectAccessible(page)
  const otp = await shop.logInCode(phone)
  await page.getByLabel('Kode OTP').fill(otp === '111111' ? '222222' : '111111')
  await press(page, 'Masuk')
  await page.getByText('sisa 4 kali percobaan').first().waitFor()
  await expectAccessible(page)
  await page.getByLabel('Kode OTP').fill(otp)
  await press(page, 'Masuk')
  await expectHeading(page, 'Kartu saya')
  await page.locator('.card').waitFor()
  await press(page, 'Keluar')
  await page.goto('/masuk?lang=en')
  await expectHeading(page, 'Log in to your Kartu Prakerja account')
  await page.goto('/kemnaker/daftar')
  await expectHeading(page, 'Open a Kemnaker account')
  await page.goto('/sisnaker/masuk')
  await page.getByText('keeps no passwords').waitFor()
  await page.context().close()
})

test('at a storefront whose accounts are kept elsewhere nobody opens one with a password', async () => {
  const page = await shop.open({ width: 360 })
  for (const storefront of ['pintaria', 'sisnaker']) {
    await page.goto(`/${storefront}/daftar`)
    await page.waitForURL(`**/${storefront}/masuk`)
    const csrf = await page.locator('input[name=csrf]').first().inputValue()
    for (const address of ['daftar', 'masuk']) {
      const form = { csrf, name: 'Sari', email: 'sari@contoh.id', password: 'kata sandi panjang' }
      await page.request.post(`/${storefront}/${address}`, { form })
    }
    await page.goto(`/${storefront}/akun`)
    await page.waitForURL(`**/${storefront}/masuk?**`)
  }
  const { rows } = await shop.database.pool.query(
    `select count(*)::int as count from storefront_account
     where storefront in ('pintaria', 'sisnaker') and password_hash is not null`,
  )
  assert.equal(rows[0].count, 0)
  await page.context().close()
})

/** As if nobody had been asked before. */
async function forgetConsents(): Promise<void> {
  await shop.database.pool.query('delete from sign_on_consent')
}

/** As a visitor of the demo becomes a persona. */
async function become(page: Page, persona: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: new RegExp(`sebagai ${persona}`) }).click()
  await expectHeading(page, 'Kartu saya')
}

/** Chooses a course and presses what the storefront calls buying; returns the path of the order. */
async function beginOrder(page: Page, storefront: string, label: string): Promise<string> {
  await page.goto(`/${storefront}/kursus?harga=250000&cara=self_paced`)
  const course = page.locator('article.course').filter({ hasText: 'Rp' })
  await page.goto((await course.locator('a').first().getAttribute('href')) ?? '')
  await press(page, label)
  await page.waitForURL(`**/${storefront}/pesanan/**`)
  return new URL(page.url()).pathname
}

async function logInBySms(page: Page, phone: DemoCard['phone']): Promise<void> {
  await page.getByLabel('Email atau nomor HP').fill(phone)
  await press(page, 'Kirim kode')
  await page.getByLabel('Kode OTP').fill(await shop.logInCode(phone))
  await press(page, 'Masuk')
}

async function signUpAtKemnaker(page: Page): Promise<string> {
  const email = `pencari-${crypto.randomUUID().slice(0, 8)}@contoh.id`
  await page.getByLabel('Nama lengkap').fill('Ratna')
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill('kata sandi panjang')
  await page.locator('main form').getByRole('button').click()
  return email
}

async function expectHome(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === path)
}

async function checked(page: Page, javaScript: boolean): Promise<void> {
  if (!javaScript) return
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
}
