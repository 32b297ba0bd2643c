import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { wibDate } from '../kernel/wib.ts'
import type { OfPartner } from './close-days.ts'
import {
  codesElsewhere,
  compareDay,
  type Found,
  type InvoiceStatus,
  invoicesOfDay,
  type OurInvoice,
} from './compare-rules.ts'
import { readDay } from './read-day.ts'
import { type PartnerFile, readPartnerFile, refuseBroken } from './read-partner-file.ts'
import type { Reconciling } from './reconciling.ts'
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
  file: { readonly day: string; readonly name: string; readonly content: Uint8Array },
  { actor }: Actor,
): Promise<Outcome<FilePreview, TakeRefusal>> {
  const { day, content } = file
  const compared = await compareFile(room, partner, day, content)
  if (!compared.ok) return compared
  const sha256 = createHash('sha256').update(content).digest()
  const name = file.name.trim().slice(0, 200) || `${partner.clientCode}-${day}.csv`
  const now = room.clock.now()
  const packed = gzipSync(content)
  const kept = [partner.partnerId, day, name, sha256, packed, actor, now] as const
  const { partnerFileId } = await one(room.db, insertFile, [...kept])
  const shown = await findFile(room.db, partnerFileId!)
  return done(previewOf(shown!, compared.value))
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
  if (!compared.ok) return compared
  const preview = previewOf({ ...file, taken: true }, compared.value)
  return inTransaction(room.db, async (tx) => {
    await first(tx, lockPartner, [file.partnerId])
    const now = room.clock.now()
    if ((await touched(tx, markTaken, [fileId, actor.actor, now])) === 0)
      return done({ preview, added: 0, settled: 0, already: true })
    const kept = await saveFound(tx, { ...file, found: preview.found }, actor, now)
    await tellTaken(tx, file, { rows: preview.rows, ...kept }, actor, now)
    return done({ preview, ...kept, already: false })
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

export interface ComparedFile {
  readonly file: PartnerFile
  readonly found: readonly Found[]
}

/** Compares a storefront's own file of a day that is over with ours; keeps nothing. Refuses as {@link bringPartnerFile} does. */
export async function compareFile(
  room: Reconciling,
  partner: OfPartner,
  day: string,
  content: Uint8Array,
): Promise<Outcome<ComparedFile, TakeRefusal>> {
  const own = await readDay(room, partner, day)
  if (!own.ok) return own
  if (!own.value.final) return refuse('day_not_over')
  const file = await readPartnerFile(content, day)
  if (!file.ok) return file
  if (file.value.broken.length > 0) return refuseBroken(file.value.broken)
  const ours = invoicesOfDay(day, own.value.file().lines)
  const { rows: theirs, saysStatus } = file.value
  const elsewhere = await invoicesElsewhere(room.db, partner, codesElsewhere({ day, ours, theirs }))
  return done({ file: file.value, found: compareDay({ day, ours, theirs, elsewhere, saysStatus }) })
}

type ElsewhereRow = Row<'reconciliation/find-invoices', 'invoiceCode' | 'amount' | 'status'>
const findInvoices = statement<
  [partnerId: number, codes: string[]],
  'reconciliation/find-invoices',
  ElsewhereRow
>(
  'reconciliation/find-invoices',
  `
  select
    invoice.invoice_code, transaction_code, purchase.amount, paid_at, cancelled_at,
    case
      when purchase.invoice_code is distinct from invoice.invoice_code then 'UNPAID'
      when status = 'paid' then 'SUCCESS' else 'CANCELLED'
    end as status
  from unnest($2::text[]) as asked (invoice_code)
  join invoice on invoice.partner_id = $1 and invoice.invoice_code = asked.invoice_code
  join purchase using (card_id, purchase_id)
  `,
)

async function invoicesElsewhere(
  db: Queryable,
  { partnerId }: OfPartner,
  codes: string[],
): Promise<Map<string, OurInvoice>> {
  const found = codes.length === 0 ? [] : await rows(db, findInvoices, [partnerId, codes])
  const on = (at: Date | undefined) => at && wibDate(at)
  return new Map(
    found.map(({ invoiceCode, transactionCode, amount, status, paidAt, cancelledAt }) => {
      const paid = status === 'UNPAID' ? {} : { transaction_code: transactionCode, paid_on: on(paidAt) }
      const cancelled = cancelledAt && status !== 'UNPAID' ? { cancelled_on: on(cancelledAt) } : {}
      const known = { invoice_code: invoiceCode, amount, status: status as InvoiceStatus }
      return [invoiceCode, { ...known, ...paid, ...cancelled }]
    }),
  )
}

function previewOf(file: FileRow, { file: read, found }: ComparedFile): FilePreview {
  const { partnerFileId: fileId, day, partnerId, clientCode, storefront, name, taken } = file
  const { rows: told, passedOver } = read
  const known = { fileId, day, partnerId, clientCode, storefront, name, taken }
  return { ...known, rows: told.length, passedOver, found }
}
