import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hour, second, stoppedClock } from '../../kernel/clock.ts'
import { closedBreaker, TRIPS_AFTER } from './breaker.ts'
import { retryAfterSeconds } from './retry-rules.ts'

const from = new Date('2026-11-23T02:00:00Z')
const after = (ms: number) => new Date(from.getTime() + ms)

test('what never expires is tried for 72 hours, with gaps of an hour at most', () => {
  const tried = (attempts: number) => ({ attempts, firstTriedAt: from, expiresAt: undefined })
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 60].map((attempts) => retryAfterSeconds(tried(attempts), after(hour))),
    [5, 30, 120, 600, 3600, 3600, 3600],
  )
  assert.equal(retryAfterSeconds(tried(70), after(71 * hour)), 3600)
  assert.equal(retryAfterSeconds(tried(70), after(71 * hour + second)), undefined)
})

test('what expires is tried until it does, however long ago it was begun', () => {
  const tried = { attempts: 40, firstTriedAt: from, expiresAt: after(200 * hour) }
  assert.equal(retryAfterSeconds(tried, after(100 * hour)), 3600)
})

test('a breaker opens after ten failures in a row, lets trials through at growing gaps, and closes with an answer', () => {
  const clock = stoppedClock(from)
  const breaker = closedBreaker()
  for (let nth = 1; nth < TRIPS_AFTER; nth++) assert.equal(breaker.failed(clock.now()), false)
  breaker.answered()
  for (let nth = 1; nth < TRIPS_AFTER; nth++) breaker.failed(clock.now())
  assert.equal(breaker.state(clock.now()), 'closed')
  assert.equal(breaker.failed(clock.now()), true)
  // What was under way fails, too, and changes nothing.
  assert.equal(breaker.failed(clock.now()), false)
  for (const pause of [5, 10, 20, 30, 30]) {
    assert.equal(breaker.state(clock.now()), 'open')
    assert.equal(breaker.waitSeconds(clock.now()), pause)
    clock.advance(pause * second)
    assert.equal(breaker.state(clock.now()), 'trial')
    breaker.failed(clock.now())
  }
  clock.advance(30 * second)
  breaker.answered()
  assert.equal(breaker.state(clock.now()), 'closed')
})
