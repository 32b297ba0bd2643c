import type { StarCounts } from '../reviews/course-reviews.ts'

/** What was counted of the purchases of a course, or of all courses of an institution. */
export interface CountedRecord {
  /** paid, and not cancelled */
  readonly bought: number
  readonly finished: number
  readonly certificates: number
  readonly stars: StarCounts
}

/** A record as everybody may read it: what is told of few would be told of somebody. */
export interface ToldRecord {
  /** at least so many, in round numbers; undefined: too few to say */
  readonly boughtAtLeast: number | undefined
  /** per cent of the buyers, to the nearest five, from 5 to 95: that all have finished, or none, would be told of each of them */
  readonly finishedPercent: number | undefined
  readonly certificatesAtLeast: number | undefined
  /** of all reviews, which are public one by one; undefined below {@link fewest} */
  readonly stars: StarCounts | undefined
}

/** Below so many nothing is said: among ten a buyer who knows of some others cannot tell what became of the rest. */
export const fewest = 10

/** What of a record is told, and how exactly. */
export function toldRecord({ bought, finished, certificates, stars }: CountedRecord): ToldRecord {
  const share = (finished / bought) * 20
  return {
    boughtAtLeast: atLeast(bought),
    finishedPercent: bought < fewest ? undefined : Math.min(95, Math.max(5, Math.round(share) * 5)),
    certificatesAtLeast: atLeast(certificates),
    stars: stars.reduce((sum, count) => sum + count, 0) < fewest ? undefined : stars,
  }
}

/** Down to ten below a hundred, then to two digits: one more buyer is hardly ever seen. */
function atLeast(count: number): number | undefined {
  if (count < fewest) return undefined
  const step = 10 ** Math.max(1, Math.floor(Math.log10(count)) - 1)
  return Math.floor(count / step) * step
}
