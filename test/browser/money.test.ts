import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { day } from '../../src/kernel/clock.ts'
import { formatRupiah } from '../../src/kernel/rupiah.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { wibDate } from '../../src/kernel/wib.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember } from '../a-visitor.ts'
import { voucherBuyer } from './a-bought-voucher.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectGood as expectGoodPage } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const buy = voucherBuyer(shop)

/** Axe must not look while a button is changing its colour. */
async function expectGood(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectGoodPage(page)
}

/** Logs in as one of the demo's two. */
async function be(name: 'Ani' | 'Budi', width: 360 | 1280 = 1280): Promise<Page> {
  const page = await shop.open({ width })
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name }).click()
  await expectHeading(page, 'Menunggu Anda')
  return page
}

async function beFinance(width: 360 | 1280): Promise<Page> {
  const page = await shop.open({ width })
  const citra = await aStaffMember(ctx, ['finance'], new Date())
  await page.goto('/konsol/masuk')
  await page.getByLabel('Email').fill(citra.email)
  await page.getByLabel('Kata sandi').fill(citra.password)
  await page.getByLabel('Kode autentikator').fill(totpCode(citra.secret, new Date()))
  await press(page, 'Masuk')
  await expectHeading(page, 'Menunggu Anda')
  return page
}

test('finance asks for a contract, a supervisor approves it, and the page of the money says where every rupiah is', async () => {
  const citra = await beFinance(360)
  await citra.goto('/konsol/keuangan')
  await expectHeading(citra, 'Keuangan')
  await citra.getByText('Belum ada kontrak').waitFor()
  await citra.getByLabel('Toko').selectOption({ label: 'Bukalapak' })
  await citra.getByLabel('Lembaga').selectOption('all')
  await citra.getByLabel('Komisi').fill('dua belas')
  await citra.getByLabel('Mulai').fill('2020-01-01')
  await press(citra, 'Minta persetujuan kontrak')
  await citra.getByText('sebagai persen').first().waitFor()
  await citra.getByLabel('Komisi').fill('12,5')
  await press(citra, 'Minta persetujuan kontrak')
  await citra.getByText('mulai hari yang akan datang').first().waitFor()
  assert.equal(await citra.getByLabel('Komisi').inputValue(), '12,5', 'what was typed is kept')
  await citra.getByLabel('Mulai').fill(wibDate(new Date(ctx.clock.now().getTime() + 2 * day)))
  await expectGood(citra)
  await press(citra, 'Minta persetujuan kontrak')
  await citra.getByText('Anda yang meminta.').waitFor()
  // Finance runs money and nothing else.
  for (const address of ['/konsol/meja', '/konsol/staf'])
    assert.equal((await citra.goto(address))?.status(), 403)
  const budi = await be('Budi')
  await budi.goto('/konsol/persetujuan')
  await press(budi, 'Setujui: Memberlakukan kontrak komisi')
  await budi.goto('/konsol/keuangan')
  await budi.getByText('12,5%').waitFor()
  await budi.getByText('Saldo kartu').waitFor()
  await expectGood(budi)
})

test('an operator asks to cancel a purchase, a supervisor approves, and the price is back on the card', async () => {
  const bought = await buy()
  const { rows } = await pool.query(
    `select person_id, card_id, balance, amount from card join purchase using (card_id)
     join storefront_order using (card_id, purchase_id) where order_no = $1`,
    [bought.orderNo],
  )
  const { person_id: personId, card_id: cardId, balance, amount } = rows[0]
  const ani = await be('Ani')
  await ani.goto(`/konsol/orang/${personId}`)
  await ani.locator('#pembelian').selectOption({ index: 1 })
  await press(ani, 'Minta persetujuan membatalkan pembelian')
  await ani.getByText('Alasan').first().waitFor()
  await ani.getByRole('alert').waitFor()
  await ani.getByLabel('Alasan', { exact: true }).last().fill('kelas tidak dilaksanakan')
  await press(ani, 'Minta persetujuan membatalkan pembelian')
  await ani.getByText('Anda yang meminta.').first().waitFor()
  const budi = await be('Budi', 360)
  await budi.goto('/konsol/persetujuan')
  await budi.getByText('kelas tidak dilaksanakan').waitFor()
  await press(budi, 'Setujui: Membatalkan pembelian')
  await budi.getByText('Disetujui.').waitFor()
  const after = await pool.query('select balance from card where card_id = $1', [cardId])
  assert.equal(after.rows[0].balance, balance + amount)
  await ani.goto(`/konsol/orang/${personId}`)
  await ani.getByText('dibatalkan program').first().waitFor()
  assert.deepEqual(await checkInvariants(pool), [])
})

test('an institution cancels a schedule of its own, and its page says what was given back', async () => {
  const bought = await buy({ institution: 0 })
  const { rows } = await pool.query(
    `select purchase.schedule_id, institution.name as institution,
       (select sum(amount)::int from purchase sold
        where sold.schedule_id = purchase.schedule_id and status = 'paid') as amount
     from purchase
     join storefront_order using (card_id, purchase_id)
     join course on course.course_id = purchase.course_id
     join institution using (institution_id) where order_no = $1`,
    [bought.orderNo],
  )
  const page = await shop.open({ width: 360 })
  await page.goto('/dev/mitra')
  await press(page, `Masuk sebagai ${rows[0].institution}`)
  await page.goto(`/mitra/jadwal/${rows[0].schedule_id}`)
  await page.getByRole('link', { name: 'Batalkan jadwal ini' }).click()
  await expectHeading(page, 'Batalkan jadwal ini')
  await page.getByText(formatRupiah(rows[0].amount)).first().waitFor()
  await expectGood(page)
  await press(page, 'Batalkan dan kembalikan uangnya')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Alasan').fill('pengajar sakit')
  await press(page, 'Batalkan dan kembalikan uangnya')
  await page.getByText('Jadwal ini dibatalkan pada').waitFor()
  for (let i = 0; i < 60; i++) {
    const { rows: left } = await pool.query(
      `select returned_at from schedule where schedule_id = $1 and returned_at is not null`,
      [rows[0].schedule_id],
    )
    if (left.length > 0) break
    await page.waitForTimeout(500)
  }
  const ani = await be('Ani', 360)
  await ani.goto('/konsol/jadwal')
  await ani.getByText('pengajar sakit').waitFor()
  await expectGood(ani)
  assert.deepEqual(await checkInvariants(pool), [])
})
