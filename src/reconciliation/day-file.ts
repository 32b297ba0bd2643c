import { addDays, startOfWibDate } from '../kernel/wib.ts'
import type { LedgerLine } from './day-lines.ts'
import { type Accounts, closingOf, type DayFile, type DayLine, moneyAfter, totalsOf } from './day-rules.ts'

/** The file of a day from what the day moved and where the accounts stood before it. */
export function dayFile(
  of: { readonly partner: string; readonly day: string; readonly final: boolean; readonly opening: Accounts },
  moved: readonly LedgerLine[],
): DayFile {
  const lines = moved.map(lineOf)
  const totals = totalsOf(lines)
  const { partner, day, final, opening } = of
  return {
    format: 'bekal-partner-day-1',
    partner,
    day,
    from: startOfWibDate(day).toISOString(),
    until: startOfWibDate(addDays(day, 1)).toISOString(),
    final,
    opening,
    totals,
    closing: closingOf(opening, totals),
    lines,
  }
}

function lineOf(line: LedgerLine): DayLine {
  return {
    what: line.what,
    at: line.at.toISOString(),
    invoice_code: line.invoiceCode,
    transaction_code: line.transactionCode,
    redeem_code: line.redeemCode,
    course_code: line.courseCode,
    schedule_code: line.scheduleCode,
    price: line.price,
    paid_by_card: line.paidByCard,
    promo: line.promo,
    held: line.held,
    institutions: line.institutions,
    commission: line.commission,
    promo_owed: line.promoOwed,
    returned: line.returned,
    money: moneyAfter(line),
  }
}

/** The file as JSON: always the same bytes, and a line of text for each line of the day. */
export function dayAsJson({ lines, ...head }: DayFile): string {
  const above = JSON.stringify(head, null, 1).slice(0, -2)
  if (lines.length === 0) return `${above},\n "lines": []\n}\n`
  return `${above},\n "lines": [\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n ]\n}\n`
}
