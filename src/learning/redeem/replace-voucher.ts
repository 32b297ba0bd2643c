import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import { isOfOtherKind, issuedCode } from './issued-code.ts'
import { lockCardOfCode } from './lock-card-of-code.ts'
import { judgeReplace, type ReplaceRefusal } from './rules.ts'
import { findVoucher, type Voucher } from './voucher.ts'

const replaceCode = statement<
  [
    oldCode: string,
    newCode: string,
    cardId: string,
    purchaseId: string,
    now: Date,
    reason: string,
    actor: string,
    requestId: string,
  ],
  'learning/replace-code',
  'replaced'
>(
  'learning/replace-code',
  `
  with cancelled as (
    update code set cancelled_at = $5, cancelled_because = $6
    where code = $1 and kind = 'voucher' and cancelled_at is null
    returning code
  ),
  borne as (
    update purchase set voucher_code = $2
    where card_id = $3 and purchase_id = $4 and status = 'paid' and redeemed_at is null
      and voucher_code = (select code from cancelled)
    returning card_id, purchase_id
  ),
  issued as (
    insert into code (code, kind, card_id, purchase_id) select $2, 'voucher', card_id, purchase_id from borne
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $5, $7, 'voucher_replaced', 'purchase:' || purchase_id, $6, $8 from borne
  )
  select count(*)::int as replaced from borne
  `,
)

/**
 * Cancels a voucher code that leaked and issues another for the same purchase, once for each code. The new one goes to
 * the buyer by email and to nobody else. `redeemLink` says where the voucher is redeemed. Wake the outbox afterwards,
 * or it finds the message within a second.
 */
export async function replaceVoucher(
  ctx: Context,
  asked: {
    readonly code: string
    readonly reason: string
    readonly redeemLink: (voucher: Voucher) => string
  },
  actor: Actor,
): Promise<Outcome<Voucher, ReplaceRefusal>> {
  const reason = asked.reason.trim()
  return inTransaction(ctx.db, async (tx) => {
    const code = await issuedCode(tx, asked.code, 'voucher')
    await rows(tx, lockCardOfCode, [code, 'voucher'])
    const now = ctx.clock.now()
    const voucher = await findVoucher(tx, code)
    const otherKind = !voucher && (await isOfOtherKind(tx, asked.code, 'voucher'))
    const refusal = judgeReplace(voucher, reason, otherKind)
    if (refusal) return refusal
    if (!voucher) throw new Error('a voucher that is not there was not refused')
    const issued = randomCode(12)
    const { cardId, purchaseId } = voucher
    const written = [code, issued, cardId, purchaseId, now, reason, actor.actor, actor.requestId] as const
    const { replaced } = await one(tx, replaceCode, [...written])
    if (replaced !== 1) throw new Error('a locked voucher could not be replaced')
    await queueMessages(tx, ctx, [
      {
        cardId,
        channel: 'email',
        to: voucher.buyer.email,
        template: 'voucher-replaced',
        params: {
          name: voucher.buyer.name,
          course: voucher.course,
          institution: voucher.institution,
          storefront: voucher.storefront,
          voucherCode: issued,
          redeemLink: asked.redeemLink(voucher),
        },
      },
    ])
    return done(voucher)
  })
}
