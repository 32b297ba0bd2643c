import type { Context } from '../../database/context.ts'
import { one, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type AskedCode, findBoughtCode } from '../attendance/bought-code.ts'
import { judgeCode } from '../attendance/rules.ts'
import { issuedCode } from '../redeem/issued-code.ts'
import { lockCardOfCode } from '../redeem/lock-card-of-code.ts'
import { markUsed } from '../redeem/mark-used.ts'
import { type Scope, type SubmissionKind, type SubmitRefusal, sequenceFits } from './rules.ts'

export interface NewSubmission extends AskedCode {
  readonly kind: SubmissionKind
  readonly scope: Scope
  /** https, not in a private network; an assignment has one */
  readonly urlFile: string | undefined
  /** feedback has them */
  readonly notes: string | undefined
}

export interface Submitted {
  readonly submissionId: number
  readonly redeemCode: string
}

const insertSubmission = statement<
  [
    cardId: string,
    purchaseId: string,
    kind: SubmissionKind,
    scope: Scope,
    sequence: number,
    urlFile: string | null,
    notes: string | null,
    now: Date,
    actor: string,
    requestId: string,
  ],
  'learning/insert-submission'
>(
  'learning/insert-submission',
  `
  with submitted as (
    insert into submission (card_id, purchase_id, kind, scope, sequence, url_file, notes, submitted_at, submitted_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    returning card_id, submission_id, kind, scope, sequence
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id, facts)
    select card_id, $8, $9, kind || '_submitted', 'submission:' || submission_id, $10,
      jsonb_build_object('scope', scope, 'sequence', sequence)
    from submitted
  )
  select submission_id from submitted
  `,
)

/** Hands in an assignment, or feedback on it, as often as one likes: the newest counts, and waits to be decided. */
export function submit(
  ctx: Context,
  wanted: NewSubmission,
  by: Actor,
): Promise<Outcome<Submitted, SubmitRefusal>> {
  const { kind, scope, sequence, urlFile, notes } = wanted
  if (!sequenceFits(scope, sequence)) return Promise.resolve(refuse('sequence_of_other_scope'))
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfCode, [await issuedCode(tx, wanted.code, 'redeem'), 'redeem'])
    const code = await findBoughtCode(tx, wanted)
    const refused = judgeCode(code, wanted)
    if (refused || !code) return refused ?? refuse('code_unknown')
    const now = ctx.clock.now()
    const { submissionId } = await one(tx, insertSubmission, [
      code.cardId,
      code.purchaseId,
      kind,
      scope,
      sequence,
      urlFile,
      notes,
      now,
      by.actor,
      by.requestId,
    ])
    await markUsed(tx, code, 'submitted', now, by)
    return done({ submissionId: Number(submissionId), redeemCode: code.redeemCode })
  })
}
