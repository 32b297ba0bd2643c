import { day, hour, second } from '../src/kernel/clock.ts'
import { startOfWibDate, wibDate } from '../src/kernel/wib.ts'
import { returnedTerm } from '../src/purchase/cancel/returned-term.ts'
import { judgeVoid } from '../src/purchase/cancel/rules.ts'
import type { PurchaseRules } from '../src/purchase/purchase-rules.ts'
import type { InvoiceStatus } from '../src/purchase/purchases.ts'
import {
  type AuthorizeFacts,
  type CardFacts,
  failuresToday,
  isReplay,
  judgeAuthorize,
  judgeSendOtp,
  openPurchase,
  otpGapSeconds,
  type PurchaseFacts,
  type ScheduleFacts,
  type SendOtpFacts,
  secondsToWait,
} from '../src/purchase/rules.ts'
import { liveCodes, payableBefore, triesAgainAt, triesLeft } from './a-model-codes.ts'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

export interface ModelPurchase extends Writable<PurchaseFacts> {
  createdAt: Date
}
export interface ModelCard extends Writable<Omit<CardFacts, 'purchases'>> {
  number: string
  /** a cancellation gave more days than were left */
  floorGiven: boolean
  purchases: ModelPurchase[]
}
export interface ModelSchedule extends Writable<Omit<ScheduleFacts, 'sold'>> {
  scheduleCode: string
  soldBy: number[]
}

/** The whole programme as plain values, so that it can be copied and compared. */
export interface Model {
  cards: ModelCard[]
  schedules: ModelSchedule[]
  /** by storefront and account: the card it pays with */
  accounts: Map<string, string>
  /** by storefront and invoice: the purchase it leads to */
  invoices: Map<string, string>
}

/** What came of an operation, without what only the real programme can know (codes, tokens). */
export type ModelOutcome =
  | { refusal: string; waitSeconds?: number; triesLeft?: number; until?: Date }
  | { sent: string; expiresAt: Date; waitSeconds: number }
  | { paid: string; invoiceCode: string; amount: number; paidAt: Date }
  | { status: InvoiceStatus; of: string; amount: number; captured: boolean; createdAt: Date }

export type ModelSend = SendOtpFacts['asked'] & {
  cardNumber: string
  /** of the purchase, if it is a new one */
  purchaseId: string
  code: string
}

export type ModelAuthorize = AuthorizeFacts['asked'] & {
  /** what the token leads to; undefined for a token that was never given */
  purchaseId: string | undefined
}

const keyOf = (partnerId: number, code: string) => `${partnerId} ${code}`

export function modelSend(model: Model, asked: ModelSend, now: Date, rules: PurchaseRules): ModelOutcome {
  const card = model.cards.find(({ number }) => number === asked.cardNumber)
  const schedule = model.schedules.find(({ scheduleCode }) => scheduleCode === asked.scheduleCode)
  const facts: SendOtpFacts = {
    asked,
    demo: false,
    schedule: schedule && { ...schedule, sold: schedule.soldBy.includes(asked.partnerId) },
    card,
    accountCardId: model.accounts.get(keyOf(asked.partnerId, asked.userPlatformId)),
  }
  const refusal = judgeSendOtp(facts, now, rules)
  const open = openPurchase(facts, now) as ModelPurchase | undefined
  if (refusal === 'otp_too_soon') return { refusal, waitSeconds: secondsToWait(open, now, rules) }
  if (refusal === 'too_many_tries') return { refusal, until: open!.expiresAt }
  if (refusal) return { refusal }
  const expiresAt = new Date(now.getTime() + rules.otp.validSeconds * second)
  const sent = { code: asked.code, expiresAt }
  const otpSends = (open?.otpSends ?? 0) + 1
  const codes = liveCodes(open?.codes ?? [], sent, rules)
  if (open) Object.assign(open, { otpSends, otpSentAt: now, expiresAt, codes })
  else {
    card!.purchases.push({
      purchaseId: asked.purchaseId,
      partnerId: asked.partnerId,
      userPlatformId: asked.userPlatformId,
      scheduleCode: asked.scheduleCode,
      amount: asked.amount,
      status: 'awaiting_otp',
      createdAt: now,
      expiresAt,
      codes,
      otpSends,
      otpSentAt: now,
      otpFailures: 0,
      invoiceCode: undefined,
      consumedCode: undefined,
      paidAt: undefined,
      redeemedAt: undefined,
    })
  }
  const waitSeconds = otpGapSeconds(otpSends, rules.otp.gapsSeconds)
  const payable = payableBefore(card!, schedule!, now, rules)
  return { sent: open?.purchaseId ?? asked.purchaseId, expiresAt: payable, waitSeconds }
}

