import { decodeLines } from '../lists/decode-lines.ts'
import { headingsOfFile } from '../lists/find-heading.ts'
import { LineQueue } from '../lists/line-queue.ts'
import type { ListKind } from '../lists/list-imports.ts'
import { ListProblem } from '../lists/list-problem.ts'
import { type ColumnMap, columnsOf, mappedShape } from '../lists/list-shape.ts'
import { type ListOptions, openList } from '../lists/read-list.ts'
import { maskNik } from '../people/nik-rules.ts'
import { listKinds } from './list-kinds.ts'

/** What a list looks like before anything of it is decided. */
export interface LookedAt {
  /** the headings with the column that each is taken for; undefined: it has none, and is read by its order */
  readonly headings: readonly { readonly name: string; readonly column: string | undefined }[] | undefined
  /** the columns that its kind has, and those that it cannot do without */
  readonly columns: readonly string[]
  readonly needed: readonly string[]
  /** its first rows as they are understood, what names people masked */
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[]
  /** needed columns that no heading is taken for */
  readonly missing: readonly string[]
  /** why it cannot be read so, in a sentence */
  readonly problem: { readonly id: string; readonly en: string } | undefined
}

const shownRows = 5

/** Looks at the headings and first rows of a list, by what somebody has said of its columns. */
export async function lookAtList(
  kind: ListKind,
  content: Buffer,
  { columns: map, digitsAreRight }: { readonly columns: ColumnMap; readonly digitsAreRight: boolean },
): Promise<LookedAt> {
  const { shape } = listKinds[kind]
  const looked = { columns: columnsOf(shape), needed: Object.keys(shape.needed), rows: [], missing: [] }
  let headings: LookedAt['headings'] = []
  try {
    headings = await headingsOfFile(new LineQueue(decodeLines(content)), mappedShape(shape, map))
    const rows = await firstRows(kind, content, { columns: map, digitsAreRight })
    return { ...looked, headings, rows, problem: undefined }
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    const missing = error.reason === 'column_missing' ? error.columns : []
    return { ...looked, headings, missing, problem: { id: error.id, en: error.en } }
  }
}

async function firstRows(kind: ListKind, content: Buffer, options: ListOptions): Promise<LookedAt['rows']> {
  const { rows } = await openList(content, listKinds[kind].shape, options)
  const shown: { line: number; cells: Record<string, string> }[] = []
  for await (const { line, cells } of rows) {
    const masked = Object.entries(cells).map(([column, cell]) => [column, maskedCell(column, cell ?? '')])
    shown.push({ line, cells: Object.fromEntries(masked) })
    if (shown.length >= shownRows) break
  }
  return shown
}

/** A cell as it is shown to see whether its column is the right one: never whose it is. */
function maskedCell(column: string, cell: string): string {
  const text = cell.trim().slice(0, 60)
  if (text === '') return ''
  if (column === 'nik' || column === 'kk') return maskNik(text)
  if (column === 'name') return text.replace(/(?<=\p{L})\p{L}+/gu, '…')
  if (column === 'phone') return `…${text.slice(-4)}`
  return column === 'email' ? text.replace(/(?<=^.)[^@]*/, '…') : text
}
