import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failoverLoop } from './failover-loop.ts'

// A primary that is killed and one that hangs; `npm run failover -- 10` repeats both.
test('when the primary dies or hangs the servers go on with its replica, and nothing answered as paid is lost or doubled', async () => {
  const result = await failoverLoop(2)
  assert.deepEqual(result.lost, [])
  assert.deepEqual(result.doubled, [])
  assert.deepEqual(result.violated, [])
  assert.ok(result.acknowledged > 200, `only ${result.acknowledged} purchases were made`)
  assert.ok(result.longestGapMs < 20_000, `nothing was bought for ${result.longestGapMs} ms`)
  // Whoever looked meanwhile was told to come again (502 is the balancer's word for an answer that broke off).
  assert.ok(result.longestPageGapMs < 20_000, `no page was shown for ${result.longestPageGapMs} ms`)
  assert.deepEqual(
    Object.keys(result.pages).filter((status) => !['200', '502', '503'].includes(status)),
    [],
    JSON.stringify(result.pages),
  )
  for (const hosts of result.hosts) assert.deepEqual([...hosts].sort(), ['former', 'primary'])
})
