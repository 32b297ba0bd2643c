import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { csvRecords } from './csv-records.ts'
import { decodeLines, type FileContent } from './decode-lines.ts'
import { findHeading, type Heading } from './find-heading.ts'
import { LineQueue } from './line-queue.ts'
import { type ColumnMap, type ListShape, mappedShape } from './list-shape.ts'
import { plainCell } from './plain-cell.ts'
import { withoutRounded } from './rounded-numbers.ts'

/** What is wrong with a row before anybody looks at what it says. */
export const rowProblems = refusalWords({
  id: {
    broken_quoting:
      'Tanda kutip di baris ini tidak berpasangan sehingga kolomnya tidak dapat dibaca. Perbaiki barisnya.',
    too_few_cells: 'Jumlah kolom di baris ini kurang dari judul kolom. Perbaiki barisnya.',
    too_many_cells:
      'Jumlah kolom di baris ini lebih dari judul kolom; mungkin ada pemisah di dalam teks yang tidak dikutip. Perbaiki barisnya.',
    damaged_characters:
      'Ada huruf yang rusak di baris ini (kesalahan pengodean); simpan lagi daftar aslinya sebagai CSV UTF-8.',
  },
  en: {
    broken_quoting:
      'The quotes of this row do not match, so its columns cannot be told apart. Correct the row.',
    too_few_cells: 'This row has fewer cells than the heading needs. Correct the row.',
    too_many_cells:
      'This row has more cells than the heading; perhaps a delimiter inside a text was not quoted. Correct the row.',
    damaged_characters:
      'This row has damaged characters (a wrong encoding); save the original list again as CSV UTF-8.',
  },
})
export type RowProblem = ReasonOf<typeof rowProblems>

/** A row of a list. */
export interface ListRow<Needed extends string, Optional extends string = never> {
  /** the line of the file on which it begins, counted from 1 */
  readonly line: number
  /** was no UTF-8, and was read as Windows-1252 */
  readonly foreign: boolean
  /** set when the row cannot be taken; its cells may then be those of other columns */
  readonly problem: RowProblem | undefined
  /** undefined: the file does not have the column */
  readonly cells: Readonly<Record<Needed, string>> & Readonly<Record<Optional, string | undefined>>
}

export interface List<Needed extends string, Optional extends string = never> {
  /** headings that the list does not know */
  readonly ignoredColumns: readonly string[]
  /** whether the file has a column */
  has(column: Needed | Optional): boolean
  readonly rows: AsyncGenerator<ListRow<Needed, Optional>>
}

export interface ListOptions {
  /** somebody has looked: long numbers that end in 0 are right */
  readonly digitsAreRight?: boolean | undefined
  /** what somebody has said of the headings of this file */
  readonly columns?: ColumnMap | undefined
}

/**
 * Reads any list that people send, row by row: UTF-8, UTF-16 or Windows-1252, any line ends, the delimiter of its
 * heading, titles above it, and whatever spreadsheets do to quotes and numbers. What cannot be read is told by row
 * (`problem`), or a ListProblem is thrown for the whole of it, here or from `rows`.
 */
export async function openList<Needed extends string, Optional extends string = never>(
  content: FileContent,
  shape: ListShape<Needed, Optional>,
  options: ListOptions = {},
): Promise<List<Needed, Optional>> {
  const queue = new LineQueue(decodeLines(content))
  const heading = await findHeading(queue, mappedShape(shape, options.columns))
  const rows = readRows(queue, heading, shape)
  const judged = shape.longNumbers?.length && !options.digitsAreRight
  return {
    ignoredColumns: heading.ignored,
    has: (column) => heading.places.has(column),
    rows: judged ? withoutRounded(rows, shape.longNumbers) : rows,
  }
}

async function* readRows<Needed extends string, Optional extends string>(
  queue: LineQueue,
  heading: Heading<Needed | Optional>,
  shape: ListShape<Needed, Optional>,
): AsyncGenerator<ListRow<Needed, Optional>> {
  const { places, delimiter, width, names } = heading
  const needed = (Object.keys(shape.needed) as Needed[]).map((column) => places.get(column)!)
  const least = Math.max(...needed) + 1
  const excess = (cells: readonly string[]) => cells.slice(width).some((cell) => cell.trim() !== '')
  // A text of several lines, one of which has as many delimiters as a row, has swallowed that row.
  const swallowed = (cell: string) =>
    cell.includes('\n') && cell.split('\n').some((line) => line.split(delimiter).length >= width)
  const isWhole = (cells: readonly string[]) =>
    cells.length >= least && !excess(cells) && !cells.some(swallowed)
  const columns = [...places]
  for await (const records of csvRecords(queue, delimiter, isWhole)) {
    for (const { line, cells: found, foreign } of records) {
      // Lists that were put together from several repeat their heading.
      if (found && names?.every((name, place) => found[place]?.trim() === name)) continue
      const cells: Record<string, string | undefined> = {}
      for (const [column, place] of columns) cells[column] = plainCell(found?.[place] ?? '')
      const problem = problemOf(found, least, excess, cells)
      yield { line, foreign, problem, cells: cells as ListRow<Needed, Optional>['cells'] }
    }
  }
}

function problemOf(
  found: readonly string[] | undefined,
  least: number,
  excess: (cells: readonly string[]) => boolean,
  cells: Readonly<Record<string, string | undefined>>,
): RowProblem | undefined {
  if (!found) return 'broken_quoting'
  if (found.length < least) return 'too_few_cells'
  if (excess(found)) return 'too_many_cells'
  // What no encoding explains: the replacement character, and controls that Windows-1252 has no sign for.
  const damaged = Object.values(cells).some(
    (cell) => cell !== undefined && /[\ufffd\u0080-\u009f]/.test(cell),
  )
  return damaged ? 'damaged_characters' : undefined
}
