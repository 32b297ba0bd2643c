import { readFile } from 'node:fs/promises'
import { auditJournal } from '../../journal/audit.ts'
import { headsIn } from '../../journal/heads-in.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, sayNo, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'

interface AuditOptions {
  heads?: string
  limit?: number
  json?: boolean
}

/** `bekal audit`. */
export function auditCommands(program: Command, cli: Cli): void {
  program
    .command('audit')
    .description(
      'Whether the tables say what the journal told: every row that matters, its event, and the seals.',
    )
    .option('--heads <file>', 'hashes of seals that were kept elsewhere, as "journal head" prints them')
    .option('--limit <count>', 'findings that are listed of each table; 20 without it', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((options: AuditOptions) => audit(cli, options))
}

async function audit(cli: Cli, options: AuditOptions): Promise<void> {
  const heads = options.heads === undefined ? [] : headsIn(await readFile(options.heads, 'utf8'))
  if (options.heads !== undefined && heads.length === 0)
    return sayNo(cli, options.json, 'no_heads', {
      id: `Tidak ada hash segel di ${options.heads}: simpan baris dari "bekal journal head".`,
      en: `There is no hash of a seal in ${options.heads}: keep the lines of "bekal journal head".`,
    })
  const { ctx } = await cli.open()
  const bar = progress('audit')
  try {
    const report = await auditJournal(ctx.db, {
      heads,
      ...(options.limit && { limit: options.limit }),
      onProgress: ({ done, total, next }) => bar.at(done, total, next),
    })
    const violations = await checkInvariants(ctx.db, ({ done, total, next }) => bar.at(done, total, next))
    const total = report.total + violations.length
    if (total > 0) cli.end(failed)
    const { findings, seals, traces, unsealed, missingAtEnd } = report
    answer(options.json, { ...report, total, violations }, [
      ...findings.map(({ kind, sentence }) => `${kind}: ${sentence}`),
      ...violations.map(({ sentence, examples }) => `BROKEN: ${sentence} (${examples.join(', ')})`),
      ...(report.total > findings.length ? [`... and ${report.total - findings.length} more`] : []),
      total === 0
        ? `The tables say what the journal told: ${traces} traces, ${seals} seals, ${heads.length} heads from elsewhere.`
        : `${total} things are not as the journal told.`,
      `Not sealed yet: ${unsealed}.`,
      ...(missingAtEnd > 0
        ? [
            `${missingAtEnd} numbers after the journal's last row were given out: rolled back, or cut off. Only a head that was kept elsewhere can tell (--heads).`,
          ]
        : []),
    ])
  } finally {
    bar.end()
  }
}
