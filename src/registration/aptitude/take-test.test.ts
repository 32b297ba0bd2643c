import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRegistration, must, refusalOf } from '../../../test/a-registration.ts'
import { minute } from '../../kernel/clock.ts'
import { registrationState } from '../complete-registration.ts'
import { beginTest, finishTest, saveAnswer, testAttempt } from './take-test.ts'
import { testItems } from './test-items.ts'
import { scoreTest, testParts } from './test-rules.ts'

const scene = await aRegistration()
const { clock, ctx, pool } = scene

test('an answer counts until the last millisecond of the 25 minutes, and not in the next', async () => {
  const accountId = await scene.anAccount()
  assert.equal(refusalOf(await saveAnswer(ctx, accountId, 1, 1)), 'test_not_begun')
  await beginTest(ctx, accountId)
  clock.advance(25 * minute - 1)
  must(await saveAnswer(ctx, accountId, 1, 1))
  assert.equal((await registrationState(ctx, accountId)).steps.test, false)
  clock.advance(1)
  assert.equal(refusalOf(await saveAnswer(ctx, accountId, 2, 1)), 'test_over')
  const attempt = await testAttempt(ctx, pool, accountId)
  assert.equal(attempt?.state, 'finished')
  assert.deepEqual([...(attempt?.answers ?? [])], [[1, 1]])
  assert.equal((await registrationState(ctx, accountId)).steps.test, true)
})

test('a test goes on where it stood, on any device: beginning again gives no time, a later answer replaces', async () => {
  const accountId = await scene.anAccount()
  await beginTest(ctx, accountId)
  const { endsAt } = (await testAttempt(ctx, pool, accountId))!
  must(await saveAnswer(ctx, accountId, 7, 0))
  clock.advance(5 * minute)
  await beginTest(ctx, accountId)
  must(await saveAnswer(ctx, accountId, 7, 3))
  const attempt = (await testAttempt(ctx, pool, accountId))!
  assert.equal(attempt.endsAt.getTime(), endsAt.getTime())
  assert.equal(attempt.answers.get(7), 3)
  await finishTest(ctx, accountId)
  assert.equal(refusalOf(await saveAnswer(ctx, accountId, 8, 0)), 'test_over')
})

test('of answers that meet the handing in, each is saved before it or refused', async () => {
  const accountId = await scene.anAccount()
  await beginTest(ctx, accountId)
  const saving = Array.from({ length: 18 }, (_none, at) => saveAnswer(ctx, accountId, at + 1, 2))
  const [, ...saved] = await Promise.all([finishTest(ctx, accountId), ...saving])
  const attempt = (await testAttempt(ctx, pool, accountId))!
  assert.equal(attempt.answers.size, saved.filter((one) => one?.ok).length)
})

test('there are eighteen items, six of each part, with four different answers in both languages', () => {
  assert.equal(testItems.length, 18)
  for (const part of testParts) assert.equal(testItems.filter((item) => item.part === part).length, 6)
  for (const { choices, points, question } of testItems) {
    for (const language of ['id', 'en'] as const) {
      assert.equal(new Set(choices[language]).size, 4)
      assert.ok(question[language].length > 10)
    }
    assert.equal(Math.max(...points), 3)
    assert.equal(points.filter((point) => point === 3).length, 1)
  }
})

test('a test is scored in percent of each part; what was not answered is worth nothing', () => {
  assert.deepEqual(scoreTest(testItems, new Map()), { motivation: 0, reading: 0, arithmetic: 0 })
  const best = new Map(testItems.map(({ points }, at) => [at + 1, points.indexOf(3)]))
  assert.deepEqual(scoreTest(testItems, best), { motivation: 100, reading: 100, arithmetic: 100 })
  best.delete(18)
  assert.equal(scoreTest(testItems, best).arithmetic, 83)
})
