import { stringify } from 'csv-stringify/sync'
import type { Request } from './desk.ts'

/** Whether the table is asked for as a file. */
export function wantsCsv(c: Request): boolean {
  return c.req.query('format') === 'csv'
}

/** The same address, as a file. */
export function csvAddress(c: Request): string {
  const url = new URL(c.req.url)
  url.searchParams.set('format', 'csv')
  url.searchParams.delete('kabar')
  return url.pathname + url.search
}

/** A table as a file that spreadsheets open. Cells that begin like a formula are made harmless. */
export function csvAnswer(
  c: Request,
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): Response {
  // The mark of UTF-8 at the start tells spreadsheets how to read names.
  const text = stringify([head, ...rows] as (string | number | undefined)[][], {
    bom: true,
    escape_formulas: true,
  })
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
