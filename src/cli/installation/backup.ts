import { type Config, readConfig } from '../../config.ts'
import { assertFits, layBackup } from '../../database/backup/lay-backup.ts'
import { type BackupManifest, backupRefusals } from '../../database/backup/manifest.ts'
import { readBackup } from '../../database/backup/read-backup.ts'
import { takeBackup } from '../../database/backup/take-backup.ts'
import { exportJournal } from '../../database/seals/journal-export.ts'
import { verifyJournal } from '../../database/seals/journal-verify.ts'
import { demoSecret } from '../../demo/secret.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { version } from '../../kernel/files/version.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { invariants } from '../../ledger/invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, cliActor, failed, sayRefused } from '../command.ts'
import { progress } from '../progress.ts'

interface Options {
  json?: boolean
}

/** `bekal backup take`, `verify` and `restore`. */
export function backupCommands(program: Command, cli: Cli): void {
  const group = program.command('backup').description('Copies of the embedded database: docs/backup.md.')
  group
    .command('take')
    .argument('<folder>', 'one that is not there yet')
    .description(
      'Copy the embedded database while the server runs, with everything that was committed when the command ends. Of a demo the secret is in it.',
    )
    .option('--json', 'the answer as JSON')
    .action((folder: string, options: Options) => take(cli, folder, options.json))
  group
    .command('verify')
    .argument('<folder>', 'a backup')
    .description('Read a backup back: whether each of its files is as it was written. Needs no database.')
    .option('--json', 'the answer as JSON')
    .action((folder: string, options: Options) => verify(cli, folder, options.json))
  group
    .command('restore')
    .argument('<folder>', 'a backup')
    .description(
      'Restore a backup into the empty folder BEKAL_DATA, start its database, and check ledger and journal. Exits with 1 when anything does not hold.',
    )
    .option('--json', 'the answer as JSON')
    .action((folder: string, options: Options) => restore(cli, folder, options.json))
}

async function take(cli: Cli, folder: string, json: boolean | undefined): Promise<void> {
  const { ctx, config, superuser } = await cli.open()
  if (!superuser) return sayRefused(cli, json, refuse('server_database'), backupRefusals)
  const bar = progress('backup')
  const ownSecret = config.BEKAL_SECRET === undefined ? demoSecret(config.BEKAL_DATA) : undefined
  const taken = await takeBackup(
    {
      ...{ db: ctx.db, superuser, dataFolder: config.BEKAL_DATA, version: version(), ownSecret },
      now: ctx.clock.now(),
      onProgress: ({ files, of, bytes }) => bar.at(files, of, `${files} of ${of} files, ${size(bytes)}`),
    },
    folder,
  ).finally(() => bar.end())
  if (!taken.ok) return sayRefused(cli, json, taken, backupRefusals)
  const { manifest, sha256, files, bytes } = taken.value
  await writeJournal(ctx.db, cliActor(), ctx.clock.now(), [
    { event: 'backup_taken', subject: 'database', facts: { hash: sha256, version: manifest.version } },
  ])
  answer(json, { folder: taken.value.folder, files, bytes, sha256, ...headOf(manifest) }, [
    `${taken.value.folder} is a whole backup: ${files} files, ${size(bytes)}.`,
    `The SHA-256 of its manifest: ${sha256}`,
    ownSecret === undefined
      ? 'BEKAL_SECRET is not in it, and without it nothing sealed can be read: keep it apart from the backup.'
      : 'The secret of this demo is in it, so whoever has the backup reads everything: keep it as you keep the demo.',
    `Copy it to another machine, and read it there: bekal backup verify ${folder}`,
  ])
}

async function verify(cli: Cli, folder: string, json: boolean | undefined): Promise<void> {
  const bar = progress('verify')
  const read = await readBackup(folder, (bytes, of) =>
    bar.at(bytes, of, `${size(bytes)} of ${size(of)}`),
  ).finally(() => bar.end())
  if (!read.ok) return sayRefused(cli, json, read, backupRefusals)
  answer(json, aboutOf(read.value), [`Yes: ${sentenceOf(read.value)}`, ...secretLine(read.value)])
}

async function restore(cli: Cli, folder: string, json: boolean | undefined): Promise<void> {
  const config = readConfig(process.env)
  if (config.DATABASE_URL) return sayRefused(cli, json, refuse('server_database'), backupRefusals)
  const laid = await lay(folder, config)
  if (!laid.ok) return sayRefused(cli, json, laid, backupRefusals)
  const manifest = laid.value
  const { ctx, applied } = await cli.open()
  const balance = await trialBalance(ctx.db)
  const violations = await checkInvariants(ctx.db)
  const verdict = await verifyJournal(exportJournal(ctx.db), { head: manifest.journal_head?.hash })
  if (violations.length > 0 || balance.sum !== 0 || !verdict.whole) cli.end(failed)
  await writeJournal(ctx.db, cliActor(), ctx.clock.now(), [
    {
      event: 'backup_restored',
      subject: 'database',
      facts: { from: manifest.taken_at, version: manifest.version },
    },
  ])
  const found = { ...aboutOf(manifest), applied, trialBalance: balance, violations, journal: verdict }
  answer(json, found, [
    `Restored into ${config.BEKAL_DATA}: ${sentenceOf(manifest)}`,
    ...(applied.length > 0 ? [`Brought up to date: ${applied.join(', ')}.`] : []),
    `The ledger has ${balance.entries} entries, which sum up to ${formatRupiah(balance.sum)}.`,
    violations.length === 0
      ? `All ${invariants.length} invariants hold.`
      : `${violations.length} of ${invariants.length} invariants do NOT hold: bekal ledger check`,
    verdict.whole
      ? `The journal is whole: ${verdict.rows} rows in ${verdict.seals} seals, that of the backup among them.`
      : `The journal is NOT whole: ${verdict.sentence}`,
    'What was done after the backup is not in it, and messages that waited then are sent again: see docs/backup.md.',
  ])
}

/** The files of a backup in the empty data folder, once all of it was read and is of this installation. */
async function lay(folder: string, config: Config) {
  const bar = progress('restore')
  const onProgress = (bytes: number, of: number) => bar.at(bytes, of, `${size(bytes)} of ${size(of)}`)
  try {
    const read = await readBackup(folder, onProgress)
    if (!read.ok) return read
    const terms = { dataFolder: config.BEKAL_DATA, mode: config.BEKAL_MODE, secret: config.BEKAL_SECRET }
    assertFits(read.value, terms)
    const laid = await layBackup(folder, read.value, { ...terms, onProgress })
    return laid.ok ? read : laid
  } finally {
    bar.end()
  }
}

const size = (bytes: number) => `${Math.round(bytes / 1e6)} MB`

const headOf = ({ journal_head }: BackupManifest) => ({ head: journal_head })

function aboutOf(manifest: BackupManifest) {
  const { version: of, last_migration: lastMigration, taken_at: takenAt, mode, files } = manifest
  return { version: of, lastMigration, takenAt, mode, files: files.length, ...headOf(manifest) }
}

function sentenceOf({ taken_at, version: of, last_migration, files }: BackupManifest): string {
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0)
  return `a backup of ${formatInstant(new Date(taken_at), 'en')}, Bekal ${of} (${last_migration}), ${files.length} files, ${size(bytes)}.`
}

function secretLine({ secret_fingerprint, files }: BackupManifest): string[] {
  return files.some(({ name }) => name === 'secret')
    ? ['Its secret lies in it.']
    : [`It is opened by the secret with the fingerprint ${secret_fingerprint}, which is not in it.`]
}
