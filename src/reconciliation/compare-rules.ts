import type { DayLine } from './day-rules.ts'

export const invoiceStatuses = ['SUCCESS', 'CANCELLED', 'UNPAID'] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

/** What we say of an invoice at the end of a day. */
export interface OurInvoice {
  readonly invoice_code: string
  readonly transaction_code?: string | undefined
  /** rupiah that the card paid */
  readonly amount: number
  readonly status: InvoiceStatus
  /** WIB days */
  readonly paid_on?: string | undefined
  readonly cancelled_on?: string | undefined
}

/** What a row of the storefront's own file says. */
export interface TheirRow {
  readonly line: number
  readonly invoice_code: string
  readonly amount: number
  /** undefined: the file does not say */
  readonly status?: 'SUCCESS' | 'CANCELLED' | undefined
  /** the WIB day that the row is of */
  readonly day: string
}

export const partnerKinds = [
  'missing_here',
  'missing_there',
  'doubled',
  'amount_differs',
  'status_differs',
  'wrong_day',
] as const
export type DifferenceKind = (typeof partnerKinds)[number]

/** One difference, with what each side says of it. */
export interface Found {
  readonly kind: DifferenceKind
  readonly invoice_code: string
  readonly ours: Readonly<Record<string, unknown>> | undefined
  readonly theirs: Readonly<Record<string, unknown>> | undefined
}

/** The invoices of a day, by their codes: those that were paid or cancelled in it, as they stood at its end. */
export function invoicesOfDay(day: string, lines: readonly DayLine[]): Map<string, OurInvoice> {
  const invoices = new Map<string, OurInvoice>()
  for (const { what, invoice_code, transaction_code, paid_by_card: amount } of lines) {
    const known = { invoice_code, transaction_code, amount }
    if (what === 'purchase') invoices.set(invoice_code, { ...known, status: 'SUCCESS', paid_on: day })
    if (what === 'cancellation') {
      const { paid_on } = invoices.get(invoice_code) ?? {}
      const cancelled = { ...known, status: 'CANCELLED', cancelled_on: day } as const
      invoices.set(invoice_code, paid_on === undefined ? cancelled : { ...cancelled, paid_on })
    }
  }
  return invoices
}

export interface Compared {
  readonly day: string
  readonly ours: ReadonlyMap<string, OurInvoice>
  readonly theirs: readonly TheirRow[]
  /** what we know of invoices that are none of the day's */
  readonly elsewhere: ReadonlyMap<string, OurInvoice>
  /** the file says of each row whether it was cancelled; without it cancellations of the day are not looked for */
  readonly saysStatus: boolean
}

/** The codes that we must look up besides those of the day. */
export function codesElsewhere({ day, ours, theirs }: Pick<Compared, 'day' | 'ours' | 'theirs'>): string[] {
  const codes = theirs.flatMap((row) =>
    row.day === day && !ours.has(row.invoice_code) ? [row.invoice_code] : [],
  )
  return [...new Set(codes)]
}

/**
 * Compares what a storefront says of a day with what we say, invoice by invoice: every difference once, in the order of
 * their file, then what it lacks in the order of the day. A row of another day counts only where we have its invoice on
 * this one.
 */
export function compareDay(compared: Compared): Found[] {
  const { day, ours, elsewhere, saysStatus } = compared
  const found: Found[] = []
  const told = new Set<string>()
  for (const [code, rows] of byInvoice(compared.theirs)) {
    const own = ours.get(code)
    const ofThisDay = rows.filter((row) => row.day === day)
    const [row] = ofThisDay.length > 0 ? ofThisDay : own ? rows : []
    if (!row) continue
    told.add(code)
    const twice = repeated(ofThisDay)
    if (twice > 1)
      found.push({
        kind: 'doubled',
        invoice_code: code,
        ours: own && { ...own },
        theirs: { ...sideOf(row), times: twice },
      })
    const status = ofThisDay.some((one) => one.status === 'CANCELLED') ? 'CANCELLED' : row.status
    found.push(...differences({ ...row, status }, own ?? elsewhere.get(code), own !== undefined, day))
  }
  for (const [code, own] of ours) {
    if (told.has(code) || (!saysStatus && own.paid_on === undefined)) continue
    found.push({ kind: 'missing_there', invoice_code: code, ours: { ...own }, theirs: undefined })
  }
  return found
}

function differences(row: TheirRow, own: OurInvoice | undefined, ofDay: boolean, day: string): Found[] {
  const both = { invoice_code: row.invoice_code, ours: own && { ...own }, theirs: sideOf(row) }
  if (!own) return [{ ...both, kind: 'missing_here' }]
  if (own.status === 'UNPAID') return [{ ...both, kind: 'status_differs' }]
  const found: Found[] = []
  const neverCancelled = row.status === 'CANCELLED' && own.status !== 'CANCELLED'
  if (neverCancelled || (ofDay && row.day === day && (row.status ?? own.status) !== own.status))
    found.push({ ...both, kind: 'status_differs' })
  else if (!ofDay || row.day !== day) found.push({ ...both, kind: 'wrong_day' })
  if (row.amount !== own.amount) found.push({ ...both, kind: 'amount_differs' })
  return found
}

function byInvoice(rows: readonly TheirRow[]): Map<string, TheirRow[]> {
  const grouped = new Map<string, TheirRow[]>()
  for (const row of rows) {
    const before = grouped.get(row.invoice_code)
    if (before) before.push(row)
    else grouped.set(row.invoice_code, [row])
  }
  return grouped
}

/** How often the same is said of an invoice at most: that it was paid, and that it was cancelled, are not the same. */
function repeated(rows: readonly TheirRow[]): number {
  const times = new Map<string | undefined, number>()
  for (const { status } of rows) times.set(status, (times.get(status) ?? 0) + 1)
  return Math.max(0, ...times.values())
}

// Without the line: the same row of a newer file is the same difference, wherever it stands there.
function sideOf({ line: _, ...row }: TheirRow): Readonly<Record<string, unknown>> {
  return row
}
