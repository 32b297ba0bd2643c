import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { wibDate } from '../../../src/kernel/wib.ts'
import { camt053 } from '../../bank-file.ts'
import { type DemoCard, press } from '../a-shop.ts'
import type { Stage } from './a-stage.ts'
import type { Bought } from './the-training.ts'
import { clockOf } from './the-wave.ts'

async function chooseAccount(page: Page, bank: string, number: string): Promise<void> {
  await page.getByLabel('Bank atau dompet elektronik').selectOption({ label: bank })
  await page.getByLabel('Nomor rekening atau nomor HP dompet').fill(number)
}

/** The holder says where the incentive goes, with a code to their phone. */
export async function ownAccount({ shop }: Stage, page: Page, { phone }: DemoCard): Promise<void> {
  await page.goto('/kartu')
  await press(page, 'Rekening bank atau dompet elektronik')
  await chooseAccount(page, 'GoPay', '0812-3456-7891')
  await press(page, 'Kirim kode ke HP saya')
  const { text } = await shop.message(phone, /kode OTP \d{6} utk rekening/)
  await page.getByLabel('Kode OTP').fill(/kode OTP (\d{6})/.exec(text)?.[1] ?? '')
  await press(page, 'Pakai rekening ini')
  await page.getByText('Dipakai untuk pembayaran').waitFor()
}

/** An institution asks for its account, and finance approves it. */
export async function accountOf({ be, institution, notFor }: Stage, name: string): Promise<void> {
  const mitra = await institution(name)
  await mitra.goto('/mitra/pembayaran')
  await press(mitra, 'Rekening untuk pembayaran')
  await chooseAccount(mitra, 'Mandiri', '1234567890123')
  await mitra.getByLabel('Nama pemegang rekening').fill('Yayasan Contoh')
  await press(mitra, 'Minta rekening ini dipakai')
  await mitra.getByText('Menunggu persetujuan program').waitFor()
  await notFor(['Citra', 'Dewi'], '/konsol/keuangan/rekening')
  const fitri = await be('Fitri')
  await fitri.goto('/konsol/keuangan/rekening')
  await press(fitri, name)
  await press(fitri, 'Setujui rekening ini')
  await fitri.waitForURL(/kabar=approved/)
}

/** What is due is computed, asked for by finance, approved by another, given to the bank, and the bank's answer is read. */
export async function pay({ shop, be, approve, notFor }: Stage, parties: readonly string[]): Promise<void> {
  let fitri = await be('Fitri')
  const opening = 50_000_000
  await fitri.goto('/konsol/keuangan/bank')
  await fitri.getByLabel('Nama pemegang').fill('Kementerian Contoh')
  await fitri.getByLabel('BIC bank').fill('BRINIDJA')
  await fitri.getByLabel('Nomor rekening').fill('002001000123456')
  await fitri.getByLabel('Saldo awal').fill(String(opening))
  await press(fitri, 'Tambah rekening program')
  await fitri.getByText('Rekening program ditambahkan.').waitFor()
  await fitri.goto('/konsol/keuangan/pembayaran')
  await press(fitri, 'Hitung pembayaran')
  await fitri.getByText('Belum ada uang yang bergerak.').waitFor()
  for (const party of parties) await fitri.getByText(party).first().waitFor()
  const run = new URL(fitri.url()).pathname
  await press(fitri, 'Minta persetujuan')
  await fitri.getByText('Anda yang meminta.').waitFor()
  await notFor(['Citra', 'Dewi'], run)
  for (const name of ['Ani', 'Eko'] as const) {
    const page = await be(name)
    await page.goto(run)
    assert.equal(await page.locator('main').getByRole('button').count(), 0, `${name} pays`)
  }
  await approve('Budi', 'Menyetujui pembayaran')
  fitri = await be('Fitri')
  await fitri.goto(run)
  await press(fitri, 'Kirim ke bank')
  await fitri.getByText('Unduh berkasnya di bawah.').waitFor()
  const [download] = await Promise.all([
    fitri.waitForEvent('download'),
    fitri.getByRole('link', { name: 'Unduh pain.001' }).click(),
  ])
  const xml = readFileSync(await download.path(), 'utf8')
  const ordered = [...xml.matchAll(/<EndToEndId>(\w+)<.*?<InstdAmt[^>]*>([\d.]+)</gs)]
  assert.ok(ordered.length >= parties.length, `${ordered.length} payments`)
  const paid = ordered.map(([, endToEndId = '', amount]) => ({ endToEndId, amount: -Number(amount) }))
  const from = wibDate(new Date(await clockOf(shop.url)))
  const { file } = camt053({ sequence: 1, from, opening }, paid)
  await fitri.goto('/konsol/keuangan/bank')
  const given = { name: 'koran.xml', mimeType: 'text/xml', buffer: Buffer.from(file) }
  await fitri.getByLabel('Berkas').setInputFiles(given)
  await press(fitri, 'Baca berkas dari bank')
  await fitri.getByText(`${ordered.length} dibayar`).waitFor()
}

/** A storefront's own file of a day is compared with ours, and what differs is decided; returns what leads to it. */
export async function reconcile({ be }: Stage, bought: Bought, day: string): Promise<string> {
  const fitri = await be('Fitri')
  await fitri.goto('/konsol/keuangan/rekonsiliasi')
  await fitri.getByLabel('Toko').selectOption({ label: 'Bukalapak' })
  await fitri.getByRole('textbox', { name: 'Hari' }).fill(day)
  const lines = ['invoice;jumlah;status', `${bought.orderNo};${bought.price};sukses`, 'HANTU;99000;sukses']
  const buffer = Buffer.from(`${lines.join('\n')}\n`)
  await fitri.getByLabel('Berkas').setInputFiles({ name: 'hari.csv', mimeType: 'text/csv', buffer })
  await press(fitri, 'Lihat selisihnya')
  await fitri.getByText('Tidak ada pada kita').first().waitFor()
  await press(fitri, 'Simpan selisih ini')
  await fitri.waitForURL(/\/selisih/)
  await fitri.goto('/konsol/keuangan/selisih')
  await fitri.locator('main a[href^="/konsol/keuangan/selisih/"]').first().click()
  const address = new URL(fitri.url()).pathname
  await fitri.locator('input[value="corrected_there"]').check()
  await fitri.getByLabel('Alasan').fill('Toko menghapusnya.')
  await press(fitri, 'Putuskan')
  await fitri.waitForURL(/kabar=difference_decided/)
  return address
}
