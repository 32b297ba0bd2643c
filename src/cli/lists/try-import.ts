import path from 'node:path'
import type { Context } from '../../database/context.ts'
import { tryOut } from '../../database/try-out.ts'
import type { TakenList, TakenRow } from '../../lists/taken-list.ts'

/** Of every command that imports a list, or undoes an import. */
export const tryOption = [
  '--try',
  'only say, row by row, what would happen: everything is decided as it would be, and nothing is kept',
] as const

export interface TryOptions {
  readonly try?: boolean
}

/** Imports as asked for, or tries it. */
export function importOrTry<T>(
  ctx: Context,
  options: TryOptions,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return options.try ? tryOut(ctx, work) : work(ctx)
}

/** What an import is told of its file; of a try every row is kept, to be shown. */
export function takenList(file: string, options: TryOptions): TakenList & { readonly rows: TakenRow[] } {
  const rows: TakenRow[] = []
  const taken = { file: path.basename(file), rows }
  return options.try ? { ...taken, onRow: (row) => void rows.push(row) } : taken
}

/** The rows of a try in the order of the file, for JSON; nothing of an import. */
export function triedRows(taken: { readonly rows: readonly TakenRow[] }, options: TryOptions) {
  return options.try ? { tried: true, taken: inOrder(taken.rows) } : {}
}

/** What is said of a try besides the answer of the import: the first rows, and that nothing was kept. */
export function triedLines(
  taken: { readonly rows: readonly TakenRow[] },
  options: TryOptions,
  shown: number,
): string[] {
  if (!options.try) return []
  const rows = inOrder(taken.rows)
  return [
    ...rows.slice(0, shown).map(({ line, outcome }) => `line ${line}: ${words[outcome]}`),
    ...(rows.length > shown ? [`... and ${rows.length - shown} more (all of them with --json)`] : []),
    'This was a try: nothing was written.',
  ]
}

const words = {
  imported: 'would be imported',
  changed: 'would be changed',
  already: 'is there already: nothing would change',
} as const

function inOrder(rows: readonly TakenRow[]): TakenRow[] {
  return [...rows].sort((one, other) => one.line - other.line)
}
