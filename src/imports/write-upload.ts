import type { Context } from '../database/context.ts'
import { first, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { tryOut } from '../database/try-out.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { beginImport, readImport } from '../lists/list-imports.ts'
import { readWave } from '../waves/waves.ts'
import type { UploadRefusal } from './upload-refusals.ts'
import {
  lockUpload,
  markTried,
  markWriting,
  markWritten,
  type Upload,
  type UploadReport,
} from './upload-sql.ts'
import { contentOf, keepRows, readUpload } from './uploads.ts'
import { hostOn, type ListHost, writeList } from './write-list.ts'
import type { ListCounts, WrittenList } from './written-list.ts'

export interface UploadWork {
  readonly actor: Actor
  readonly onProgress?: (done: number, total: number) => void
  /** rows in one transaction */
  readonly chunk?: number
}

/**
 * Says of a list what would come of it, row by row, and keeps that; nothing of the list is written. Refuses `upload_unknown`,
 * `upload_writing`, and whatever the import of its kind refuses as a whole, with its sentence.
 */
export async function tryUpload(
  host: ListHost,
  uploadId: string,
  { actor, onProgress, chunk }: UploadWork,
): Promise<Outcome<ListCounts, string>> {
  const { ctx } = host
  const upload = await readUpload(ctx.db, uploadId)
  const content = upload && (await contentOf(ctx, uploadId))
  if (!upload || !content) return refuse('upload_unknown')
  if (upload.state === 'writing') return refuse('upload_writing')
  const { kind, target, mapping: columns, digitsAreRight } = upload
  const options = { actor, columns, digitsAreRight, chunk, ...(onProgress && { onProgress }) }
  const tried = await tryOut(ctx, (at) => writeList(hostOn(host, at), { kind, target, content }, options))
  const { report, tell } = kept(tried)
  const state = tried.ok ? 'tried' : 'brought'
  await inTransaction(ctx.db, async (tx) => {
    const as = [uploadId, JSON.stringify(columns), digitsAreRight, state, JSON.stringify(report)] as const
    if ((await touched(tx, markTried, [...as])) === 1) await keepRows(tx, uploadId, tell)
  })
  return tried.ok ? done(countsOf(tried.value)) : tried
}

/**
 * Writes a list that was tried, and undoes nothing of what is written where it breaks off: doing it again goes on under the
 * same import, without anything twice. Once it is written, what is in the list is forgotten and its report stays. Refuses
 * `upload_unknown`, `upload_not_tried`, `upload_written`, and whatever the import of its kind refuses.
 */
export async function writeUpload(
  host: ListHost,
  uploadId: string,
  { actor, onProgress, chunk }: UploadWork,
): Promise<Outcome<ListCounts, string>> {
  const { ctx } = host
  const begun = await begin(ctx, uploadId, actor)
  if (!begun.ok) return begun
  const { kind, target, file, mapping: columns, digitsAreRight, importId } = begun.value
  const content = await contentOf(ctx, uploadId)
  if (!content) return refuse('upload_unknown')
  const options = { actor, file, importId, columns, digitsAreRight, chunk }
  const written = await writeList(
    host,
    { kind, target, content },
    { ...options, ...(onProgress && { onProgress }) },
  )
  if (!written.ok) return written
  const counts = await sinceBegun(ctx, importId, written.value)
  await inTransaction(ctx.db, async (tx) => {
    const marked = await touched(tx, markWritten, [uploadId, JSON.stringify(counts)])
    if (marked === 1) await keepRows(tx, uploadId, written.value.tell)
  })
  return done(counts)
}

/** Begins the import, once: whoever comes again goes on with it. */
async function begin(
  ctx: Context,
  uploadId: string,
  actor: Actor,
): Promise<Outcome<Upload & { readonly importId: string }, UploadRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const upload = await first(tx, lockUpload, [uploadId])
    if (!upload || upload.state === 'dropped') return refuse('upload_unknown')
    if (upload.state === 'written') return refuse('upload_written')
    if (upload.importId !== undefined) return done({ ...upload, importId: upload.importId })
    if (upload.state !== 'tried') return refuse('upload_not_tried')
    const { kind, file, target } = upload
    const wave = target.wave_id === undefined ? undefined : await readWave(tx, target.wave_id)
    const facts = {
      ...target,
      ...(kind === 'recipients' && wave && { wave: wave.number, year: wave.year }),
    }
    const importId = await beginImport(tx, { kind, file, facts }, actor, ctx.clock.now())
    await touched(tx, markWriting, [uploadId, importId])
    return done({ ...upload, importId })
  })
}

/** What came of a list since its writing began, where it broke off in between: rows of before are no others' rows. */
async function sinceBegun(ctx: Context, importId: string, written: WrittenList): Promise<ListCounts> {
  const counts = countsOf(written)
  const { rows = 0 } = (await readImport(ctx.db, importId)) ?? {}
  const before = Math.max(0, rows - counts.imported - counts.changed)
  return { ...counts, imported: counts.imported + before, already: Math.max(0, counts.already - before) }
}

function kept(tried: Outcome<WrittenList, string>): { report: UploadReport; tell: WrittenList['tell'] } {
  if (tried.ok) return { report: countsOf(tried.value), tell: tried.value.tell }
  return { report: { refusal: tried.refusal, said: tried.facts.said }, tell: [] }
}

function countsOf({ tell: _, ...counts }: WrittenList): ListCounts {
  return counts
}
