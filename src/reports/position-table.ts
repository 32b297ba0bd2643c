import type pg from 'pg'
import writeExcelFile from 'write-excel-file/node'
import { inTransaction } from '../database/transaction.ts'
import { csvText } from '../lists/csv-text.ts'
import { type Figure, figures, type Position } from './fold-movements.ts'
import { type Dimension, positionAt, positionsAt } from './position.ts'
import { valueNames } from './value-names.ts'

/** A position as people read it: a row for each value of a dimension, and all of it. */
export interface PositionTable {
  readonly at: Date
  readonly by: Dimension | undefined
  readonly rows: readonly (Position & { readonly name: string | undefined })[]
  readonly total: Position
}

/** Where the money was at an instant, in all and by a dimension, both as of one moment of the database. */
export function positionTable(db: pg.Pool, at: Date, by?: Dimension): Promise<PositionTable> {
  return inTransaction(
    db,
    async (client) => {
      const total = await positionAt(client, at)
      if (!by) return { at, by, rows: [], total }
      const nameOf = await valueNames(client, by)
      const rows = await positionsAt(client, at, by)
      return {
        at,
        by,
        rows: rows.map((row) => ({ ...row, name: row.of === undefined ? undefined : nameOf(row.of) })),
        total,
      }
    },
    'repeatable read read only',
  )
}

/** What a table is headed with, and what it calls the row of what belongs to none, and that of all. */
export interface TableWords {
  readonly value: string
  readonly none: string
  readonly total: string
  readonly figures: Readonly<Record<Figure, string>>
}

/** As {@link TableWords}, for files that programs read. */
export const plainWords: TableWords = {
  value: 'value',
  none: '(none)',
  total: '(total)',
  figures: Object.fromEntries(figures.map((figure) => [figure, figure])) as Record<Figure, string>,
}

/** Its rows, the heading first and the total last; rupiah as numbers. */
export function tableRows({ rows, total }: PositionTable, words: TableWords): (string | number)[][] {
  const cells = (name: string, position: Position) => [
    name,
    ...figures.map((figure) => position.figures[figure]),
  ]
  return [
    [words.value, ...figures.map((figure) => words.figures[figure])],
    ...rows.map((row) => cells(row.name ?? words.none, row)),
    cells(words.total, total),
  ]
}

/** The table as CSV. */
export function positionCsv(table: PositionTable, words: TableWords): string {
  return csvText(tableRows(table, words))
}

const rupiah = { format: '#,##0' }

/** The table as a spreadsheet (XLSX): the amounts are numbers, and no text is a formula. */
export function positionSheet(table: PositionTable, words: TableWords): Promise<Buffer> {
  const [head = [], ...rows] = tableRows(table, words)
  return writeExcelFile(
    [
      head.map((value) => ({ value: String(value), fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((cell) => (typeof cell === 'number' ? { value: cell, ...rupiah } : { value: cell })),
      ),
    ],
    { columns: head.map((_, column) => ({ width: column === 0 ? 28 : 18 })) },
  ).toBuffer()
}
