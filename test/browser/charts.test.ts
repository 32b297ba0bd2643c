import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { day } from '../../src/kernel/clock.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { addDays, wibDate } from '../../src/kernel/wib.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { closeWave } from '../../src/waves/close-wave.ts'
import { announceDraw } from '../../src/waves/draw/announce-draw.ts'
import { enterPublicValue } from '../../src/waves/draw/enter-public-value.ts'
import { runDraw, runDrawAct } from '../../src/waves/draw/run-draw.ts'
import { joinWave } from '../../src/waves/join-wave.ts'
import { listWaves } from '../../src/waves/waves.ts'
import { charts } from '../../src/web/console/charts/chart-list.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { ana, budi, byTwo, tokenOf, twoPeople } from '../two-people.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const names = Object.keys(charts)
// After the server: what this brings with it ends last.
const { insertPerson, must } = await import('../a-draw.ts')

async function loggedIn(role: 'operator' | 'auditor' | 'curator' | 'supervisor') {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, [role], new Date()))
  return visitor
}

/** The demo's open wave, drawn from 160 people and announced. */
async function aDrawnWave(): Promise<{ waveId: number; number: number }> {
  await twoPeople(pool)
  const wave = (await listWaves(pool)).find(({ status }) => status === 'open')!
  for (let i = 0; i < 160; i++) {
    const id = await insertPerson(ctx, 800_000 + i, { province: i % 4 === 0 ? '91' : '32' })
    must(await joinWave(ctx, id, wave.waveId, { actor: `person:${id}`, requestId: 'r' }))
  }
  must(await closeWave(ctx, wave.waveId, { actor: ana }))
  await shop.advance(70 * day)
  const now = await demoClock(pool)
  const later = { ...ctx, clock: now }
  for (const who of [ana, budi]) must(await enterPublicValue(later, wave.waveId, '7.231,48', who))
  await byTwo(later, await runDrawAct(pool, wave.waveId))
  must(await runDraw(later, wave.waveId, { actor: budi }))
  must(await announceDraw(later, wave.waveId, ana))
  return wave
}

async function countsOf(sql: string, values: unknown[] = []): Promise<string[][]> {
  const { rows } = await pool.query({ text: sql, values, rowMode: 'array' })
  return rows.map((row: unknown[]) => row.map(String))
}

