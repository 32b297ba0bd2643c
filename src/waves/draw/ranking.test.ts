import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { allotment, type DrawOutcome } from './draw-rules.ts'
import { openRanking } from './ranking.ts'
import { openScratch } from './scratch.ts'

const seed = 'c0ffee'.padEnd(64, '0')
const applicant = fc.record({
  ref: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  group: fc.integer({ min: 1, max: 9 }),
  province: fc.constantFrom('11', '32', '33', '91'),
})
const applicants = fc.uniqueArray(applicant, { selector: ({ ref }) => ref, maxLength: 60 })

const lineOf = ({ ref, group, province }: { ref: string; group: number; province: string }) =>
  `${ref} ${group} ${province}\n`

test('ranks go by priority group, then by key', () => {
  fc.assert(
    fc.property(applicants, (list) => {
      const sorted = list.toSorted((one, other) => (one.ref < other.ref ? -1 : 1))
      const ranking = openRanking(seed)
      assert.equal(ranking.add(Buffer.from(sorted.map(lineOf).join(''))), undefined)
      const ranked = [...ranking.ranked()].flatMap((bucket) =>
        Array.from({ length: bucket.count }, (_, i) => [bucket.ref(i), bucket.province(i), bucket.line(i)]),
      )
      const key = (ref: string) =>
        createHmac('sha256', Buffer.from(seed, 'hex')).update(Buffer.from(ref, 'hex')).digest('hex')
      const wanted = sorted
        .map((one, i) => ({ ...one, line: i + 1, order: `${one.group}${key(one.ref)}` }))
        .sort((one, other) => (one.order < other.order ? -1 : 1))
        .map(({ ref, province, line }) => [ref, province, line])
      assert.deepEqual(ranked, wanted)
    }),
  )
})

test('a line that is malformed, twice there or out of order is named', () => {
  const lines = ['00', '11', '22', '33'].map((byte) => `${byte.repeat(16)} 1 32\n`)
  const wrongOf = (changed: readonly string[]) => openRanking(seed).add(Buffer.from(changed.join('')))
  assert.equal(wrongOf(lines), undefined)
  for (const [row, line] of [
    [3, lines[1]!],
    [3, `${'2G'.repeat(16)} 1 32\n`],
    [3, `${'2A'.repeat(16)} 1 32\n`],
    [3, `${'22'.repeat(16)} 0 32\n`],
    [3, `${'22'.repeat(16)} 1 3x\n`],
    [3, `${'22'.repeat(16)} 1 32 `],
  ] as const)
    assert.deepEqual(wrongOf([lines[0]!, lines[1]!, line, lines[3]!]), { malformed: row }, line)
})

test('records come back from the disk as they were put away, bucket by bucket', () => {
  const scratch = openScratch(4, 3)
  const put: number[][] = [[], [], []]
  for (let i = 0; i < 100; i++) {
    const { buffer, at } = scratch.place(i % 3)
    buffer.writeUInt32BE(i, at)
    put[i % 3]!.push(i)
  }
  assert.deepEqual(scratch.buckets(), [0, 1, 2])
  for (const [bucket, numbers] of put.entries()) {
    const read = scratch.read(bucket)
    assert.deepEqual(
      numbers.map((_, i) => read.readUInt32BE(i * 4)),
      numbers,
    )
  }
  scratch.close()
})

const programme = fc.record({
  quota: fc.integer({ min: 1, max: 30 }),
  reserves: fc.nat(5),
  shares: fc.dictionary(fc.constantFrom('11', '32', '33', '91'), fc.nat(10)),
  ranked: fc.array(
    fc.record({
      province: fc.constantFrom('11', '32', '33', '91'),
      struck: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { maxLength: 80 },
  ),
})

/** The rule as docs/draw.md tells it: provinces first, then what is left to all. */
function inTwoRounds(
  quota: number,
  reserves: number,
  seats: Record<string, number>,
  ranked: readonly { province: string; struck: boolean }[],
): DrawOutcome[] {
  const outcomes: (DrawOutcome | undefined)[] = ranked.map(({ struck }) => (struck ? 'struck' : undefined))
  let left = quota
  for (const [province, own] of Object.entries(seats)) {
    let free = own
    for (const [i, one] of ranked.entries())
      if (one.province === province && !outcomes[i] && free > 0) {
        outcomes[i] = 'province'
        free--
        left--
      }
  }
  for (const i of outcomes.keys()) if (!outcomes[i] && left-- > 0) outcomes[i] = 'common'
  let kept = reserves
  for (const i of outcomes.keys()) if (!outcomes[i] && kept-- > 0) outcomes[i] = 'reserve'
  return outcomes.map((outcome) => outcome ?? 'not_selected')
}

test('one pass over the ranks gives the seats of two rounds: provinces, then all', () => {
  fc.assert(
    fc.property(programme, ({ quota, reserves, shares, ranked }) => {
      let room = quota
      const seats: Record<string, number> = {}
      for (const [province, wanted] of Object.entries(shares)) {
        seats[province] = Math.min(wanted, room)
        room -= seats[province]
      }
      const eligible = new Map<string, number>()
      for (const { province, struck } of ranked)
        if (!struck) eligible.set(province, (eligible.get(province) ?? 0) + 1)
      const given = allotment({ quota, reserves, province_seats: seats }, eligible)
      const outcomes = ranked.map(({ province, struck }) => given.next(province, struck))
      assert.deepEqual(outcomes, inTwoRounds(quota, reserves, seats, ranked))
      const selected = outcomes.filter((outcome) => outcome === 'province' || outcome === 'common').length
      assert.equal(selected, Math.min(quota, ranked.filter(({ struck }) => !struck).length))
    }),
  )
})
