import { sentenceOf } from '../../kernel/refusal.ts'
import { ListProblem } from '../../lists/list-problem.ts'
import { openList, rowProblems } from '../../lists/read-list.ts'
import type { Say } from './read-lesson.ts'

export interface CsvRow {
  /** counted from 1, the header included */
  readonly line: number
  /** by column, blanks around them dropped */
  readonly cells: ReadonlyMap<string, string>
}

/** The rows of a small file whose heading names its columns. A column that is missing or not known is said. */
export async function csvRows(
  text: string,
  needed: readonly string[],
  allowed: readonly string[],
  say: Say,
): Promise<CsvRow[]> {
  const shape = { needed: named(needed), optional: named(allowed) }
  const rows: CsvRow[] = []
  try {
    const list = await openList(text, shape)
    for (const name of list.ignoredColumns) say(1, `has a column "${name}" that is not known`)
    for await (const { line, problem, cells } of list.rows) {
      if (problem) say(line, `cannot be read: ${uncapitalised(sentenceOf(rowProblems, problem, {}, 'en'))}`)
      else rows.push({ line, cells: trimmed(cells) })
    }
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    if (error.reason === 'column_missing') for (const name of error.columns) say(1, `has no column "${name}"`)
    else say(1, `is no list that can be read: ${uncapitalised(error.en)}`)
  }
  return rows
}

function named(columns: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(columns.map((name) => [name, []]))
}

function trimmed(cells: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(cells).map(([name, cell]) => [name, cell?.trim() ?? '']))
}

// Whoever says it puts a file before it and a full stop behind it.
function uncapitalised(sentence: string): string {
  return sentence[0]!.toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}
