import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { minute } from '../kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../kernel/wib.ts'
import { dayAsJson, dayFile } from './day-file.ts'
import { linesBetween } from './day-lines.ts'
import { type Accounts, type DayFile, noAccounts, type Total, type What } from './day-rules.ts'
import type { Reconciling } from './reconciling.ts'

/** A storefront, as its files name it. */
export interface OfPartner {
  readonly partnerId: number
  readonly clientCode: string
}

/** A day is closed only so long after its end: by then whatever began in it has ended. */
const restMs = 15 * minute
const system = { actor: 'system:timetable', requestId: 'close-day' }

const firstDay = statement<[partnerId: number], 'reconciliation/first-day', 'began'>(
  'reconciliation/first-day',
  `
  select least(created_at, (select min(paid_at) from purchase where purchase.partner_id = partner.partner_id)) as began
  from partner where partner_id = $1
  `,
)

type ClosedRow = Row<'reconciliation/last-closed-day', { closing: Accounts } | 'day'>
const lastClosedDay = statement<
  [partnerId: number, before: string],
  'reconciliation/last-closed-day',
  ClosedRow
>(
  'reconciliation/last-closed-day',
  `
  select day::text as day, closing from partner_day
  where partner_id = $1 and day < $2::date
  order by day desc limit 1
  `,
)

const insertDay = statement<
  [
    partnerId: number,
    day: string,
    lines: number,
    totals: string,
    closing: string,
    sha256: Buffer,
    file: Buffer,
    now: Date,
  ]
>(
  'reconciliation/insert-day',
  `
  insert into partner_day (partner_id, day, lines, totals, closing, sha256, file, made_at)
  values ($1, $2::date, $3, $4::jsonb, $5::jsonb, $6, $7, $8)
  -- who closes the same day at the same time has made the same file
  on conflict do nothing
  `,
)

/** The last day that may be closed by now. */
export function lastFinishedDay(now: Date): string {
  return addDays(wibDate(new Date(now.getTime() - restMs)), -1)
}

/**
 * Closes the days of a storefront that are over, one after the other, each in a transaction of its own: its file is made
 * once, from the ledger, and kept; its closing is the opening of the next. Safe to repeat and to break off.
 */
export async function closeDays(room: Reconciling, partner: OfPartner, stopping?: AbortSignal) {
  const last = lastFinishedDay(room.clock.now())
  let closed = 0
  let after = await lastClosed(room.db, partner, addDays(last, 1))
  while (after && after.next <= last && !stopping?.aborted) {
    const file = await makeDay(room, partner, { day: after.next, opening: after.closing, final: true })
    await keepDay(room, partner, file)
    closed++
    after = { next: addDays(file.day, 1), closing: file.closing }
  }
  return closed
}

async function keepDay(room: Reconciling, { partnerId }: OfPartner, file: DayFile): Promise<void> {
  const text = Buffer.from(dayAsJson(file))
  const sha256 = createHash('sha256').update(text).digest()
  const { day, lines, totals, closing } = file
  const now = room.clock.now()
  const said = [JSON.stringify(totals), JSON.stringify(closing), sha256, gzipSync(text), now] as const
  await inTransaction(room.db, async (tx) => {
    if ((await touched(tx, insertDay, [partnerId, day, lines.length, ...said])) === 0) return
    await writeJournal(tx, system, now, [
      {
        event: 'partner_day_closed',
        subject: `partner:${partnerId}`,
        facts: { day, rows: lines.length, hash: sha256.toString('hex') },
      },
    ])
  })
}

/** Makes the file of a day as of now, from what it opens with. */
export async function makeDay(
  { db, withSandbox }: Reconciling,
  { partnerId, clientCode }: OfPartner,
  { day, opening, final }: { readonly day: string; readonly opening: Accounts; readonly final: boolean },
): Promise<DayFile> {
  const bounds = { from: startOfWibDate(day), until: startOfWibDate(addDays(day, 1)), withSandbox }
  return dayFile({ partner: clientCode, day, final, opening }, await linesBetween(db, partnerId, bounds))
}

/** The day to be closed next before `before`, and what it opens with. Undefined: no such partner. */
export async function lastClosed(
  db: Queryable,
  { partnerId }: OfPartner,
  before: string,
): Promise<{ readonly next: string; readonly closing: Accounts } | undefined> {
  const closed = await first(db, lastClosedDay, [partnerId, before])
  if (closed) return { next: addDays(closed.day, 1), closing: closed.closing }
  const known = await first(db, firstDay, [partnerId])
  return known && { next: wibDate(known.began), closing: noAccounts }
}

const storefronts = statement<[], 'reconciliation/storefronts'>(
  'reconciliation/storefronts',
  `select partner_id, client_code from partner where kind = 'storefront' order by partner_id`,
)

/** Closes whatever days are over, of every storefront. Returns how many. */
export async function closeAllDays(room: Reconciling, stopping?: AbortSignal): Promise<number> {
  let closed = 0
  for (const partner of await rows(room.db, storefronts, []))
    closed += await closeDays(room, partner, stopping)
  return closed
}

type KeptRow = Row<'reconciliation/kept-day'>
const keptDay = statement<[partnerId: number, day: string], 'reconciliation/kept-day'>(
  'reconciliation/kept-day',
  'select file, sha256 from partner_day where partner_id = $1 and day = $2::date',
)

/** The file of a closed day, packed as it is kept. */
export function findKeptDay(
  db: Queryable,
  { partnerId }: OfPartner,
  day: string,
): Promise<KeptRow | undefined> {
  return first(db, keptDay, [partnerId, day])
}

type ListedRow = Row<
  'reconciliation/list-days',
  { totals: Readonly<Record<What, Total>>; closing: Accounts } | 'day' | 'lines' | 'openDifferences'
>
export interface ListedDay extends ListedRow {}
const listDaysOf = statement<
  [partnerId: number | null, limit: number],
  'reconciliation/list-days',
  ListedRow
>(
  'reconciliation/list-days',
  `
  select
    client_code, partner.name as storefront, listed.day::text as day, lines, totals, closing,
    (
      select count(*)::int from difference
      where difference.partner_id = listed.partner_id and difference.day = listed.day and decision is null
    ) as open_differences
  from partner
  cross join lateral (
    select * from partner_day where partner_day.partner_id = partner.partner_id order by day desc limit $2
  ) listed
  where $1::int is null or partner.partner_id = $1
  order by listed.day desc, partner.name
  `,
)

/** The newest closed days, of one storefront or of each. */
export function listDays(db: Queryable, partnerId: number | undefined, limit: number): Promise<ListedDay[]> {
  return rows(db, listDaysOf, [partnerId, limit])
}

const partnerByCode = statement<[clientCode: string], 'reconciliation/partner-by-code'>(
  'reconciliation/partner-by-code',
  `select partner_id, client_code, name from partner where client_code = $1 and kind = 'storefront'`,
)

/** A storefront by its client code. */
export function findStorefront(db: Queryable, clientCode: string) {
  return first(db, partnerByCode, [clientCode])
}
