import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { type AskedCode, codeStatus } from '../attendance/bought-code.ts'
import {
  type Scope,
  type SubmissionKind,
  type SubmissionStatus,
  type SubmitRefusal,
  sequenceFits,
} from './rules.ts'

export interface AssignmentState {
  readonly redeemCode: string
  readonly assignment: SubmissionStatus
  readonly feedback: SubmissionStatus
}

const newestSubmissions = statement<
  [cardId: string, purchaseId: string, scope: Scope, sequence: number],
  'learning/newest-submissions'
>(
  'learning/newest-submissions',
  `
  select distinct on (kind) kind, status
  from submission
  where card_id = $1 and purchase_id = $2 and scope = $3 and sequence = $4
  order by kind, submission_id desc
  `,
)

/** What has become of what was handed in last for a sequence, and of the feedback on it. */
export async function assignmentStatus(
  ctx: Context,
  asked: AskedCode & { readonly scope: Scope },
): Promise<Outcome<AssignmentState, SubmitRefusal>> {
  const { scope, sequence } = asked
  if (!sequenceFits(scope, sequence)) return refuse('sequence_of_other_scope')
  const code = await codeStatus(ctx, asked)
  if (!code.ok) return code
  const { cardId, purchaseId, redeemCode } = code.value
  const newest = await rows(ctx.db, newestSubmissions, [cardId, purchaseId, scope, sequence])
  const statusOf = (kind: SubmissionKind) => newest.find((found) => found.kind === kind)?.status ?? 'none'
  return done({ redeemCode, assignment: statusOf('assignment'), feedback: statusOf('feedback') })
}
