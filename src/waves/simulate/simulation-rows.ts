import { provinceNames } from '../../people/region-codes.ts'
import {
  type Compared,
  type Simulation,
  type SimulationDimension,
  simulationDimensions,
} from './simulation.ts'
import { fewest } from './small-groups.ts'

/** A row of the table of a simulation: the whole (`by` is `all`), or a group of a dimension. */
export interface SimulationRow extends Compared {
  readonly by: 'all' | SimulationDimension
  /** as people call it; undefined: of the whole, or of groups that are too small to be told apart */
  readonly name: string | undefined
}

/** The columns of the table, as files name them. */
export const simulationHeading = [
  'by',
  'group',
  'applicants',
  'seats_before',
  'seats_after',
  'gained',
  'lost',
  'rupiah_before',
  'rupiah_after',
] as const

/** The whole, and then every group of every dimension. */
export async function simulationRows({ total, by }: Simulation): Promise<SimulationRow[]> {
  const provinces = await provinceNames()
  const nameOf = (dimension: SimulationDimension, name: string | null) =>
    name === null ? undefined : dimension === 'province' ? (provinces.get(name) ?? name) : name
  return [
    { ...total, by: 'all', name: undefined },
    ...simulationDimensions.flatMap((dimension) =>
      by[dimension].map((group) => ({ ...group, by: dimension, name: nameOf(dimension, group.name) })),
    ),
  ]
}

/** A row as the cells of a file. */
export function simulationCells(row: SimulationRow): (string | number)[] {
  return [
    row.by,
    row.name ?? (row.by === 'all' ? '' : 'merged'),
    row.applicants ?? '',
    row.seatsBefore,
    row.seatsAfter,
    countOrFew(row.gained),
    countOrFew(row.lost),
    row.rupiahBefore,
    row.rupiahAfter,
  ]
}

/** A count, or `<5`. */
export function countOrFew(count: number | null): string | number {
  return count ?? `<${fewest}`
}
