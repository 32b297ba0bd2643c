import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { createWave } from '../../waves/waves.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { createYear } from '../../years/years.ts'
import { cliActor } from '../command.ts'
import { planNextWave, waitingWave } from './default-wave.ts'

const { pool } = await testDatabase()
const actor = cliActor()
const ctx = {
  db: pool,
  clock: stoppedClock('2026-11-23T10:00:00+07:00'),
  secrets: secretsFrom('a secret that only the tests know, really'),
}

test('without a programme year no wave can be planned', async () => {
  assert.equal(await planNextWave(ctx, actor), undefined)
})

test('a command that names no wave means the newest one whose recipients were not notified', async () => {
  const rules = { ...scheme2021, usableUntil: '2027-12-15' }
  await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, actor)
  assert.equal(await waitingWave(pool), undefined)
  assert.equal((await planNextWave(ctx, actor))?.number, 1)
  await createWave(ctx, { year: 2026, number: 2, quota: 10 }, actor)
  assert.equal((await waitingWave(pool))?.number, 2)
  await pool.query(`update wave set status = 'notified', by_one = true where number = 2`)
  assert.equal((await waitingWave(pool))?.number, 1)
  await pool.query(`update wave set status = 'notified', by_one = true where number = 1`)
  assert.equal((await planNextWave(ctx, actor))?.number, 3)
})
