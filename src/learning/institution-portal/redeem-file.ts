import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'
import { idOf } from '../../kernel/ids.ts'
import { only, type ReasonOf, refusalWords } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { markRefusals } from '../attendance/class-rules.ts'
import { findIssuedCode } from '../redeem/issued-code.ts'
import { redeemCode } from '../redeem/redeem-voucher.ts'
import { codeAsIssued } from '../redeem/rules.ts'
import { type CodeLine, codeLineProblems, redeemFileLimits } from './read-code-file.ts'

/** Why a code, or a row of a file, is not redeemed by its institution. */
export const redeemByInstitutionRefusals = refusalWords({
  id: {
    code_missing: 'Kode kosong. Isi kodenya.',
    code_repeated:
      'Kode ini sudah ada di baris sebelumnya, dan baris itu yang berlaku. Tidak perlu apa-apa lagi.',
    code_unknown: 'Kode ini tidak dikenali. Periksa hurufnya.',
    code_of_other_kind:
      'Kode ini dari jenis yang lain. Ketik kode voucher sebagai kode voucher, kode redeem sebagai kode redeem.',
    email_wrong: 'Email ini bukan email pembelinya. Periksa, atau kosongkan.',
    code_of_other_institution: 'Kode ini untuk pelatihan lembaga lain. Arahkan peserta ke lembaganya.',
    code_cancelled: ({ at }) => `Kode ini dibatalkan ${at}. Minta peserta memakai kode penggantinya.`,
    already_redeemed: ({ at }) => `Kode ini sudah ditukar ${at}. Tidak perlu ditukar lagi.`,
    code_of_other_course: 'Kode ini untuk pelatihan lain. Pilih pelatihan yang benar.',
  },
  en: {
    code_missing: 'The code is empty. Fill it in.',
    code_repeated: 'This code stands in a row before, and that row counts. There is nothing to do.',
    code_unknown: 'This code is not known. Check its letters.',
    code_of_other_kind:
      'This code is of the other kind. Type a voucher code as a voucher code, a redeem code as a redeem code.',
    email_wrong: "This is not the buyer's email. Check it, or leave it out.",
    code_of_other_institution:
      'This code is for a course of another institution. Send the participant there.',
    code_cancelled: ({ at }) =>
      `This code was cancelled ${at}. Ask the participant for the one in its place.`,
    already_redeemed: ({ at }) => `This code was redeemed ${at}. There is nothing to do.`,
    code_of_other_course: 'This code is for another course. Choose the right one.',
  },
  also: [codeLineProblems, only(markRefusals, 'transaction_cancelled', 'schedule_not_running')],
})

/** What became of a row. */
export interface RowResult {
  readonly line: number
  readonly code: string
  readonly outcome: 'redeemed' | ReasonOf<typeof redeemByInstitutionRefusals>
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
export async function redeemByInstitution(
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
  const outcome = await redeemByInstitution(ctx, institutionId, { code, email }, actor)
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
