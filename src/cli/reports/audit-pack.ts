import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { formatInstant } from '../../kernel/wib.ts'
import { checkPack } from '../../reports/pack/check-pack.ts'
import { packRefusals, writePack } from '../../reports/pack/write-pack.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, sayNo, sayRefused } from '../command.ts'
import { progress } from '../progress.ts'
import { reconcilingOf } from '../reconciliation/reconciling-of.ts'

interface WriteOptions {
  sample: number
  seed?: string
  json?: boolean
}

/** `bekal audit-pack write` and `check`. */
export function auditPackCommands(program: Command, cli: Cli): void {
  const group = program
    .command('audit-pack')
    .description("The auditor's pack: a signed folder that checks by itself.")
  group
    .command('write')
    .argument('<folder>', 'one that is not there yet')
    .description(
      'Write the ledger, draws, heads of the journal, runs, differences and a sample of payments there.',
    )
    .option('--sample <count>', 'how many payments are drawn', countOf, 50)
    .option('--seed <text>', 'what they are drawn by; else the hash of the newest seal of the journal')
    .option('--json', 'the answer as JSON')
    .action((folder: string, options: WriteOptions) => write(cli, folder, options))
  group
    .command('check')
    .argument('<folder>', 'a pack')
    .description('Check a pack, without a database: everything that does not hold is named.')
    .option('--key <file>', "the issuer's keys, as /.well-known/did.json has them; else those of the pack")
    .option('--json', 'the answer as JSON')
    .action((folder: string, options: { key?: string; json?: boolean }) => check(cli, folder, options))
}

async function write(cli: Cli, folder: string, { sample, seed, json }: WriteOptions): Promise<void> {
  const issuer = reconcilingOf(await cli.open())
  const bar = progress('audit-pack')
  const written = await writePack(issuer, folder, {
    size: sample,
    seed,
    onProgress: ({ done, total, next }) => bar.at(done, total, `now ${next}`),
  }).finally(() => bar.end())
  if (!written.ok) return sayRefused(cli, json, written, packRefusals)
  const { value } = written
  answer(json, value, [
    `${folder} is the pack of ${formatInstant(value.asOf, 'en')}: ${value.files} files, ${value.entries} entries, ${value.draws} draws.`,
    `${value.sampled} payments are drawn by the seed ${value.seed}.`,
    value.broken === 0
      ? 'Every invariant of the ledger holds.'
      : `${value.broken} invariants do not hold; the pack says which.`,
    value.journalWhole ? 'The journal is whole.' : 'The journal is not whole; the pack says where.',
    `Whoever has it checks it by: bekal audit-pack check ${folder}`,
  ])
}

async function check(
  cli: Cli,
  folder: string,
  { key, json }: { key?: string; json?: boolean },
): Promise<void> {
  let keys: string | undefined
  try {
    keys = key === undefined ? undefined : readFileSync(key, 'utf8')
  } catch {
    return sayNo(cli, json, 'no_file', {
      id: 'Berkas kunci itu tidak ada. Ambil dari /.well-known/did.json penerbit.',
      en: 'There is no such file of keys. Get it from /.well-known/did.json of the issuer.',
    })
  }
  const verdict = await checkPack(folder, keys)
  if (!verdict.whole) {
    cli.end(failed)
    if (json) return answer(true, verdict, [])
    const flaws = verdict.flaws.map(({ file, sentence }) => `${file}: ${sentence}`)
    return sayNo(cli, false, 'not_whole', ['No, this does not hold:', ...flaws].join('\n'))
  }
  answer(json, verdict, [
    `Yes: the pack of ${formatInstant(new Date(verdict.asOf!), 'en')} is whole, and signed by ${verdict.issuer}.`,
    ...(key
      ? []
      : ['Its keys came with it: compare did.json with what the issuer publishes, or give --key.']),
    `${verdict.sampled} payments sampled; of the cards behind them ${verdict.drawn} were drawn, ${verdict.notDrawn} are of waves without a draw.`,
  ])
}

function countOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return Number(text)
}
