import { parse } from 'csv-parse/sync'
import type { Say } from './read-lesson.ts'

export interface CsvRow {
  /** counted from 1, the header included */
  readonly line: number
  /** by column, blanks around them dropped */
  readonly cells: ReadonlyMap<string, string>
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/** The rows of a small file whose first line names its columns. A column that is missing or not known is said. */
export function csvRows(
  text: string,
  needed: readonly string[],
  allowed: readonly string[],
  say: Say,
): CsvRow[] {
  let parsed: Parsed[]
  try {
    // The types of the library do not know that `info` changes what comes out.
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }
    parsed = parse(text, options) as unknown as Parsed[]
  } catch (error) {
    say(1, `is no CSV file: ${error instanceof Error ? error.message : 'it cannot be read'}`)
    return []
  }
  const header = (parsed[0]?.record ?? []).map((name) => name.toLowerCase())
  for (const name of needed) if (!header.includes(name)) say(1, `has no column "${name}"`)
  for (const name of header)
    if (!needed.includes(name) && !allowed.includes(name)) say(1, `has a column "${name}" that is not known`)
  return parsed.slice(1).map(({ record, info }) => {
    if (record.length > header.length)
      say(info.lines, 'has more cells than the first line: put a text with commas in quotes')
    return { line: info.lines, cells: new Map(header.map((name, at) => [name, record[at] ?? ''])) }
  })
}
