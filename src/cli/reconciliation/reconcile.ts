import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { findStorefront, listDays } from '../../reconciliation/close-days.ts'
import { type DayFormat, dayAs, dayFormats, readDay } from '../../reconciliation/read-day.ts'
import { signFile, verifyFile } from '../../reconciliation/sign-file.ts'
import { takeRefusals } from '../../reconciliation/take-refusals.ts'
import type { Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, calendarDate, sayNo, sayRefused } from '../command.ts'
import { differenceCommands } from './difference-commands.ts'
import { importFileCommand } from './import-file.ts'
import { reconcilingOf } from './reconciling-of.ts'

interface FileOptions {
  partner: string
  day: string
  format: DayFormat
  out?: string
  json?: boolean
}

/** `bekal reconcile file`, `days`, `verify`, `import`, `differences` and `decide`. */
export function reconcileCommands(program: Command, cli: Cli): void {
  const group = program
    .command('reconcile')
    .description('Files of storefronts, day by day, and what differs from their own.')
  group
    .command('file')
    .description('The file of a storefront and a WIB day, with its signature beside it (FILE.jws).')
    .requiredOption('--partner <client-code>', 'the storefront: partner list')
    .requiredOption('--day <date>', 'the WIB day, such as 2026-11-28', calendarDate)
    .addOption(new Option('--format <format>', 'how it is written').choices(dayFormats).default('json'))
    .option('--out <file>', 'write it there; else it is printed, without its signature')
    .option('--json', 'what was written, as JSON')
    .action((options: FileOptions) => file(cli, options))
  group
    .command('days [client-code]')
    .description('The newest closed days of each storefront, or of one, with what they came to.')
    .option('--json', 'the days as JSON')
    .action((code: string | undefined, { json }: { json?: boolean }) => days(cli, code, json))
  group
    .command('verify <file>')
    .description('Whether a file of a day is what we signed: its signature is in FILE.jws.')
    .option('--signature <file>', 'where the signature is, if not in FILE.jws')
    .option('--json', 'the answer as JSON')
    .action((name: string, options: { signature?: string; json?: boolean }) => verify(cli, name, options))
  importFileCommand(group, cli)
  differenceCommands(group, cli)
}

async function file(cli: Cli, { partner: code, day, format, out, json }: FileOptions): Promise<void> {
  const opened = await cli.open()
  const partner = await findStorefront(opened.ctx.db, code)
  if (!partner) return sayRefused(cli, json, refuse('storefront_unknown'), takeRefusals)
  const room = reconcilingOf(opened)
  const read = await readDay(room, partner, day)
  if (!read.ok) return sayRefused(cli, json, read, takeRefusals)
  const bytes = dayAs(format, read.value)
  const { final } = read.value
  if (out === undefined) return void process.stdout.write(bytes)
  writeFileSync(out, bytes)
  const signature = final ? `${out}.jws` : undefined
  if (signature) writeFileSync(signature, `${await signFile(room, bytes)}\n`)
  answer(json, { partner: code, day, format, final, file: out, signature }, [
    signature
      ? `${out} is the file of ${partner.name} for ${day}; its signature is in ${signature}.`
      : `${out} is the file of ${partner.name} for ${day} as of now. The day is not closed: it still changes, and is not signed.`,
  ])
}

async function days(cli: Cli, code: string | undefined, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const partner = code === undefined ? undefined : await findStorefront(ctx.db, code)
  if (code !== undefined && !partner) return sayRefused(cli, json, refuse('storefront_unknown'), takeRefusals)
  const listed = await listDays(ctx.db, { partnerId: partner?.partnerId, each: partner ? 60 : 7 })
  answerList(json, listed, 'No day is closed yet: the first one is 15 minutes after midnight in WIB.', [
    ['day', (one) => one.day],
    ['storefront', (one) => one.clientCode],
    ['purchases', (one) => String(one.totals.purchase.lines)],
    ['cancelled', (one) => String(one.totals.cancellation.lines)],
    ['held', (one) => formatRupiah(one.closing.held)],
    ['commission', (one) => formatRupiah(one.closing.commission)],
    ['promo owed', (one) => formatRupiah(one.closing.promo_owed)],
    ['open differences', (one) => String(one.openDifferences)],
  ])
}

const verdicts = {
  broken: 'This is not what we signed: the file or its signature was changed.',
  key_unknown:
    'The key of this signature is not one of ours, or nothing that it signed is believed any more.',
  not_a_signature: 'There is no signature in that file: it holds one line, HEADER..SIGNATURE.',
  no_file: 'There is no such file, or no signature beside it. Name the signature by --signature.',
} as const

async function verify(
  cli: Cli,
  name: string,
  { signature = `${name}.jws`, json }: { signature?: string; json?: boolean },
): Promise<void> {
  const read = readBoth(name, signature)
  const verdict = read
    ? await verifyFile(reconcilingOf(await cli.open()), read.bytes, read.jws)
    : ('no_file' as const)
  if (verdict !== 'holds') return sayNo(cli, json, verdict, verdicts[verdict])
  answer(json, { verdict, file: name }, [`${path.basename(name)} is what we signed, to the byte.`])
}

function readBoth(name: string, signature: string): { bytes: Buffer; jws: string } | undefined {
  try {
    return { bytes: readFileSync(name), jws: readFileSync(signature, 'utf8') }
  } catch {
    return undefined
  }
}