test('every chart is drawn in well-formed SVG of 12 kB at most, and its table is what an independent count finds', async () => {
  const auditor = await loggedIn('auditor')
  await pool.query(
    `insert into partner_refusal (call, refusal, hour, refusals, last_at, request_ids)
     select 'payment/send-otp', refusal, date_trunc('hour', $1::timestamptz), count, $1, '{}'
     from (values ('otp_wrong', 7), ('balance_too_small', 3)) as refused (refusal, count)`,
    [ctx.clock.now()],
  )
  const today = wibDate(ctx.clock.now())
  const window = `from=${addDays(today, -59)}&until=${today}`
  const wave = (await listWaves(pool)).find(({ notified }) => notified > 0)!
  const csv = async (name: string, asked = '') => {
    const file = await auditor.get(`/konsol/grafik/${name}?format=csv&${asked}`)
    assert.equal(file.status, 200, name)
    return parse(file.text, { bom: true, from_line: 2, delimiter: ';' }) as string[][]
  }
  for (const name of names) {
    const page = await auditor.get(`/konsol/grafik/${name}?${window}&wave=${wave.waveId}`)
    assert.equal(page.status, 200, name)
    const [svg] = /<svg class="chart"[\s\S]*<\/svg>/.exec(page.text) ?? []
    assert.ok(svg, `${name} is drawn`)
    assert.ok(svg.length <= 12_000, `${name}: ${svg.length} bytes`)
    const parser = new SaxesParser({ fragment: true })
    parser.on('error', (error) => assert.fail(`${name}: ${error.message}`))
    parser.write(svg).close()
    assert.match(svg, /<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/)
    assert.doesNotMatch(svg, / style=|NaN|undefined/)
    // The table has the rows of the file.
    const rows = await csv(name, `${window}&wave=${wave.waveId}`)
    assert.equal(page.text.split('<tr>').length - 2, rows.length, name)
  }
  const of = [wave.waveId]
  const [[bought]] = (await countsOf(`select count(first_paid_at) from card where wave_id = $1`, of)) as [
    [string],
  ]
  assert.equal((await csv('corong', `wave=${wave.waveId}`)).at(-1)![1], bought)
  assert.equal((await csv('tenggat', `wave=${wave.waveId}`)).at(-1)![1], bought)
  const sum = (rows: string[][], column: number) => rows.reduce((all, row) => all + Number(row[column]), 0)
  const hours = await csv('per-jam', `from=${today}&until=${today}`)
  const [[people, purchases]] = (await countsOf(
    `select
       (select count(*) from person where (created_at at time zone 'Asia/Jakarta')::date = $1),
       (select count(*) from entry where kind = 'purchase' and (at at time zone 'Asia/Jakarta')::date = $1)`,
    [today],
  )) as [[string, string]]
  assert.deepEqual([hours.length, sum(hours, 1), sum(hours, 2)], [24, Number(people), Number(purchases)])
  const [[balance, cards]] = (await countsOf('select sum(balance), count(*) from card')) as [[string, string]]
  const states = await csv('saldo')
  assert.deepEqual([sum(states, 1), sum(states, 2)], [Number(balance), Number(cards)])
  const [[paid, entries]] = (await countsOf(
    `select sum(amount), count(*) from entry where kind = 'purchase'`,
  )) as [[string, string]]
  for (const name of ['toko', 'lembaga']) {
    const shares = await csv(name, window)
    assert.deepEqual([sum(shares, 1), sum(shares, 2)], [Number(paid), Number(entries)], name)
  }
  assert.equal((await csv('penyelesaian', window))[0]![1], entries)
  const stars = await countsOf(`select stars, count(*) from review where hidden_at is null group by 1`)
  assert.deepEqual((await csv('penilaian', window)).filter(([, count]) => count !== '0').sort(), stars.sort())
  const [[sent, used]] = (await countsOf('select sum(otp_sends), count(paid_at) from purchase')) as [
    [string, string],
  ]
  const otps = await csv('otp', window)
  assert.deepEqual([sum(otps, 1), sum(otps, 1) + sum(otps, 2)], [Number(used), Number(sent)])
  assert.deepEqual(await csv('penolakan', window), [
    ['otp_wrong', '7'],
    ['balance_too_small', '3'],
  ])
  const { accounts } = await trialBalance(pool)
  const money = new Map((await csv('uang')).map(([place, rupiah]) => [place, Number(rupiah)]))
  assert.deepEqual([money.get('card'), money.get('clearing')], [accounts.card, accounts.clearing])
  const [[waiting]] = (await countsOf(`
    select (select count(*) from appeal where answered_at is null)
      + (select count(*) from completion_report where verdict is null)
      + (select count(*) from fraud_case where state = 'open')
      + (select count(*) from correction where approved_at is null and withdrawn_at is null)
      + (select count(*) from submission where status = 'pending')
      + (select count(*) from difference where decision is null)`)) as [[string]]
  const cases = await csv('kasus')
  assert.equal(
    [1, 2, 3, 4, 5].reduce((all, column) => all + sum(cases, column), 0),
    Number(waiting),
  )
})

test('a chart that is asked for wrongly says what to do, and money is shown to whom may see it', async () => {
  const curator = await loggedIn('curator')
  const list = await curator.get('/konsol/grafik')
  assert.ok(list.text.includes('/konsol/grafik/otp') && !list.text.includes('/konsol/grafik/uang'))
  assert.equal((await curator.get('/konsol/grafik/uang')).status, 403)
  assert.equal((await curator.get('/konsol/grafik/tidak-ada')).status, 404)
  for (const wrong of [
    'from=2026-12-01&until=2026-11-01',
    'from=kemarin',
    'from=2025-01-01&until=2026-01-01',
  ]) {
    const refused = await curator.get(`/konsol/grafik/otp?${wrong}`)
    assert.equal(refused.status, 409, wrong)
    assert.match(refused.text, /Tulis dua tanggal/)
  }
  assert.match((await curator.get('/konsol/grafik/corong?wave=99999')).text, /Pilih satu dari daftar/)
  assert.match((await curator.get('/konsol/grafik/corong?wave=99999&lang=en')).text, /Choose one of the list/)
})

