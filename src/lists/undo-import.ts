import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { type ListImport, readImport } from './list-imports.ts'

export const undoRefusals = refusalWords({
  id: { import_unknown: 'Impor bernomor itu tidak ada: import list.' },
  en: { import_unknown: 'There is no import of this number: import list.' },
  also: [reasonRefusals],
})
export type UndoRefusal = ReasonOf<typeof undoRefusals>

/** Why a row cannot be undone any more. */
export type KeptBecause =
  /** it is not there any more, or was written again since */
  | 'gone'
  /** the grants of the wave are approved: who was approved gets the card */
  | 'grant_approved'
  /** the person was chosen */
  | 'recipient'
  /** the person has an account, or has proved their phone */
  | 'uses_account'
  | 'appeal_filed'
  /** the wave that the person has joined is closed */
  | 'wave_closed'
  /** the person was taken out of an open wave; an application is never removed, so they stay registered */
  | 'left_wave'
  /** the course was there before: what it said then is not kept */
  | 'was_there'
  | 'sold'

/** A row of an import, as it is to be undone. */
export interface RowToUndo {
  readonly key: string
  readonly made: boolean
  readonly writtenAt: Date
}

/** Undoes rows of one kind of list, in a transaction; tells which of them it keeps, and why. */
export type UndoRows = (
  tx: pg.PoolClient,
  ctx: Context,
  undoing: {
    readonly rows: readonly RowToUndo[]
    readonly facts: ListImport['facts']
    readonly actor: Actor
    readonly because: string
    readonly now: Date
  },
) => Promise<ReadonlyMap<string, KeptBecause>>

export interface UndoOptions {
  readonly actor: Actor
  readonly because: string
  readonly undo: UndoRows
  readonly onProgress?: (done: number) => void
  /** rows in one transaction */
  readonly chunk?: number
}

export interface ImportUndone {
  readonly importId: string
  /** rows that are undone by this act */
  readonly undone: number
  /** rows that stay, each with its reason; by its key: the person, the course */
  readonly kept: readonly { readonly key: string; readonly because: KeptBecause }[]
}

/** Who else undoes the same list waits; what is undone already is passed over. */
const lockImport = statement<[importId: string], 'lists/lock-import'>(
  'lists/lock-import',
  'select import_id from list_import where import_id = $1 for no key update',
)

const selectRowsToUndo = statement<
  [importId: string, after: string, limit: number],
  'lists/select-rows-to-undo'
>(
  'lists/select-rows-to-undo',
  `
  select row_key, made, written_at from list_import_row
  where import_id = $1 and row_key > $2 and undone_at is null
  order by row_key
  limit $3
  `,
)

const markRows = statement<[importId: string, keys: string[], kept: (string | null)[], now: Date]>(
  'lists/mark-import-rows',
  `
  update list_import_row marked set
    undone_at = case when row.kept is null then $4::timestamptz end, kept_because = row.kept
  from unnest($2::text[], $3::text[]) as row (row_key, kept)
  where marked.import_id = $1 and marked.row_key = row.row_key
  `,
)

const markUndone = statement<[importId: string, by: string, now: Date]>(
  'lists/mark-import-undone',
  'update list_import set undone_by = $2, undone_at = $3 where import_id = $1',
)

/**
 * Takes an import back, row by row: each either wholly or not at all, with the reason why it stays. Chunk by chunk, each in
 * one transaction; broken off, or with rows that can be undone later, it is gone on with by undoing again. Refuses
 * `reason_missing`, `import_unknown`.
 */
export async function undoImport(
  ctx: Context,
  importId: string,
  options: UndoOptions,
): Promise<Outcome<ImportUndone, UndoRefusal>> {
  const because = options.because.trim()
  if (because === '') return refuse('reason_missing')
  const wanted = await readImport(ctx.db, importId)
  if (!wanted) return refuse('import_unknown')
  const kept: { key: string; because: KeptBecause }[] = []
  let undone = 0
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    const some = await inTransaction(ctx.db, (tx) => undoSome(tx, ctx, wanted, from, { ...options, because }))
    for (const [key, why] of some.kept) kept.push({ key, because: why })
    undone += some.undone
    after = some.last
    options.onProgress?.(undone + kept.length)
  }
  return done({ importId, undone, kept })
}

async function undoSome(
  tx: pg.PoolClient,
  ctx: Context,
  { importId, facts }: ListImport,
  after: string,
  { actor, because, undo, chunk = 1000 }: UndoOptions,
) {
  await first(tx, lockImport, [importId])
  const now = ctx.clock.now()
  const subject = `import:${importId}`
  const found = await rows(tx, selectRowsToUndo, [importId, after, chunk])
  if (found.length === 0) {
    await touched(tx, markUndone, [importId, actor.actor, now])
    await writeJournal(tx, actor, now, [{ event: 'list_import_undone', subject, reason: because }])
    return { undone: 0, kept: new Map<string, KeptBecause>(), last: undefined }
  }
  const wanted = found.map(({ rowKey: key, made, writtenAt }) => ({ key, made, writtenAt }))
  const kept = await undo(tx, ctx, { rows: wanted, facts, actor, because, now })
  const keys = wanted.map(({ key }) => key)
  await touched(tx, markRows, [importId, keys, keys.map((key) => kept.get(key) ?? null), now])
  const undone = keys.length - kept.size
  await writeJournal(tx, actor, now, [
    { event: 'list_rows_undone', subject, reason: because, facts: { undone, kept: kept.size } },
  ])
  return { undone, kept, last: keys.at(-1) }
}
