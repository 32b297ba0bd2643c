import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Row, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { cancelTrainings } from '../learning/cancellation/cancel-trainings.ts'
import { queueMessages } from '../messages/queue.ts'
import { lockCards } from '../purchase/authorize-sql.ts'
import { journeyOf } from '../storefronts/journeys.ts'
import { findOrder } from '../storefronts/orders/orders.ts'
import { settleOrder } from '../storefronts/orders/settle-orders.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import { type BegunTrainings, outcomeOf } from './rules.ts'
import {
  accountToTell,
  endOrder,
  type ItemOutcome,
  mark,
  markSettled,
  openPurchases,
  settlingSuspensions,
  takeItems,
} from './settle-sql.ts'

const atOnce = 50

type Suspension = Row<'suspension/settling', 'party'>
type Item = Row<'suspension/take-items'>
type Outcomes = ReadonlyMap<number, ItemOutcome>

interface Told {
  readonly actor: Actor
  /** the holder's card page, for the messages */
  readonly link: string
}

export interface SettleOptions {
  readonly link: string
  readonly requestId: string
  /** breaks off between two steps */
  readonly stopping?: AbortSignal
  /** told after each step, with how many are settled by now */
  readonly onProgress?: (settled: number) => void
}

/**
 * Settles what suspensions found open, fifty in a transaction: purchases are given back or go on ({@link outcomeOf}), orders
 * that are not paid end, and everybody is told once. Goes on where it broke off; two at once share the work. Returns how many
 * it settled.
 */
export async function settleSuspensions(
  storefronts: Storefronts,
  { link, requestId, stopping, onProgress }: SettleOptions,
): Promise<number> {
  const { ctx } = storefronts
  let settled = 0
  for (const suspension of await rows(ctx.db, settlingSuspensions, [])) {
    const told = { actor: { actor: suspension.begunBy, requestId }, link }
    for (;;) {
      if (stopping?.aborted) return settled
      const step = await inTransaction(ctx.db, (tx) => settleSome(tx, storefronts, suspension, told))
      if (step === 0) break
      settled += step
      onProgress?.(settled)
    }
    const ended = [suspension.suspensionId, ctx.clock.now(), told.actor.actor, requestId] as const
    await touched(ctx.db, markSettled, [...ended])
  }
  return settled
}

async function settleSome(
  tx: pg.PoolClient,
  storefronts: Storefronts,
  suspension: Suspension,
  told: Told,
): Promise<number> {
  const { ctx } = storefronts
  const items = await rows(tx, takeItems, [suspension.suspensionId, atOnce])
  if (items.length === 0) return 0
  // Purchases come first, and alone: an order is looked at by a connection of its own, which may not wait for a card of ours.
  const outcomes = items.some(({ purchaseId }) => purchaseId)
    ? await settlePurchases(tx, ctx, suspension, items, told)
    : new Map([
        ...(await endOrders(tx, storefronts, suspension, items, told)),
        ...(await tellAccounts(tx, ctx, suspension, items, told)),
      ])
  await mark(tx, suspension.suspensionId, outcomes, ctx.clock.now())
  return outcomes.size
}

async function settlePurchases(
  tx: pg.PoolClient,
  ctx: Context,
  suspension: Suspension,
  items: readonly Item[],
  { actor, link }: Told,
): Promise<Outcomes> {
  const paid = items.flatMap(({ item, cardId, purchaseId, used }) =>
    cardId && purchaseId ? [{ item, cardId, purchaseId, used: used === true }] : [],
  )
  if (paid.length === 0) return new Map()
  const { because, party } = suspension
  const cardIds = paid.map(({ cardId }) => cardId)
  await rows(tx, lockCards, [cardIds])
  const open = await rows(tx, openPurchases, [cardIds, paid.map(({ purchaseId }) => purchaseId)])
  const judged = open.map((purchase) => {
    const { item, used } = paid.find(({ purchaseId }) => purchaseId === purchase.purchaseId)!
    const kind = suspension.partyKind as 'institution' | 'storefront'
    const facts = {
      stillPaid: purchase.stillPaid,
      finished: purchase.finished,
      used,
      ownLessons: purchase.ownLessons,
    }
    return { item, purchase, outcome: outcomeOf(facts, kind, suspension.begun as BegunTrainings) }
  })
  const that = (wanted: ItemOutcome) =>
    judged.filter(({ outcome }) => outcome === wanted).map(({ purchase }) => purchase)
  await cancelTrainings(tx, ctx, that('returned'), {
    by: 'cancelled_by_programme',
    reason: `${party} ditangguhkan program: ${because}`,
    actor,
    link,
  })
  await tellOfGoingOn(tx, ctx, suspension, that('goes_on'), { actor, link })
  return new Map(judged.map(({ item, outcome }) => [item, outcome]))
}

/** Holders whose training goes on are told so, by SMS and email. */
async function tellOfGoingOn(
  tx: pg.PoolClient,
  ctx: Context,
  { suspensionId, because, party }: Suspension,
  going: readonly Row<'suspension/open-purchases'>[],
  { actor, link }: Told,
): Promise<void> {
  await queueMessages(
    tx,
    ctx,
    going.flatMap(({ cardId, holderName: name, holderPhone, holderEmail, course }) => {
      const params = { name, course, party, reason: because, link }
      const what = { template: 'training-goes-on', cardId, params } as const
      return [
        { ...what, channel: 'sms' as const, to: holderPhone },
        { ...what, channel: 'email' as const, to: holderEmail },
      ]
    }),
  )
  await writeJournal(
    tx,
    actor,
    ctx.clock.now(),
    going.map(({ cardId, purchaseId }) => ({
      event: 'training_goes_on',
      subject: `purchase:${purchaseId}`,
      cardId,
      reason: because,
      facts: { suspension: suspensionId },
    })),
  )
}

/** An order that turns out to be paid is a purchase, which is settled as one. */
async function endOrders(
  tx: pg.PoolClient,
  storefronts: Storefronts,
  { because, party }: Suspension,
  items: readonly Item[],
  { actor, link }: Told,
): Promise<Outcomes> {
  const { ctx } = storefronts
  const outcomes = new Map<number, ItemOutcome>()
  for (const { item, orderNo } of items) {
    if (!orderNo) continue
    const order = await findOrder(ctx, orderNo)
    const journey = order && journeyOf(order.storefront)
    if (journey) await settleOrder(storefronts, journey, order)
    const [ended] = await rows(tx, endOrder, [
      orderNo,
      ctx.clock.now(),
      because,
      actor.actor,
      actor.requestId,
    ])
    outcomes.set(item, ended ? 'ended' : 'over_before')
    if (!ended?.email || !ended.name) continue
    const { name, email, course } = ended
    const storefront = journey?.name ?? ended.storefront
    const params = { name, storefront, course, order: orderNo, party, reason: because, link }
    await queueMessages(tx, ctx, [{ channel: 'email', to: email, template: 'order-ended', params }])
  }
  return outcomes
}

async function tellAccounts(
  tx: pg.PoolClient,
  ctx: Context,
  { because, party }: Suspension,
  items: readonly Item[],
  { link }: Told,
): Promise<Outcomes> {
  const outcomes = new Map<number, ItemOutcome>()
  for (const { item, accountId } of items) {
    const account = accountId && (await first(tx, accountToTell, [accountId]))
    if (!account) continue
    const params = { name: account.name, storefront: party, reason: because, link }
    await queueMessages(tx, ctx, [
      { channel: 'email', to: account.email, template: 'storefront-suspended', params },
    ])
    outcomes.set(item, 'told')
  }
  return outcomes
}
