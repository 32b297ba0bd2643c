import type { Language } from '../../kernel/wib.ts'

export const testParts = ['motivation', 'reading', 'arithmetic'] as const
export type TestPart = (typeof testParts)[number]

/** One question of the test: what is asked, four answers, and what each is worth (0 to 3). */
export interface TestItem {
  readonly part: TestPart
  /** a text to be read first, where there is one */
  readonly reading?: Readonly<Record<Language, string>>
  readonly question: Readonly<Record<Language, string>>
  readonly choices: Readonly<Record<Language, readonly [string, string, string, string]>>
  readonly points: readonly [number, number, number, number]
}

/** The points of an item of which one answer is right. */
export function pointsFor(right: 0 | 1 | 2 | 3): TestItem['points'] {
  const points: [number, number, number, number] = [0, 0, 0, 0]
  points[right] = 3
  return points
}

/** What somebody reached, in percent of the points of each part. */
export type TestScores = Readonly<Record<TestPart, number>>

/** Scores answers, by item from 1 on; what was not answered is worth nothing. */
export function scoreTest(items: readonly TestItem[], answers: ReadonlyMap<number, number>): TestScores {
  const percent = (part: TestPart) => {
    let reached = 0
    let most = 0
    for (const [index, item] of items.entries()) {
      if (item.part !== part) continue
      most += Math.max(...item.points)
      reached += item.points[answers.get(index + 1) ?? -1] ?? 0
    }
    return most === 0 ? 0 : Math.round((reached * 100) / most)
  }
  return { motivation: percent('motivation'), reading: percent('reading'), arithmetic: percent('arithmetic') }
}

export type TestState = 'not_begun' | 'running' | 'finished'

/** Where a test stands at `now`: its end comes by itself, whether anybody looks or not. */
export function testState(
  attempt: { readonly endsAt: Date; readonly finishedAt: Date | undefined } | undefined,
  now: Date,
): TestState {
  if (!attempt) return 'not_begun'
  return attempt.finishedAt || attempt.endsAt <= now ? 'finished' : 'running'
}
