import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldRecord } from './told-record.ts'

const none = { bought: 0, finished: 0, certificates: 0, stars: [0, 0, 0, 0, 0] } as const

test('of fewer than ten nothing is told, not even that there are none', () => {
  const nothing = {
    boughtAtLeast: undefined,
    finishedPercent: undefined,
    certificatesAtLeast: undefined,
    stars: undefined,
  }
  assert.deepEqual(toldRecord(none), nothing)
  assert.deepEqual(toldRecord({ bought: 9, finished: 9, certificates: 9, stars: [0, 0, 0, 0, 9] }), nothing)
})

test('what is told is rounded down, and a share is never all or none', () => {
  const bought = (count: number) => toldRecord({ ...none, bought: count }).boughtAtLeast
  assert.deepEqual([10, 19, 99, 137, 1299, 123_456].map(bought), [10, 10, 90, 130, 1200, 120_000])
  const share = (finished: number) => toldRecord({ ...none, bought: 40, finished }).finishedPercent
  assert.deepEqual([0, 1, 21, 22, 40].map(share), [5, 5, 55, 55, 95])
})
