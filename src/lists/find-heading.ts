import { csvCells, quotes } from './csv-records.ts'
import type { LineQueue } from './line-queue.ts'
import { emptyFile, ListProblem } from './list-problem.ts'
import { columnNamed, columnsOf, headingsOf, type ListShape } from './list-shape.ts'

/** What the heading says of a file. */
export interface Heading<Column extends string> {
  readonly delimiter: string
  /** where each column stands */
  readonly places: ReadonlyMap<Column, number>
  /** how many columns there are */
  readonly width: number
  /** as they are written; undefined without a heading */
  readonly names: readonly string[] | undefined
  /** headings that the list does not know */
  readonly ignored: readonly string[]
}

/** Titles and notes may stand above the heading, so many lines of them. */
const linesAbove = 40
const linesOfHeading = 10
const delimiters = [',', ';', '\t', '|'] as const

interface Reading<Column extends string> {
  readonly delimiter: string
  readonly names: readonly string[]
  readonly known: readonly (Column | undefined)[]
  readonly distinct: number
  /** lines above it, and its own */
  readonly above: number
  readonly taken: number
}

/**
 * Finds the heading of a list (the first line that names every needed column, by the delimiter that names most), and
 * leaves the queue at the first record. Throws a ListProblem that says which column is missing or stands there twice,
 * and by what headings it is known.
 */
export async function findHeading<Needed extends string, Optional extends string>(
  queue: LineQueue,
  shape: ListShape<Needed, Optional>,
): Promise<Heading<Needed | Optional>> {
  const filled = await filledLines(queue)
  const needed = Object.keys(shape.needed) as Needed[]
  const best = bestOf(queue, filled, shape)
  if (best && needed.every((column) => best.known.includes(column))) return taken(queue, best, shape)
  if (!best || best.distinct === 0) {
    const headless = withoutHeading(queue, filled[0]!, shape)
    if (headless) return headless
  }
  queue.throwIfBroken()
  const missing = needed.filter((column) => !best?.known.includes(column))
  throw missingColumns(shape, missing)
}

/** The headings of a file as they are written, each with the column that it is taken for; undefined without a heading. */
export async function headingsOfFile<Needed extends string, Optional extends string>(
  queue: LineQueue,
  shape: ListShape<Needed, Optional>,
): Promise<readonly { readonly name: string; readonly column: Needed | Optional | undefined }[] | undefined> {
  const filled = await filledLines(queue)
  const best = bestOf(queue, filled, shape)
  if ((!best || best.distinct === 0) && withoutHeading(queue, filled[0]!, shape)) return undefined
  // Of a file none of whose headings is known its first line that has several cells.
  const wide = filled.slice(0, linesAbove).map((above) => widestReading(queue, above, shape))
  const found = best && best.distinct > 0 ? best : (wide.find((one) => one && one.names.length > 1) ?? best)
  return (found?.names ?? []).map((name, at) => ({ name, column: found?.known[at] }))
}

/** Which of the first lines say something. */
async function filledLines(queue: LineQueue): Promise<number[]> {
  await queue.fill(linesAbove + linesOfHeading)
  const filled = queue.lines.flatMap(({ text }, at) => (text.trim() === '' || isSep(text) ? [] : [at]))
  if (filled.length === 0) throw emptyFile()
  return filled
}

/** The first line that names every needed column, else the one that names most. */
function bestOf<Needed extends string, Optional extends string>(
  queue: LineQueue,
  filled: readonly number[],
  shape: ListShape<Needed, Optional>,
): Reading<Needed | Optional> | undefined {
  const needed = Object.keys(shape.needed) as Needed[]
  let best: Reading<Needed | Optional> | undefined
  for (const above of filled) {
    if (above >= linesAbove) break
    const reading = bestReading(queue, above, shape)
    if (reading && needed.every((column) => reading.known.includes(column))) return reading
    if (reading && (!best || reading.distinct > best.distinct)) best = reading
  }
  return best
}

function bestReading<Needed extends string, Optional extends string>(
  queue: LineQueue,
  above: number,
  shape: ListShape<Needed, Optional>,
): Reading<Needed | Optional> | undefined {
  const readings = readingsOf(queue, above, shape)
  if (readings.length === 0) return undefined
  return readings.reduce((best, reading) => (reading.distinct > best.distinct ? reading : best))
}

