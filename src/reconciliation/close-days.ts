import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { minute } from '../kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../kernel/wib.ts'
import { dayAsJson, dayFile } from './day-file.ts'
import { linesBetween } from './day-lines.ts'
import { type Accounts, type DayFile, noAccounts, type Total, type What } from './day-rules.ts'
import { packing, type Reconciling } from './reconciling.ts'

/** A storefront, as its files name it. */
export interface OfPartner {
  readonly partnerId: number
  readonly clientCode: string
}

/** Where a storefront stands: the day to be closed next, and what it opens with. */
interface Stands {
  readonly next: string
  readonly closing: Accounts
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
 * Closes the days of storefronts that are over, one day after the other: what happened in a day is read at once for all that
 * have it to close, the file of each is kept in a transaction of its own. It is made once, from the ledger; its closing is
 * the opening of the next. Whoever is behind catches up first. Safe to repeat and to break off. Returns how many were closed.
 */
export async function closeDays(
  room: Reconciling,
  partners: readonly OfPartner[],
  stopping?: AbortSignal,
): Promise<number> {
  const last = lastFinishedDay(room.clock.now())
  const standing = new Map<OfPartner, Stands>()
  for (const partner of partners) {
    const stands = await lastClosed(room.db, partner, addDays(last, 1))
    if (stands) standing.set(partner, stands)
  }
  let closed = 0
  for (;;) {
    const [day] = [...standing.values()].map(({ next }) => next).toSorted()
    if (day === undefined || day > last || stopping?.aborted) return closed
    const due = [...standing].filter(([, { next }]) => next === day)
    const moved = await linesOf(room, day, ...due.map(([partner]) => partner))
    for (const [partner, { closing: opening }] of due) {
      if (stopping?.aborted) return closed
      const { partnerId, clientCode } = partner
      const file = dayFile({ partner: clientCode, day, final: true, opening }, moved.get(partnerId) ?? [])
      await keepDay(room, partner, file)
      standing.set(partner, { next: addDays(day, 1), closing: file.closing })
      closed++
    }
  }
}

async function keepDay(room: Reconciling, { partnerId }: OfPartner, file: DayFile): Promise<void> {
  const text = Buffer.from(dayAsJson(file))
  const sha256 = createHash('sha256').update(text).digest()
  const { day, lines, totals, closing } = file
  const now = room.clock.now()
  const said = [
    JSON.stringify(totals),
    JSON.stringify(closing),
    sha256,
    gzipSync(text, packing),
    now,
  ] as const
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

/** Makes the file of a day as of now, which is not final, from what it opens with. */
export async function makeDay(
  room: Reconciling,
  partner: OfPartner,
  { day, opening }: { readonly day: string; readonly opening: Accounts },
): Promise<DayFile> {
  const moved = await linesOf(room, day, partner)
  const of = { partner: partner.clientCode, day, final: false, opening }
  return dayFile(of, moved.get(partner.partnerId) ?? [])
}

/** What happened in a WIB day, by the storefront. */
function linesOf({ db, withSandbox }: Reconciling, day: string, ...partners: readonly OfPartner[]) {
  const bounds = { from: startOfWibDate(day), until: startOfWibDate(addDays(day, 1)), withSandbox }
  const partnerIds = partners.map(({ partnerId }) => partnerId)
  return linesBetween(db, partnerIds, bounds)
}

/** The day to be closed next before `before`, and what it opens with. Undefined: no such partner. */
export async function lastClosed(
  db: Queryable,
  { partnerId }: OfPartner,
  before: string,
): Promise<Stands | undefined> {
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
  return closeDays(room, await rows(room.db, storefronts, []), stopping)
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
  [partnerId: number | null, each: number, afterDay: string | null, afterCode: string | null, most: number],
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
    select * from partner_day
    where partner_day.partner_id = partner.partner_id
      and ($3::date is null or day < $3 or (day = $3 and partner.client_code > $4))
    order by day desc limit $2
  ) listed
  where $1::int is null or partner.partner_id = $1
  order by listed.day desc, client_code
  limit $5
  `,
)

/** Which closed days are wanted: so many of each storefront, so many in all, those that a list has after the one with a key. */
export interface DaysWanted {
  readonly partnerId?: number | undefined
  readonly each: number
  readonly most?: number
  readonly after?: string | undefined
}

/** The key of a day in the list of them. */
export const keyOfDay = ({ day, clientCode }: ListedDay) => `${day}_${clientCode}`

/** The newest closed days, of one storefront or of each. */
export function listDays(
  db: Queryable,
  { partnerId, each, most = 100_000, after = '' }: DaysWanted,
): Promise<ListedDay[]> {
  const [, day, code] = /^(\d{4}-\d{2}-\d{2})_(.+)$/.exec(after) ?? []
  const begins = day !== undefined && readCalendarDate(day) === day ? [day, code ?? ''] : []
  return rows(db, listDaysOf, [partnerId ?? null, each, begins[0] ?? null, begins[1] ?? null, most])
}

const partnerByCode = statement<[clientCode: string], 'reconciliation/partner-by-code'>(
  'reconciliation/partner-by-code',
  `select partner_id, client_code, name from partner where client_code = $1 and kind = 'storefront'`,
)

/** A storefront by its client code. */
export function findStorefront(db: Queryable, clientCode: string) {
  return first(db, partnerByCode, [clientCode])
}
