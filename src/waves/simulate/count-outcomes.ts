import type { Applicants } from './columns.ts'
import { hasSeat, provinceOf } from './outcomes.ts'
import type { Counted } from './simulation.ts'
import type { Group, Seated } from './small-groups.ts'

/** Whole years at which the age groups begin. */
export const ageGroups = [0, 18, 25, 35, 45, 55, 65] as const

const sexes = ['unknown', 'man', 'woman'] as const

type Part = keyof Seated
type Counts = Record<Part, number>

/** Counts who has a seat under which rules: in all, by province and by age when they joined; by sex those who have one. */
export function countOutcomes(
  applicants: Applicants,
  outcomes: { readonly own: Buffer; readonly tried: Buffer },
): { readonly total: Seated; readonly counted: Counted } {
  const province = Array.from({ length: 100 }, nobody)
  const age = ageGroups.map(nobody)
  const sex = sexes.map(nobody)
  const total = nobody()
  const ageGroupOf = Array.from({ length: 256 }, (_, years) =>
    ageGroups.findLastIndex((begins) => begins <= years),
  )
  for (let place = 0; place < applicants.count; place++) {
    const [before, after] = [outcomes.own[place]!, outcomes.tried[place]!]
    // In neither list: nothing of them differs.
    if (before === 0 && after === 0) continue
    const part = partOf(hasSeat(before), hasSeat(after))
    province[applicants.province[place]!]![part]++
    age[ageGroupOf[applicants.age[place]!]!]![part]++
    total[part]++
    // Of those without a seat it is not looked at.
    if (part !== 'neither') sex[applicants.sex[place]!]![part]++
  }
  return {
    total,
    counted: {
      province: named(province, (code) => provinceOf({ province: Buffer.from([code]) }, 0)),
      age: named(age, (i) => ageName(i)),
      sex: named(sex, (code) => sexes[code]!),
    },
  }
}

function partOf(before: boolean, after: boolean): Part {
  if (before) return after ? 'kept' : 'lost'
  return after ? 'gained' : 'neither'
}

/** `18-24`; the last one `65-`. */
function ageName(i: number): string {
  const next = ageGroups[i + 1]
  return `${ageGroups[i]}-${next === undefined ? '' : next - 1}`
}

function named(counts: readonly Counts[], nameOf: (i: number) => string): Group[] {
  return counts.flatMap((count, i) =>
    count.kept + count.gained + count.lost + count.neither > 0 ? [{ name: nameOf(i), ...count }] : [],
  )
}

function nobody(): Counts {
  return { kept: 0, gained: 0, lost: 0, neither: 0 }
}
