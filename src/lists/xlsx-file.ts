import writeExcelFile from 'write-excel-file/node'
import type { Cell } from './csv-text.ts'

/** Spreadsheets know no zones: what they are to show is handed to them as if it were UTC. */
const wibAheadMs = 7 * 3600 * 1000

/**
 * A table as a workbook, its headings first. Instants stand in WIB, under a heading that says so; texts are texts, so that
 * no cell is ever a formula.
 */
export async function xlsxFile(rows: readonly (readonly Cell[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const [head = [], ...body] = rows
  const table = [
    head.map((cell) => ({ value: String(cell), type: String, fontWeight: 'bold' as const })),
    ...body.map((row) => row.map(excelCell)),
  ]
  const columns = head.map((_, column) => ({ width: widthOf(rows, column) }))
  return new Uint8Array(await writeExcelFile(table, { columns }).toBuffer())
}

function excelCell(cell: Cell) {
  if (cell === undefined || cell === '') return null
  if (cell instanceof Date)
    return { value: new Date(cell.getTime() + wibAheadMs), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String }
}

function widthOf(rows: readonly (readonly Cell[])[], column: number): number {
  const lengths = rows
    .slice(0, 200)
    .map((row) => (row[column] instanceof Date ? 19 : String(row[column] ?? '').length))
  return Math.min(60, Math.max(8, ...lengths) + 2)
}