/** By the delimiter that parts a line into most cells. */
function widestReading<Needed extends string, Optional extends string>(
  queue: LineQueue,
  above: number,
  shape: ListShape<Needed, Optional>,
): Reading<Needed | Optional> | undefined {
  const wider = (one: Reading<string>, other: Reading<string>) => other.names.length - one.names.length
  return readingsOf(queue, above, shape).toSorted(wider)[0]
}

/** A line by every delimiter. */
function readingsOf<Needed extends string, Optional extends string>(
  queue: LineQueue,
  above: number,
  shape: ListShape<Needed, Optional>,
): Reading<Needed | Optional>[] {
  const { text, taken } = headingText(queue, above)
  return delimiters.flatMap((delimiter) => {
    const names = csvCells(text, delimiter)?.map((name) => name.trim())
    if (!names) return []
    const known = names.map((name) => columnNamed(shape, name))
    const distinct = new Set(known.filter((column) => column !== undefined)).size
    return [{ delimiter, names, known, distinct, above, taken }]
  })
}

/** A heading in quotes may run over several lines. */
function headingText({ lines }: LineQueue, above: number): { text: string; taken: number } {
  let text = lines[above]!.text
  for (let taken = 1; taken < linesOfHeading && quotes(text) % 2 === 1; taken++) {
    const next = lines[above + taken]
    if (!next) break
    text += `\n${next.text}`
    if (quotes(text) % 2 === 0) return { text, taken: taken + 1 }
  }
  return { text: lines[above]!.text, taken: 1 }
}

function taken<Needed extends string, Optional extends string>(
  queue: LineQueue,
  reading: Reading<Needed | Optional>,
  shape: ListShape<Needed, Optional>,
): Heading<Needed | Optional> {
  const places = new Map<Needed | Optional, number>()
  for (const column of columnsOf(shape)) {
    const found = reading.known.flatMap((name, at) => (name === column ? [at] : []))
    if (found.length > 1) throw ambiguousColumn(column, found, reading.names)
    if (found.length === 1) places.set(column, found[0]!)
  }
  queue.drop(reading.above + reading.taken)
  return {
    delimiter: reading.delimiter,
    places,
    width: reading.names.length,
    names: reading.names,
    ignored: reading.names.filter((name, at) => name !== '' && reading.known[at] === undefined),
  }
}

function withoutHeading<Needed extends string, Optional extends string>(
  queue: LineQueue,
  at: number,
  shape: ListShape<Needed, Optional>,
): Heading<Needed | Optional> | undefined {
  const text = queue.lines[at]!.text
  // The sign that parts the first record into most cells.
  const count = (delimiter: string) => text.split(delimiter).length
  const delimiter = delimiters.reduce((most, sign) => (count(sign) > count(most) ? sign : most))
  const columns = shape.headless?.(csvCells(text, delimiter)?.map((cell) => cell.trim()) ?? [])
  if (!columns) return undefined
  queue.drop(at)
  const places = new Map(columns.map((column, place) => [column, place]))
  return { delimiter, places, width: columns.length, names: undefined, ignored: [] }
}

/** `sep=;`, by which a spreadsheet is told the delimiter: the heading tells it anyway. */
function isSep(text: string): boolean {
  return /^"?sep=.?"?[\s,;]*$/i.test(text.trim())
}

function missingColumns(shape: ListShape<string, string>, missing: readonly string[]): ListProblem {
  const known = missing.map((column) => `${column} (${headingsOf(shape, column).join(', ')})`).join('; ')
  return new ListProblem(
    'column_missing',
    {
      id: `Kolom ini tidak ada di judul kolom: ${missing.join(', ')}. Judul yang dikenal: ${known}.`,
      en: `The heading lacks these columns: ${missing.join(', ')}. Headings that are known: ${known}.`,
    },
    missing,
  )
}

function ambiguousColumn(column: string, found: readonly number[], names: readonly string[]): ListProblem {
  const said = found.map((at) => `"${names[at]}" (${at + 1})`).join(', ')
  return new ListProblem(
    'column_ambiguous',
    {
      id: `Kolom ${column} ada lebih dari sekali di judul kolom: ${said}. Sisakan satu, atau ganti judul yang lain.`,
      en: `The heading names the column ${column} more than once: ${said}. Keep one, or give the others another heading.`,
    },
    [column],
  )
}
