import type { Context } from '../../src/database/context.ts'
import { rows, type Statement } from '../../src/database/sql.ts'
import { closeAllDays } from '../../src/reconciliation/close-days.ts'
import { listDifferences } from '../../src/reconciliation/differences.ts'
import type { Reconciling } from '../../src/reconciliation/reconciling.ts'
import { importPartnerFile } from '../../src/reconciliation/take-file.ts'
import { ana } from '../../test/two-people.ts'
import { secondsSince } from './make-purchases.ts'
import type { Findings } from './month-findings.ts'
import { dateOf, monthDays, storefronts } from './month-plan.ts'
import { must } from './pay-weeks.ts'

/** A row of a storefront's own books. */
interface BookRow {
  readonly invoice: string
  readonly amount: number
  readonly status: 'SUCCESS' | 'CANCELLED'
  readonly day: string
}

// From the purchases themselves and not from our files: on the day that it was paid, and on the one that it was cancelled.
const selectBooks: Statement<[partnerId: number], BookRow> = {
  name: 'bench/month-books',
  text: `
  select
    invoice_code as invoice, amount, (at at time zone 'Asia/Jakarta')::date::text as day,
    case when cancelled_on = (at at time zone 'Asia/Jakarta')::date then 'CANCELLED' else 'SUCCESS' end as status
  from purchase
  cross join lateral (select (cancelled_at at time zone 'Asia/Jakarta')::date as cancelled_on) ended
  cross join lateral (
    select paid_at as at
    union all
    select cancelled_at where cancelled_on > (paid_at at time zone 'Asia/Jakarta')::date
  ) booked
  where partner_id = $1
  order by paid_at, purchase_id`,
}

const closings: Statement<[], { storefront: string; account: string; file: string; ledger: string }> = {
  name: 'bench/month-closings',
  text: `
  with closed as (
    select distinct on (partner_id) partner_id, closing from partner_day order by partner_id, day desc
  ),
  ledger as (
    select
      purchase.partner_id,
      sum(case when credit = 'clearing' then entry.amount else -entry.amount end) as held,
      -coalesce(sum(case when credit = 'clearing' then entry.amount else -entry.amount end)
        filter (where kind ~ '_part$'), 0) as institutions,
      -coalesce(sum(case when credit = 'clearing' then entry.amount else -entry.amount end)
        filter (where kind ~ '_commission$'), 0) as commission,
      coalesce(sum(case when credit = 'clearing' then entry.amount else -entry.amount end)
        filter (where kind ~ '^promo'), 0) as promo_owed
    from entry join purchase using (card_id, purchase_id)
    where 'clearing' in (debit, credit)
    group by purchase.partner_id
  )
  select 'partner:' || partner_id as storefront, account, closing ->> account as file, stood::text as ledger
  from closed
  full join ledger using (partner_id)
  cross join lateral (values
    ('held', held), ('institutions', institutions), ('commission', commission), ('promo_owed', promo_owed)
  ) one (account, stood)
  where (closing ->> account)::numeric is distinct from stood`,
}

/** Seconds of the reconciliation, and rows of the storefronts' own files. */
export interface Reconciled {
  readonly days: number
  readonly files: number
  readonly rows: number
}

/** Closes every day of every storefront, and takes in their own files, with so many errors of each kind in a file a week. */
export async function reconcile(
  ctx: Context,
  room: Reconciling,
  findings: Findings,
  each: number,
): Promise<Reconciled> {
  const closing = performance.now()
  const closed = await closeAllDays(room)
  const days = secondsSince(closing)
  if (closed < storefronts * monthDays) findings.other(`only ${closed} days are closed`)
  for (const { storefront, account, file, ledger } of await rows(ctx.db, closings, []))
    findings.other(`${storefront}: ${account} is ${file} in its last file and ${ledger} in the ledger`)
  let [told, files] = [0, 0]
  for (let partnerId = 1; partnerId <= storefronts; partnerId++) {
    const books = writeBooks(partnerId, await rows(ctx.db, selectBooks, [partnerId]), findings, each)
    const reading = performance.now()
    for (const file of books) {
      const partner = { partnerId, clientCode: clientCodeOf(partnerId) }
      must(await importPartnerFile(room, partner, file, ana))
      told += file.rows
    }
    files += secondsSince(reading)
  }
  for (const { kind, subject, clientCode, day } of await listDifferences(room.db, { state: 'open' }, 100_000))
    findings.find(kind, `${clientCode} ${subject} ${day}`, 'differences of the storefront')
  return { days, files, rows: told }
}

const clientCodeOf = (partnerId: number) => `toko-${partnerId}`

/** The files of a storefront, a day each, as its own books would make them. */
function writeBooks(partnerId: number, all: readonly BookRow[], findings: Findings, each: number) {
  const clientCode = clientCodeOf(partnerId)
  const ofDay = Map.groupBy(all, ({ day }) => day)
  let late: BookRow[] = []
  return Array.from({ length: monthDays }, (_, day) => {
    const [date, next] = [dateOf(day), dateOf(day + 1)]
    const errors = (partnerId + day) % 7 === 3 ? each : 0
    const spoilt = spoil(ofDay.get(date) ?? [], { clientCode, date, next, errors }, findings)
    const books = [...late, ...spoilt.rows]
    late = spoilt.late
    const lines = books.map(({ invoice, amount, status, day: on }) => `${invoice};${amount};${status};${on}`)
    const content = Buffer.from(['invoice_code;amount;status;date', ...lines].join('\n'))
    return { day: date, name: `${clientCode}-${date}.csv`, content, rows: books.length }
  })
}

interface Spoiling {
  readonly clientCode: string
  readonly date: string
  readonly next: string
  readonly errors: number
}

/** Makes the errors of a storefront's books: so many of each kind, each of a purchase of its own. */
function spoil(
  own: readonly BookRow[],
  { clientCode, date, next, errors }: Spoiling,
  findings: Findings,
): { rows: BookRow[]; late: BookRow[] } {
  const standing = own.filter(({ status }) => status === 'SUCCESS')
  const [rowsOf, late, gone] = [[] as BookRow[], [] as BookRow[], new Map<string, BookRow[]>()]
  const name = (invoice: string, day = date) => `${clientCode} invoice:${invoice} ${day}`
  const next5 = (nth: number) => standing.slice(nth * 5, nth * 5 + 5)
  for (let nth = 0; nth < errors; nth++) {
    const [missing, doubled, differs, cancelled, wrongDay] = next5(nth)
    if (!missing || !doubled || !differs || !cancelled || !wrongDay) break
    gone.set(missing.invoice, [])
    findings.plant('missing_there', name(missing.invoice))
    gone.set(doubled.invoice, [doubled, doubled])
    findings.plant('doubled', name(doubled.invoice))
    gone.set(differs.invoice, [{ ...differs, amount: differs.amount + 1 }])
    findings.plant('amount_differs', name(differs.invoice))
    gone.set(cancelled.invoice, [{ ...cancelled, status: 'CANCELLED' }])
    findings.plant('status_differs', name(cancelled.invoice))
    gone.set(wrongDay.invoice, [])
    late.push({ ...wrongDay, day: next })
    findings.plant('wrong_day', name(wrongDay.invoice, next))
    const invented = `LAIN-${clientCode}-${date}-${nth}`
    rowsOf.push({ invoice: invented, amount: 150_000, status: 'SUCCESS', day: date })
    findings.plant('missing_here', name(invented))
  }
  for (const row of own) rowsOf.push(...(gone.get(row.invoice) ?? [row]))
  return { rows: rowsOf, late }
}
