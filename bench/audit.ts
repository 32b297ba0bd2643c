import { rows, type Statement } from '../src/database/sql.ts'
import { checkInvariants } from '../src/ledger/check-invariants.ts'
import type { Acknowledged } from './load.ts'
import type { Stand } from './stand.ts'

export interface Audit {
  /** purchases that the buyers were told to be paid */
  readonly acknowledged: number
  /** purchases of the run that the tables have as paid */
  readonly paid: number
  readonly failures: Readonly<Record<string, number>>
  /** sentences; empty when everything holds */
  readonly violations: readonly string[]
}

const paidSince: Statement<[from: Date], { invoiceCode: string; transactionCode: string }> = {
  name: 'bench/paid-since',
  text: 'select invoice_code, transaction_code from purchase where paid_at >= $1',
}

/** Looks at the tables after the run: every purchase that was acknowledged is there, no other is, all invariants hold. */
export async function audit(stand: Stand, acknowledged: Acknowledged, from: Date): Promise<Audit> {
  const violations: string[] = []
  const paid = await rows(stand.ctx.db, paidSince, [from])
  const codes = new Map(paid.map(({ invoiceCode, transactionCode }) => [invoiceCode, transactionCode]))
  let lost = 0
  for (const [invoice, transaction] of acknowledged.purchases)
    if (codes.get(invoice) !== transaction) lost += 1
  if (lost > 0) violations.push(`${lost} acknowledged purchases are not in the tables as acknowledged`)
  const surplus = paid.length - acknowledged.purchases.size
  if (surplus > 0) violations.push(`${surplus} paid purchases were acknowledged to nobody`)
  let failed = 0
  for (const count of acknowledged.failures.values()) failed += count
  if (failed > 0) violations.push(`${failed} purchases failed`)
  for (const { invariant, count, examples } of await checkInvariants(stand.database.pool))
    violations.push(`${invariant} does not hold ${count} times: ${examples.join(', ')}`)
  return {
    acknowledged: acknowledged.purchases.size,
    paid: paid.length,
    failures: Object.fromEntries(acknowledged.failures),
    violations,
  }
}
