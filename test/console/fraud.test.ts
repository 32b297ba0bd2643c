import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanForFraud } from '../../src/fraud/scan.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { usualFraud } from '../../src/years/fraud-rules.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const because = 'Sudah diperiksa bersama lembaganya.'

async function loggedIn(role: 'finance' | 'operator' | 'auditor' | 'supervisor') {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, [role], new Date()))
  return visitor
}

const linksOf = (text: string) =>
  [...text.matchAll(/href="(\/konsol\/kecurangan\/\d+)"/g)].map(([, href]) => href!)

test('anybody reports fraud without a log-in, is told what is missing, and is given a number', async () => {
  const anybody = new Visitor(shop.url)
  const front = await anybody.get('/masuk')
  assert.match(front.text, /href="\/lapor-kecurangan"/, 'the foot of every page leads there')
  const page = await anybody.get('/lapor-kecurangan')
  assert.match(page.text, /Laporkan kecurangan/)
  const report = {
    about: 'institution',
    named: 'LKP Semu',
    text: 'Kelasnya tidak pernah diadakan di alamat itu.',
  }
  const short = await anybody.post('/lapor-kecurangan', { ...report, text: 'curang' })
  assert.equal(short.status, 422)
  const sent = await anybody.post('/lapor-kecurangan', { ...report, contact: '0812-3456-7890' })
  assert.equal(sent.status, 303)
  const reference = /nomor=([A-Z0-9]{12})$/.exec(sent.location)?.[1] ?? ''
  assert.match((await anybody.get(sent.location)).text, new RegExp(reference))
  assert.match((await anybody.get('/lapor-kecurangan?lang=en')).text, /Report fraud/)
})

test('finance finds it on the start page, looks up the reporter by name in the journal, and decides', async () => {
  const finance = await loggedIn('finance')
  assert.match((await finance.get('/konsol')).text, /href="\/konsol\/kasus\?milik=unowned"/)
  const queue = await finance.get('/konsol/kasus?jenis=fraud')
  assert.equal(linksOf(queue.text).length, 1)
  const list = await finance.get('/konsol/kecurangan?tanda=report')
  const [address] = linksOf(list.text)
  const page = await finance.get(address!)
  assert.match(page.text, /LKP Semu/)
  assert.match(page.text, /Tidak ada pembayaran yang ditahan/)
  assert.ok(!page.text.includes('0812-3456-7890'))
  const looked = await finance.post(`${address}/pelapor`)
  assert.match(looked.text, /0812-3456-7890/)
  const { rows } = await pool.query(`select subject from journal where act = 'fraud_reporter_looked_up'`)
  assert.equal(rows.length, 1)
  assert.equal((await finance.post(address!, { state: 'cleared', because: 'pendek' })).status, 409)
  assert.equal((await finance.post(address!, { because })).status, 409)
  const decided = await finance.post(address!, { state: 'cleared', because })
  assert.deepEqual([decided.status, decided.location], [303, '/konsol/kecurangan?kabar=case_cleared'])
  assert.deepEqual(linksOf((await finance.get('/konsol/kecurangan')).text), [])
  assert.deepEqual(linksOf((await finance.get('/konsol/kecurangan?keadaan=cleared')).text), [address])
})

test('a case tells on one page what was seen, what is usual, examples and what is stopped, to whoever may', async () => {
  // Every purchase of the demo is one too many.
  const found = await scanForFraud(ctx, { ...usualFraud, coursePurchases: 0 })
  assert.ok(found.opened > 0)
  const supervisor = await loggedIn('supervisor')
  const [address] = linksOf((await supervisor.get('/konsol/kecurangan?tanda=cap')).text)
  const page = await supervisor.get(address!)
  assert.match(page.text, /pembelian dalam masa pengamatan/)
  assert.match(page.text, /Batas tahun program ini 0 pembelian/)
  assert.match(page.text, /yang diperoleh lembaga dan toko dari \d+ pembelian/)
  assert.match(page.text, /href="\/konsol\/kartu\/\d+"/)
  assert.match((await supervisor.get(`${address}?lang=en`)).text, /What is usual/)
  const file = await supervisor.get('/konsol/kecurangan?tanda=cap&format=csv')
  assert.match(file.text, /^\ufeff?Case,Signal,About/)

  const auditor = await loggedIn('auditor')
  assert.ok(!(await auditor.get(address!)).text.includes('name="because"'))
  assert.equal((await auditor.post(address!, { state: 'cleared', because })).status, 403)
  const operator = await loggedIn('operator')
  assert.equal((await operator.post(address!, { state: 'confirmed', because })).status, 403)

  const confirmed = await supervisor.post(address!, { state: 'confirmed', because })
  assert.equal(confirmed.location, '/konsol/kecurangan?kabar=case_confirmed')
  const after = await supervisor.get(address!)
  assert.match(after.text, />Confirmed</)
  assert.equal((await supervisor.post(address!, { state: 'confirmed', because })).status, 409)
  assert.equal((await supervisor.post(address!, { state: 'cleared', because })).status, 303)
  const { rows } = await pool.query('select count(*)::int as held from hold where lifted_at is null')
  const still = await pool.query(
    `select count(*)::int as cases from fraud_case where state = 'open' and signal = 'cap'`,
  )
  assert.ok(rows[0].held >= still.rows[0].cases)
  assert.equal((await supervisor.get('/konsol/kecurangan/999999')).status, 404)
})
