import type { CardFacts } from '../../../card/card-facts.ts'
import type { CardStatement } from '../../../card/card-statement.ts'
import type { Context } from '../../../database/context.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { IncentivePlan } from '../../../learning/incentives/incentive-plan.ts'
import type { Incentive } from '../../../learning/incentives/incentives.ts'
import { reviewedOf } from '../../../learning/reviews/reviewed-of.ts'
import type { Account } from '../../../money/accounts/accounts.ts'
import type { CardPurchase } from '../../../purchase/purchases-of-card.ts'
import { learningWait } from '../../storefront/learn/learning-turns.ts'
import type { NextFacts, Unfinished, Unreviewed } from './next-rules.ts'
import { isMended, payable } from './payable-account.ts'

/** What is known of a card when its page is drawn. */
interface Known {
  readonly facts: CardFacts
  readonly statement: CardStatement
  readonly purchases: readonly CardPurchase[]
  readonly incentive: IncentivePlan
  readonly accounts: readonly Account[]
}

/** Gathers what decides the one thing that the holder of a card should do now. */
export async function nextFacts(
  ctx: Context,
  { facts, statement, purchases, incentive, accounts }: Known,
  language: Language,
): Promise<NextFacts> {
  const now = ctx.clock.now()
  const { cardId } = facts
  const finished = purchases.filter(({ finishedAt, cancelledAt }) => finishedAt && !cancelledAt)
  const [reviewed, training] = await Promise.all([
    reviewedOf(
      ctx.db,
      finished.map(({ purchaseId }) => ({ cardId, purchaseId })),
    ),
    trainingOfCard(ctx, facts, language),
  ])
  const sumOf = (wanted: (one: Incentive) => boolean) => {
    const those = incentive.instalments.filter(wanted)
    return those.length > 0 ? { amount: those.reduce((sum, { amount }) => sum + amount, 0) } : undefined
  }
  const account = payable(accounts, now)
  const survey = incentive.instalments.find(({ state }) => state === 'survey_open')
  const [hold] = statement.holds
  return {
    canBuy: mayBuy(facts),
    hasBought: facts.firstPaidAt !== undefined,
    hold: hold && { storefront: hold.storefront, until: hold.expiresAt },
    training,
    unreviewed: finished
      .filter(({ purchaseId }) => !reviewed.has(purchaseId))
      .map(
        ({ purchaseId, course, storefront }): Unreviewed => ({
          purchaseId,
          course,
          storefront,
          needed: incentive.missing === 'review' || facts.unfinished?.purchaseId === purchaseId,
        }),
      ),
    failed: sumOf((one) => one.state === 'failed' && !isMended(one, account)),
    withoutAccount: account ? undefined : sumOf(({ state }) => state === 'due' || state === 'no_account'),
    survey: survey && { number: survey.number, amount: survey.amount },
  }
}

/** Whether the card can pay for a training now: in time, not stopped, and with something on it. */
export function mayBuy(facts: CardFacts): boolean {
  return (
    facts.status === 'active' &&
    !facts.deadlinePassed &&
    !facts.lockedToday &&
    !facts.payingFrom &&
    !facts.unfinished &&
    facts.available > 0
  )
}

async function trainingOfCard(
  ctx: Context,
  { cardId, unfinished }: CardFacts,
  language: Language,
): Promise<Unfinished | undefined> {
  if (!unfinished) return undefined
  const { purchaseId, course, storefront } = unfinished
  const wait = await learningWait(ctx, { cardId, purchaseId }, language, ctx.clock.now())
  if (wait?.need === 'review') return undefined
  return { course, storefront, turn: wait?.sentence, own: wait?.own ?? true }
}
