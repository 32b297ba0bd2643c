import { tpmFeedback, tpmStatus, tpmSubmission } from './calls/assignments.ts'
import type { Call } from './calls/call.ts'
import { catalogueList } from './calls/catalogue.ts'
import { authorize, cancel, quotaSchedule, sendOtp, status } from './calls/payment.ts'
import { redeemCommit, redeemReset, redeemStatus } from './calls/redeem-code.ts'
import { urlGenerate } from './calls/url-generate.ts'

/** Every call, in the order in which a purchase and its training make them. */
export const calls: readonly Call[] = [
  catalogueList,
  quotaSchedule,
  sendOtp,
  authorize,
  status,
  cancel,
  redeemStatus,
  redeemCommit,
  redeemReset,
  urlGenerate,
  tpmSubmission,
  tpmFeedback,
  tpmStatus,
]
