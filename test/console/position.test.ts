import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatRupiah } from '../../src/kernel/rupiah.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }

async function loggedIn(role: 'finance' | 'operator' | 'auditor' | 'supervisor') {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, [role], new Date()))
  return visitor
}

test('finance, supervisors and auditors find the position from the page of the money, and an operator does not', async () => {
  const { accounts } = await trialBalance(pool)
  for (const role of ['finance', 'supervisor', 'auditor'] as const) {
    const visitor = await loggedIn(role)
    assert.match((await visitor.get('/konsol/keuangan')).text, /href="\/konsol\/laporan"/)
    const page = await visitor.get('/konsol/laporan')
    assert.equal(page.status, 200)
    assert.ok(page.text.includes(formatRupiah(accounts.card)), 'what lies on cards')
    assert.match(page.text, /bekal audit-pack write/)
  }
  const operator = await loggedIn('operator')
  assert.equal((await operator.get('/konsol/laporan')).status, 403)
  assert.ok(!(await operator.get('/konsol/keuangan')).text.includes('href="/konsol/laporan"'))
})

test('at an instant and by a dimension, on the page, as CSV and as a spreadsheet, in both languages', async () => {
  const auditor = await loggedIn('auditor')
  const page = await auditor.get('/konsol/laporan?menurut=institution&lang=en')
  assert.match(page.text, /Belongs to none of them/)
  assert.match(page.text, /format=xlsx/)
  const before = await auditor.get('/konsol/laporan?menurut=wave&pada=2020-01-01T00%3A00&lang=id')
  assert.match(before.text, /Posisi 1 Januari 2020/)
  assert.ok(before.text.includes(`Diberikan`) && !/Rp\s?[1-9]/.test(before.text), 'nothing was there then')
  const csv = await auditor.get('/konsol/laporan?menurut=wave&format=csv')
  assert.match(csv.text, /^\uFEFF?Gelombang;Diberikan;Hangus/)
  assert.match(csv.text, /Seluruhnya;[1-9]/)
  assert.match((await auditor.get('/konsol/laporan?format=xlsx')).text, /^PK/)
  for (const wrong of ['kemarin', '2099-01-01T00:00', '2026-02-30T10:00']) {
    const refused = await auditor.get(`/konsol/laporan?pada=${encodeURIComponent(wrong)}&format=csv`)
    assert.equal(refused.status, 409, wrong)
    assert.match(refused.text, /Tulis waktu yang sudah lewat/)
  }
})
