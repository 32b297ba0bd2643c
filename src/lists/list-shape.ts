import { ListProblem } from './list-problem.ts'

/**
 * What a list may look like: its columns by their names in the documentation, each with the other headings that it is
 * known by. Blanks, dots, dashes, brackets and case of a heading do not matter.
 */
export interface ListShape<Needed extends string, Optional extends string = never> {
  readonly needed: Readonly<Record<Needed, readonly string[]>>
  readonly optional: Readonly<Record<Optional, readonly string[]>>
  /** columns of 16 digits, which a spreadsheet rounds to 15 */
  readonly longNumbers?: readonly NoInfer<Needed>[]
  /**
   * The columns of a file without any heading, from the cells of its first record; undefined when that is no record of
   * such a list. Without this a heading is always needed.
   */
  readonly headless?: (cells: readonly string[]) => readonly (Needed | Optional)[] | undefined
  /** what somebody has said of headings of this very file, before anything is guessed; undefined: none of the columns */
  readonly named?: ReadonlyMap<string, NoInfer<Needed | Optional> | undefined>
}

/** Headings as they are written, each with the column that it is, or an empty text for none of them. */
export type ColumnMap = Readonly<Record<string, string>>

/**
 * A shape whose columns somebody has named by the headings of their file; what they have not named is guessed as before. Throws
 * a ListProblem for a column that the list does not have.
 */
export function mappedShape<Needed extends string, Optional extends string>(
  shape: ListShape<Needed, Optional>,
  map: ColumnMap | undefined,
): ListShape<Needed, Optional> {
  const entries = Object.entries(map ?? {})
  if (entries.length === 0) return shape
  const columns = columnsOf(shape)
  const named = entries.map(([heading, wanted]) => {
    const column = columns.find((one) => one === wanted)
    if (wanted !== '' && column === undefined) throw unknownColumn(wanted, columns)
    return [headingKey(heading), column] as const
  })
  return { ...shape, named: new Map(named) }
}

function unknownColumn(wanted: string, columns: readonly string[]): ListProblem {
  const known = columns.join(', ')
  return new ListProblem(
    'column_missing',
    {
      id: `Daftar ini tidak punya kolom ${wanted}. Kolomnya: ${known}.`,
      en: `This list has no column ${wanted}. Its columns: ${known}.`,
    },
    [wanted],
  )
}

/** The columns of a shape, the needed ones first. */
export function columnsOf<Needed extends string, Optional extends string>(
  shape: ListShape<Needed, Optional>,
): (Needed | Optional)[] {
  return [...(Object.keys(shape.needed) as Needed[]), ...(Object.keys(shape.optional) as Optional[])]
}

/** The column that a heading names, or undefined for one that the list does not know. */
export function columnNamed<Needed extends string, Optional extends string>(
  shape: ListShape<Needed, Optional>,
  heading: string,
): Needed | Optional | undefined {
  const key = headingKey(heading)
  if (shape.named?.has(key)) return shape.named.get(key)
  const known = keysOf(shape) as ReadonlyMap<string, Needed | Optional>
  const column = known.get(key) ?? known.get(headingKey(heading.replace(/\([^)]*\)/g, '')))
  // A column that was named is that one alone.
  return column !== undefined && isNamed(shape, column) ? undefined : column
}

function isNamed<Column extends string>(
  { named }: { readonly named?: ReadonlyMap<string, Column | undefined> },
  column: Column,
): boolean {
  return named !== undefined && [...named.values()].includes(column)
}

/** The headings that a column is known by, its own name first. */
export function headingsOf(shape: ListShape<string, string>, column: string): readonly string[] {
  return [column, ...(shape.needed[column] ?? shape.optional[column] ?? [])]
}

/** A heading as it is compared: its letters and digits. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const keys = new WeakMap<object, ReadonlyMap<string, string>>()

function keysOf(shape: ListShape<string, string>): ReadonlyMap<string, string> {
  const before = keys.get(shape)
  if (before) return before
  const known = new Map<string, string>()
  for (const column of columnsOf(shape))
    for (const heading of headingsOf(shape, column)) known.set(headingKey(heading), column)
  keys.set(shape, known)
  return known
}
