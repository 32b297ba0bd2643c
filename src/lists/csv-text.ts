import { stringify } from 'csv-stringify/sync'
import { wibTimestamp } from '../kernel/wib.ts'

export type Cell = string | number | Date | undefined

/** The heading of a column of instants: which say what o'clock it is where the programme is, as its heading says. */
export const inWib = (heading: string) => `${heading} (WIB)`

/**
 * A table as a file that spreadsheets open, its headings first. Instants are written in WIB, `2026-12-21 23:59:00`, under a
 * heading of {@link inWib}. Cells that begin like a formula are made harmless; the mark of UTF-8 at the start tells
 * spreadsheets how to read names. `decimalComma`: for a spreadsheet that writes 1,5, and so has semicolons between columns.
 */
export function csvText(rows: readonly (readonly Cell[])[], decimalComma = false): string {
  const [head = []] = rows
  const written = rows.map((row) =>
    row.map((cell, column) => {
      if (decimalComma && typeof cell === 'number' && !Number.isInteger(cell))
        return String(cell).replace('.', ',')
      if (!(cell instanceof Date)) return cell
      if (!String(head[column]).endsWith(inWib(''))) throw new Error(`${head[column]} does not say its zone`)
      return wibTimestamp(cell)
    }),
  )
  return stringify(written, { bom: true, escape_formulas: true, delimiter: decimalComma ? ';' : ',' })
}

/** Rows of a table that programs read, a piece at a time, without the mark for spreadsheets. A number below zero is none of a formula. */
export function csvRows(rows: readonly (readonly (string | null)[])[]): string {
  const plain = (cell: string | null) => (cell !== null && /^-\d+$/.test(cell) ? BigInt(cell) : cell)
  return stringify(
    rows.map((row) => row.map(plain)),
    { escape_formulas: true },
  )
}
