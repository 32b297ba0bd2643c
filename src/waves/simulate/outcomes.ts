import { setImmediate as breathe } from 'node:timers/promises'
import { refBytes } from '../applicant-ref.ts'
import { allotment, type DrawOutcome } from '../draw/draw-rules.ts'
import { openRanking, type Ranking } from '../draw/ranking.ts'
import { type Applicants, standing, verdicts } from './columns.ts'
import type { SimulatedRules } from './simulated-rules.ts'

export type Side = 'own' | 'tried'

/** What can become of an applicant, as it is kept in a byte: 0 is nobody of the list. */
export const outcomeCodes: readonly (DrawOutcome | undefined)[] = [
  undefined,
  'province',
  'common',
  'reserve',
  'not_selected',
  'struck',
]
const codeOf = new Map(outcomeCodes.map((outcome, code) => [outcome, code]))

const linesAtOnce = 16_384

/** Whether an outcome, as it is kept, is a seat. */
export function hasSeat(code: number): boolean {
  return code === 1 || code === 2
}

/** The list of a side, ranked. */
interface RankedSide {
  readonly ranking: Ranking
  /** of each line of the list: the place of whoever it is among the applicants */
  readonly members: Uint32Array
  readonly struck: ReadonlyMap<string, number>
}

export interface Drawing {
  readonly rules: { readonly own: SimulatedRules; readonly tried: SimulatedRules }
  readonly seed: string
  readonly onProgress: (pass: 0 | 1, count: number) => void
}

/**
 * Draws both sides by the rules of the real draw, {@link openRanking} and {@link allotment}, and by the seed of the wave: so
 * everybody keeps the lot that they drew, and nothing differs but the rule. Where both lists are the same they are ranked once.
 */
export async function drawSides(
  applicants: Applicants,
  { rules, seed, onProgress }: Drawing,
): Promise<{ readonly own: Buffer; readonly tried: Buffer }> {
  const rank = (side: Side) =>
    rankSide(applicants, side, seed, (count) => onProgress(side === 'own' ? 0 : 1, count))
  const ranked = await rank('own')
  try {
    const own = await giveSeats(applicants, 'own', ranked, rules.own)
    if (isSameList(applicants))
      return { own, tried: await giveSeats(applicants, 'tried', ranked, rules.tried) }
    const other = await rank('tried')
    try {
      return { own, tried: await giveSeats(applicants, 'tried', other, rules.tried) }
    } finally {
      other.ranking.close()
    }
  } finally {
    ranked.ranking.close()
  }
}

function isSameList({ groups, verdict }: Applicants): boolean {
  return groups.own.equals(groups.tried) && !verdict.some((of) => of !== verdicts.same)
}

async function giveSeats(
  applicants: Applicants,
  side: Side,
  { ranking, members, struck }: RankedSide,
  rules: SimulatedRules,
): Promise<Buffer> {
  const eligible = new Map(ranking.provinces)
  for (const [province, count] of struck) eligible.set(province, eligible.get(province)! - count)
  const seats = allotment(rules.draw, eligible)
  const outcomes = Buffer.alloc(applicants.count)
  for (const bucket of ranking.ranked()) {
    for (let i = 0; i < bucket.count; i++) {
      const place = members[bucket.line(i) - 1]!
      outcomes[place] = codeOf.get(seats.next(bucket.province(i), isStruck(applicants, side, place)))!
    }
    await breathe()
  }
  return outcomes
}

/** Ranks the list of a side; tells where each of its lines came from, and the struck by province. */
async function rankSide(
  applicants: Applicants,
  side: Side,
  seed: string,
  onProgress: (count: number) => void,
): Promise<RankedSide> {
  const ranking = openRanking(seed)
  const members = new Uint32Array(applicants.count)
  const struck = new Map<string, number>()
  const groups = applicants.groups[side]
  let listed = 0
  for (let from = 0; from < applicants.count; from += linesAtOnce) {
    const upto = Math.min(from + linesAtOnce, applicants.count)
    let lines = ''
    for (let place = from; place < upto; place++) {
      if (!isListed(applicants, side, place)) continue
      members[listed++] = place
      const province = provinceOf(applicants, place)
      const ref = applicants.refs.toString('hex', place * refBytes, (place + 1) * refBytes)
      lines += `${ref} ${groups[place]} ${province}\n`
      if (isStruck(applicants, side, place)) struck.set(province, (struck.get(province) ?? 0) + 1)
    }
    const wrong = ranking.add(Buffer.from(lines, 'latin1'))
    if (wrong) ranking.close()
    if (wrong) throw new Error(`line ${wrong.malformed} of the list of a simulation does not hold`)
    onProgress(upto)
    await breathe()
  }
  return { ranking, members, struck }
}

/** The first two digits of the region of somebody. */
export function provinceOf({ province }: Pick<Applicants, 'province'>, place: number): string {
  return String(province[place]).padStart(2, '0')
}

function isListed({ inList, verdict }: Applicants, side: Side, place: number): boolean {
  if (side === 'own') return inList[place] === 1
  if (verdict[place] === verdicts.leftOut) return false
  return inList[place] === 1 || verdict[place] === verdicts.letIn
}

function isStruck(applicants: Applicants, side: Side, place: number): boolean {
  const { inList, verdict, standing: stood } = applicants
  if (inList[place] === 0 || stood[place] === standing.listed) return false
  return !(side === 'tried' && verdict[place] === verdicts.letIn)
}
