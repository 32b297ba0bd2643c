import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, notifiedAt } from '../../test/a-deadline.ts'
import { deadlineOverview, keepDeadlineCount } from './deadline-overview.ts'

const world = await aDeadline()
after(() => world.close())
const { ctx, pool, clock, cards, run, buy } = world

/** As if the last count had taken that long. */
const took = (ms: number) => pool.query('update deadline_count set took_ms = $1', [ms])
const numbers = async (counted?: 'now') => {
  const { waves } = await deadlineOverview(pool, clock.now(), counted)
  return waves.map(({ cards: all, waiting, bought, revoked }) => ({ all, waiting, bought, revoked }))
}

test('while counting is quick, what is shown is counted at that moment', async () => {
  clock.set(notifiedAt)
  const [one] = await cards(3)
  assert.equal(await keepDeadlineCount(ctx), true)
  await took(100)
  await buy(one!)
  assert.deepEqual(await numbers(), [{ all: 3, waiting: 2, bought: 1, revoked: 0 }])
})

test('where counting takes time a page shows what was counted, with its time, and who still may by the time of now', async () => {
  clock.advance(60_000)
  await took(0)
  assert.equal(await keepDeadlineCount(ctx), true)
  const countedAt = clock.now()
  await took(101)
  clock.set(deadline)
  await run()
  assert.deepEqual(await numbers(), [{ all: 3, waiting: 0, bought: 1, revoked: 0 }])
  assert.deepEqual((await deadlineOverview(pool, clock.now())).countedAt, countedAt)
  assert.deepEqual(await numbers('now'), [{ all: 3, waiting: 0, bought: 1, revoked: 2 }])
  assert.equal(await keepDeadlineCount(ctx), true)
  await took(101)
  assert.deepEqual(await numbers(), [{ all: 3, waiting: 0, bought: 1, revoked: 2 }])
})

test('counting rests sixty times as long as it took', async () => {
  await took(1000)
  clock.advance(59_999)
  assert.equal(await keepDeadlineCount(ctx), false)
  clock.advance(1)
  assert.equal(await keepDeadlineCount(ctx), true)
})
