import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWave, aYear } from '../../test/a-wave.ts'
import { bekalOn } from '../../test/bekal.ts'
import { testDatabase } from '../../test/database.ts'
import { day, machineClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets.ts'

const { pool } = await testDatabase()
const secret = 'a secret that only the tests know, really'
const ctx = { db: pool, clock: machineClock, secrets: secretsFrom(secret) }
const { host, user, database } = (pool as unknown as { options: Record<string, string> }).options
const bekal = bekalOn({
  DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host!)}`,
  BEKAL_SECRET: secret,
  BEKAL_MODE: 'demo',
})
await aYear(ctx, { usableUntil: '9998-12-31' })
const { cards } = await aWave(ctx, 3)

test('deadlines are run, shown, corrected by two operators and recycled from the command line', async () => {
  assert.deepEqual((await bekal('deadline', 'show')).said.waves[0].waiting, 3)
  assert.equal((await bekal('deadline', 'run')).said.revoked, 0)
  await pool.query('update demo_clock set offset_ms = $1', [40 * day])
  const ran = await bekal('deadline', 'run')
  assert.deepEqual([ran.code, ran.said.revoked, ran.said.revokedAmount], [0, 3, 3_000_000])
  assert.equal((await bekal('deadline', 'run')).said.revoked, 0)
  const [wave] = (await bekal('deadline', 'show')).said.waves
  assert.deepEqual([wave.revoked, wave.forfeited], [3, 3_000_000])

  const grouped = cards[0]!.number.replace(/(....)(?=.)/g, '$1 ')
  const asked = await bekal('correction', 'request', grouped, '--reason', 'tercatat terlambat', '--as', 'Ani')
  assert.equal(asked.code, 0)
  const { correctionId } = asked.said
  const own = await bekal('correction', 'approve', correctionId, '--as', 'ani')
  assert.deepEqual([own.code, own.said.refusal], [1, 'same_operator'])
  const approved = await bekal('correction', 'approve', correctionId, '--as', 'budi')
  assert.deepEqual([approved.code, approved.said.amount], [0, 1_000_000])
  const [listed] = (await bekal('correction', 'list')).said
  assert.deepEqual([listed.requestedBy, listed.approvedBy], ['operator:ani', 'operator:budi'])
  assert.deepEqual((await bekal('correction', 'list', '--open')).said, [])

  const extra = await bekal('wave', 'extra')
  assert.deepEqual([extra.code, extra.said.quota], [0, 2])
  assert.equal((await bekal('wave', 'extra')).said.refusal, 'no_free_seats')
})

test('the ledger stands after it', async () => {
  const checked = await bekal('ledger', 'check')
  assert.deepEqual([checked.code, checked.said.sum, checked.said.violations], [0, 0, []])
})
