import type pg from 'pg'
import type { BatchWatch } from '../database/batch-watch.ts'
import { type Batcher, createBatcher, hotLanes } from '../database/batcher.ts'
import type { Context } from '../database/context.ts'
import { inOneTrip } from '../database/lanes/one-trip.ts'
import { call } from '../database/sql.ts'
import { randomCode } from '../kernel/codes.ts'
import { done, type Outcome, type RefusalFacts, refuse } from '../kernel/refusal.ts'
import { wibDate } from '../kernel/wib.ts'
import { type AuthorizeRow, authorizePurchases, lockCards } from './authorize-sql.ts'
import { gatherSeats, lockSeats } from './lane-seats.ts'
import { type OtpGuard, pauseSeconds } from './otp/otp-guard.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import type { AuthorizeRequest, BuyingPartner, Paid } from './purchases.ts'
import type { AuthorizeRefusal } from './refusals.ts'
import { otpKey } from './send-otp.ts'

export interface AuthorizeParts {
  readonly connection: pg.ClientConfig
  readonly rules: () => PurchaseRules
  readonly guard: OtpGuard
  /** looks at the batches */
  readonly watch?: ((batch: 'send_otp' | 'authorize') => BatchWatch) | undefined
}

interface Ask {
  readonly request: AuthorizeRequest
  readonly cardId: string
  readonly purchaseId: string
  /** the lane's own bucket was empty: look into all of them */
  readonly gather: boolean
}

type AuthorizeOutcome = Outcome<Paid, AuthorizeRefusal>

/** Batches authorize: see {@link Purchases.authorize}. */
export function createAuthorize(
  ctx: Context,
  parts: AuthorizeParts,
): Batcher<AuthorizeRequest, AuthorizeOutcome> {
  const batcher = createBatcher<Ask, AuthorizeOutcome | 'seat_bucket_empty'>({
    connection: parts.connection,
    // each lane hands out the seats of its own bucket, of which a schedule has four
    lanes: hotLanes,
    maxBatch: 128,
    keys: ({ request, cardId }) => [cardId, `${request.partner.partnerId} ${request.invoiceCode}`],
    watch: parts.watch?.('authorize'),
    run: (client, asks, lane) => runAuthorize(ctx, parts, client, asks, lane),
  })
  return {
    async submit(request) {
      const ids = ctx.secrets.tokenToPair(request.paymentToken)
      if (!ids) return refuse('token_unknown')
      const ask = { request, cardId: ids[0], purchaseId: ids[1] }
      const outcome = await batcher.submit({ ...ask, gather: false })
      if (outcome !== 'seat_bucket_empty') return outcome
      const second = await batcher.submit({ ...ask, gather: true })
      if (second === 'seat_bucket_empty') throw new Error('gathered seats were looked for in one bucket')
      return second
    },
    close: () => batcher.close(),
  }
}

async function runAuthorize(
  ctx: Context,
  parts: AuthorizeParts,
  client: pg.Client,
  asks: readonly Ask[],
  lane: number,
): Promise<(AuthorizeOutcome | 'seat_bucket_empty')[]> {
  const now = ctx.clock.now()
  const { otp, secondPurchaseAfterFinished } = parts.rules()
  const cardIds = asks.map((ask) => ask.cardId)
  const purchaseIds = asks.map((ask) => ask.purchaseId)
  const gathering = asks.filter((ask) => ask.gather)
  const rows = await inOneTrip<AuthorizeRow>(client, [
    call(lockCards, [cardIds]),
    gathering.length > 0
      ? call(gatherSeats, [gathering.map((ask) => ask.cardId), gathering.map((ask) => ask.purchaseId), lane])
      : call(lockSeats, [cardIds, purchaseIds, lane]),
    call(authorizePurchases, [
      JSON.stringify(asks.map((ask, slot) => askAsJson(ctx, parts.guard, ask, slot))),
      now,
      wibDate(now),
      otp.triesPerPurchase,
      otp.failuresPerCardPerDay,
      secondPurchaseAfterFinished,
      lane,
    ]),
  ])
  const outcomes: (AuthorizeOutcome | 'seat_bucket_empty')[] = []
  for (const row of rows) {
    const ask = asks[row.slot]!
    countGuess(parts.guard, ask.request.partner, row)
    outcomes[row.slot] = outcomeOf(ask, row)
  }
  return outcomes
}

/** A wrong code counts until its purchase is paid: then it was the holder who mistyped. */
function countGuess(guard: OtpGuard, partner: BuyingPartner, row: AuthorizeRow): void {
  const unresolved = row.knownAccount ? 'unresolved known' : 'unresolved new'
  if (row.verdict === undefined) guard.count(partner, { paid: 1, [unresolved]: -row.otpFailures })
  if (row.verdict === 'otp_wrong') guard.count(partner, { [unresolved]: 1 })
}

function outcomeOf(ask: Ask, row: AuthorizeRow): AuthorizeOutcome | 'seat_bucket_empty' {
  if (row.verdict === 'seat_bucket_empty') return row.verdict
  if (row.verdict === 'otp_wrong') {
    if (row.triesLeft > 0) return refuse('otp_wrong', { triesLeft: row.triesLeft })
    return refuse('too_many_tries', triesAgain(row))
  }
  if (row.verdict === 'too_many_tries') return refuse(row.verdict, triesAgain(row))
  if (row.verdict === 'otp_paused') return refuse(row.verdict, { waitSeconds: pauseSeconds })
  if (row.verdict !== undefined && row.verdict !== 'replayed') return refuse(row.verdict)
  return done({
    cardId: ask.cardId,
    purchaseId: ask.purchaseId,
    invoiceCode: row.invoiceCode,
    transactionCode: row.transactionCode,
    redeemCode: row.redeemCode,
    voucherCode: row.voucherCode,
    amount: row.amount,
    holderName: row.holderName,
    paidAt: row.paidAt,
    balanceAfter: row.balanceAfter,
  })
}

function triesAgain({ triesAgainAt }: AuthorizeRow): RefusalFacts {
  return triesAgainAt ? { until: triesAgainAt } : {}
}

function askAsJson(
  ctx: Context,
  guard: OtpGuard,
  { request, cardId, purchaseId, gather }: Ask,
  slot: number,
) {
  const { partner } = request
  const paused = guard.pausedFor(partner)
  return {
    slot,
    card_id: cardId,
    purchase_id: purchaseId,
    partner_id: partner.partnerId,
    otp_key: otpKey(ctx, request.otp),
    passes: partner.sandbox && request.otp === '123456',
    fails: partner.sandbox && request.otp === '112233',
    invoice_code: request.invoiceCode,
    invoice_url: request.invoiceUrl,
    transaction_code: randomCode(16),
    redeem_code: randomCode(12),
    voucher_code: partner.givesVoucher ? randomCode(12) : null,
    actor: `partner:${partner.clientCode}`,
    gathered: gather,
    request_id: request.requestId,
    paused: paused.new,
    paused_known: paused.known,
  }
}
