import type { Context } from '../../database/context.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import { paymentFile } from './export-run.ts'
import type { PaymentFileFormat } from './payment-file.ts'
import type { RunRefusal } from './run-refusals.ts'

/** How a file stands to what was exported. */
export interface ComparedFile {
  readonly same: boolean
  /** its transfers that were not exported so, and exported ones that it lacks; a hundred at most */
  readonly differences: readonly string[]
}

/** Whether a file that goes, or went, to the bank is what was exported, to the byte; else which transfers of it are not. */
export async function compareFile(
  ctx: Pick<Context, 'db' | 'secrets'>,
  runId: number,
  content: Uint8Array,
): Promise<Outcome<ComparedFile, RunRefusal>> {
  const text = Buffer.from(content).toString('utf8')
  const format: PaymentFileFormat = text.trimStart().startsWith('<') ? 'pain.001' : 'csv'
  const exported = await paymentFile(ctx, runId, format)
  if (!exported.ok) return exported
  if (exported.value.text === text) return done({ same: true, differences: [] })
  const [ours, theirs] = [linesOf(exported.value.text), linesOf(text)]
  const changed = [...theirs].filter((line) => !ours.has(line)).map((line) => `not exported so: ${line}`)
  const missing = [...ours].filter((line) => !theirs.has(line)).map((line) => `missing: ${line}`)
  return done({ same: false, differences: [...changed, ...missing].slice(0, 100) })
}

/** Both formats have a line for each transfer. */
const linesOf = (text: string) => new Set(text.split(/\r?\n/).filter((line) => line.trim() !== ''))
