import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { exportJournal, findJournalHead } from '../../database/seals/journal-export.ts'
import { verifyJournal } from '../../database/seals/journal-verify.ts'
import type { Queryable } from '../../database/sql.ts'
import { one, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { listDailyHeads } from '../../journal/daily-heads.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { didDocument } from '../../learning/certificates/did-document.ts'
import { didOf, type Issuer } from '../../learning/certificates/issuer.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { invariants } from '../../ledger/invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { signFile } from '../../reconciliation/sign-file.ts'
import { publicDraws } from '../../waves/draw/published/proof-of-ref.ts'
import { publishDraw } from '../../waves/draw/published/publish-draw.ts'
import { dimensions, positionAt, positionsAt } from '../position.ts'
import { type Manifest, packFiles, packFormat } from './manifest.ts'
import { type PackFolder, packFolder } from './pack-folder.ts'
import { type PackTable, packRows, packTables } from './pack-tables.ts'
import { itemHead, itemsOfSample } from './sample-items.ts'
import { askedStates, sampleOf, sampleRule } from './sample-rules.ts'

export const packRefusals = refusalWords({
  id: { folder_exists: 'Folder itu sudah ada: sebutkan yang belum ada, supaya tidak ada yang tertimpa.' },
  en: {
    folder_exists: 'That folder is there already: name one that is not, so that nothing is written over.',
  },
})
export type PackRefusal = ReasonOf<typeof packRefusals>

export interface PackOptions {
  /** how many payments are drawn */
  readonly size: number
  /** what they are drawn by; else the hash of the newest seal of the journal, which nobody chooses */
  readonly seed?: string | undefined
  /** told what is written next */
  readonly onProgress?: (progress: {
    readonly done: number
    readonly total: number
    readonly next: string
  }) => void
}

export interface WrittenPack {
  readonly folder: string
  readonly asOf: Date
  readonly files: number
  readonly entries: number
  readonly draws: number
  readonly sampled: number
  readonly seed: string
  /** what did not hold when it was written: the pack says so, too */
  readonly broken: number
  readonly journalWhole: boolean
}

const latestEntry = statement<[], 'reports/latest-entry'>(
  'reports/latest-entry',
  'select greatest((select max(at) from entry), (select max(at) from payment_entry)) as at',
)

const days = 36_600

/**
 * Writes an auditor's pack: a folder with the ledger and all that explains it, as of one moment of the database, signed by
 * the issuer. It is filled under another name and renamed at the end: whatever ends it before leaves no folder of that name.
 * Refuses `folder_exists`.
 */
export async function writePack(
  issuer: Issuer,
  folder: string,
  options: PackOptions,
): Promise<Outcome<WrittenPack, PackRefusal>> {
  if (existsSync(folder)) return refuse('folder_exists')
  const part = await mkdtemp(`${path.resolve(folder)}.part-`)
  try {
    const written = await fill(issuer, packFolder(part), options)
    // Another one may have been written meanwhile: a folder that is not empty is never replaced.
    if (existsSync(folder)) return refuse('folder_exists')
    await rename(part, folder)
    return done({ ...written, folder })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

type Progress = (next: string) => void

async function fill(
  issuer: Issuer,
  pack: PackFolder,
  { size, seed: given, onProgress }: PackOptions,
): Promise<Omit<WrittenPack, 'folder'>> {
  const total = 5 + Object.keys(packTables).length
  let begun = 0
  const next: Progress = (name) => onProgress?.({ done: begun++, total, next: name })
  const seed = given ?? (await findJournalHead(issuer.db))?.hash ?? ''
  const moved = await inTransaction(
    issuer.db,
    (client) => writeTables(issuer, client, pack, { size, seed, next }),
    'repeatable read read only',
  )
  next('draws')
  const draws = await writeDraws(issuer, pack)
  next(packFiles.ledgerCheck)
  const violations = await checkInvariants(issuer.db)
  await pack.write(packFiles.ledgerCheck, json({ invariants: invariants.length, violations }))
  next(packFiles.journalVerify)
  const verdict = await verifyJournal(exportJournal(issuer.db))
  await pack.write(packFiles.journalVerify, json(verdict))
  await pack.write(packFiles.keys, json(await didDocument(issuer)))
  const manifest: Manifest = {
    format: packFormat,
    issuer: didOf(issuer),
    as_of: moved.asOf.toISOString(),
    sample: { seed, size, rule: sampleRule },
    draws,
    files: [...pack.files].sort((one, other) => (one.name < other.name ? -1 : 1)),
  }
  const text = json(manifest)
  // Last of all, so that a folder without it is none that is whole.
  await pack.write(packFiles.signature, `${await signFile(issuer, text)}\n`)
  await pack.write(packFiles.manifest, text)
  return {
    ...moved,
    files: pack.files.length,
    draws: draws.length,
    seed,
    broken: violations.length,
    journalWhole: verdict.whole,
  }
}

async function writeTables(
  issuer: Issuer,
  client: Queryable,
  pack: PackFolder,
  { size, seed, next }: { readonly size: number; readonly seed: string; readonly next: Progress },
) {
  const now = issuer.clock.now()
  const latest = (await one(client, latestEntry, [])).at
  const asOf = latest && latest > now ? latest : now
  next(packFiles.position)
  const balance = await trialBalance(client)
  await pack.write(packFiles.trialBalance, json(balance))
  const by: Record<string, unknown> = {}
  for (const dimension of dimensions) by[dimension] = await positionsAt(client, asOf, dimension)
  const position = { as_of: asOf, total: await positionAt(client, asOf), by }
  await pack.write(packFiles.position, json(position))
  const asked = new Set<string>()
  for (const table of Object.values(packTables)) {
    next(table.file)
    await pack.csv(
      table.file,
      table.head,
      table === packTables.lines ? noting(client, table, asked) : packRows(client, table),
    )
  }
  const heads = await listDailyHeads(client, now, days)
  await pack.csv(
    packFiles.heads,
    ['date', 'seal', 'sha256'],
    pageOf(heads.map((one) => [one.date, one.seal, one.hash])),
  )
  next(packFiles.items)
  const sample = sampleOf(asked, seed, size)
  await pack.csv(packFiles.sample, ['payment_id'], pageOf(sample.map((paymentId) => [paymentId])))
  await pack.csv(packFiles.items, itemHead, pageOf(await itemsOfSample(client, sample)))
  return { asOf, entries: balance.entries, sampled: sample.length }
}

/** The lines of runs; remembers the payments that a bank was asked for. */
async function* noting(client: Queryable, table: PackTable, asked: Set<string>): AsyncGenerator<string[][]> {
  const [payment, state] = [table.head.indexOf('payment_id'), table.head.indexOf('state')]
  for await (const page of packRows(client, table)) {
    for (const cells of page) if (askedStates.includes(cells[state]!)) asked.add(cells[payment]!)
    yield page
  }
}

/** The public files of every draw, each in a folder that `bekal draw verify` takes; returns their names: `2026-1`. */
async function writeDraws(issuer: Issuer, pack: PackFolder): Promise<string[]> {
  const names: string[] = []
  for (const { waveId, year, number } of await publicDraws(issuer)) {
    const name = `${year}-${number}`
    const files = await publishDraw(issuer, waveId, path.join(pack.folder, 'draws', name))
    for (const file of files) await pack.add(`draws/${name}/${file}`)
    names.push(name)
  }
  return names.sort()
}

async function* pageOf(page: string[][]): AsyncGenerator<string[][]> {
  yield page
}

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`