export function modelAuthorize(
  model: Model,
  asked: ModelAuthorize,
  now: Date,
  rules: PurchaseRules,
): ModelOutcome {
  const [card, purchase] = purchaseOf(model, asked.purchaseId, asked.partnerId)
  const schedule = model.schedules.find(({ scheduleCode }) => scheduleCode === purchase?.scheduleCode)
  const invoice = keyOf(asked.partnerId, asked.invoiceCode)
  const account = keyOf(asked.partnerId, purchase?.userPlatformId ?? '')
  const facts: AuthorizeFacts = {
    asked,
    purchase,
    card,
    schedule,
    capturedPurchaseId: capturedBy(model, asked),
    accountCardId: model.accounts.get(account),
  }
  const refusal = judgeAuthorize(facts, now, rules)
  const unheard: unknown[] = ['token_unknown', 'already_cancelled', 'invoice_taken', 'token_used']
  if (!unheard.includes(refusal)) model.invoices.set(invoice, purchase!.purchaseId)
  if (refusal === 'otp_wrong') return countFailure(card!, purchase!, now, rules)
  if (refusal === 'too_many_tries') return { refusal, until: triesAgainAt(card!, purchase!, now, rules) }
  if (refusal) return { refusal }
  if (!isReplay(facts)) {
    const { invoiceCode, otp: consumedCode } = asked
    Object.assign(purchase!, { status: 'paid', paidAt: now, invoiceCode, consumedCode, codes: [] })
    card!.balance -= purchase!.amount
    card!.firstPaidAt ??= now
    card!.unfinishedPurchaseId = purchase!.purchaseId
    schedule!.seatsLeft -= 1
    model.accounts.set(account, card!.cardId)
  }
  const { purchaseId: paid, amount, paidAt } = purchase!
  return { paid, invoiceCode: asked.invoiceCode, amount, paidAt: paidAt! }
}

/** The purchase that was paid under an invoice. */
function capturedBy(model: Model, asked: { partnerId: number; invoiceCode: string }): string | undefined {
  const invoiced = model.invoices.get(keyOf(asked.partnerId, asked.invoiceCode))
  const [, purchase] = purchaseOf(model, invoiced, asked.partnerId)
  return purchase?.paidAt && purchase.invoiceCode === asked.invoiceCode ? purchase.purchaseId : undefined
}

function countFailure(
  card: ModelCard,
  purchase: ModelPurchase,
  now: Date,
  rules: PurchaseRules,
): ModelOutcome {
  const left = triesLeft(purchase, rules)
  card.otpFailures = failuresToday(card, now) + 1
  card.otpFailuresOn = wibDate(now)
  purchase.otpFailures += 1
  return left > 0
    ? { refusal: 'otp_wrong', triesLeft: left }
    : { refusal: 'too_many_tries', until: triesAgainAt(card, purchase, now, rules) }
}

