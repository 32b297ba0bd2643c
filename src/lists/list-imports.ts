import { first, one, type Queryable, rows, statement, touched } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'

export type ListKind = 'recipients' | 'applicants' | 'exclusions' | 'courses'

/** A list that was imported, as it is shown. */
export interface ListImport {
  readonly importId: string
  readonly kind: ListKind
  readonly file: string
  /** the wave, the list of exclusions or the agency */
  readonly facts: Readonly<Record<string, unknown>>
  readonly importedBy: string
  readonly importedAt: Date
  /** somebody has taken it back, but for the rows that are kept */
  readonly undoneAt: Date | undefined
  /** rows that changed something */
  readonly rows: number
  readonly undone: number
  readonly kept: number
}

const insertImport = statement<
  [kind: ListKind, file: string, facts: string, by: string, now: Date],
  'lists/insert-import'
>(
  'lists/insert-import',
  `
  insert into list_import (kind, file, facts, imported_by, imported_at) values ($1, $2, $3::jsonb, $4, $5)
  returning import_id
  `,
)

const insertRows = statement<[importId: string, keys: string[], made: boolean[], now: Date]>(
  'lists/insert-import-rows',
  `
  insert into list_import_row (import_id, row_key, made, written_at)
  select $1, row_key, made, $4 from unnest($2::text[], $3::boolean[]) as row (row_key, made)
  on conflict do nothing
  `,
)

const selectImports = statement<[importId: string | null, limit: number], 'lists/select-imports', ListImport>(
  'lists/select-imports',
  `
  select
    import_id, kind, file, facts, imported_by, imported_at, undone_at,
    counted.rows, counted.undone, counted.kept
  from (
    select * from list_import where $1::bigint is null or import_id = $1 order by import_id desc limit $2
  ) shown
  cross join lateral (
    select count(*)::int as rows, count(undone_at)::int as undone, count(kept_because)::int as kept
    from list_import_row
    where list_import_row.import_id = shown.import_id
  ) counted
  order by import_id desc
  `,
)

/** What an import is written down as: its file, without the folders, and what it was brought into. */
export interface ImportOf {
  readonly kind: ListKind
  readonly file: string
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Writes down that a list is being imported, in the caller's transaction; returns the number that it is undone by. */
export async function beginImport(
  tx: Queryable,
  { kind, file, facts = {} }: ImportOf,
  actor: Actor,
  now: Date,
): Promise<string> {
  const name = file.split(/[/\\]/).at(-1) ?? file
  const made = await one(tx, insertImport, [kind, name, JSON.stringify(facts), actor.actor, now])
  const subject = `import:${made.importId}`
  await writeJournal(tx, actor, now, [{ event: 'list_imported', subject, facts: { kind, ...facts } }])
  return made.importId
}

/** A row that an import has changed something by. */
export interface ImportedRow {
  readonly key: string
  readonly made: boolean
}

/** Remembers which rows came with an import, in the transaction that wrote them at `now`. */
export async function rememberRows(
  tx: Queryable,
  importId: string | undefined,
  written: readonly ImportedRow[],
  now: Date,
): Promise<void> {
  if (importId === undefined || written.length === 0) return
  await touched(tx, insertRows, [
    importId,
    written.map(({ key }) => key),
    written.map(({ made }) => made),
    now,
  ])
}

/** The lists that were imported, the newest first. */
export function listImports(db: Queryable, limit: number): Promise<ListImport[]> {
  return rows(db, selectImports, [null, limit])
}

/** One of them, or undefined. */
export function readImport(db: Queryable, importId: string): Promise<ListImport | undefined> {
  return first(db, selectImports, [importId, 1])
}
