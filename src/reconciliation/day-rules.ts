/** What happens to a purchase, as a line of the day's file says it. */
export const happenings = [
  'purchase',
  'redeem',
  'completion',
  'completion_withdrawn',
  'cancellation',
] as const
export type What = (typeof happenings)[number]

/** Where the money of a purchase is after a line: nobody's yet, its first part earned, all earned, back on the card. */
export type MoneyState = 'held' | 'part_earned' | 'earned' | 'returned'

/** The accounts of a storefront's sales, in rupiah: what lies there, or what a day adds to them. */
export interface Accounts {
  /** paid, and not yet earned by anybody */
  readonly held: number
  /** earned by the institutions from these sales */
  readonly institutions: number
  /** earned by the storefront */
  readonly commission: number
  /** owed by the storefront: promos of its own */
  readonly promo_owed: number
}

/** What one kind of line comes to in a day. */
export interface Total extends Accounts {
  readonly lines: number
  /** of purchases and cancellations: the prices as approved, what the card paid of them, and the promo */
  readonly price: number
  readonly paid_by_card: number
  readonly promo: number
  /** given back to the card */
  readonly returned: number
}

/** A line of the file; names as the file has them, rupiah, instants in UTC. */
export interface DayLine extends Accounts {
  readonly what: What
  readonly at: string
  readonly invoice_code: string
  readonly transaction_code: string
  readonly redeem_code: string
  readonly course_code: string
  readonly schedule_code: string
  readonly price: number
  readonly paid_by_card: number
  readonly promo: number
  readonly returned: number
  readonly money: MoneyState
}

/** The file of a storefront and a WIB day. */
export interface DayFile {
  readonly format: 'bekal-partner-day-1'
  readonly partner: string
  readonly day: string
  /** the first instant of the day, and the first one after it */
  readonly from: string
  readonly until: string
  /** the day is over and the file will not change any more */
  readonly final: boolean
  /** as the day before closed */
  readonly opening: Accounts
  readonly totals: Readonly<Record<What, Total>>
  readonly closing: Accounts
  readonly lines: readonly DayLine[]
}

export const noAccounts: Accounts = { held: 0, institutions: 0, commission: 0, promo_owed: 0 }
const noTotal: Total = { lines: 0, price: 0, paid_by_card: 0, promo: 0, ...noAccounts, returned: 0 }
const accounts = Object.keys(noAccounts) as (keyof Accounts)[]
const summed = Object.keys(noTotal).filter((name) => name !== 'lines') as Exclude<keyof Total, 'lines'>[]

/** What the lines of a day come to, kind by kind. */
export function totalsOf(lines: readonly DayLine[]): Record<What, Total> {
  const totals = Object.fromEntries(happenings.map((what) => [what, { ...noTotal }])) as Record<
    What,
    { -readonly [Name in keyof Total]: number }
  >
  for (const line of lines) {
    const total = totals[line.what]
    total.lines++
    for (const name of summed) total[name] += line[name]
  }
  return totals
}

/** Where the accounts stand after a day: what lay there before, and what the day moved. */
export function closingOf(opening: Accounts, totals: Readonly<Record<What, Total>>): Accounts {
  const closing = { ...opening } as { -readonly [Name in keyof Accounts]: number }
  for (const what of happenings) for (const name of accounts) closing[name] += totals[what][name]
  return closing
}

/** Where the money of a purchase is after a line of the ledger. */
export function moneyAfter(line: {
  readonly what: What
  readonly held: number
  readonly firstTaken: boolean
}): MoneyState {
  switch (line.what) {
    case 'purchase':
      return 'held'
    case 'redeem':
      return line.held === 0 ? 'held' : 'part_earned'
    case 'completion':
      return 'earned'
    case 'completion_withdrawn':
      return line.firstTaken ? 'held' : 'part_earned'
    case 'cancellation':
      return 'returned'
  }
}
