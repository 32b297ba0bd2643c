import type { SimulatedRules } from './simulated-rules.ts'
import { type Group, type Seated, sizeOf, tellsOfFew, withoutFew } from './small-groups.ts'

/** What the applicants are told apart by. */
export const simulationDimensions = ['province', 'age', 'sex'] as const
export type SimulationDimension = (typeof simulationDimensions)[number]

/** What a rule makes of a group: people, and rupiah on their cards. */
export interface Compared {
  /** null: by sex only those who have a seat are told */
  readonly applicants: number | null
  readonly seatsBefore: number
  readonly seatsAfter: number
  /** have a seat only under the rules that are tried; null: fewer than five of these or of those who lose */
  readonly gained: number | null
  readonly lost: number | null
  readonly rupiahBefore: number
  readonly rupiahAfter: number
}

export interface ComparedGroup extends Compared {
  /** null: groups that are too small to be told apart, as one */
  readonly name: string | null
}

/** What became of the applicants of a wave under other rules than its own. Names nobody; counts below five are merged. */
export interface Simulation {
  readonly wave: { readonly waveId: number; readonly year: number; readonly number: number }
  readonly own: SimulatedRules
  readonly tried: SimulatedRules
  readonly total: Compared
  /** whom the rules that are tried do not let take part, though those of the wave did; null: fewer than five */
  readonly leftOut: number | null
  /** whom only they let take part; null: fewer than five */
  readonly letIn: number | null
  readonly by: Readonly<Record<SimulationDimension, readonly ComparedGroup[]>>
}

/** Counts by name of a group, in the order in which they are shown. */
export type Counted = Readonly<Record<SimulationDimension, readonly Group[]>>

/** Makes the table of counts, with what is told of few people merged or left out. */
export function simulationOf(
  of: Pick<Simulation, 'wave' | 'own' | 'tried'> & { readonly leftOut: number; readonly letIn: number },
  total: Seated,
  counted: Counted,
): Simulation {
  const [before, after] = [of.own.year.grantRupiah, of.tried.year.grantRupiah]
  const compared = (group: Seated): Compared => ({
    applicants: sizeOf(group),
    seatsBefore: group.kept + group.lost,
    seatsAfter: group.kept + group.gained,
    gained: group.gained,
    lost: group.lost,
    rupiahBefore: (group.kept + group.lost) * before,
    rupiahAfter: (group.kept + group.gained) * after,
  })
  const few = few5(total.gained) === null || few5(total.lost) === null
  const groups = (dimension: SimulationDimension) =>
    withoutFew(counted[dimension]).map(({ name, ...seated }) => ({
      name: name ?? null,
      ...compared(seated),
      ...(dimension === 'sex' && { applicants: null }),
    }))
  return {
    ...of,
    leftOut: few5(of.leftOut),
    letIn: few5(of.letIn),
    // How many seats there are is published of every wave; who has one is what few people could be known by.
    total: { ...compared(total), ...(few && { gained: null, lost: null }) },
    by: { province: groups('province'), age: groups('age'), sex: groups('sex') },
  }
}

function few5(count: number): number | null {
  return tellsOfFew({ kept: count, gained: 0, lost: 0, neither: 0 }) ? null : count
}
