import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import {
  type RawRecipient,
  type RecipientColumn,
  recipientColumn,
  recipientColumns,
} from './recipient-row.ts'

/** A row of the file and the line on which it begins. */
export interface RecipientLine {
  readonly line: number
  readonly raw: RawRecipient
}

/** The file as a whole cannot be read; the sentence is for the operator. */
export class RecipientFileError extends Error {
  readonly reason: 'column_missing' | 'file_unreadable' | 'file_empty'
  constructor(reason: RecipientFileError['reason'], sentence: string) {
    super(sentence)
    this.reason = reason
  }
}

/**
 * Reads a list of recipients row by row: UTF-8 with or without a byte order mark, comma, semicolon or tab between the
 * columns, headings in English or Indonesian in any order. Throws {@link RecipientFileError}.
 */
export async function* readRecipientFile(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<RecipientLine> {
  const { heading, whole } = await peekHeading(source)
  const parser = Readable.from(whole).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(heading),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // A row that is longer than any person's is a file that is something else.
      max_record_size: 64 * 1024,
    }),
  )
  let places: Map<RecipientColumn, number> | undefined
  let line = 1
  try {
    for await (const parsed of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!places) places = placesOf(parsed.record)
      else if (parsed.record.some((cell) => cell.trim() !== '')) {
        const found = places
        const cell = (column: RecipientColumn) => parsed.record[found.get(column)!] ?? ''
        yield {
          line,
          raw: Object.fromEntries(recipientColumns.map((column) => [column, cell(column)])) as RawRecipient,
        }
      }
      line = parsed.info.lines + 1
    }
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('CSV_')) throw error
    throw new RecipientFileError(
      'file_unreadable',
      `Berkas tidak terbaca sebagai CSV di sekitar baris ${line}.`,
    )
  }
  if (!places) throw new RecipientFileError('file_empty', 'Berkas kosong.')
}

function placesOf(headings: string[]): Map<RecipientColumn, number> {
  const places = new Map<RecipientColumn, number>()
  for (const [place, heading] of headings.entries()) {
    const column = recipientColumn(heading)
    if (column && !places.has(column)) places.set(column, place)
  }
  const missing = recipientColumns.filter((column) => !places.has(column))
  if (missing.length > 0)
    throw new RecipientFileError('column_missing', `Kolom tidak ada di berkas: ${missing.join(', ')}.`)
  return places
}

/** The delimiter that the heading has most of. */
function delimiterOf(heading: string): string {
  const count = (sign: string) => heading.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Reads as far as the end of the first line, and gives the whole back. */
async function peekHeading(
  source: AsyncIterable<Uint8Array | string>,
): Promise<{ heading: string; whole: AsyncIterable<Buffer> }> {
  const rest = source[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  let ended = false
  while (!ended && !head.includes(0x0a) && head.length < 64 * 1024) {
    const next = await rest.next()
    if (next.done) ended = true
    else head = Buffer.concat([head, Buffer.from(next.value)])
  }
  async function* whole(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head
    while (!ended) {
      const next = await rest.next()
      if (next.done) return
      yield Buffer.from(next.value)
    }
  }
  return { heading: head.toString('utf8').split('\n', 1)[0]!, whole: whole() }
}
