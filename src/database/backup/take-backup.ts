import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { digestOf } from '../../kernel/files/digest-of.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { fingerprintOf } from '../../kernel/secrets/secrets.ts'
import { readIdentity } from '../installation/identity.ts'
import { appliedMigrations } from '../migrate.ts'
import { findJournalHead } from '../seals/journal-export.ts'
import { type ClusterTerms, copyCluster } from './copy-cluster.ts'
import { syncFolder, writeText } from './copy-file.ts'
import {
  type BackupManifest,
  type BackupRefusal,
  backupFormat,
  backupParts,
  manifestTexts,
} from './manifest.ts'

export interface BackupTerms extends ClusterTerms {
  readonly db: pg.Pool
  /** of Bekal */
  readonly version: string
  readonly now: Date
  /** the secret that lies in the data folder: the demo's. Production keeps its own elsewhere */
  readonly ownSecret: string | undefined
}

export interface TakenBackup {
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** of the manifest: whoever knows it knows every byte */
  readonly sha256: string
  readonly manifest: BackupManifest
}

/**
 * Copies the embedded database while it runs, with the write-ahead log that makes the copy whole: a restore has everything
 * that was committed when this returns. The folder is filled under another name and renamed at the end. Refuses
 * `backup_exists`, `backup_inside`, `secret_rotated`.
 */
export async function takeBackup(
  terms: BackupTerms,
  folder: string,
): Promise<Outcome<TakenBackup, BackupRefusal>> {
  const target = path.resolve(folder)
  if (existsSync(target)) return refuse('backup_exists')
  if (await isInside(terms.dataFolder, target)) return refuse('backup_inside')
  const part = await mkdtemp(`${target}.part-`)
  try {
    const filled = await fill(terms, part)
    if (!filled) return refuse('secret_rotated')
    await syncFolder(part)
    if (existsSync(target)) return refuse('backup_exists')
    await rename(part, target)
    await syncFolder(path.dirname(target))
    return done({ ...filled, folder: target })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

async function isInside(dataFolder: string, target: string): Promise<boolean> {
  const parent = await realpath(path.dirname(target))
  const way = path.relative(await realpath(dataFolder), path.join(parent, path.basename(target)))
  return way === '' || !(way.startsWith('..') || path.isAbsolute(way))
}

async function fill(terms: BackupTerms, part: string): Promise<Omit<TakenBackup, 'folder'> | undefined> {
  const { db, ownSecret } = terms
  const before = await known(db)
  const head = await findJournalHead(db)
  const { files: copied, folders } = await copyCluster(terms, path.join(part, backupParts.cluster))
  const files = copied.map((file) => ({ ...file, name: `${backupParts.cluster}/${file.name}` }))
  if (ownSecret !== undefined) {
    const file = path.join(part, backupParts.secret)
    await writeText(file, `${ownSecret}\n`)
    files.push({ name: backupParts.secret, ...(await digestOf(file)) })
  }
  const after = await known(db)
  const fits = ownSecret === undefined || fingerprintOf(ownSecret) === before.secret_fingerprint
  if (before.secret_fingerprint !== after.secret_fingerprint || !fits) return undefined
  const manifest: BackupManifest = {
    format: backupFormat,
    version: terms.version,
    taken_at: terms.now.toISOString(),
    ...before,
    journal_head: head ?? null,
    folders: folders.map((name) => `${backupParts.cluster}/${name}`),
    files: files.sort((one, other) => (one.name < other.name ? -1 : 1)),
  }
  const { text, digest } = manifestTexts(manifest)
  // Last of all, so that a folder without it is none that is whole.
  await writeText(path.join(part, backupParts.digest), digest)
  await writeText(path.join(part, backupParts.manifest), text)
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0)
  return { files: files.length, bytes, sha256: digest.slice(0, 64), manifest }
}

async function known(
  db: pg.Pool,
): Promise<Pick<BackupManifest, 'last_migration' | 'mode' | 'secret_fingerprint'>> {
  const identity = await readIdentity(db)
  const migrations = await appliedMigrations(db)
  return {
    last_migration: migrations.at(-1)!,
    mode: identity!.mode,
    secret_fingerprint: identity!.fingerprint,
  }
}
