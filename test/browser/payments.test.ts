import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { memoryPages, validateXML } from 'xmllint-wasm'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { redeemCode } from '../../src/learning/redeem/redeem-voucher.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember } from '../a-visitor.ts'
import { camt053 } from '../bank-file.ts'
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

async function beBudi(width: 360 | 1280): Promise<Page> {
  const page = await shop.open({ width })
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name: 'Budi' }).click()
  await expectHeading(page, 'Menunggu Anda')
  return page
}

/** A course bought, and its voucher redeemed by the institution: the first part of its price is earned. */
async function earned(institution: number): Promise<{ institutionId: number; name: string; price: number }> {
  const bought = await buy({ institution })
  const { rows } = await pool.query(
    `select card_id as "cardId", purchase_id as "purchaseId", purchase.course_id, amount, course.institution_id, institution.name
     from purchase join storefront_order using (card_id, purchase_id)
     join course on course.course_id = purchase.course_id join institution using (institution_id) where order_no = $1`,
    [bought.orderNo],
  )
  const [training] = rows
  const { code, email } = bought
  const asked = { code, institutionId: training.institution_id, sandboxOnly: false, email }
  const by = { actor: 'institution-user:1', requestId: 'r-redeem' }
  const used = await redeemCode(ctx, { kind: 'voucher', ...asked }, by)
  assert.ok(used.ok, used.ok ? '' : used.refusal)
  const { rows: parts } = await pool.query(
    `select sum(amount)::int as amount from entry where purchase_id = $1 and credit = 'payable_institution'`,
    [training.purchaseId],
  )
  return { institutionId: training.institution_id, name: training.name, price: parts[0].amount }
}

let numbers = 0
async function payTo(institutionId: number): Promise<void> {
  const number = `70001234${String(++numbers).padStart(2, '0')}`
  await pool.query(
    `insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name,
       language, asked_by, asked_at, verified_name, verified_at, approved_by, approved_at, usable_from)
     values ('institution', $1, 'bank', 'bca', $2, $3, right($4, 4), 'Yayasan', 'id', 'institution-user:1', $5, 'Yayasan', $5,
       'staff:1', $5, $5)`,
    [
      institutionId,
      ctx.secrets.seal(number),
      ctx.secrets.hash('payout account', `bca ${number}`),
      number,
      ctx.clock.now(),
    ],
  )
}

/** The lines of the newest run, by the name of the institution. */
async function lines(): Promise<ReadonlyMap<string, { reference: string; amount: number; state: string }>> {
  const { rows } = await pool.query(
    `select name, payment_id, amount::int, line.state from payment_line line join payment using (payment_id)
     join institution on party_kind = 'institution' and institution_id = party_id
     where run_id = (select max(run_id) from payment_run)`,
  )
  return new Map(
    rows.map(({ name, payment_id, amount, state }) => [
      name,
      { reference: `BKL${String(payment_id).padStart(10, '0')}`, amount, state },
    ]),
  )
}

async function approved(finance: Page): Promise<void> {
  await press(finance, 'Minta persetujuan')
  await finance.getByText('Anda yang meminta.').waitFor()
  const budi = await beBudi(1280)
  await budi.goto('/konsol/persetujuan')
  await press(budi, 'Setujui: Menyetujui pembayaran')
  await budi.getByText('Disetujui.').waitFor()
}

async function give(finance: Page, name: string, content: string | Buffer): Promise<void> {
  await finance.goto('/konsol/keuangan/bank')
  await finance
    .getByLabel('Berkas')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  await press(finance, 'Baca berkas dari bank')
}

