import { type Cell, csvText, inWib } from '../lists/csv-text.ts'
import { type Accounts, type DayFile, happenings } from './day-rules.ts'

const heads = [
  'what',
  inWib('at'),
  'invoice_code',
  'transaction_code',
  'redeem_code',
  'course_code',
  'schedule_code',
  'price',
  'paid_by_card',
  'promo',
  'held',
  'institutions',
  'commission',
  'promo_owed',
  'returned',
  'money',
] as const

/** The same as a table: where the accounts stood, a row for each line, what each kind comes to, and where they stand. */
export function dayAsCsv(file: DayFile): string {
  const stood = (what: string, { held, institutions, commission, promo_owed }: Accounts): Cell[] => [
    ...[what, undefined, '', '', '', '', '', '', '', ''],
    ...[held, institutions, commission, promo_owed, '', ''],
  ]
  const rows = file.lines.map((line): Cell[] => [
    line.what,
    new Date(line.at),
    line.invoice_code,
    line.transaction_code,
    line.redeem_code,
    line.course_code,
    line.schedule_code,
    line.price,
    line.paid_by_card,
    line.promo,
    line.held,
    line.institutions,
    line.commission,
    line.promo_owed,
    line.returned,
    line.money,
  ])
  const totals = happenings.map((what): Cell[] => {
    const { lines, price, paid_by_card, promo, held, institutions, commission, promo_owed, returned } =
      file.totals[what]
    return [
      ...[`total ${what}`, undefined, `${lines}`, '', '', '', '', price, paid_by_card, promo],
      ...[held, institutions, commission, promo_owed, returned, ''],
    ]
  })
  return csvText([heads, stood('opening', file.opening), ...rows, ...totals, stood('closing', file.closing)])
}
