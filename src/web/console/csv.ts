import { type Cell, csvText } from '../../lists/csv-text.ts'
import type { Href } from '../site/link.ts'
import type { Request } from './console-request.ts'

/** Whether the table is asked for as a file. */
export function wantsCsv(c: Request): boolean {
  return c.req.query('format') === 'csv'
}

/** The same address, as a file. */
export function fileAddress(c: Request, format: 'csv' | 'xlsx' = 'csv'): Href {
  const url = new URL(c.req.url)
  url.searchParams.set('format', format)
  url.searchParams.delete('kabar')
  return (url.pathname + url.search) as Href
}

/** A table as a file that spreadsheets open. Cells that begin like a formula are made harmless. */
export function csvAnswer(
  c: Request,
  name: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Response {
  return c.body(csvText([head, ...rows]), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
