import { type DrawResult, resultCounts } from '../draw-result.ts'
import type { Allotment } from '../draw-rules.ts'
import { rankLineOf } from '../lines.ts'
import type { Ranking } from '../ranking.ts'
import { type Check, differ } from './draw-check.ts'
import { publishedRanks } from './published-ranks.ts'

export async function checkRanks(
  check: Check,
  result: DrawResult,
  ranking: Ranking,
  struck: ReadonlyMap<string, number>,
  seats: Allotment,
): Promise<void> {
  check.steps.push('ranks', 'result')
  const published = publishedRanks(check.folder)
  let rank = 0
  let told = false
  for (const bucket of ranking.ranked()) {
    for (let i = 0; i < bucket.count; i++) {
      const ref = bucket.ref(i)
      const line = rankLineOf(++rank, ref, seats.next(bucket.province(i), struck.has(ref)))
      const next = published.next() ?? (await published.more())
      if (told || next === line) continue
      told = true
      const from = `line ${bucket.line(i)} of list.txt`
      const there = next === undefined ? 'ends before it' : `says "${next.trimEnd()}"`
      differ(
        check,
        'ranks',
        `line ${rank} of ranks.txt must be "${line.trimEnd()}" (${from}); the file ${there}`,
        rank,
      )
    }
    check.onProgress({ done: ranking.applicants + rank, total: 2 * ranking.applicants })
  }
  const surplus = published.next() ?? (await published.more())
  if (!told && surplus !== undefined)
    differ(check, 'ranks', `ranks.txt goes on after line ${rank}, the last one of the list`, rank + 1)
  const root = await published.root()
  if (root !== result.result_root)
    differ(check, 'ranks', `ranks.txt has the root ${root}, result.json says ${result.result_root}`)
  checkCounts(check, result, ranking, seats)
}

function checkCounts(check: Check, result: DrawResult, ranking: Ranking, seats: Allotment): void {
  const counts = { applicants: ranking.applicants, ...resultCounts(seats.allotted()) }
  for (const [name, count] of Object.entries(counts)) {
    const said = result[name as keyof typeof counts]
    if (JSON.stringify(said) !== JSON.stringify(count))
      differ(
        check,
        'result',
        `${name} must be ${JSON.stringify(count)}, result.json says ${JSON.stringify(said)}`,
      )
  }
}
