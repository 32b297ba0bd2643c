import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { personas } from '../../src/demo/personas.ts'
import { minute } from '../../src/kernel/clock.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectGood } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const title = 'Rekening bank atau dompet elektronik'

async function good(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectGood(page)
}

async function choose(page: Page, bank: string, number: string): Promise<void> {
  await page.getByLabel('Bank atau dompet elektronik').selectOption({ label: bank })
  await page.getByLabel('Nomor rekening atau nomor HP dompet').fill(number)
}

test('a participant adds an account by a code, mends one that fails, and stops a change, on a small phone', async () => {
  const persona = (await personas(ctx)).find(({ id }) => id === 'sudah')!
  const { rows } = await pool.query('select holder_phone from card where card_id = $1', [persona.cardId])
  const phone: string = rows[0].holder_phone
  let codes = 0
  const code = async () => {
    for (let tries = 0; tries < 100; tries++) {
      const all = (await shop.messagesTo(phone)).flatMap(
        ({ text }) => /kode OTP (\d{6}) utk rekening/.exec(text)?.[1] ?? [],
      )
      if (all.length > codes) {
        codes = all.length
        return all[0]!
      }
      await page.waitForTimeout(100)
    }
    return assert.fail('no code came')
  }
  const page = await shop.open({ width: 360, javaScript: true })
  await page.goto('/')
  await page.request.post('/dev/masuk', { form: { persona: 'sudah' } })
  await page.goto('/kartu')
  await press(page, title)
  await expectHeading(page, title)
  await page.getByText('Insentif belum bisa dicairkan').waitFor()
  await good(page)

  await choose(page, 'BCA', '12345')
  await press(page, 'Kirim kode ke HP saya')
  await page.getByRole('alert').getByText('tidak sesuai dengan bank').waitFor()
  assert.equal(await page.getByLabel('Nomor rekening atau nomor HP dompet').inputValue(), '12345')

  await choose(page, 'BCA', '123 456 8888')
  await press(page, 'Kirim kode ke HP saya')
  await expectHeading(page, 'Masukkan kode dari SMS')
  await page.getByText('hanya berlaku untuk rekening BCA •••• 8888').waitFor()
  await good(page)
  const right = await code()
  await page.getByLabel('Kode OTP').fill(right === '000000' ? '111111' : '000000')
  await press(page, 'Pakai rekening ini')
  await page.getByRole('alert').getByText('Kode salah').waitFor()
  await page.getByLabel('Kode OTP').fill(right)
  await press(page, 'Pakai rekening ini')
  await page
    .getByText('Pakai rekening atau dompet elektronik dengan NIK dan nama yang sama')
    .first()
    .waitFor()
  await good(page)

  const add = async (bank: string, number: string) => {
    await shop.advance(5 * minute)
    await choose(page, bank, number)
    await press(page, 'Kirim kode ke HP saya')
    await page.getByLabel('Kode OTP').fill(await code())
    await press(page, 'Pakai rekening ini')
    await expectHeading(page, title)
  }
  await add('GoPay', '0812-3456-7891')
  await page.getByText('Dipakai untuk pembayaran').waitFor()
  await page.getByRole('heading', { name: 'Ganti rekening' }).waitFor()
  await shop.message(phone, /rekening GoPay \*7891 diminta .* Segera batalkan di \S+\/rekening/)

  await add('BRI', '123456789012345')
  await page.getByText('Belum berlaku').waitFor()
  await good(page)
  await press(page, 'Batalkan perubahan ini')
  await page.getByText('Perubahan dibatalkan sebelum berlaku').waitFor()
  await page.getByText('Dipakai untuk pembayaran').waitFor()
})

test('an institution asks on its site, and somebody of finance approves in the console', async () => {
  const user = (await findInstitutionUser(pool, { email: 'mitra-1@contoh.test' }))!
  const partner = await shop.open({ width: 360, javaScript: true })
  await partner.goto('/dev/mitra')
  await press(partner, `Masuk sebagai ${user.institution}`)
  await partner.goto('/mitra/pembayaran')
  await press(partner, 'Rekening untuk pembayaran')
  await partner.getByText('Belum ada rekening').waitFor()
  await choose(partner, 'Mandiri', '1234567890123')
  await partner.getByLabel('Nama pemegang rekening').fill('Yayasan Contoh')
  await press(partner, 'Minta rekening ini dipakai')
  await partner.getByText('Menunggu persetujuan program').waitFor()
  await good(partner)
  await shop.message(user.email, /Mandiri \*0123/)

  const budi = await shop.open({ width: 360, javaScript: true })
  await budi.goto('/dev/konsol')
  await budi.getByRole('button', { name: 'Budi' }).click()
  await expectHeading(budi, 'Menunggu Anda')
  await budi.goto('/konsol/keuangan')
  await budi.getByRole('button', { name: 'Menu utama' }).click()
  await budi.locator('nav.rail').getByRole('link', { name: 'Rekening', exact: true }).click()
  await budi.getByText('YAYASAN CONTOH').first().waitFor()
  await good(budi)
  await press(budi, user.institution)
  await good(budi)
  await press(budi, 'Hentikan rekening ini')
  await budi.getByRole('alert').getByText('Alasan').waitFor()
  await press(budi, 'Setujui rekening ini')
  await budi.waitForURL(/kabar=approved/)
  await partner.reload()
  await partner.getByText('Dipakai untuk pembayaran').waitFor()

  await budi.getByLabel('Lembaga atau toko').selectOption({ label: 'Tokopedia' })
  await choose(budi, 'BCA', '1234567890')
  await budi.getByLabel('Nama pemegang rekening').fill('PT Tokopedia')
  await press(budi, 'Minta persetujuan rekening')
  await budi.waitForURL(/kabar=asked/)
  await press(budi, 'Tokopedia')
  await press(budi, 'Setujui rekening ini')
  await budi.getByRole('alert').getByText('Minta orang lain melakukan langkah kedua').waitFor()
})
