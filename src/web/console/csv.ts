import { type Cell, csvText } from '../../lists/csv-text.ts'
import { xlsxFile } from '../../lists/xlsx-file.ts'
import type { Page } from '../site/addresses.ts'
import type { Href } from '../site/link.ts'
import type { Request } from './console-request.ts'

export type FileFormat = 'csv' | 'xlsx'

/** As what file the table is asked for; undefined: as a page. */
export function formatAsked(c: Request): FileFormat | undefined {
  const asked = c.req.query('format')
  return asked === 'csv' || asked === 'xlsx' ? asked : undefined
}

/** Whether the table is asked for as a file. */
export function wantsCsv(c: Request): boolean {
  return c.req.query('format') === 'csv'
}

/** The same address, as a file. */
export function fileAddress(c: Request, format: FileFormat = 'csv', place?: Page): Href {
  return addressWith(c, { format, halaman: undefined, sesudah: undefined }, place)
}

/**
 * The address of this page with other values in it, or without them. Where a form was refused, the page that is shown has
 * the address that the form went to: `place` is then the one that it is read at.
 */
export function addressWith(
  c: Request,
  values: Readonly<Record<string, string | undefined>>,
  place?: Page,
): Href {
  const url = new URL(c.req.url)
  const searchParams = c.req.method === 'GET' ? url.searchParams : new URLSearchParams()
  const path = c.req.method === 'GET' ? url.pathname : (place ?? url.pathname)
  for (const [name, value] of Object.entries({ kabar: undefined, satu: undefined, ...values }))
    if (value === undefined) searchParams.delete(name)
    else searchParams.set(name, value)
  const query = searchParams.toString()
  return (query === '' ? path : `${path}?${query}`) as Href
}

/**
 * A table as a file that spreadsheets open in columns: those of Indonesia write 1,5 and have semicolons between columns,
 * those of English ones commas. Cells that begin like a formula are made harmless.
 */
export function csvAnswer(
  c: Request,
  name: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Response {
  return c.body(csvText([head, ...rows], c.get('language') === 'id'), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}

/** {@link csvAnswer}, or the same table as a workbook. */
export async function fileAnswer(
  c: Request,
  format: FileFormat,
  name: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Response> {
  if (format === 'csv') return csvAnswer(c, name, head, rows)
  return c.body(await xlsxFile([head, ...rows]), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="${name}.xlsx"`,
  })
}
