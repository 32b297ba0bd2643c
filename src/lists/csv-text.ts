import { stringify } from 'csv-stringify/sync'

type Cell = string | number | undefined

/**
 * A table as a file that spreadsheets open. Cells that begin like a formula are made harmless; the mark of UTF-8 at the start
 * tells spreadsheets how to read names.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { bom: true, escape_formulas: true })
}
