import type { Context } from '../database/context.ts'
import { type Row, rows, statement } from '../database/sql.ts'
import { type Part, partsOf } from '../ledger/rules.ts'

/** What one purchase brings its institution. */
export interface StatementLine {
  readonly cardId: string
  readonly purchaseId: string
  readonly invoiceCode: string
  readonly storefront: string
  readonly course: string
  readonly paidAt: Date
  /** rupiah */
  readonly price: number
  /** what the storefront keeps of it, in rupiah; the parts are without it */
  readonly commission: number
  readonly redeem: Part
  readonly completion: Part
  /** its completion is the institution's report: it is paid after what is proven */
  readonly reported: boolean
}

/** Rupiah. */
export interface StatementTotals {
  readonly due: number
  readonly held: number
}

type LineRow = Row<
  'money/statement-lines',
  | 'cardId'
  | 'purchaseId'
  | 'invoiceCode'
  | 'price'
  | 'commission'
  | 'firstPart'
  | 'restPart'
  | 'paidAt'
  | 'usedByWord'
>

const selectLines = statement<
  [institutionId: number, withSandbox: boolean],
  'money/statement-lines',
  LineRow
>(
  'money/statement-lines',
  `
  select
    purchase.card_id, purchase.purchase_id, invoice_code, partner.name as storefront, course.title as course,
    earning.price, commission, first_part, rest_part,
    paid_at, redeemed_at, finished_at, finished_as, purchase.cancelled_at,
    coalesce(first_use in ('marked', 'submitted', 'graded'), false) as used_by_word, rests_until as report_rests_until
  from earning
  join purchase using (card_id, purchase_id)
  join course using (course_id)
  join card using (card_id)
  join partner on partner.partner_id = purchase.partner_id
  left join completion_report report
    on report.card_id = purchase.card_id and report.purchase_id = purchase.purchase_id
    and verdict is distinct from 'refused'
  where earning.institution_id = $1 and ($2 or not card.sandbox)
  order by paid_at desc, purchase.card_id, purchase.purchase_id
  `,
)

/**
 * What is due to an institution and what is held, and why, purchase by purchase, the newest first. Computed from what has
 * happened; nothing is paid out by it. Sandbox cards hold no money: their purchases are left out, but in the demo.
 */
export async function institutionStatement(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  { withSandbox }: { readonly withSandbox: boolean },
): Promise<{ lines: StatementLine[]; totals: StatementTotals }> {
  const lines = (await rows(db, selectLines, [institutionId, withSandbox])).map(lineFrom)
  let [due, held] = [0, 0]
  for (const { redeem, completion } of lines)
    for (const { amount, state } of [redeem, completion])
      if (state === 'due') due += amount
      else held += amount
  return { lines, totals: { due, held } }
}

function lineFrom(row: LineRow): StatementLine {
  const { redeemedAt, usedByWord, reportRestsUntil, finishedAt, finishedAs, cancelledAt, ...more } = row
  const { firstPart, restPart, ...line } = more
  const parts = partsOf(row)
  return {
    ...line,
    ...parts,
    reported: finishedAs === 'reported' || parts.completion.state === 'held_reported',
  }
}
