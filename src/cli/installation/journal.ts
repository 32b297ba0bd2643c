import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError } from 'commander'
import { exportJournal, findJournalHead } from '../../database/seals/journal-export.ts'
import { verifyJournal } from '../../database/seals/journal-verify.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, sayNo, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { progress } from '../progress.ts'

interface VerifyOptions {
  head?: string
  json?: boolean
}

/** `bekal journal export`, `verify` and `head`. */
export function journalCommands(program: Command, cli: Cli): void {
  const group = program.command('journal').description('The journal of every change, and its seals.')
  group
    .command('export')
    .description('All rows with their seals, as lines of JSON; docs/journal.md has the format.')
    .option('--out <file>', 'where to; else to the standard output')
    .action((options: { out?: string }) => (options.out ? exportTo(cli, options.out) : exportToOutput(cli)))
  group
    .command('verify')
    .description(
      'Whether every row is as it was sealed: those of the database, or of an export, without one.',
    )
    .argument('[file]', 'an export')
    .option('--head <hash>', 'the hash of a seal that you know: it must still be there', hashInHex)
    .option('--json', 'the answer as JSON')
    .action((file: string | undefined, options: VerifyOptions) => verify(cli, file, options))
  group
    .command('head')
    .description('The newest seal and its hash, to be written down elsewhere.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => head(cli, options.json))
}

async function exportTo(cli: Cli, file: string): Promise<void> {
  const { ctx } = await cli.open()
  const part = `${file}.part`
  const bar = progress('export')
  const lines = exportJournal(ctx.db, {
    onProgress: (rows, total) => bar.at(rows, total, `${rows} of ${total} rows`),
  })
  try {
    await pipeline(Readable.from(lines), createWriteStream(part, { mode: 0o600, flush: true }))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    bar.end()
  }
}

async function exportToOutput(cli: Cli): Promise<void> {
  const { ctx } = await cli.open()
  await pipeline(Readable.from(exportJournal(ctx.db)), process.stdout, { end: false })
}

async function verify(cli: Cli, file: string | undefined, options: VerifyOptions): Promise<void> {
  const bar = progress('verify')
  const chunks = file === undefined ? await databaseChunks(cli, bar) : fileChunks(file, bar)
  const verdict = await verifyJournal(chunks, { head: options.head }).finally(() => bar.end())
  if (!verdict.whole) {
    if (!options.json) return sayNo(cli, false, verdict.flaw, `No. ${verdict.sentence}`)
    cli.end(failed)
    return answer(true, verdict, [])
  }
  const { rows, seals, unsealed } = verdict
  answer(options.json, verdict, [
    `Yes: ${rows} rows in ${seals} seals, ${unsealed} not sealed yet.`,
    `The last seal's hash: ${verdict.head}`,
  ])
}

async function databaseChunks(cli: Cli, bar: ReturnType<typeof progress>) {
  const { ctx } = await cli.open()
  return exportJournal(ctx.db, {
    onProgress: (rows, total) => bar.at(rows, total, `${rows} of ${total} rows`),
  })
}

async function* fileChunks(file: string, bar: ReturnType<typeof progress>): AsyncGenerator<Buffer> {
  const { size } = await stat(file)
  let read = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    read += (chunk as Buffer).length
    bar.at(read, size, `${Math.round(read / 1e6)} of ${Math.round(size / 1e6)} MB`)
    yield chunk as Buffer
  }
}

async function head(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const found = await findJournalHead(ctx.db)
  if (!found) return sayRefused(cli, json, refuse('nothing_sealed'), commandRefusals)
  answer(json, found, [`Seal ${found.seal}: ${found.hash}`])
}

function hashInHex(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits.')
  return text.toLowerCase()
}