test('the page of charts and every chart can be used by everybody, on a phone and on a desk', async () => {
  const staff = await aStaffMember(ctx, ['supervisor'], new Date())
  const page = await shop.open({ width: 1280 })
  await page.goto('/konsol/masuk')
  await page.getByLabel('Email').fill(staff.email)
  await page.getByLabel('Kata sandi').fill(staff.password)
  await page.getByLabel('Kode autentikator').fill(totpCode(staff.secret, new Date()))
  await press(page, 'Masuk')
  await expectHeading(page, 'Menunggu Anda')
  await page.goto('/konsol/grafik')
  await expectHeading(page, 'Grafik')
  await expectAccessible(page)
  const links = page.locator('main a[href^="/konsol/grafik/"]')
  assert.equal(await links.count(), names.length)
  for (const name of names) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`/konsol/grafik/${name}`)
    await expectAccessible(page)
    await page.setViewportSize({ width: 360, height: 800 })
    await expectNoSidewaysScroll(page)
    const figure = page.locator('svg.chart')
    if ((await figure.count()) === 0) continue
    const box = (await figure.boundingBox())!
    assert.ok(box.width > 280 && box.width <= 360, `${name}: ${box.width} px`)
  }
})

test('rules are tried in the console by operators and read by auditors; the command finds the same', async () => {
  const { waveId, number } = await aDrawnWave()
  const at = `/konsol/gelombang/${waveId}/coba-aturan`
  const [operator, auditor] = [await loggedIn('operator'), await loggedIn('auditor')]
  assert.match((await operator.get(`/konsol/gelombang/${waveId}`)).text, new RegExp(`href="${at}"`))
  await operator.get(at)
  const wrong = await operator.post(at, { quota: '40', shares: 'tiga dua = 10' })
  assert.match(wrong.text, /Satu baris per provinsi/)
  const sent = await operator.post(at, { quota: '60', shares: '91 = 20', age_max: '-' })
  assert.equal(sent.status, 303)
  let page = await operator.get(sent.location)
  for (let i = 0; i < 100 && !page.text.includes('Keseluruhan'); i++) {
    await sleep(100)
    page = await operator.get(sent.location)
  }
  assert.match(page.text, /Keseluruhan/)
  assert.doesNotMatch(page.text, /Pendaftar|800000/)
  const seen = await auditor.get(sent.location)
  assert.equal(seen.status, 200)
  assert.ok(!(await auditor.get(at)).text.includes('Coba aturan ini'))
  assert.equal((await auditor.post(at, { quota: '60' })).status, 403)
  const csv = parse((await auditor.get(`${sent.location}?format=csv`)).text, {
    bom: true,
    delimiter: ';',
  }) as string[][]
  const [head, all] = csv
  assert.deepEqual(head!.slice(0, 5), ['by', 'group', 'applicants', 'seats_before', 'seats_after'])
  assert.deepEqual(all!.slice(0, 5), ['all', '', '160', '100', '60'])
  const token = await tokenOf({ ...ctx, clock: await demoClock(pool) }, ana)
  const { code, said } = await bekalOn(shop.settings, token)(
    'year',
    'simulate',
    String(number),
    ...['--quota', '60', '--share', '91=20', '--age-max', 'none'],
  )
  assert.equal(code, 0, JSON.stringify(said))
  const { rows } = await pool.query(`select report, terms from staff_task where kind = 'simulate_rules'`)
  assert.deepEqual(said, rows[0].report.simulation)
  assert.deepEqual(rows[0].terms, { quota: 60, shares: { 91: 2000 }, ageMax: null })
  // A trial that broke off is begun again from what it was asked.
  const again = await operator.get(`${at}?seperti=${sent.location.split('/').at(-1)}`)
  assert.match(again.text, /value="60"/)
  assert.match(again.text, /91 = 20/)
})
