import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { findStorefront } from '../../reconciliation/close-days.ts'
import { compareFile } from '../../reconciliation/compare-file.ts'
import { type FilePreview, importPartnerFile } from '../../reconciliation/take-file.ts'
import { type TakeRefusal, takeRefusals } from '../../reconciliation/take-refusals.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, calendarDate, sayNo, sayRefused } from '../command.ts'
import { sizeOf } from '../lists/list-rows.ts'
import { reconcilingOf } from './reconciling-of.ts'

interface ImportOptions {
  partner: string
  day: string
  try?: boolean
  json?: boolean
}

/** So many differences are printed. */
const printed = 20

/** `bekal reconcile import`. */
export function importFileCommand(group: Command, cli: Cli): void {
  group
    .command('import <file>')
    .description("Compare a storefront's own file of a day with ours; the same file again changes nothing.")
    .requiredOption('--partner <client-code>', 'whose file it is: partner list')
    .requiredOption('--day <date>', 'the WIB day that it is of, such as 2026-11-28', calendarDate)
    .option('--try', 'only say what differs; nothing is kept')
    .byStaff(cli, 'run_money', importFile)
}

async function importFile({ cli, ctx, config, actor }: ByStaff, file: string, options: ImportOptions) {
  const { partner: code, day, json } = options
  await sizeOf(file)
  const partner = await findStorefront(ctx.db, code)
  if (!partner) return sayRefused(cli, json, refuse('storefront_unknown'), takeRefusals)
  const room = reconcilingOf({ ctx, config })
  const content = readFileSync(file)
  if (options.try) {
    const looked = await compareFile(room, partner, day, content)
    if (!looked.ok) return sayNotTaken(cli, json, looked)
    const { found } = looked.value
    const rows = looked.value.file.rows.length
    const lines = foundLines({ found, rows, day, storefront: partner.name })
    return answer(json, { tried: true, rows, found }, [...lines, 'Nothing was kept.'])
  }
  const named = { day, name: path.basename(file), content }
  const taken = await importPartnerFile(room, partner, named, actor)
  if (!taken.ok) return sayNotTaken(cli, json, taken)
  const { preview, added, settled, already } = taken.value
  answer(json, { rows: preview.rows, found: preview.found, added, settled, already }, [
    ...foundLines(preview),
    already
      ? 'This file was taken in before: nothing changed.'
      : `${added} differences are new, ${settled} are settled. See them: bekal reconcile differences.`,
  ])
}

type Told = Pick<FilePreview, 'found' | 'rows' | 'storefront' | 'day'>

function foundLines({ found, rows, storefront, day }: Told): string[] {
  const some = found.slice(0, printed).map(({ kind, invoice_code }) => `${kind}: ${invoice_code}`)
  const more = found.length > printed ? [`and ${found.length - printed} more`] : []
  return [...some, ...more, `${rows} rows of ${storefront} for ${day}: ${found.length} differences.`]
}

function sayNotTaken(cli: Cli, json: boolean | undefined, refused: Refusal<TakeRefusal>): undefined {
  const { refusal, facts } = refused
  // What is wrong with a list is said by its own sentence.
  if (facts.said) return sayNo(cli, json, refusal, facts.said)
  return sayRefused(cli, json, refused as Refusal<keyof typeof takeRefusals.id>, takeRefusals)
}
