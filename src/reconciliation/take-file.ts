import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { first, one, type Queryable, type Row, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { OfPartner } from './close-days.ts'
import { type ComparedFile, compareFile } from './compare-file.ts'
import type { Found } from './compare-rules.ts'
import { packing, type Reconciling } from './reconciling.ts'
import { saveFound } from './save-found.ts'
import type { TakeRefusal } from './take-refusals.ts'

/** What a storefront's file says that we do not. */
export interface FilePreview {
  readonly fileId: string
  readonly day: string
  readonly partnerId: number
  readonly clientCode: string
  readonly storefront: string
  readonly name: string
  /** purchases and cancellations that it tells of, and rows that are neither */
  readonly rows: number
  readonly passedOver: number
  readonly found: readonly Found[]
  readonly taken: boolean
}

/** A storefront's own file of a day. */
export interface BroughtFile {
  readonly day: string
  readonly name: string
  readonly content: Uint8Array
}

const insertFile = statement<
  [partnerId: number, day: string, name: string, sha256: Buffer, content: Buffer, by: string, now: Date],
  'reconciliation/insert-file'
>(
  'reconciliation/insert-file',
  `
  with latest as (
    select partner_file_id from partner_file
    where partner_id = $1 and day = $2::date and taken_at is not null and sha256 = $4 and not exists (
      select from partner_file later
      where later.partner_id = $1 and later.day = $2::date 
        and (later.taken_at, later.partner_file_id) > (partner_file.taken_at, partner_file.partner_file_id)
    )
  ),
  brought as (
    insert into partner_file (partner_id, day, name, sha256, content, brought_by, brought_at)
    select $1, $2::date, $3, $4, $5, $6, $7 where not exists (select from latest)
    returning partner_file_id
  )
  select partner_file_id from latest union all select partner_file_id from brought
  `,
)

/**
 * Brings a storefront's own file of a day that is over, and compares it; nothing is kept of what differs until it is taken
 * ({@link takePartnerFile}). The file that was taken last answers as it did then. Refuses `day_not_over`,
 * `day_without_file`, `rows_unreadable`, and what refuses a list.
 */
export async function bringPartnerFile(
  room: Reconciling,
  partner: OfPartner,
  file: BroughtFile,
  actor: Actor,
): Promise<Outcome<FilePreview, TakeRefusal>> {
  const compared = await compareFile(room, partner, file.day, file.content)
  if (!compared.ok) return compared
  return done(previewOf(await keepFile(room, partner, file, actor), compared.value))
}

async function keepFile(
  { db, clock }: Reconciling,
  { partnerId, clientCode }: OfPartner,
  { day, name: named, content }: BroughtFile,
  { actor }: Actor,
): Promise<FileRow> {
  const sha256 = createHash('sha256').update(content).digest()
  const name = named.trim().slice(0, 200) || `${clientCode}-${day}.csv`
  const kept = [partnerId, day, name, sha256, gzipSync(content, packing), actor, clock.now()] as const
  const { partnerFileId } = await one(db, insertFile, [...kept])
  return one(db, selectFile, [partnerFileId!])
}

type FileRow = Row<
  'reconciliation/find-file',
  'partnerFileId' | 'partnerId' | 'clientCode' | 'storefront' | 'day' | 'name' | 'content' | 'taken'
>
const selectFile = statement<[fileId: string], 'reconciliation/find-file', FileRow>(
  'reconciliation/find-file',
  `
  select
    partner_file_id, partner_id, client_code, partner.name as storefront, day::text as day, partner_file.name, sha256,
    content, taken_at is not null as taken
  from partner_file
  join partner using (partner_id)
  where partner_file_id = $1
  `,
)

function findFile(db: Queryable, fileId: string): Promise<FileRow | undefined> {
  return /^[1-9]\d{0,17}$/.test(fileId) ? first(db, selectFile, [fileId]) : Promise.resolve(undefined)
}

/** A file that was brought, compared as of now. Refuses `file_unknown`. */
export async function previewFile(
  room: Reconciling,
  fileId: string,
): Promise<Outcome<FilePreview, TakeRefusal>> {
  const file = await findFile(room.db, fileId)
  if (!file) return refuse('file_unknown')
  const compared = await compareFile(room, file, file.day, gunzipSync(file.content))
  return compared.ok ? done(previewOf(file, compared.value)) : compared
}

const lockPartner = statement<[partnerId: number], 'reconciliation/lock-partner'>(
  'reconciliation/lock-partner',
  'select partner_id from partner where partner_id = $1 for no key update',
)

const markTaken = statement<[fileId: string, by: string, now: Date]>(
  'reconciliation/mark-taken',
  'update partner_file set taken_by = $2, taken_at = $3 where partner_file_id = $1 and taken_at is null',
)

/** What came of a file that was taken in. */
export interface Taken {
  readonly preview: FilePreview
  /** differences that are new, and those that the file settled */
  readonly added: number
  readonly settled: number
  /** it was taken before: nothing changed */
  readonly already: boolean
}

/**
 * Takes a file in: what it says that we do not is kept as differences, what was found before and waits is settled where it
 * says so no more, and what was accepted or a false alarm is not raised again. In one transaction; who takes another file
 * of the storefront at the same time waits. The same file again changes nothing. Refuses `file_unknown`.
 */
export async function takePartnerFile(
  room: Reconciling,
  fileId: string,
  actor: Actor,
): Promise<Outcome<Taken, TakeRefusal>> {
  const file = await findFile(room.db, fileId)
  if (!file) return refuse('file_unknown')
  const compared = await compareFile(room, file, file.day, gunzipSync(file.content))
  return compared.ok ? done(await takeCompared(room, file, compared.value, actor)) : compared
}

/** Brings a file and takes it in at once, by what one comparison found. Refuses as {@link bringPartnerFile} does. */
export async function importPartnerFile(
  room: Reconciling,
  partner: OfPartner,
  file: BroughtFile,
  actor: Actor,
): Promise<Outcome<Taken, TakeRefusal>> {
  const compared = await compareFile(room, partner, file.day, file.content)
  if (!compared.ok) return compared
  return done(await takeCompared(room, await keepFile(room, partner, file, actor), compared.value, actor))
}

async function takeCompared(
  room: Reconciling,
  file: FileRow,
  compared: ComparedFile,
  actor: Actor,
): Promise<Taken> {
  const preview = previewOf({ ...file, taken: true }, compared)
  return inTransaction(room.db, async (tx) => {
    await first(tx, lockPartner, [file.partnerId])
    const now = room.clock.now()
    if ((await touched(tx, markTaken, [file.partnerFileId, actor.actor, now])) === 0)
      return { preview, added: 0, settled: 0, already: true }
    const kept = await saveFound(tx, { ...file, found: preview.found }, actor, now)
    await tellTaken(tx, file, { rows: preview.rows, ...kept }, actor, now)
    return { preview, ...kept, already: false }
  })
}

async function tellTaken(
  tx: pg.PoolClient,
  { partnerId, day, sha256 }: FileRow,
  { rows: told, added, settled }: { readonly rows: number; readonly added: number; readonly settled: number },
  actor: Actor,
  now: Date,
): Promise<void> {
  const facts = { day, rows: told, found: added, settled, hash: sha256?.toString('hex') }
  await writeJournal(tx, actor, now, [
    { event: 'partner_file_taken', subject: `partner:${partnerId}`, facts },
  ])
}

function previewOf(file: FileRow, { file: read, found }: ComparedFile): FilePreview {
  const { partnerFileId: fileId, day, partnerId, clientCode, storefront, name, taken } = file
  const { rows: told, passedOver } = read
  const known = { fileId, day, partnerId, clientCode, storefront, name, taken }
  return { ...known, rows: told.length, passedOver, found }
}
