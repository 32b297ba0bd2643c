import type { Context } from '../../src/database/context.ts'
import { rows, touched } from '../../src/database/sql.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { postDueIncentives } from '../../src/learning/incentives/post-due.ts'
import { type PaidPurchase, postEarned } from '../../src/ledger/earn.ts'
import { lockCards } from '../../src/purchase/authorize-sql.ts'
import { cancelPurchases } from '../../src/purchase/cancel/cancel-purchases.ts'
import { maker, told } from './make-parties.ts'
import { instantOf, type MonthPlan, monthDays, storefronts } from './month-plan.ts'
import { finishLater, insertPurchases, planIncentives } from './purchases-sql.ts'

/** A clock that is set as the month goes on. */
export interface MonthClock {
  set(at: Date): void
}

const chunk = 20_000

/** Seconds that the product's own operations took while the month happened. */
export interface Happened {
  earned: number
  incentives: number
  cancellations: number
  /** trainings that were finished, and instalments that fell due */
  postings: number
  instalments: number
  cancelled: number
}

/** Lets the month happen, day by day: purchases by one statement for many, everything that earns by the product itself. */
export async function makePurchases(
  ctx: Context,
  clock: MonthClock,
  plan: MonthPlan,
  say: (line: string) => void,
): Promise<Happened> {
  const happened: Happened = {
    earned: 0,
    incentives: 0,
    cancellations: 0,
    postings: 0,
    instalments: 0,
    cancelled: 0,
  }
  for (let day = 0; day < monthDays; day++) {
    await pay(ctx, plan, day)
    for (const { at, purchases } of plan.usedOn(day)) await earn(ctx, clock, at, purchases, happened)
    await finish(ctx, clock, plan, day, happened)
    clock.set(instantOf(day, 20.5))
    const cancelling = performance.now()
    happened.cancelled += await cancel(ctx, plan.cancelledOn(day))
    happened.cancellations += secondsSince(cancelling)
    clock.set(instantOf(day, 21))
    const posting = performance.now()
    happened.instalments += await postDueIncentives(ctx)
    happened.incentives += secondsSince(posting)
    if (day % 7 === 6) say(`day ${day + 1} of ${monthDays} has happened ...`)
  }
  return happened
}

async function pay(ctx: Context, plan: MonthPlan, day: number): Promise<void> {
  const { from: first, upto: last } = plan.paidOn(day)
  const { cards, courses } = plan
  for (let from = first; from <= last; from += chunk) {
    const upto = Math.min(from + chunk - 1, last)
    const instants = [instantOf(day, 8), instantOf(day + 1, 6)] as const
    await inTransaction(ctx.db, (tx) =>
      touched(tx, insertPurchases, [from, upto, cards, courses, storefronts, ...instants]),
    )
  }
}

async function finish(
  ctx: Context,
  clock: MonthClock,
  plan: MonthPlan,
  day: number,
  happened: Happened,
): Promise<void> {
  const finished = plan.finishedLaterOn(day)
  const at = instantOf(day, 15)
  if (finished.length > 0) {
    await inTransaction(ctx.db, (tx) => touched(tx, finishLater, [...idsOf(finished), at]))
    await earn(ctx, clock, at, finished, happened)
  }
  const { from, upto } = plan.paidOn(day - 1)
  const bringing: PaidPurchase[] = []
  for (let i = from; day > 0 && i <= upto; i++)
    if (plan.bringsIncentive(i)) bringing.push({ cardId: String(plan.cardOf(i)), purchaseId: String(i) })
  if (bringing.length > 0)
    await told(ctx, 'incentive_due', (tx) => touched(tx, planIncentives, [...idsOf(bringing), at]))
}

/** In batches of a thousand: a change of one purchase posts one, and no job of the product posts more at once. */
async function earn(
  ctx: Context,
  clock: MonthClock,
  at: Date,
  purchases: readonly PaidPurchase[],
  happened: Happened,
): Promise<void> {
  clock.set(at)
  const started = performance.now()
  for (let from = 0; from < purchases.length; from += 1000) {
    const some = purchases.slice(from, from + 1000)
    happened.postings += await told(ctx, 'first_used', (tx) => postEarned(tx, some, at))
  }
  happened.earned += secondsSince(started)
}

async function cancel(ctx: Context, purchases: readonly PaidPurchase[]): Promise<number> {
  let cancelled = 0
  for (let from = 0; from < purchases.length; from += 500)
    cancelled += await inTransaction(ctx.db, async (tx) => {
      const some = purchases.slice(from, from + 500)
      await rows(tx, lockCards, [some.map(({ cardId }) => cardId)])
      const how = {
        by: 'cancelled_by_storefront',
        reason: 'dibatalkan toko',
        actor: maker,
        link: 'https://x.example',
      } as const
      return (await cancelPurchases(tx, ctx, some, how)).length
    })
  return cancelled
}

function idsOf(purchases: readonly PaidPurchase[]): readonly [string[], string[]] {
  return [purchases.map(({ cardId }) => cardId), purchases.map(({ purchaseId }) => purchaseId)]
}

/** Seconds since an instant of `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000
}
