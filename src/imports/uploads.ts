import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { day } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { tidyName } from '../kernel/text.ts'
import type { ListKind } from '../lists/list-imports.ts'
import { type ColumnMap, mappedShape } from '../lists/list-shape.ts'
import { readWave } from '../waves/waves.ts'
import { listKinds } from './list-kinds.ts'
import type { UploadRefusal } from './upload-refusals.ts'
import {
  countRows,
  deleteRows,
  dropOldUploads,
  insertRows,
  insertUpload,
  markDropped,
  selectKeptUploads,
  selectRows,
  selectSealed,
  selectUpload,
  selectUploadOfImport,
  type Upload,
  updateMapping,
} from './upload-sql.ts'
import type { ListTarget } from './write-list.ts'
import type { RowToTell } from './written-list.ts'

/** Bytes of a list that a page takes; longer ones are cut in two, or imported by a command. */
export const mostListBytes = 16 * 1024 * 1024

/** For how long a list that nobody writes is kept. */
const keptDays = 7

export interface BroughtList {
  readonly kind: ListKind
  readonly file: string
  readonly content: Uint8Array
  readonly target: ListTarget
}

/**
 * Keeps a list, sealed, until it is written, dropped or a week old; what others left lying for so long goes. Nothing of it is
 * read yet. Refuses a list that is missing or too large, and a target that its kind does not take.
 */
export async function addUpload(
  ctx: Context,
  { kind, file, content, target }: BroughtList,
  actor: Actor,
): Promise<Outcome<{ uploadId: string }, UploadRefusal>> {
  if (content.length === 0) return refuse('list_missing')
  if (content.length > mostListBytes) return refuse('list_too_large')
  const into = await targetOf(ctx, kind, target)
  if (!into.ok) return into
  const now = ctx.clock.now()
  const name = (file.split(/[/\\]/).at(-1) ?? '').trim().slice(0, 200) || 'daftar.csv'
  const sealed = ctx.secrets.seal(Buffer.from(content).toString('base64'))
  return inTransaction(ctx.db, async (tx) => {
    await touched(tx, dropOldUploads, [new Date(now.getTime() - keptDays * day)])
    const given = [kind, name, sealed, content.length, JSON.stringify(into.value), actor.actor, now] as const
    const { uploadId } = await one(tx, insertUpload, [...given])
    return done({ uploadId })
  })
}

async function targetOf(
  { db }: Context,
  kind: ListKind,
  { list = '', agency = '', wave_id: waveId }: ListTarget,
): Promise<Outcome<ListTarget, UploadRefusal>> {
  if (kind === 'courses') return done({})
  if (kind === 'exclusions') {
    const name = tidyName(list)
    return name === '' || name.length > 60 ? refuse('source_missing') : done({ list: name })
  }
  const wave = waveId === undefined ? undefined : await readWave(db, waveId)
  if (waveId !== undefined && !wave) return refuse('wave_unknown')
  if (kind === 'recipients') {
    if (!wave) return refuse('wave_missing')
    return wave.byDraw ? refuse('wave_by_draw') : done({ wave_id: wave.waveId })
  }
  const name = tidyName(agency)
  if (name === '' || name.length > 120) return refuse('agency_missing')
  if (wave && wave.status !== 'open') return refuse('wave_not_open')
  return done({ agency: name, ...(wave && { wave_id: wave.waveId }) })
}

/** One list that was brought, or undefined. */
export function readUpload(db: Queryable, uploadId: string): Promise<Upload | undefined> {
  return first(db, selectUpload, [uploadId])
}

/** The lists that wait to be looked at or written, the newest first. */
export function keptUploads(db: Queryable, limit: number): Promise<Upload[]> {
  return rows(db, selectKeptUploads, [limit])
}

/** Which of them an import has come from, or undefined. */
export async function uploadOfImport(db: Queryable, importId: string): Promise<string | undefined> {
  return (await first(db, selectUploadOfImport, [importId]))?.uploadId
}

/** What is in a list; undefined where it is not kept any more. */
export async function contentOf(
  { db, secrets }: Pick<Context, 'db' | 'secrets'>,
  uploadId: string,
): Promise<Buffer | undefined> {
  const row = await first(db, selectSealed, [uploadId])
  return row?.sealed ? Buffer.from(secrets.open(row.sealed), 'base64') : undefined
}

/** Names the columns of a list; a trial that was made before counts no more. Throws a ListProblem for a column that there is not. */
export async function mapUpload(
  db: Queryable,
  { uploadId, kind }: Upload,
  mapping: ColumnMap,
  digitsAreRight: boolean,
): Promise<Outcome<null, UploadRefusal>> {
  mappedShape(listKinds[kind].shape, mapping)
  const mapped = await touched(db, updateMapping, [uploadId, JSON.stringify(mapping), digitsAreRight])
  return mapped === 1 ? done(null) : refuse('upload_writing')
}

/** Forgets a list that is not to be written. */
export async function dropUpload(ctx: Context, uploadId: string): Promise<Outcome<null, UploadRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    if ((await touched(tx, markDropped, [uploadId])) !== 1) return refuse('upload_unknown')
    await touched(tx, deleteRows, [uploadId])
    return done(null)
  })
}

const rowsAtOnce = 5000

/** Keeps what is to be said of rows, instead of what was said before. */
export async function keepRows(
  tx: pg.PoolClient,
  uploadId: string,
  told: readonly RowToTell[],
): Promise<void> {
  await touched(tx, deleteRows, [uploadId])
  const sorted = told.toSorted((row, other) => row.line - other.line)
  for (let from = 0; from < sorted.length; from += rowsAtOnce)
    await touched(tx, insertRows, [uploadId, from, JSON.stringify(sorted.slice(from, from + rowsAtOnce))])
}

/** What is to be said of rows, in the order of the file, and how many there are. */
export async function rowsToTell(
  db: Queryable,
  uploadId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly told: readonly RowToTell[]; readonly total: number }> {
  const told = await rows(db, selectRows, [uploadId, limit, offset])
  return { told, total: (await one(db, countRows, [uploadId])).found }
}
