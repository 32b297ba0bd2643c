import { done } from '../src/kernel/refusal.ts'
import type { ExportSource } from '../src/staff/exports/export-source.ts'

/** Rows of the list that {@link numbersSource} is. */
export const numberRows = 12_000

/** A list of numbers, three chunks long. `before` is asked before each chunk, with how many were read. */
export function numbersSource(options: { before(read: number): Promise<unknown> }): ExportSource {
  let read = 0
  return {
    permission: (terms) => (Object.keys(terms).length === 0 ? 'see_people' : undefined),
    async read(_, { after = '0', limit }) {
      await options.before(read)
      read++
      const from = Number(after)
      const upto = Math.min(numberRows, from + limit)
      const found = Array.from({ length: upto - from }, (__, i) => [from + i + 1, '=1+1'])
      return done({
        head: ['number', 'word'],
        rows: found,
        next: upto < numberRows ? String(upto) : undefined,
      })
    },
  }
}