test('what was earned is paid: computed, held, approved, exported, refused, mended, paid, and returned late', async () => {
  const [one, two] = [await earned(0), await earned(1)]
  await payTo(one.institutionId)
  await payTo(two.institutionId)
  const finance = await beFinance(1280)
  await finance.goto('/konsol/keuangan/pembayaran')
  await press(finance, 'Hitung pembayaran')
  await finance.getByText('Sebutkan dari rekening bank mana').first().waitFor()
  await finance.goto('/konsol/keuangan/bank')
  await finance.getByLabel('Nama pemegang').fill('Kementerian Contoh')
  await finance.getByLabel('BIC bank').fill('salah')
  await finance.getByLabel('Nomor rekening').fill('002001000123456')
  await finance.getByLabel('Saldo awal').fill('50000000')
  await press(finance, 'Tambah rekening program')
  await finance.getByText('misalnya BRINIDJA').first().waitFor()
  assert.equal(await finance.getByLabel('Saldo awal').inputValue(), '50000000', 'what was typed is kept')
  await finance.getByLabel('BIC bank').fill('BRINIDJA')
  await press(finance, 'Tambah rekening program')
  await finance.getByText('Rekening program ditambahkan.').waitFor()
  await expectGood(finance)

  await finance.goto('/konsol/keuangan/pembayaran')
  await press(finance, 'Hitung pembayaran')
  await finance.getByText('Belum ada uang yang bergerak.').waitFor()
  const run = finance.url()
  await expectGood(finance)
  await approved(finance)

  await finance.goto('/konsol/keuangan/penahanan')
  await finance.getByLabel('Siapa').fill(`institution:${two.institutionId}`)
  await finance.getByLabel('Alasan').fill('kelasnya diperiksa')
  await press(finance, 'Tahan')
  await finance.getByText('Pembayarannya ditahan.').waitFor()
  await expectGood(finance)

  await finance.goto(run)
  await press(finance, 'Kirim ke bank')
  await finance.getByText('Unduh berkasnya di bawah.').waitFor()
  await finance.getByText('ditahan', { exact: true }).waitFor()
  const [first, second] = [(await lines()).get(one.name)!, (await lines()).get(two.name)!]
  assert.deepEqual([first.state, second.state], ['ordered', 'waiting'])
  const [download] = await Promise.all([
    finance.waitForEvent('download'),
    finance.getByRole('link', { name: 'Unduh pain.001' }).click(),
  ])
  const xml = readFileSync(await download.path(), 'utf8')
  const schema = readFileSync(
    new URL('../../../shared/data/iso20022/pain.001.001.10.xsd', import.meta.url),
    'utf8',
  )
  const checked = await validateXML({
    xml: [{ fileName: 'run.xml', contents: xml }],
    schema: [{ fileName: 'pain.xsd', contents: schema }],
    maxMemoryPages: memoryPages.GiB,
  })
  assert.deepEqual(checked.errors, [])
  assert.ok(xml.includes(first.reference) && !xml.includes(second.reference))
  await finance.getByRole('link', { name: one.name }).click()
  await finance.getByRole('heading', { name: 'Gerak uangnya' }).waitFor()
  await expectGood(finance)

  await give(
    finance,
    'jawaban.csv',
    `end_to_end_id;status;reason\n${first.reference};RJCT;AC04 rekening ditutup\n`,
  )
  await finance.getByText('1 ditolak').waitFor()
  await finance.goto('/konsol/keuangan/penahanan')
  await finance.getByLabel('Alasan dilepas').fill('kelasnya benar ada')
  await finance.getByRole('button', { name: /^Lepas/ }).click()
  await finance.getByText('Penahanan dilepas.').waitFor()
  await payTo(one.institutionId)

  await finance.goto('/konsol/keuangan/pembayaran')
  await press(finance, 'Hitung pembayaran')
  const next = finance.url()
  await approved(finance)
  await finance.goto(next)
  await press(finance, 'Kirim ke bank')
  await finance.getByText('Unduh berkasnya di bawah.').waitFor()
  const again = await lines()
  assert.deepEqual(again.get(one.name), { ...first, state: 'ordered' }, 'the same reference and amount')
  const of = { sequence: 1, from: '2026-12-01', opening: 50_000_000 }
  const paid = camt053(of, [
    { amount: -first.amount, endToEndId: first.reference },
    { amount: -again.get(two.name)!.amount, endToEndId: second.reference },
    { amount: -6500, text: 'BIAYA ADM' },
  ])
  await give(finance, 'koran.xml', paid.file)
  await finance.getByText('2 dibayar').waitFor()
  await expectGood(finance)
  await give(finance, 'koran.xml', paid.file)
  await finance.getByText('Tidak ada yang berubah.').waitFor()
  await finance.goto('/konsol/keuangan/selisih-bank')
  await finance.getByRole('link', { name: 'Tidak pernah diperintahkan' }).click()
  await expectGood(finance)
  await finance.getByLabel('Biaya bank').check()
  await press(finance, 'Putuskan')
  await finance.getByRole('alert').waitFor()
  await finance.getByLabel('Alasan').fill('biaya administrasi November')
  await press(finance, 'Putuskan')
  await finance.getByText('Baris rekening koran diputuskan.').waitFor()

  const late = camt053({ sequence: 2, from: '2026-12-05', opening: paid.closing }, [
    { amount: again.get(two.name)!.amount, text: `RETUR ${second.reference}`, reason: 'AC06' },
  ])
  await give(finance, 'koran-2.xml', late.file)
  await finance.getByText('1 dikembalikan').waitFor()

  const page = await shop.open({ width: 360 })
  await page.goto('/dev/mitra')
  await press(page, `Masuk sebagai ${one.name}`)
  await page.goto('/mitra/pembayaran')
  for (const words of ['Dibayar', 'Ditolak bank'])
    await page.getByText(words, { exact: true }).first().waitFor()
  await expectGood(page)
  const { accounts, sum } = await trialBalance(pool)
  assert.deepEqual([sum, accounts.in_transit, accounts.suspense], [0, 0, 0])
  assert.equal(accounts.bank, -late.closing)
  assert.deepEqual(await checkInvariants(pool), [])
})
