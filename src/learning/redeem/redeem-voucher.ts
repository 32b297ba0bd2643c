import type { Context } from '../../database/context.ts'
import { first, one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { completeIfReady } from '../completion/complete-if-ready.ts'
import { isOfOtherKind, issuedCode } from './issued-code.ts'
import { lockCardOfCode } from './lock-card-of-code.ts'
import { markUsed } from './mark-used.ts'
import { emailAsCompared, judgeRedeem, type RedeemRefusal } from './rules.ts'

/** A code that is used now. */
export interface Redeemed {
  readonly cardId: string
  readonly purchaseId: string
  readonly courseCode: string
  readonly course: string
  readonly scheduleCode: string
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  readonly redeemedAt: Date
  /** in lower case */
  readonly redeemedEmail: string | undefined
}

export interface VoucherToRedeem {
  /** as typed: blanks, dashes and lower case do not matter */
  readonly code: string
  readonly email: string
  /** what the buyer says it is for */
  readonly courseCode: string
  readonly institutionId: number
}

/** A code by which an institution asks; with an email, of either kind, only if it is that of the buyer. */
export type CodeToRedeem =
  | (Pick<VoucherToRedeem, 'code' | 'institutionId'> & {
      readonly kind: 'voucher'
      /** undefined where an institution that has logged in asks */
      readonly email?: string | undefined
      readonly courseCode?: string | undefined
    })
  | {
      readonly kind: 'redeem'
      readonly code: string
      readonly institutionId: number
      /** undefined where the institution names none, as by the API: it is known by signature */
      readonly email?: string | undefined
      /** whoever asks knows nothing but sandbox cards; another card's code is unknown to them */
      readonly sandboxOnly?: boolean
    }

const codeToRedeem = statement<[code: string, kind: string], 'learning/code-to-redeem', 'emails'>(
  'learning/code-to-redeem',
  `
  select
    card_id, purchase_id, code.cancelled_at as code_cancelled_at, purchase.cancelled_at as transaction_cancelled_at,
    -- A webinar is not attended by reading or handing in: its code is still good for the first session.
    case when learning_method = 'self_paced' then purchase.redeemed_at else (
      select attended_at from attendance
      where attendance.card_id = code.card_id and attendance.purchase_id = code.purchase_id and sequence = 1
    ) end as redeemed_at, institution_id, institution.name as institution, course_code, course.title as course,
    schedule_code, starts_at, ends_at, card.sandbox,
    array(
      select lower(account.email)
      from storefront_order
      join storefront_account account using (account_id)
      where storefront_order.card_id = purchase.card_id and storefront_order.purchase_id = purchase.purchase_id
      union
      select lower(card.holder_email)
    ) as emails
  from code
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  join course using (course_id)
  join institution using (institution_id)
  join schedule using (schedule_id)
  where code.code = $1 and code.kind = $2
  `,
)

const redeemPurchase = statement<
  [
    cardId: string,
    purchaseId: string,
    now: Date,
    email: string | null,
    actor: string,
    requestId: string,
    reason: string,
  ],
  'learning/redeem-purchase',
  'redeemed'
>(
  'learning/redeem-purchase',
  `
  with redeemed as (
    update purchase set redeemed_email = coalesce($4, redeemed_email)
    where card_id = $1 and purchase_id = $2 and status = 'paid'
    returning card_id, purchase_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, $5, 'redeemed', 'purchase:' || purchase_id, $7, $6 from redeemed
  )
  select count(*)::int as redeemed from redeemed
  `,
)

/**
 * Redeems a voucher at its institution, once, with the email of the storefront account that ordered or of the card's
 * holder: from then on the training is open and the purchase cannot be cancelled. Decided under the lock of the card,
 * as a cancellation is: of the two one wins. `email_wrong` is answered before anything of the purchase is told.
 */
export async function redeemVoucher(
  ctx: Context,
  asked: VoucherToRedeem,
  request: Actor,
): Promise<Outcome<Redeemed, RedeemRefusal>> {
  return redeemCode(ctx, { ...asked, kind: 'voucher' }, request)
}

/** The same for both kinds of codes: a redeem code is redeemed by its institution, which names no course. */
export async function redeemCode(
  ctx: Context,
  asked: CodeToRedeem,
  request: Actor,
): Promise<Outcome<Redeemed, RedeemRefusal>> {
  const sandboxOnly = asked.kind === 'redeem' && asked.sandboxOnly
  const email = asked.email === undefined ? undefined : emailAsCompared(asked.email)
  const courseCode = asked.kind === 'voucher' ? asked.courseCode : undefined
  return inTransaction(ctx.db, async (tx) => {
    const code = await issuedCode(tx, asked.code, asked.kind)
    await rows(tx, lockCardOfCode, [code, asked.kind])
    const now = ctx.clock.now()
    const row = await first(tx, codeToRedeem, [code, asked.kind])
    const facts = row && (row.sandbox || !sandboxOnly) ? row : undefined
    const otherKind = !row && !sandboxOnly && (await isOfOtherKind(tx, asked.code, asked.kind))
    const { institutionId } = asked
    const refusal = judgeRedeem(facts, { institutionId, courseCode, email, otherKind }, now)
    if (refusal) return refusal
    if (!facts) throw new Error('a code without facts was not refused')
    const { cardId, purchaseId, course, scheduleCode, startsAt, endsAt } = facts
    const enrolment = { cardId, purchaseId }
    await markUsed(tx, enrolment, 'redeemed', now, request)
    const { redeemed } = await one(tx, redeemPurchase, [
      cardId,
      purchaseId,
      now,
      email,
      request.actor,
      request.requestId,
      asked.kind === 'voucher' ? 'by_voucher_code' : 'by_redeem_code',
    ])
    if (redeemed !== 1) throw new Error('a locked purchase could not be redeemed')
    await completeIfReady({ db: tx, clock: ctx.clock }, enrolment, request)
    const bought = { ...enrolment, courseCode: facts.courseCode, course, scheduleCode, startsAt, endsAt }
    return done({ ...bought, redeemedAt: now, redeemedEmail: email })
  })
}
