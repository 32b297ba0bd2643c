import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partOf, tokenBuckets } from './token-buckets.ts'

test('a bucket holds one second of calls and fills again', () => {
  const buckets = tokenBuckets({ quota: 3, windowMs: 1000 })
  assert.deepEqual(
    [1, 2, 3, 4].map(() => buckets.take('a', 1000)),
    [0, 0, 0, 1],
  )
  assert.equal(buckets.take('b', 1000), 0)
  assert.equal(buckets.take('a', 1333), 1)
  assert.equal(buckets.take('a', 1334), 0)
  assert.deepEqual(
    [1, 2, 3, 4].map(() => buckets.take('a', 99_000)),
    [0, 0, 0, 1],
  )
})

test('a clock that is set back gives no calls away, and takes none for long', () => {
  const buckets = tokenBuckets({ quota: 1, windowMs: 1000 })
  assert.deepEqual([buckets.take('a', 10_000), buckets.take('a', 5000)], [0, 1])
  assert.equal(buckets.take('a', 6000), 0)
})

test('of a rate that several processes share each allows its part, and never nothing', () => {
  assert.deepEqual([partOf(2000), partOf(2000, 3), partOf(1, 8)], [2000, 667, 1])
})

test('slow limits say how long to wait', () => {
  const buckets = tokenBuckets({ quota: 1, windowMs: 10_000 })
  assert.deepEqual([buckets.take('a', 0), buckets.take('a', 0)], [0, 10])
})

test('a dear call is paid for by those after it', () => {
  const buckets = tokenBuckets({ quota: 10, windowMs: 1000 })
  assert.equal(buckets.take('a', 0, 30), 0)
  assert.equal(buckets.take('a', 0), 3)
  assert.equal(buckets.take('a', 2100), 0)
})

test('only so many keys are remembered', () => {
  const buckets = tokenBuckets({ quota: 1, windowMs: 1000 }, 2)
  for (const key of ['a', 'b', 'c']) assert.equal(buckets.take(key, 0), 0)
  assert.equal(buckets.take('b', 0), 1)
  assert.equal(buckets.take('a', 0), 0)
})
