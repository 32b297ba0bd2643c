import { parse } from 'csv-parse/sync'
import type { DecodedLine } from './decode-lines.ts'
import type { LineQueue } from './line-queue.ts'

/** A record of a file: its cells, or none when its quoting is broken, and where it stands. */
export interface CsvRecord {
  /** counted from 1, the heading included; a record of several lines has its first one */
  readonly line: number
  readonly cells: readonly string[] | undefined
  readonly foreign: boolean
}

// A quoted text may hold line breaks; a quote that is not closed within so many lines was forgotten.
const mostLines = 60
const batchSize = 2000

interface Segment {
  readonly line: number
  readonly text: string
  readonly foreign: boolean
}

/**
 * Cuts lines into records, some at a time, so that a forgotten quote costs its own line and no other. `isWhole` says
 * whether cells look like a whole record (the number of columns).
 */
export async function* csvRecords(
  queue: LineQueue,
  delimiter: string,
  isWhole: (cells: readonly string[]) => boolean,
): AsyncGenerator<readonly CsvRecord[]> {
  while (true) {
    await queue.fill(batchSize + mostLines)
    const { lines, first, ended } = queue
    if (lines.length === 0) return
    const most = ended ? lines.length : lines.length - mostLines
    const records: CsvRecord[] = []
    let simple: Segment[] = []
    const flush = () => {
      for (const record of parseBatch(simple, delimiter)) records.push(record)
      simple = []
    }
    let at = 0
    while (at < most) {
      const { text, foreign } = lines[at]!
      if (isBlank(text, delimiter)) at++
      else if (quotes(text) % 2 === 0) {
        simple.push({ line: first + at, text, foreign })
        at++
      } else {
        flush()
        const { cells, taken } = oddRecord(lines, at, delimiter, isWhole)
        const alien = lines.slice(at, at + taken).some((line) => line.foreign)
        records.push({ line: first + at, cells, foreign: alien })
        at += taken
      }
    }
    flush()
    queue.drop(at)
    yield records
  }
}

/** The cells of one record, or undefined when its quoting is broken. */
export function csvCells(text: string, delimiter: string): readonly string[] | undefined {
  const records = parseText(text, delimiter)
  return records?.length === 1 ? records[0] : undefined
}

/** How many double quotes a text has. */
export function quotes(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++
  return count
}

function isBlank(text: string, delimiter: string): boolean {
  return text.replaceAll(delimiter, '').trim() === ''
}

/** A line with an odd number of quotes: a stray one within a text, or the beginning of a text of several lines. */
function oddRecord(
  lines: readonly DecodedLine[],
  at: number,
  delimiter: string,
  isWhole: (cells: readonly string[]) => boolean,
): { cells: readonly string[] | undefined; taken: number } {
  let text = lines[at]!.text
  const alone = csvCells(text, delimiter)
  if (alone && isWhole(alone)) return { cells: alone, taken: 1 }
  let count = quotes(text)
  for (let taken = 2; taken <= mostLines && at + taken <= lines.length; taken++) {
    const next = lines[at + taken - 1]!.text
    text += `\n${next}`
    count += quotes(next)
    if (count % 2 === 1) continue
    // The text ends where its quotes first match; when that makes no record, the first quote is a forgotten one.
    const cells = csvCells(text, delimiter)
    return cells && isWhole(cells) ? { cells, taken } : { cells: undefined, taken: 1 }
  }
  return { cells: undefined, taken: 1 }
}

function parseBatch(segments: readonly Segment[], delimiter: string): CsvRecord[] {
  const whole = parseText(segments.map((segment) => segment.text).join('\n'), delimiter)
  const together = whole?.length === segments.length ? whole : undefined
  return segments.map(({ line, text, foreign }, index) => ({
    line,
    cells: together ? together[index] : csvCells(text, delimiter),
    foreign,
  }))
}

function parseText(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
  } catch {
    return undefined
  }
}
