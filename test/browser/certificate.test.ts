import assert from 'node:assert/strict'
import { test } from 'node:test'
import { machineClock } from '../../src/kernel/clock.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { revokeCertificate } from '../../src/learning/certificates/revoke-certificate.ts'
import { aShop, expectHeading, pay, press, sendOtp, toCardNumber } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()

/** Buys a course of the demo and learns all of it; returns the number of its certificate. */
async function aCertificate(): Promise<string> {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone))
  await expectHeading(page, 'Pembayaran Berhasil')
  await press(page, 'Mulai Belajar')
  for (
    let lesson = 1;
    await page.getByRole('link', { name: `Buka materi ${lesson}` }).isVisible();
    lesson++
  ) {
    await press(page, `Buka materi ${lesson}`)
    await press(page, 'Tandai selesai')
  }
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
  await page.context().close()
  const { rows } = await shop.database.pool.query(
    'select certificate_id from certificate join card_number using (card_id) where number = $1',
    [card.prakerja_id],
  )
  assert.equal(rows.length, 1)
  return rows[0].certificate_id
}

const number = await aCertificate()

test('an employer types the number and reads that it holds, without JavaScript; then takes both files', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/verifikasi')
  await page.getByLabel('Nomor sertifikat').fill('123')
  await press(page, 'Periksa')
  await page.getByRole('link', { name: /terdiri dari 12 huruf dan angka/ }).click()
  await page.getByLabel('Nomor sertifikat').fill(number.toLowerCase().replace(/(.{4})/g, '$1 '))
  await press(page, 'Periksa')
  await page.getByRole('heading', { name: 'Sertifikat berlaku' }).waitFor()
  assert.equal(new URL(page.url()).pathname, `/verifikasi/${number}`)
  const pdf = await page.request.get(`/verifikasi/${number}/sertifikat.pdf`)
  assert.match((await pdf.body()).toString('latin1'), /^%PDF-/)
  const credential = await (await page.request.get(`/verifikasi/${number}/kredensial.json`)).json()
  const did = await (await page.request.get('/.well-known/did.json')).json()
  assert.equal(credential.issuer.id, did.id)
  assert.match(did.id, /^did:web:localhost%3A\d+$/)
  assert.equal((await page.request.get('/status/1')).status(), 200)
  await page.context().close()
})

test('the pages of a certificate are accessible, light and dark, and fit a narrow phone', async () => {
  const ctx = { db: shop.database.pool, clock: machineClock, secrets: secretsFrom('x'.repeat(32)) }
  for (const colourScheme of ['light', 'dark'] as const) {
    const page = await shop.open({ width: 320, colourScheme })
    const look = async (path: string, heading: string) => {
      await page.goto(path)
      await page.getByRole('heading', { name: heading }).first().waitFor()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
    await look('/verifikasi', 'Periksa sertifikat')
    await look('/verifikasi?nomor=x', 'Ada 1 isian yang perlu diperbaiki')
    await look('/verifikasi/AAAAAAAAAAAA', 'Sertifikat tidak dikenal')
    if (colourScheme === 'light') {
      await look(`/verifikasi/${number}`, 'Sertifikat berlaku')
      await look(`/verifikasi/${number}?lang=en`, 'The certificate is valid')
      await page.goto('/verifikasi?lang=id')
      await page.emulateMedia({ colorScheme: 'dark' })
      await look(`/verifikasi/${number}`, 'Sertifikat berlaku')
      const actor = { actor: 'operator:ani', requestId: 'r' }
      await revokeCertificate(ctx, number, { because: 'wrong_details' }, actor)
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await look(`/verifikasi/${number}`, 'Sertifikat dicabut')
    await page.context().close()
  }
})