/** `paidBy` is the purchase that the transaction code was given to. */
export function modelVoid(
  model: Model,
  asked: { partnerId: number; invoiceCode: string; paidBy: string | undefined },
  now: Date,
): ModelOutcome {
  const invoiced = model.invoices.get(keyOf(asked.partnerId, asked.invoiceCode))
  const found = invoiced === asked.paidBy ? purchaseOf(model, invoiced, asked.partnerId) : []
  const [card, purchase] = found
  const refusal = judgeVoid(purchase?.invoiceCode === asked.invoiceCode ? purchase : undefined)
  if (refusal) return { refusal }
  purchase!.status = 'cancelled'
  card!.balance += purchase!.amount
  if (card!.unfinishedPurchaseId === purchase!.purchaseId) card!.unfinishedPurchaseId = undefined
  if (card!.firstPaidAt) {
    const othersStand = card!.purchases.some(({ status }) => status === 'paid')
    const term = { ...card!, firstPaidAt: card!.firstPaidAt, othersStand }
    const returned = returnedTerm(term, now, 'others', 7)
    if (returned) {
      card!.firstPaidAt = undefined
      card!.firstPurchaseBefore = returned.firstPurchaseBefore
      card!.floorGiven ||= returned.floorGiven
    }
  }
  model.schedules.find(({ scheduleCode }) => scheduleCode === purchase!.scheduleCode)!.seatsLeft += 1
  return modelStatus(model, asked, now)
}

export function modelStatus(
  model: Model,
  asked: { partnerId: number; invoiceCode: string },
  now: Date,
): ModelOutcome {
  const invoiced = model.invoices.get(keyOf(asked.partnerId, asked.invoiceCode))
  const [, purchase] = purchaseOf(model, invoiced, asked.partnerId)
  if (!purchase) return { refusal: 'invoice_unknown' }
  const captured = purchase.invoiceCode === asked.invoiceCode
  const { purchaseId: of, amount, createdAt, expiresAt } = purchase
  const ended = captured ? (purchase.status === 'paid' ? 'SUCCESS' : 'CANCELLED') : 'FAILED'
  const open = expiresAt > now ? 'PENDING' : 'FAILED'
  return { status: purchase.status === 'awaiting_otp' ? open : ended, of, amount, captured, createdAt }
}

/** A purchase with its card, if it is one of this storefront. */
export function purchaseOf(
  model: Model,
  purchaseId: string | undefined,
  partnerId: number,
): [ModelCard, ModelPurchase] | [] {
  for (const card of model.cards) {
    const purchase = card.purchases.find(
      (one) => one.purchaseId === purchaseId && one.partnerId === partnerId,
    )
    if (purchase) return [card, purchase]
  }
  return []
}

export const edgeKinds = ['code', 'purchase', 'gap', 'hour', 'course', 'deadline', 'midnight'] as const

/** The instants later than now at which something of a kind ends or begins, the first one first. */
export function edgesOf(
  model: Model,
  kind: (typeof edgeKinds)[number],
  now: Date,
  { otp }: PurchaseRules,
): Date[] {
  const purchases = model.cards.flatMap((card) => card.purchases)
  const edges: Record<typeof kind, (Date | undefined)[]> = {
    code: purchases.flatMap(({ codes }) => codes.map(({ expiresAt }) => expiresAt)),
    purchase: purchases.map(({ expiresAt }) => expiresAt),
    gap: purchases.map(({ otpSends, otpSentAt }) =>
      after(otpSentAt, otpGapSeconds(otpSends, otp.gapsSeconds) * second),
    ),
    hour: purchases.map(({ otpSentAt }) => after(otpSentAt, hour)),
    course: model.schedules.map(({ startsAt }) => startsAt),
    deadline: model.cards.map(({ firstPurchaseBefore }) => firstPurchaseBefore),
    midnight: [startOfWibDate(wibDate(after(now, day)))],
  }
  const later = edges[kind].flatMap((edge) => (edge && edge > now ? [edge] : []))
  return later.sort((a, b) => a.getTime() - b.getTime())
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms)
}
