import type pg from 'pg'
import type { BatchWatch } from '../database/batch-watch.ts'
import type { Context } from '../database/context.ts'
import { createAuthorize } from './authorize.ts'
import { cancelOwnPurchase } from './cancel/own-cancel.ts'
import { voidPurchase } from './cancel/void.ts'
import { openOtpGuard } from './otp/otp-guard.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import { purchaseStatus } from './purchase-state.ts'
import type { Purchases } from './purchases.ts'
import { scheduleQuota } from './quota.ts'
import { createSendOtp } from './send-otp.ts'

export interface PurchasesOptions {
  /** how the batches' own connections are opened */
  readonly connection: pg.ClientConfig
  readonly rules: () => PurchaseRules
  /** in the demo real storefronts take sandbox cards too */
  readonly demo: boolean
  /** the holder's card page, for messages */
  readonly cardLink: () => string
  readonly drawOtp?: () => string
  /** told after a commit that messages wait in the outbox */
  readonly onMessages: () => void
  /** told when counts of guesses could not be written; they are kept and written later */
  readonly onFault?: (fault: unknown) => void
  /** looks at the batches as they run */
  readonly watch?: (batch: 'send_otp' | 'authorize') => BatchWatch
}

/** Opens the purchase room; `settleGuesses` shares what was counted with other processes, `close` lets what is under way finish. */
export function createPurchases(
  ctx: Context,
  options: PurchasesOptions,
): Purchases & { settleGuesses(): Promise<void>; close(): Promise<void> } {
  const guard = openOtpGuard(ctx, options.rules, options.onFault ?? (() => {}))
  const sendOtp = createSendOtp(ctx, { ...options, guard, drawOtp: options.drawOtp })
  const authorize = createAuthorize(ctx, { ...options, guard })
  return {
    quota: (courseCode, scheduleCode) => scheduleQuota(ctx, courseCode, scheduleCode),
    sendOtp: (request) => sendOtp.submit(request),
    authorize: (request) => authorize.submit(request),
    status: (partner, invoiceCode) => purchaseStatus(ctx, partner, invoiceCode),
    async void(partner, invoiceCode, transactionCode, requestId) {
      const request = { partner, invoiceCode, transactionCode, requestId }
      const voided = await voidPurchase(ctx, request, options.cardLink())
      if (voided.ok) options.onMessages()
      return voided
    },
    async cancelOwn(purchase, actor) {
      const cancelled = await cancelOwnPurchase(ctx, purchase, actor, options.cardLink())
      if (cancelled.ok) options.onMessages()
      return cancelled
    },
    settleGuesses: () => guard.settle(),
    async close() {
      await Promise.all([sendOtp.close(), authorize.close()])
      await guard.close()
    },
  }
}
