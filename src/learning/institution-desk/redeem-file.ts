import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'
import { idOf } from '../../kernel/ids.ts'
import type { Actor } from '../../kernel/request.ts'
import { findIssuedCode } from '../redeem/issued-code.ts'
import { redeemCode } from '../redeem/redeem-voucher.ts'
import { codeAsIssued, type RedeemRefusal } from '../redeem/rules.ts'
import { type CodeLine, type CodeLineProblem, redeemFileLimits } from './read-code-file.ts'

/** What became of a row. */
export interface RowResult {
  readonly line: number
  readonly code: string
  readonly outcome: 'redeemed' | RedeemRefusal | CodeLineProblem | 'code_missing' | 'code_repeated'
  readonly course?: string | undefined
  /** of the refusal: when it was used, cancelled or begins */
  readonly at?: string | undefined
}

/** What came of a file. */
export interface RedeemBatch {
  readonly batchId: string
  readonly madeAt: Date
  readonly rows: readonly RowResult[]
}

/** Redeems one code of either kind for its institution; with an email, only if it is its buyer's. */
export async function redeemAtDesk(
  ctx: Context,
  institutionId: number,
  { code, email }: { readonly code: string; readonly email?: string | undefined },
  actor: Actor,
) {
  const found = await findIssuedCode(ctx.db, code)
  return redeemCode(ctx, { kind: found?.kind ?? 'voucher', code, institutionId, email }, actor)
}

const insertBatch = statement<
  [institutionId: number, now: Date, actor: string, rows: string],
  'learning/insert-redeem-batch'
>(
  'learning/insert-redeem-batch',
  `
  insert into redeem_batch (institution_id, made_at, made_by, rows) values ($1, $2, $3, $4::jsonb)
  returning redeem_batch_id
  `,
)

const selectBatch = statement<
  [institutionId: number, batchId: string],
  'learning/redeem-batch',
  { rows: RowResult[] }
>(
  'learning/redeem-batch',
  'select redeem_batch_id, made_at, rows from redeem_batch where institution_id = $1 and redeem_batch_id = $2',
)

const forgetBatches = statement<[before: Date]>(
  'learning/forget-redeem-batches',
  'delete from redeem_batch where made_at < $1',
)

/** How many codes of a file are redeemed at the same time: more would keep purchases waiting for a connection. */
const lanes = 3

/**
 * Redeems the codes of a file, each row by itself and answered by itself; the report is kept under the id that is
 * returned. Sending the same file again, at the same time too, redeems nothing twice.
 */
export async function redeemFile(
  ctx: Context,
  institutionId: number,
  lines: readonly CodeLine[],
  actor: Actor,
): Promise<string> {
  const results: RowResult[] = new Array(lines.length)
  const seen = new Set<string>()
  const todo: number[] = []
  for (const [at, { line, code, problem }] of lines.entries()) {
    const key = codeAsIssued(code)
    if (problem) results[at] = { line, code, outcome: problem }
    else if (key === '') results[at] = { line, code, outcome: 'code_missing' }
    else if (seen.has(key)) results[at] = { line, code, outcome: 'code_repeated' }
    else todo.push(at)
    if (!problem) seen.add(key)
  }
  const work = todo.values()
  const lane = async () => {
    for (const at of work) results[at] = await redeemRow(ctx, institutionId, lines[at]!, actor)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const kept = [institutionId, ctx.clock.now(), actor.actor, JSON.stringify(results)] as const
  return (await one(ctx.db, insertBatch, [...kept])).redeemBatchId
}

async function redeemRow(
  ctx: Context,
  institutionId: number,
  { line, code, email }: CodeLine,
  actor: Actor,
): Promise<RowResult> {
  const outcome = await redeemAtDesk(ctx, institutionId, { code, email }, actor)
  if (outcome.ok) return { line, code, outcome: 'redeemed', course: outcome.value.course }
  const { since, until } = outcome.facts
  return { line, code, outcome: outcome.refusal, at: (since ?? until)?.toISOString() }
}

/** The report of a file; undefined where it is none of the institution's. */
export async function redeemBatch(
  { db }: Pick<Context, 'db'>,
  institutionId: number,
  batchId: string,
): Promise<RedeemBatch | undefined> {
  if (!idOf(batchId)) return undefined
  const row = await first(db, selectBatch, [institutionId, batchId])
  return row && { batchId: row.redeemBatchId, madeAt: row.madeAt, rows: row.rows }
}

/** Removes reports that nobody asks for any more; returns how many. For the timetable. */
export async function forgetRedeemBatches({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forgetBatches, [new Date(clock.now().getTime() - redeemFileLimits.keptDays * day)])
}
