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
  const known = keysOf(shape) as ReadonlyMap<string, Needed | Optional>
  return known.get(headingKey(heading)) ?? known.get(headingKey(heading.replace(/\([^)]*\)/g, '')))
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
