import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { forgetTally } from '../database/tally.ts'
import { inTransaction } from '../database/transaction.ts'
import { day, hour, minute, stoppedClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { takeSms, usualSmsCaps } from './sms-caps.ts'

const { pool, ...database } = await testDatabase()
const clock = stoppedClock('2026-11-23T10:03:00+07:00')
const ctx = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
after(() => database.close())

let numbers = 0
/** Numbers that are spread over the country. */
const spread = () => `+628${String(1_000_000_000 + ++numbers * 7_654_321)}`

function ask(phone: string, address: string, worked = false, caps = usualSmsCaps) {
  return inTransaction(pool, (tx) =>
    takeSms(tx, ctx, caps, { site: 'tokopedia', phone, origin: { address, worked } }),
  )
}

async function granted(asks: readonly Promise<unknown>[]): Promise<number> {
  return (await Promise.all(asks)).filter((refused) => refused === undefined).length
}

test('one address that asks for 114 codes to 114 numbers at once gets ten, or sixty if its browser works for it', async () => {
  const all = Array.from({ length: 114 }, spread)
  assert.equal(await granted(all.map((phone) => ask(phone, '203.0.113.1'))), 10)
  assert.equal(await granted(all.map((phone) => ask(phone, '203.0.113.2', true))), 60)
  const refused = await ask(spread(), '203.0.113.1')
  assert.deepEqual(refused, {
    ok: false,
    refusal: 'codes_capped',
    facts: { until: new Date('2026-11-23T11:10:00+07:00') },
  })
  assert.equal(await ask(spread(), '203.0.113.3'), undefined, 'another address is not held up')
})

test('the hour slides: no new one begins on the full hour', async () => {
  const address = '203.0.113.9'
  clock.set('2026-11-23T10:55:00+07:00')
  assert.equal(await granted(Array.from({ length: 10 }, () => ask(spread(), address))), 10)
  clock.set('2026-11-23T11:05:00+07:00')
  assert.equal(await granted([ask(spread(), address)]), 0)
  clock.set('2026-11-23T12:00:00+07:00')
  assert.equal(await granted([ask(spread(), address)]), 1)
})

test('numbers that differ in the last four digits only have a cap together, from wherever they are asked for', async () => {
  const block = Array.from({ length: 120 }, (_, n) => `+62811234${String(1000 + n)}`)
  const asks = block.map((phone, n) => ask(phone, `198.51.100.${n}`, true))
  assert.equal(await granted(asks), usualSmsCaps.perPrefixAndHour)
})

test('a site has its day, which a few at once may pass and nobody waits for', async () => {
  clock.advance(2 * day)
  const caps = { ...usualSmsCaps, perSiteAndDay: 30 }
  let sent = 0
  for (let n = 0; n < 50; n++) sent += await granted([ask(spread(), `192.0.2.${n}`, true, caps)])
  assert.equal(sent, 30)
  clock.advance(day + 20 * minute)
  assert.equal(await granted([ask(spread(), '192.0.2.1', true, caps)]), 1)
})

test('what is counted names nobody, and is forgotten', async () => {
  const { rows } = await pool.query('select subject from tally')
  assert.ok(rows.length > 0)
  for (const { subject } of rows) assert.doesNotMatch(subject, /\+62|\d+\.\d+\.\d+/)
  clock.advance(day + hour)
  await forgetTally(pool, clock.now(), day)
  assert.deepEqual((await pool.query('select from tally')).rows, [])
})
