import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, nothing, notifiedAt } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { minute } from '../kernel/clock.ts'

const world = await aDeadline()
const { buy, cards, clock, rowsOf, run } = world
after(() => world.close())

const remindersOf = async (card: WaveCard) =>
  (
    await rowsOf(
      `select (params->>'daysLeft')::int from outbox where card_id = $1 and template = 'deadline-reminder'
       order by message_id`,
      card,
    )
  ).flat()

test('reminders at H-7, H-3 and H-1, once each, to those who have not bought', async () => {
  clock.set(notifiedAt)
  const [waiting, bought] = (await cards(2)) as [WaveCard, WaveCard]
  await buy(bought)
  assert.deepEqual(await run(), nothing)
  clock.set('2026-12-16T07:59:59.999+07:00')
  assert.deepEqual(await run(), nothing)
  for (const [instant, days] of [
    ['2026-12-16T08:00:00+07:00', 7],
    ['2026-12-20T08:00:00+07:00', 3],
    ['2026-12-22T08:00:00+07:00', 1],
  ] as const) {
    clock.set(instant)
    assert.deepEqual(await run(), { ...nothing, reminded: 1 })
    assert.deepEqual(await run(), nothing)
    clock.advance(minute)
    assert.deepEqual(await run(), nothing)
    assert.equal((await remindersOf(waiting)).at(-1), days)
  }
  assert.deepEqual(await remindersOf(waiting), [7, 3, 1])
  assert.deepEqual(await remindersOf(bought), [])
  await buy(waiting)
})

test('a late start sends the newest reminder only, and says how many days are really left', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set('2026-12-21T15:00:00+07:00')
  assert.equal((await run()).reminded, 1)
  assert.deepEqual(await remindersOf(card), [2])
  clock.set('2026-12-23T23:59:59+07:00')
  await run()
  assert.deepEqual(await remindersOf(card), [2, 0])
  await buy(card)
})

test('two runs at once remind everybody once', async () => {
  const many = await cards(60)
  clock.set('2026-12-16T08:00:00+07:00')
  const runs = await Promise.all([1, 2, 3].map(() => run({ chunk: 7 })))
  assert.equal(
    runs.reduce((sum, { reminded }) => sum + reminded, 0),
    60,
  )
  for (const card of many) assert.deepEqual(await remindersOf(card), [7])
  clock.set(deadline)
  await run()
})
