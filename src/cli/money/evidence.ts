import { createWriteStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError } from 'commander'
import { exportEvidence, purchaseByNumber, purchasesByInvoice } from '../../evidence/export-evidence.ts'
import { type EvidenceVerdict, verifyEvidence } from '../../evidence/verify-evidence.ts'
import { headsIn } from '../../journal/heads-in.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, sayNo, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

/** Exit code: nothing is wrong, and some rows are in no seal yet. */
const notYet = 3

interface ExportOptions {
  purchase?: string
  invoice?: string
  out: string
  json?: boolean
}

/** `bekal evidence export` and `verify`. */
export function evidenceCommands(program: Command, cli: Cli): void {
  const group = program
    .command('evidence')
    .description('What shows that a purchase was earned, for whoever checks it elsewhere: docs/evidence.md.')
  group
    .command('export')
    .description(
      'Consent, use, completion and postings of a purchase, with the way of each to a published seal.',
    )
    .option('--purchase <number>', 'by its number', purchaseNumber)
    .option('--invoice <code>', 'by its invoice')
    .requiredOption('--out <file>', 'where to')
    .option('--json', 'the answer as JSON')
    .action((options: ExportOptions) => exportTo(cli, options))
  group
    .command('verify <file>')
    .description('Whether evidence holds, from its file alone. Exit code 3: some rows are in no seal yet.')
    .option('--seals <file>', 'published seals that were kept elsewhere, as /jurnal/segel.txt has them')
    .option('--json', 'the answer as JSON')
    .action((file: string, options: { seals?: string; json?: boolean }) => verify(cli, file, options))
}

async function exportTo(cli: Cli, { purchase, invoice, out, json }: ExportOptions): Promise<void> {
  if ((purchase === undefined) === (invoice === undefined))
    return sayRefused(cli, json, refuse('purchase_or_invoice'), commandRefusals)
  const { ctx } = await cli.open()
  const purchases = purchase
    ? await purchaseByNumber(ctx.db, purchase)
    : await purchasesByInvoice(ctx.db, invoice ?? '')
  if (purchases.length === 0) return sayRefused(cli, json, refuse('nothing_bought'), commandRefusals)
  const part = `${out}.part`
  try {
    const pieces = Readable.from(exportEvidence(ctx, purchases))
    await pipeline(pieces, createWriteStream(part, { mode: 0o600, flush: true }))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  const count = purchases.length
  answer(json, { purchases: count, file: out }, [
    `Evidence of ${count} purchase${count === 1 ? '' : 's'} is in ${out}.`,
  ])
}

async function verify(
  cli: Cli,
  file: string,
  { seals, json }: { seals?: string; json?: boolean },
): Promise<void> {
  const published = seals === undefined ? undefined : headsIn(await readFile(seals, 'utf8'))
  if (published?.length === 0)
    return sayNo(cli, json, 'no_heads', {
      id: `Tidak ada hash segel di ${seals}: simpan baris dari /jurnal/segel.txt.`,
      en: `There is no hash of a seal in ${seals}: keep the lines of /jurnal/segel.txt.`,
    })
  const verdict = verifyEvidence(await readFile(file, 'utf8'), published)
  if (verdict.verdict !== 'holds') cli.end(verdict.verdict === 'not_sealed' ? notYet : failed)
  answer(json, verdict, lines(verdict, published !== undefined))
}

function lines({ verdict, purchases, seals, flaws }: EvidenceVerdict, compared: boolean): string[] {
  if (verdict === 'does_not_hold')
    return [
      'No:',
      ...flaws.map(
        ({ flaw, purchaseId, sentence }) =>
          `${flaw}: ${purchaseId === undefined ? '' : `purchase ${purchaseId}: `}${sentence}`,
      ),
    ]
  const head =
    verdict === 'holds'
      ? [`Yes: ${purchases.length} purchases hold, with ${seals.length} seals.`]
      : [
          'Not yet: nothing is wrong, and these rows are in no published seal. Export it again in an hour.',
          ...purchases
            .filter(({ notSealed }) => notSealed.length > 0)
            .map(({ purchaseId, notSealed }) => `purchase ${purchaseId}: ${notSealed.join(', ')}`),
        ]
  if (compared) return head
  return [
    ...head,
    ...seals.map(({ seal, hash }) => `Compare with what was published (--seals): seal ${seal} ${hash}`),
  ]
}

function purchaseNumber(text: string): string {
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new InvalidArgumentError('It must be the number of a purchase.')
  return text
}
