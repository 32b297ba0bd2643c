import { assignmentCalls } from './calls/assignments.ts'
import type { Call } from './calls/call.ts'
import { catalogueCalls } from './calls/catalogue.ts'
import { invoiceCalls } from './calls/invoice.ts'
import { paymentCalls } from './calls/payment.ts'
import { reconciliationCalls } from './calls/reconciliation.ts'
import { redeemCodeCalls } from './calls/redeem-code.ts'
import { urlGenerate } from './calls/url-generate.ts'

/** Every call, in the order in which a purchase and its training make them; each with its reference. */
export const calls: readonly Call[] = [
  ...catalogueCalls,
  ...paymentCalls,
  ...invoiceCalls,
  ...redeemCodeCalls,
  urlGenerate,
  ...assignmentCalls,
  ...reconciliationCalls,
]
