import type { Context } from '../../database/context.ts'
import { first, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockCards } from '../authorize-sql.ts'
import type { OwnCancelRefusal } from '../refusals.ts'
import { cancelPurchases } from './cancel-purchases.ts'
import { returnedTerm } from './returned-term.ts'
import { judgeOwnCancel } from './rules.ts'

/** A purchase as its holder looks at it before they cancel it. Amounts in rupiah. */
export interface OwnCancel {
  /** why it cannot be cancelled; undefined where it can */
  readonly refusal: OwnCancelRefusal | undefined
  /** what returns to the card */
  readonly amount: number
  /** a promo's part of the price, which returns to the storefront */
  readonly discount: number
  /** what the card has then */
  readonly balance: number
  /** until when it can be cancelled, where its class has a beginning */
  readonly until: Date | undefined
  /** by when another first training must be bought then; undefined where no term runs again */
  readonly firstPurchaseBefore: Date | undefined
}

type OwnRow = Row<'purchase/own-purchase', 'floorGiven' | 'othersStand'>

const ownPurchase = statement<[cardId: string, purchaseId: string], 'purchase/own-purchase', OwnRow>(
  'purchase/own-purchase',
  `
  select
    purchase.status, purchase.redeemed_at, purchase.amount, purchase.discount, schedule.starts_at,
    card.balance, card.status as card_status, card.first_paid_at, card.first_purchase_before, card.usable_before,
    card.floor_given_at is not null as floor_given,
    exists (
      select from purchase other
      where other.card_id = card.card_id and other.status = 'paid' and other.purchase_id <> purchase.purchase_id
    ) as others_stand
  from purchase
  join card using (card_id)
  join schedule using (schedule_id)
  where purchase.card_id = $1 and purchase.purchase_id = $2 and purchase.paid_at is not null
  `,
)

/** What would come of it if the holder cancelled a paid purchase of theirs now; undefined where there is none. */
export async function lookAtOwnCancel(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  cardId: string,
  purchaseId: string,
): Promise<OwnCancel | undefined> {
  const row = await first(db, ownPurchase, [cardId, purchaseId])
  if (!row) return undefined
  const now = clock.now()
  return {
    refusal: judgeOwnCancel(row, now),
    amount: row.amount,
    discount: row.discount,
    balance: row.balance + row.amount,
    until: row.startsAt,
    firstPurchaseBefore: termOf(row, now),
  }
}

function termOf(row: OwnRow, now: Date): Date | undefined {
  const { firstPaidAt } = row
  if (firstPaidAt === undefined || row.cardStatus === 'revoked') return undefined
  return returnedTerm({ ...row, firstPaidAt }, now, 'holder', 0)?.firstPurchaseBefore
}

/** In the words of the message, which is written in Indonesian. */
const reason = 'dibatalkan oleh Anda sendiri'

/**
 * Cancels a paid purchase for its holder, as long as nothing of it was used and its class has not begun: the price returns to the card,
 * a promo to its storefront, the seat to its schedule, and the codes answer "cancelled" from then on. Where it was what met the term, the
 * rest of the term runs again: to pay and to cancel gains nobody a day. The holder is told by SMS and email. One that loses the race
 * against a use is refused, and of two clicks the second.
 * @param link the holder's card page, for the message
 */
export async function cancelOwnPurchase(
  ctx: Pick<Context, 'db' | 'clock' | 'secrets'>,
  { cardId, purchaseId }: { readonly cardId: string; readonly purchaseId: string },
  actor: Actor,
  link: string,
): Promise<Outcome<null, OwnCancelRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCards, [[cardId]])
    const row = await first(tx, ownPurchase, [cardId, purchaseId])
    const refusal = row ? judgeOwnCancel(row, ctx.clock.now()) : 'void_unknown'
    if (refusal) return refuse(refusal)
    const by = 'cancelled_by_holder' as const
    const cancelled = await cancelPurchases(tx, ctx, [{ cardId, purchaseId }], { by, reason, actor, link })
    if (cancelled.length !== 1) throw new Error('a locked paid purchase could not be cancelled')
    return done(null)
  })
}
