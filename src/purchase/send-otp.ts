import type pg from 'pg'
import type { BatchWatch } from '../database/batch-watch.ts'
import { type Batcher, createBatcher, hotLanes } from '../database/batcher.ts'
import type { Context } from '../database/context.ts'
import { inOneTrip } from '../database/lanes/one-trip.ts'
import { call } from '../database/sql.ts'
import { randomDigits, randomId } from '../kernel/codes.ts'
import { done, type Outcome, type RefusalFacts, refuse } from '../kernel/refusal.ts'
import { wibDate } from '../kernel/wib.ts'
import { type OtpGuard, pauseSeconds } from './otp/otp-guard.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import type { OtpSent, SendOtpRequest } from './purchases.ts'
import type { SendOtpRefusal } from './refusals.ts'
import { privateReasons } from './rules.ts'
import { lockCardsByNumber, type SendOtpRow, sendOtps } from './send-otp-sql.ts'

export interface SendOtpParts {
  readonly connection: pg.ClientConfig
  readonly rules: () => PurchaseRules
  readonly demo: boolean
  readonly guard: OtpGuard
  /** looks at the batches */
  readonly watch?: ((batch: 'send_otp' | 'authorize') => BatchWatch) | undefined
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
    watch: parts.watch?.('send_otp'),
    run: (client, asks) => runSendOtps(ctx, parts, client, asks),
  })
  return {
    submit(request) {
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
  const rows = await inOneTrip<SendOtpRow>(client, [
    call(lockCardsByNumber, [asks.map((ask) => ask.cardNumber)]),
    call(sendOtps, [
      JSON.stringify(asks.map((ask, slot) => askAsJson(ctx, parts.guard, ask, slot))),
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
      privateReasons,
    ]),
  ])
  const outcomes: SendOtpOutcome[] = []
  let sent = false
  for (const row of rows) {
    const { partner } = asks[row.slot]!
    sent ||= row.refusal === undefined
    if (row.refusal === undefined) parts.guard.count(partner, { sent: 1 })
    if (row.refusal === 'card_not_usable' && !row.knownAccount) parts.guard.count(partner, { refused: 1 })
    outcomes[row.slot] = row.refusal
      ? refuse(row.refusal, factsOf(row))
      : done({
          paymentToken: ctx.secrets.pairToToken(row.cardId, row.purchaseId),
          expiresAt: row.expiresAt,
          cardId: row.cardId,
          purchaseId: row.purchaseId,
          waitSeconds: row.waitSeconds,
        })
  }
  if (sent) parts.onMessages()
  return outcomes
}

function factsOf({ refusal, waitSeconds, expiresAt }: SendOtpRow): RefusalFacts {
  if (refusal === 'too_many_tries') return { until: expiresAt }
  if (refusal === 'otp_paused') return { waitSeconds: pauseSeconds }
  return refusal === 'otp_too_soon' ? { waitSeconds } : {}
}

function askAsJson(ctx: Context, guard: OtpGuard, ask: Ask, slot: number) {
  const paused = guard.pausedFor(ask.partner)
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
    paused: paused.new,
    paused_known: paused.known,
  }
}
