import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testRules } from '../../test/a-programme.ts'
import { testDatabase } from '../../test/database.ts'
import { cardFacts } from '../card/card-facts.ts'
import type { Context } from '../database/context.ts'
import { sealJournal } from '../database/seals/journal-seal.ts'
import { auditJournal } from '../journal/audit.ts'
import { stoppedClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { createPurchases } from '../purchase/create-purchases.ts'
import { demoFacts } from './demo-facts.ts'
import { personas } from './personas.ts'
import { demoSecret } from './secret.ts'
import { type SeedOptions, seedDemo } from './seed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bekal-seed-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const courses = path.join(folder, 'courses.csv')
writeFileSync(
  courses,
  'course_title,institution,category,method,price_rupiah\n' +
    'Bisnis Katering,LKP Contoh,Makanan dan Minuman,self_paced,350000\n' +
    'Entry Jurnal,LKP Contoh,Keuangan,self_paced,20000\n' +
    'Mahal Sekali,LKP Contoh,Keuangan,self_paced,2000000\n',
)

const database = await testDatabase()
const { pool } = database
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const purchases = createPurchases(ctx, {
  connection: database.connection,
  rules: () => testRules,
  cardLink: () => 'https://bekal.example/kartu',
  demo: true,
  drawOtp: () => '482913',
  onMessages: () => {},
})
after(() => purchases.close())

let bought = 0
async function buyFor(cardId: string): Promise<void> {
  const [course] = (await demoFacts(ctx)).courses
  const { rows } = await pool.query(
    `select partner_id as "partnerId", client_code as "clientCode", name, domain, sandbox,
       gives_voucher as "givesVoucher" from partner where client_code = 'tokopedia'`,
  )
  const { rows: cards } = await pool.query('select number from card where card_id = $1', [cardId])
  const sent = await purchases.sendOtp({
    partner: rows[0],
    userPlatformId: 'nur',
    cardNumber: cards[0].number,
    courseCode: course!.course_code,
    scheduleCode: course!.schedule_code,
    amount: course!.amount,
    requestId: 'seed',
  })
  assert.ok(sent.ok)
  const paid = await purchases.authorize({
    partner: rows[0],
    paymentToken: sent.value.paymentToken,
    otp: '482913',
    invoiceCode: 'TKP-1',
    invoiceUrl: 'https://tokopedia.example/TKP-1',
    requestId: 'seed',
  })
  assert.ok(paid.ok)
  bought += 1
}
const options: SeedOptions = { link: 'http://localhost:3000', production: false, courses, buyFor, purchases }

test('the demo is seeded: personas near, past and after their first purchase, and facts to try it with', async () => {
  await seedDemo(ctx, options)
  const found = await Promise.all(
    (await personas(ctx)).map(async ({ id, cardId }) => [id, (await cardFacts(ctx, cardId))!] as const),
  )
  assert.deepEqual(
    found.map(([id, facts]) => [id, facts.daysLeft, facts.deadlinePassed, facts.balance]),
    [
      ['baru', 30, false, 1_000_000],
      ['mepet', 1, false, 1_000_000],
      ['sudah', 387, false, 980_000],
      ['lewat', -15, true, 1_000_000],
    ],
  )
  const facts = await demoFacts(ctx)
  assert.deepEqual(facts.partners, [
    { client_code: 'mitra-uji-01', sign_key: 'kunci-uji-bukan-rahasia-0001' },
  ])
  assert.equal(facts.cards.length, 22)
  assert.match(facts.cards[0]!.prakerja_id, /^\d{16}$/)
  assert.equal(facts.cards[0]!.balance, 1_000_000)
  assert.deepEqual(
    facts.courses.map(({ amount }) => amount),
    [20_000, 350_000],
  )
  assert.deepEqual(
    facts.promos.map(({ storefront, code, state, left }) => [storefront, code, state, left]),
    [
      ['pintaria', 'PINTAR10', 'usable', null],
      ['sekolahmu', 'BELAJAR25', 'usable', null],
      ['sekolahmu', 'HEMAT20', 'usable', null],
      ['tokopedia', 'HEMAT20', 'usable', null],
      ['tokopedia', 'SATULAGI', 'usable', 1],
      ['pintaria', 'KEMARIN', 'ended', null],
      ['tokopedia', 'LEBARAN', 'ended', null],
    ],
  )
  const { rows } = await pool.query('select count(*)::int as cards, bool_and(sandbox) as sandbox from card')
  assert.deepEqual(rows, [{ cards: 35, sandbox: true }])
})

test('seeding again changes nothing', async () => {
  const counts = async () => {
    const { rows } = await pool.query(
      `select (select count(*) from card) as cards, (select count(*) from journal) as journal,
        (select count(*) from outbox) as outbox, (select count(*) from course) as courses,
        (select count(*) from partner) as partners, (select count(*) from promo) as promos, (select count(*) from entry) as entries`,
    )
    return rows[0]
  }
  const before = await counts()
  clock.advance(3_600_000)
  await seedDemo(ctx, options)
  assert.deepEqual(await counts(), before)
  assert.equal(bought, 1)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('production is never seeded', async () => {
  await assert.rejects(seedDemo(ctx, { ...options, production: true }), /never seeded/)
})

test('the demo’s secret is made once and kept to its owner', () => {
  const secret = demoSecret(path.join(folder, 'data'))
  assert.equal(demoSecret(path.join(folder, 'data')), secret)
  assert.equal(statSync(path.join(folder, 'data', 'secret')).mode & 0o777, 0o600)
  assert.equal(readFileSync(path.join(folder, 'data', 'secret'), 'utf8').trim().length, 64)
})

test('everything that the seed wrote has its event, and is what the journal told', async () => {
  await sealJournal(ctx)
  const { findings, traces } = await auditJournal(pool)
  assert.deepEqual(findings, [])
  assert.ok(traces > 50, `${traces} traces`)
})
