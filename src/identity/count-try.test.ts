import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { day, hour, minute, stoppedClock } from '../kernel/clock.ts'
import { done, refuse } from '../kernel/refusal.ts'
import { logInRules } from '../kernel/secrets/log-in-rules.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { countTry, forgetTries, guardedLogIn } from './count-try.ts'

const { pool, ...database } = await testDatabase()
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
after(() => database.close())

let people = 0
const anEmail = () => `orang-${++people}@contoh.test`

function logIn(email: string, caller: string, right: boolean, realm = 'konsol') {
  return guardedLogIn(ctx, { realm, email, caller }, logInRules, async () =>
    right ? done('in') : refuse('log_in_wrong'),
  )
}

async function outcomes(tries: readonly ReturnType<typeof logIn>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const came of await Promise.all(tries)) {
    const name = came.ok ? 'in' : came.refusal
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

test('a stranger who guesses locks out the stranger, not the owner', async () => {
  const email = anEmail()
  const guesses = Array.from({ length: 12 }, () => logIn(email, '198.51.100.1', false))
  assert.deepEqual(await outcomes(guesses), { log_in_wrong: 5, log_in_locked: 7 })
  const again = await logIn(email, '198.51.100.1', true)
  assert.ok(!again.ok && again.refusal === 'log_in_locked')
  assert.equal(again.facts.until?.getTime(), clock.now().getTime() + 15 * minute)
  assert.ok((await logIn(email, '203.0.113.5', true)).ok, 'the owner, from home')
})

test('guessers in many places lock out strangers, and never whoever has logged in from there before', async () => {
  const email = anEmail()
  assert.ok((await logIn(email, '203.0.113.5', true)).ok)
  clock.advance(day)
  for (let n = 0; n < 20; n++) {
    const guesses = Array.from({ length: 5 }, () => logIn(email, `198.51.100.${n}`, false))
    assert.deepEqual(await outcomes(guesses), { log_in_wrong: 5 })
  }
  assert.deepEqual(await outcomes([logIn(email, '198.51.100.99', true)]), { log_in_locked: 1 })
  assert.ok((await logIn(email, '203.0.113.5', true)).ok, 'the owner, from a known place')
  clock.advance(day)
  assert.deepEqual(await outcomes([logIn(email, '198.51.100.99', true)]), { in: 1 })
})

test('an owner who mistypes is locked, and only there', async () => {
  const email = anEmail()
  assert.ok((await logIn(email, '203.0.113.5', true)).ok)
  for (let n = 0; n < 5; n++) await logIn(email, '203.0.113.5', false)
  assert.deepEqual(await outcomes([logIn(email, '203.0.113.5', true)]), { log_in_locked: 1 })
  clock.advance(15 * minute)
  assert.deepEqual(await outcomes([logIn(email, '203.0.113.5', true)]), { in: 1 })
})

test('one place that tries many accounts is locked out of all, for the hour', async () => {
  for (let n = 0; n < 75; n++)
    await Promise.all([1, 2, 3, 4].map(() => logIn(`sasaran-${n}@contoh.test`, '192.0.2.66', false)))
  assert.deepEqual(await outcomes([logIn(anEmail(), '192.0.2.66', true, 'mitra')]), { log_in_locked: 1 })
  clock.advance(hour)
  assert.deepEqual(await outcomes([logIn(anEmail(), '192.0.2.66', true, 'mitra')]), { in: 1 })
})

test('realms and emails are apart; how an email is written is not', async () => {
  const email = anEmail()
  for (let n = 0; n < 5; n++) await logIn(email, '198.51.100.7', false)
  const shouted = ` ${email.toUpperCase()} `
  assert.deepEqual(await outcomes([logIn(shouted, '198.51.100.7', true)]), { log_in_locked: 1 })
  assert.deepEqual(await outcomes([logIn(email, '198.51.100.7', true, 'portal')]), { in: 1 })
  assert.deepEqual(await outcomes([logIn(anEmail(), '198.51.100.7', true)]), { in: 1 })
})

test('tries are forgotten when they lock nobody, known places after thirty days', async () => {
  const email = anEmail()
  await logIn(email, '203.0.113.8', true)
  await logIn(email, '198.51.100.7', false)
  clock.advance(2 * day + minute)
  await forgetTries(ctx)
  const kept = () => pool.query(`select passed from log_in_try where not passed or realm = 'konsol'`)
  assert.ok((await kept()).rows.every(({ passed }) => passed))
  clock.advance(30 * day)
  await forgetTries(ctx)
  assert.deepEqual((await kept()).rows, [])
  assert.ok((await countTry(ctx, { realm: 'konsol', email, caller: 'x' }, logInRules)).ok)
})
