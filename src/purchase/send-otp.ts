import type pg from 'pg'
import { type Batcher, call, createBatcher, hotLanes, pipelineTransaction } from '../database/batcher.ts'
import type { Context } from '../database/context.ts'
import { randomDigits, randomId } from '../kernel/codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { wibDate } from '../kernel/wib.ts'
import type { OtpBreaker } from './otp-breaker.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import type { OtpSent, SendOtpRequest } from './purchases.ts'
import type { SendOtpRefusal } from './refusals.ts'
import { lockCardsByNumber, type SendOtpRow, sendOtps } from './send-otp-sql.ts'

export interface SendOtpParts {
  readonly connection: pg.ClientConfig
  readonly rules: () => PurchaseRules
  readonly demo: boolean
  readonly breaker: OtpBreaker
  /** draws a code; tests and benches hand in their own */
  readonly drawOtp?: (() => string) | undefined
  /** told after a commit that messages wait */
  readonly onMessages: () => void
}

type Ask = SendOtpRequest & { readonly purchaseId: string; readonly otp: string }
type SendOtpOutcome = Outcome<OtpSent, SendOtpRefusal>

/** Batches send-otp: see {@link Purchases.sendOtp}. */
export function createSendOtp(ctx: Context, parts: SendOtpParts): Batcher<SendOtpRequest, SendOtpOutcome> {
  const batcher = createBatcher<Ask, SendOtpOutcome>({
    connection: parts.connection,
    lanes: hotLanes,
    maxBatch: 128,
    keys: (ask) => [ask.cardNumber],
    run: (client, asks) => runSendOtps(ctx, parts, client, asks),
  })
  return {
    submit(request) {
      if (!request.partner.sandbox && parts.breaker.open(ctx.clock.now()))
        return Promise.resolve(refuse('otp_paused', { waitSeconds: parts.breaker.pauseSeconds }))
      const otp = parts.drawOtp?.() ?? randomDigits(6)
      return batcher.submit({ ...request, purchaseId: randomId(), otp })
    },
    close: () => batcher.close(),
  }
}

/** The part of an OTP's hash that the server's key goes into; the database binds it to the purchase. */
export function otpKey(ctx: Context, otp: string): string {
  return ctx.secrets.hash('otp', otp).toString('hex')
}

async function runSendOtps(
  ctx: Context,
  parts: SendOtpParts,
  client: pg.Client,
  asks: readonly Ask[],
): Promise<SendOtpOutcome[]> {
  const now = ctx.clock.now()
  const { otp, secondPurchaseAfterFinished } = parts.rules()
  const rows = await pipelineTransaction<SendOtpRow>(client, [
    call(lockCardsByNumber, [asks.map((ask) => ask.cardNumber)]),
    call(sendOtps, [
      JSON.stringify(asks.map((ask, slot) => askAsJson(ctx, ask, slot))),
      now,
      wibDate(now),
      otp.validSeconds,
      otp.triesPerPurchase,
      otp.liveCodes,
      otp.gapsSeconds,
      otp.failuresPerCardPerDay,
      otp.sendsPerCardPerHour,
      secondPurchaseAfterFinished,
      parts.demo,
    ]),
  ])
  const outcomes: SendOtpOutcome[] = []
  let sent = false
  for (const row of rows) {
    sent ||= row.refusal === null
    outcomes[row.slot] = row.refusal
      ? refuse(row.refusal, row.refusal === 'otp_too_soon' ? { waitSeconds: row.wait_seconds } : {})
      : done({
          paymentToken: ctx.secrets.pairToToken(row.card_id, row.purchase_id),
          expiresAt: row.expires_at,
          cardId: row.card_id,
          purchaseId: row.purchase_id,
          waitSeconds: row.wait_seconds,
        })
  }
  if (sent) parts.onMessages()
  return outcomes
}

function askAsJson(ctx: Context, ask: Ask, slot: number) {
  return {
    slot,
    card_number: ask.cardNumber,
    partner_id: ask.partner.partnerId,
    sandbox: ask.partner.sandbox,
    account: ask.userPlatformId,
    course_code: ask.courseCode,
    schedule_code: ask.scheduleCode,
    amount: ask.amount,
    discount: ask.discount ?? 0,
    purchase_id: ask.purchaseId,
    otp_key: otpKey(ctx, ask.otp),
    sealed: ctx.secrets.seal(JSON.stringify({ otp: ask.otp })).toString('hex'),
    storefront: ask.partner.name,
    domain: ask.partner.domain,
    actor: `partner:${ask.partner.clientCode}`,
    request_id: ask.requestId,
  }
}
