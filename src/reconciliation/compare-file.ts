import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
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
import type { TakeRefusal } from './take-refusals.ts'

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
