import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { hour, minute } from '../../src/kernel/clock.ts'
import { wibDate } from '../../src/kernel/wib.ts'
import { signedRequest } from '../../src/partners/signatures/signed-request.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const clock = await demoClock(shop.database.pool)
const ctx = { db: shop.database.pool, clock, secrets: shop.secrets }
const partner = { clientCode: 'mitra-uji-01', key: 'kunci-uji-bukan-rahasia-0001' }
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-rekonsiliasi-'))
after(() => rm(folder, { recursive: true, force: true }))

async function call(name: string, body: object, paymentToken?: string): Promise<Record<string, unknown>> {
  const target = `/api/v1/integration/${name}`
  const text = JSON.stringify(body)
  const signed = signedRequest(partner, {
    path: target,
    body: text,
    nowMs: Date.now(),
    ...(paymentToken && { paymentToken }),
  })
  const answer = await fetch(`${shop.url}${target}`, signed)
  const said = (await answer.json()) as { message: string; data: Record<string, unknown> }
  assert.equal(answer.status, 200, said.message)
  return said.data
}

async function buy(invoice_code: string): Promise<Record<string, unknown>> {
  const { rows } = await ctx.db.query(
    `select course_code, schedule_code, price from offer join partner using (partner_id) join course using (course_id)
     join schedule using (course_id)
     where client_code = $1 and price < 400000 and starts_at is null and min_age is null and min_education = 0 limit 1`,
    [partner.clientCode],
  )
  const { price: amount, ...course } = rows[0]
  const sent = await call('payment/send-otp', {
    user_platform_id: invoice_code,
    prakerja_id: shop.freshCard().prakerja_id,
    ...course,
    amount,
  })
  const invoice_url = 'https://toko.example/i'
  const paid = { otp: '123456', invoice_url, invoice_code }
  return call('payment/authorize', paid, String(sent.payment_token))
}

async function staff(role: 'finance' | 'auditor' | 'operator'): Promise<Visitor> {
  const visitor = new Visitor(shop.url)
  const entered = await visitor.logIn(await aStaffMember(ctx, [role], new Date()))
  assert.equal(entered.status, 303)
  return visitor
}

const [one, two] = [await buy('HAL-1'), await buy('HAL-2')]
const day = wibDate(clock.now())
await shop.advance(24 * hour + 16 * minute)
await clock.refresh()
const at = `/konsol/keuangan/rekonsiliasi/${partner.clientCode}`

test('page, call and command give the same bytes of a day, and the signature holds', async () => {
  const finance = await staff('finance')
  const bekal = bekalOn({ ...shop.settings, BEKAL_URL: shop.url })
  for (const format of ['json', 'csv'] as const) {
    const { file, signature, final } = await call('reconciliation/day', { day, format })
    assert.equal(final, true)
    const page = await finance.get(`${at}/${day}.${format}`)
    assert.deepEqual([page.status, page.text], [200, file])
    assert.equal((await finance.get(`${at}/${day}.${format}.jws`)).text, `${signature}\n`)
    const out = path.join(folder, `hari.${format}`)
    const given = ['--partner', partner.clientCode, '--day', day, '--format', format, '--out', out]
    assert.equal((await bekal('reconcile', 'file', ...given)).code, 0)
    assert.equal(await readFile(out, 'utf8'), file)
    assert.equal((await bekal('reconcile', 'verify', out)).said.verdict, 'holds')
    assert.ok(String(file).includes(String(one.transaction_code)))
    assert.ok(String(file).includes(String(two.redeem_code)))
  }
  for (const none of ['2019-01-01.json', 'hari.json', `${day}.xml`])
    assert.equal((await finance.get(`${at}/${none}`)).status, 404)
})

test('the pages list the days, say where the money of an invoice is, and lead to each other', async () => {
  const finance = await staff('finance')
  assert.match((await finance.get('/konsol/keuangan')).text, /href="\/konsol\/keuangan\/rekonsiliasi"/)
  const { text } = await finance.get('/konsol/keuangan/rekonsiliasi')
  assert.ok(text.includes(`${at}/${day}.json.jws`))
  assert.match((await finance.get('/konsol/keuangan/rekonsiliasi?format=csv')).text, new RegExp(`\n${day};`))
  const { text: days } = await finance.get(`${at}?invoice=HAL-1`)
  const { sentence } = await call('reconciliation/money', { invoice_code: 'HAL-1' })
  assert.ok(days.includes(String(sentence)), String(sentence))
  assert.match((await finance.get(`${at}?invoice=TIDAK`)).text, /tidak punya invoice terbayar/)
  assert.equal((await finance.get('/konsol/keuangan/rekonsiliasi/tidak-ada')).status, 404)
})

test('a file of the storefront is looked at, kept, and what differs worked off; who may not is not offered it', async () => {
  const finance = await staff('finance')
  const file = `invoice;jumlah;status\nHAL-1;${one.amount};sukses\nHANTU;${two.amount};sukses\n`
  const form = { toko: partner.clientCode, hari: day }
  await finance.get('/konsol/keuangan/rekonsiliasi')
  const wrong = await finance.upload('/konsol/keuangan/rekonsiliasi', form, 'invoice\nHAL-1\n')
  assert.equal(wrong.status, 409)
  assert.match(wrong.text, /Kolom ini tidak ada di judul kolom: amount/)
  const brought = await finance.upload('/konsol/keuangan/rekonsiliasi', form, file)
  assert.equal(brought.status, 303)
  const preview = await finance.get(brought.location)
  assert.match(preview.text, /Tidak ada pada kita/)
  assert.match(preview.text, /Tidak ada pada toko/)
  assert.doesNotMatch((await finance.get('/konsol/keuangan/selisih')).text, /HANTU|HAL-2/)

  const operator = await staff('operator')
  assert.equal((await operator.post(brought.location)).status, 403)
  const auditor = await staff('auditor')
  assert.doesNotMatch((await auditor.get(brought.location)).text, /Simpan selisih ini/)
  await finance.get(brought.location)
  const kept = await finance.post(brought.location)
  assert.equal(kept.status, 303)
  const queue = await finance.get(kept.location)
  assert.match(queue.text, /HANTU/)
  const there = await finance.get('/konsol/keuangan/selisih?jenis=missing_there&keadaan=open')
  assert.ok(there.text.includes('HAL-2') && !there.text.includes('HANTU'))
  assert.match((await finance.get('/konsol/keuangan/selisih?format=csv')).text, /;Tidak ada pada kita;HANTU/)
  const [, address = ''] = /href="(\/konsol\/keuangan\/selisih\/\d+)"/.exec(there.text) ?? []
  assert.equal((await operator.post(address, { keputusan: 'accepted', alasan: 'x' })).status, 403)
  await finance.get(address)
  assert.equal((await finance.post(address, { keputusan: 'accepted' })).status, 409)
  const decided = await finance.post(address, {
    keputusan: 'corrected_there',
    alasan: 'Toko menambahkannya.',
  })
  assert.equal(decided.location, '/konsol/keuangan/selisih?kabar=difference_decided')
  const seen = await auditor.get(address)
  assert.match(seen.text, /Diperbaiki di toko/)
  assert.doesNotMatch(seen.text, /name="alasan"/)
  const again = await finance.post(address, { keputusan: 'accepted', alasan: 'Lagi.' })
  assert.match(again.text, /sudah diputuskan/)
})
