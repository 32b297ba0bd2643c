import { parse } from 'csv-parse/sync'
import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { redeemCode } from '../redeem/redeem-voucher.ts'
import { codeAsIssued, type RedeemRefusal, redeemCodeAsIssued } from '../redeem/rules.ts'

export const redeemFileLimits = { rows: 5000, bytes: 512 * 1024, keptDays: 90 } as const

export type RedeemFileRefusal = 'file_empty' | 'file_not_csv' | 'code_column_missing' | 'too_many_rows'

/** A row of a file of codes, as it was written. */
export interface CodeLine {
  readonly line: number
  readonly code: string
  readonly email: string | undefined
}

/** What became of a row. */
export interface RowResult {
  readonly line: number
  readonly code: string
  readonly outcome: 'redeemed' | RedeemRefusal | 'code_missing' | 'code_repeated'
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

/** Reads a CSV with the columns code and, if there, email; parted by commas, semicolons or tabs; a header is optional. */
export function readCodeFile(text: string): Outcome<CodeLine[], RedeemFileRefusal> {
  if (text.trim() === '') return refuse('file_empty')
  // A sheet, a PDF or a picture is no text; and what PostgreSQL cannot keep is no code.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/^(PK|%PDF)|[\ufffd\u0000-\u0008\u000e-\u001f]/.test(text)) return refuse('file_not_csv')
  const cells = cellsOf(text)
  if (!cells) return refuse('file_not_csv')
  const [head] = cells
  if (!head) return refuse('file_empty')
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const codeAt = names.findIndex((name) =>
    /^(code|kode|kode[ _]?(voucher|redeem)|voucher|redeem_code)$/.test(name),
  )
  const emailAt = names.findIndex((name) => /^(e-?mail|surel)$/.test(name))
  if (codeAt < 0 && emailAt >= 0) return refuse('code_column_missing')
  const body = codeAt < 0 ? cells : cells.slice(1)
  if (body.length === 0) return refuse('file_empty')
  if (body.length > redeemFileLimits.rows) return refuse('too_many_rows')
  const [codeColumn, emailColumn] = codeAt < 0 ? [0, 1] : [codeAt, emailAt]
  return done(
    body.map(({ line, cells: row }) => ({
      line,
      code: (row[codeColumn] ?? '').trim().slice(0, 64).toWellFormed(),
      email:
        (emailColumn < 0 ? '' : (row[emailColumn] ?? '')).trim().slice(0, 254).toWellFormed() || undefined,
    })),
  )
}

function cellsOf(text: string): { line: number; cells: string[] }[] | undefined {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 2000,
    })
    // With `info` each record comes with where it stands, which the library's types do not tell.
    const placed = records as unknown as { record: string[]; info: { lines: number } }[]
    return placed.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch {
    // Quotes that do not match, or a row longer than any code and email.
    return undefined
  }
}

const kindOfCode = statement<[voucher: string, redeem: string], { kind: 'voucher' | 'redeem' }>(
  'learning/kind-of-code',
  'select kind from code where code in ($1, $2) order by kind desc limit 1',
)

/** Redeems one code of either kind for its institution; with an email, only if it is its buyer's. */
export async function redeemAtDesk(
  ctx: Context,
  institutionId: number,
  { code, email }: { readonly code: string; readonly email?: string | undefined },
  actor: Actor,
) {
  const found = await first(ctx.db, kindOfCode, [codeAsIssued(code), redeemCodeAsIssued(code)])
  return redeemCode(ctx, { kind: found?.kind ?? 'voucher', code, institutionId, email }, actor)
}

const insertBatch = statement<
  [institutionId: number, now: Date, actor: string, rows: string],
  { redeem_batch_id: string }
>(
  'learning/insert-redeem-batch',
  `
  insert into redeem_batch (institution_id, made_at, made_by, rows) values ($1, $2, $3, $4::jsonb)
  returning redeem_batch_id
  `,
)

const selectBatch = statement<
  [institutionId: number, batchId: string],
  { redeem_batch_id: string; made_at: Date; rows: RowResult[] }
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
  for (const [at, { line, code }] of lines.entries()) {
    const key = codeAsIssued(code)
    if (key === '') results[at] = { line, code, outcome: 'code_missing' }
    else if (seen.has(key)) results[at] = { line, code, outcome: 'code_repeated' }
    else todo.push(at)
    seen.add(key)
  }
  const work = todo.values()
  const lane = async () => {
    for (const at of work) results[at] = await redeemRow(ctx, institutionId, lines[at]!, actor)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const kept = [institutionId, ctx.clock.now(), actor.actor, JSON.stringify(results)] as const
  return (await one(ctx.db, insertBatch, [...kept])).redeem_batch_id
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
  if (!/^\d{1,18}$/.test(batchId)) return undefined
  const row = await first(db, selectBatch, [institutionId, batchId])
  return row && { batchId: row.redeem_batch_id, madeAt: row.made_at, rows: row.rows }
}

/** Removes reports that nobody asks for any more; returns how many. For the timetable. */
export async function forgetRedeemBatches({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forgetBatches, [new Date(clock.now().getTime() - redeemFileLimits.keptDays * day)])
}
