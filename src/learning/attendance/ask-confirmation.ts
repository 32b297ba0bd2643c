import type { Context } from '../../database/context.ts'
import { first, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { minute } from '../../kernel/clock.ts'
import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { issuedCode } from '../redeem/issued-code.ts'
import { lockCardOfCode } from '../redeem/lock-card-of-code.ts'
import { emailAsCompared } from '../redeem/rules.ts'
import { type AskedCode, type BoughtCode, findBoughtCode } from './bought-code.ts'
import { type AskRefusal, confirmationRules, judgeAsk } from './rules.ts'

export interface ConfirmationWanted extends AskedCode {
  readonly partnerId: number
  /** one that is registered for the partner; the caller has seen to it */
  readonly redirectUri: string
  /** the participant's at the institution */
  readonly email: string
}

export interface ConfirmationAsked {
  /** 165 bits, told to the institution and to its participant, and kept nowhere */
  readonly state: string
  readonly code: BoughtCode
}

/** Nobody else's email becomes this purchase's by asking at the same time: the row decides. */
const holdEmail = statement<
  [courseId: number, emailHash: Buffer, cardId: string, purchaseId: string, now: Date, until: Date],
  'learning/hold-confirmation-email',
  'held'
>(
  'learning/hold-confirmation-email',
  `
  insert into confirmation_email as mail (course_id, email_hash, card_id, purchase_id, held_until)
  values ($1, $2, $3, $4, $6)
  on conflict (course_id, email_hash) do update
  set card_id = excluded.card_id, purchase_id = excluded.purchase_id,
      held_until = greatest(excluded.held_until, case when mail.card_id = $3 and mail.purchase_id = $4 then mail.held_until end)
  where (mail.card_id = $3 and mail.purchase_id = $4) or mail.held_until <= $5
  returning true as held
  `,
)

const insertConfirmation = statement<
  [
    stateHash: Buffer,
    cardId: string,
    purchaseId: string,
    sequence: number,
    partnerId: number,
    redirectUri: string,
    emailHash: Buffer,
    now: Date,
    expiresAt: Date,
    actor: string,
    requestId: string,
  ]
>(
  'learning/insert-confirmation',
  `
  with asked as (
    insert into confirmation (
      state_hash, card_id, purchase_id, sequence, partner_id, redirect_uri, email_hash, created_at, expires_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    returning card_id, purchase_id, sequence
  )
  insert into journal (card_id, at, actor, act, subject, request_id, facts)
  select card_id, $8, $10, 'confirmation_asked', 'purchase:' || purchase_id, $11, jsonb_build_object('sequence', sequence)
  from asked
  `,
)

/**
 * Makes a link by which the holder of a purchase confirms that they attend a session, for half an hour and once. One
 * email is good for one purchase of a course: held while its link lives, for good when it was confirmed.
 */
export function askConfirmation(
  ctx: Context,
  wanted: ConfirmationWanted,
  by: Actor,
): Promise<Outcome<ConfirmationAsked, AskRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfCode, [await issuedCode(tx, wanted.code, 'redeem'), 'redeem'])
    const now = ctx.clock.now()
    const code = await findBoughtCode(tx, wanted)
    const refused = judgeAsk(code, wanted, wanted.sequence, now)
    if (refused || !code) return refused ?? refuse('code_unknown')
    const { cardId, purchaseId, courseId } = code
    const expiresAt = new Date(now.getTime() + confirmationRules.linkMinutes * minute)
    const emailHash = ctx.secrets.hash('confirmation-email', emailAsCompared(wanted.email))
    const held = await first(tx, holdEmail, [courseId, emailHash, cardId, purchaseId, now, expiresAt])
    if (!held) return refuse('email_taken')
    const state = randomCode(32)
    await touched(tx, insertConfirmation, [
      stateHash(ctx, state),
      cardId,
      purchaseId,
      wanted.sequence,
      wanted.partnerId,
      wanted.redirectUri,
      emailHash,
      now,
      expiresAt,
      by.actor,
      by.requestId,
    ])
    return done({ state, code })
  })
}

/** What a state is kept as. */
export function stateHash({ secrets }: Pick<Context, 'secrets'>, state: string): Buffer {
  return secrets.hash('confirmation-state', state)
}
