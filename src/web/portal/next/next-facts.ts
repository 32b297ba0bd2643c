import type { Appeal } from '../../../appeals/appeals.ts'
import type { CardFacts } from '../../../card/card-facts.ts'
import type { CardStatement } from '../../../card/card-statement.ts'
import { redeemPlace } from '../../../catalogue/redeem-place.ts'
import type { Context } from '../../../database/context.ts'
import type { Revocation } from '../../../deadlines/revocation.ts'
import { addDays, type Language, startOfWibDate, wibDate } from '../../../kernel/wib.ts'
import type { IncentivePlan } from '../../../learning/incentives/incentive-plan.ts'
import type { Incentive } from '../../../learning/incentives/incentives.ts'
import type { Account } from '../../../money/accounts/accounts.ts'
import type { CardPurchase } from '../../../purchase/purchases-of-card.ts'
import { learningWait } from '../../storefront/learn/learning-turns.ts'
import { askAfter } from './ask-after-rules.ts'
import type { NextFacts, Stopped, Unfinished, Unredeemed, Unreviewed } from './next-rules.ts'
import { isMended, payable } from './payable-account.ts'

/** What is known of a card when its page is drawn. */
interface Known {
  readonly facts: CardFacts
  readonly statement: CardStatement
  readonly purchases: readonly CardPurchase[]
  readonly incentive: IncentivePlan
  readonly accounts: readonly Account[]
  readonly revocation: Revocation | undefined
  readonly appeals: readonly Appeal[]
  /** of its purchases, by their ids */
  readonly reviewed: ReadonlySet<string>
  /** what one of its purchases waits for, where that was asked for with the rest */
  readonly ahead:
    | { readonly purchaseId: string; readonly wait: Awaited<ReturnType<typeof learningWait>> }
    | undefined
}

/** Gathers what decides the one thing that the holder of a card should do now. */
export async function nextFacts(
  ctx: Context,
  { facts, statement, purchases, incentive, accounts, revocation, appeals, reviewed, ahead }: Known,
  language: Language,
): Promise<NextFacts> {
  const now = ctx.clock.now()
  const finished = purchases.filter(({ finishedAt, cancelledAt }) => finishedAt && !cancelledAt)
  const training = await trainingOfCard(ctx, facts, ahead, language)
  const sumOf = (wanted: (one: Incentive) => boolean) => {
    const those = incentive.instalments.filter(wanted)
    return those.length > 0 ? { amount: those.reduce((sum, { amount }) => sum + amount, 0) } : undefined
  }
  const account = payable(accounts, now)
  const survey = incentive.instalments.find(({ state }) => state === 'survey_open')
  const [hold] = statement.holds
  return {
    stopped: stoppedBy(facts, revocation, appeals),
    canBuy: mayBuy(facts),
    hasBought: facts.firstPaidAt !== undefined,
    deadline: facts.deadline,
    ended: facts.deadlinePassed && facts.firstPaidAt !== undefined,
    // Wrong codes are counted by the day.
    paysFrom: facts.payingFrom ?? (facts.lockedToday ? startOfWibDate(addDays(wibDate(now), 1)) : undefined),
    unredeemed: unredeemedOf(purchases),
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
    overdue:
      account?.state === 'usable'
        ? sumOf(
            ({ state, dueAt, orderedAt }) =>
              (state === 'due' || state === 'ordered') && askAfter(orderedAt ?? dueAt) <= now,
          )
        : undefined,
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
  ahead: Known['ahead'],
  language: Language,
): Promise<Unfinished | undefined> {
  if (!unfinished) return undefined
  const { purchaseId, course, storefront } = unfinished
  // Bought a moment ago, it is asked for now.
  const wait =
    ahead?.purchaseId === purchaseId
      ? ahead.wait
      : await learningWait(ctx, { cardId, purchaseId }, language, ctx.clock.now())
  if (wait?.need === 'review') return undefined
  return { course, storefront, need: wait?.need, turn: wait?.sentence, own: wait?.own ?? true }
}

function stoppedBy(
  facts: CardFacts,
  revocation: Revocation | undefined,
  appeals: readonly Appeal[],
): Stopped | undefined {
  const open = (about: Appeal['about']) => appeals.some((one) => one.about === about && !one.answeredAt)
  if (revocation)
    return { because: 'revoked', appealed: revocation.appeal !== undefined && !revocation.appeal.answeredAt }
  if (facts.deadlinePassed && !facts.firstPaidAt) return { because: 'late', appealed: open('revoked') }
  return facts.status === 'suspended' ? { because: 'suspended', appealed: open('other') } : undefined
}

/** The voucher that has waited longest. */
function unredeemedOf(purchases: readonly CardPurchase[]): Unredeemed | undefined {
  const waits = purchases.findLast(
    ({ voucherCode, cancelledAt, redeemedAt, finishedAt }) =>
      voucherCode !== undefined && !cancelledAt && !redeemedAt && !finishedAt,
  )
  if (!waits?.voucherCode) return undefined
  const { course, institution, institutionSlug: slug, redeemUrl, voucherCode: code } = waits
  return { course, institution, code, place: redeemPlace({ slug, redeemUrl }) }
}
