import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aShop, cheapCourses, expectHeading, pay, press, sendOtp, signUp, soldCourse } from './a-shop.ts'

const shop = await aShop()

for (const [persona, javaScript] of [
  ['Siti', true],
  ['Bima', false],
] as const) {
  test(`from the first page to a finished lesson on a phone, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    await page.goto('/')
    await page.getByRole('button', { name: new RegExp(`sebagai ${persona}`) }).click()

    await expectHeading(page, 'Kartu saya')
    await page.locator('.card').getByText('Rp1.000.000').waitFor()
    await page.getByText('Beli pelatihan pertama sebelum').waitFor()
    const cardNumber = (await page.locator('output').innerText()).replaceAll(' ', '')
    const { phone } = shop.cardOf(cardNumber)
    await press(page, 'Pijar Mahir')

    await page.getByLabel('Cari pelatihan').fill('digital')
    await press(page, 'Cari')
    await page.locator('article.course a.whole').first().click()
    const course = await page.getByRole('heading', { level: 1 }).innerText()
    await press(page, 'Beli Sekarang')

    await page.locator('.brief').getByText(course).waitFor()
    const email = await signUp(page)
    await expectHeading(page, 'Pilih metode pembayaran')
    await press(page, 'Kartu Prakerja')

    await expectHeading(page, 'Bayar dengan Kartu Prakerja')
    const order = (await page.locator('dl.summary').innerText()).match(/PIJ-\w{12}/)?.[0] ?? ''
    await shop.message(email, new RegExp(`Nomor pesanan: ${order}[\\s\\S]*Bayar sebelum`))
    // As people copy it: with blanks.
    await sendOtp(page, cardNumber.replace(/(.{4})/g, '$1 '))

    await expectHeading(page, 'Masukkan kode OTP')
    await page.locator('#otp:focus').waitFor()
    await pay(page, await shop.otp(phone))

    await expectHeading(page, 'Pembayaran Berhasil')
    const receiptUrl = page.url()
    const [, price = '', left = ''] =
      (await page.locator('.confirmation').innerText()).match(
        /Rp([\d.]+) dibayar\. Sisa saldo Rp([\d.]+)\./,
      ) ?? []
    assert.equal(rupiah(price) + rupiah(left), 1_000_000)
    await shop.message(email, /Pembelian berhasil[\s\S]*Kode transaksi/)
    const pdf = await page.request.get(`${receiptUrl}/struk.pdf`)
    assert.equal(pdf.headers()['content-type'], 'application/pdf')
    assert.match((await pdf.body()).toString('latin1'), /^%PDF-/)
    await press(page, 'Kirim ulang ke email')
    await page.getByText('Bukti pembayaran sudah dikirim ulang').waitFor()

    await press(page, 'Mulai Belajar')
    await page.getByText('Giliran kamu: selesaikan semua materi').waitFor()
    for (
      let lesson = 1;
      await page.getByRole('link', { name: `Buka materi ${lesson}` }).isVisible();
      lesson++
    ) {
      await press(page, `Buka materi ${lesson}`)
      await press(page, 'Tandai selesai')
    }
    await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()

    await page.getByRole('link', { name: 'Riwayat', exact: true }).click()
    await page.locator('.listing li').getByText('Giliran kamu: tulis ulasan').waitFor()
    await page.getByRole('link', { name: course }).click()
    assert.equal(page.url(), receiptUrl)

    await page.goto('/kartu')
    await page.locator('.card').getByText(`Rp${left}`).waitFor()
    await page.getByText(`Beli ${course} di Pijar Mahir`).waitFor()

    await page.goto('/pijar/akun')
    await page.getByText(email).waitFor()
    await press(page, 'Keluar')
    await page.goto(receiptUrl)
    await expectHeading(page, 'Masuk')
    await page.context().close()
  })
}

test('the whole way can be gone with the keyboard alone', async () => {
  const page = await shop.open({ width: 1280 })
  const { prakerja_id: cardNumber, phone } = shop.freshCard()
  await page.goto(cheapCourses)
  const first = await soldCourse(page).innerText()
  await tabTo(page, first)
  await page.keyboard.press('Enter')
  await expectHeading(page, first)
  await tabTo(page, 'Beli Sekarang')
  await page.keyboard.press('Enter')
  await expectHeading(page, 'Masuk')
  await tabTo(page, 'Daftar')
  await page.keyboard.press('Enter')
  await expectHeading(page, 'Daftar')
  for (const [field, answer] of [
    ['name', 'Sari'],
    ['email', 'papan-ketik@contoh.id'],
    ['password', 'kata sandi panjang'],
  ]) {
    await tabTo(page, `#${field}`)
    await page.keyboard.type(answer ?? '')
  }
  await page.keyboard.press('Enter')
  await expectHeading(page, 'Pilih metode pembayaran')
  await tabTo(page, 'Kartu Prakerja')
  await page.keyboard.press('Space')
  await expectHeading(page, 'Bayar dengan Kartu Prakerja')
  await tabTo(page, '#card_number')
  await page.keyboard.type(cardNumber)
  await page.keyboard.press('Enter')
  await expectHeading(page, 'Masukkan kode OTP')
  // The code's field has the focus already.
  await page.keyboard.type(await shop.otp(phone))
  await page.keyboard.press('Enter')
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})

test('English has the same way', async () => {
  const page = await shop.open({ width: 360, language: 'en' })
  const { prakerja_id: cardNumber, phone } = shop.freshCard()
  await page.goto(`${cheapCourses}&lang=en`)
  await soldCourse(page).click()
  await press(page, 'Buy now')
  await press(page, 'Sign up')
  await page.getByLabel('Full name').fill('Sari')
  await page.getByLabel('Email address').fill('english@contoh.id')
  await page.getByLabel('Password').fill('a long password')
  await press(page, 'Sign up')
  await press(page, 'Kartu Prakerja')
  await page.getByLabel('Kartu Prakerja number').fill(cardNumber)
  await press(page, 'Send OTP')
  await page.getByLabel('OTP').fill(await shop.otp(phone))
  await press(page, 'Pay')
  await expectHeading(page, 'Payment successful')
  await page.getByRole('link', { name: 'Start learning' }).waitFor()
  await page.context().close()
})

function rupiah(text: string): number {
  return Number(text.replaceAll('.', ''))
}

/** Presses Tab until the focus is on what has that id (`#id`) or text. */
async function tabTo(page: import('playwright-core').Page, wanted: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await page.keyboard.press('Tab')
    const { id, text } = await page.evaluate(() => {
      const { activeElement: at } = (
        globalThis as unknown as { document: { activeElement: { id: string; innerText: string } } }
      ).document
      return { id: at.id, text: at.innerText }
    })
    if (wanted.startsWith('#') ? `#${id}` === wanted : text?.trim() === wanted) return
  }
  assert.fail(`the keyboard does not reach ${wanted}`)
}
