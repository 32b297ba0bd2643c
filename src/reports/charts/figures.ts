import type { Queryable } from '../../database/sql.ts'

/** A row of what a chart shows: a name that the page has words for, or that is shown as it is, and its numbers. */
export interface FigureRow {
  readonly name: string
  readonly values: readonly number[]
}

/** A window of time: from an instant on, and before another one. */
export interface Window {
  readonly from: Date
  readonly until: Date
}

export type ReadFigures<Asked> = (db: Queryable, asked: Asked) => Promise<readonly FigureRow[]>

/** Rows with the largest first values; all others as one, which is named `others`. */
export function largest(rows: readonly FigureRow[], most: number): readonly FigureRow[] {
  const sorted = [...rows].sort((one, other) => (other.values[0] ?? 0) - (one.values[0] ?? 0))
  if (sorted.length <= most) return sorted
  const others = sorted.slice(most - 1)
  const sums = (others[0]?.values ?? []).map((_, i) =>
    others.reduce((sum, { values }) => sum + (values[i] ?? 0), 0),
  )
  return [...sorted.slice(0, most - 1), { name: 'others', values: sums }]
}
