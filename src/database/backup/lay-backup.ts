import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { fingerprintOf } from '../../kernel/secrets/secrets.ts'
import { clusterFolder, serverAccount } from '../embedded/postgres-cluster.ts'
import { foreignDatabase } from '../installation/foreign-database.ts'
import { copyFile, syncFolder } from './copy-file.ts'
import { type BackupManifest, type BackupRefusal, backupParts } from './manifest.ts'
import type { ReadProgress } from './read-backup.ts'

export interface LayTerms {
  readonly dataFolder: string
  readonly mode: 'demo' | 'production'
  /** the secret that the settings name; a demo's lies in the backup */
  readonly secret: string | undefined
  readonly onProgress?: ReadProgress
}

/**
 * Whether the settings are those of the backup: throws ForeignDatabase where mode or secret is another one. A demo without a
 * secret in its settings takes that of the backup.
 */
export function assertFits(manifest: BackupManifest, { mode, secret }: LayTerms): void {
  if (manifest.mode !== mode)
    throw foreignDatabase(mode === 'demo' ? 'demo_on_production' : 'production_on_demo')
  const own = manifest.files.some(({ name }) => name === backupParts.secret)
  if (secret === undefined && own) return
  const ours = secret === undefined ? '-' : fingerprintOf(secret)
  if (ours !== manifest.secret_fingerprint)
    throw foreignDatabase('secret', { theirs: manifest.secret_fingerprint, ours })
}

/**
 * Lays the files of a backup that was read into an empty data folder, where the embedded PostgreSQL makes them whole at its
 * start. Each is compared once more as it is copied. Refuses `not_empty` and `backup_changed`, and then leaves nothing.
 */
export async function layBackup(
  folder: string,
  manifest: BackupManifest,
  terms: LayTerms,
): Promise<Outcome<void, BackupRefusal>> {
  const { dataFolder } = terms
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  if ((await readdir(dataFolder)).length > 0) return refuse('not_empty', { named: dataFolder })
  // PostgreSQL takes a folder of this name for none.
  const making = path.join(dataFolder, `postgres.new-${process.pid}`)
  const secret = path.join(dataFolder, backupParts.secret)
  try {
    const wrong = await copyAll(folder, manifest, terms, (name) =>
      name === backupParts.secret ? secret : path.join(making, path.relative(backupParts.cluster, name)),
    )
    if (wrong !== undefined) {
      await rm(secret, { force: true })
      return refuse('backup_changed', { named: wrong })
    }
    await rename(making, clusterFolder(dataFolder))
    await syncFolder(dataFolder)
    return done(undefined)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

/** Copies everything, as the account that PostgreSQL runs as; returns the first file that is not as the manifest says. */
async function copyAll(
  folder: string,
  { files, folders }: BackupManifest,
  { onProgress, secret }: LayTerms,
  placeOf: (name: string) => string,
): Promise<string | undefined> {
  const account = serverAccount()
  const own = async (place: string) => account && (await chown(place, account.uid, account.gid))
  for (const name of [backupParts.cluster, ...folders]) {
    await mkdir(placeOf(name), { recursive: true, mode: 0o700 })
    await own(placeOf(name))
  }
  const of = files.reduce((sum, one) => sum + one.bytes, 0)
  let bytes = 0
  for (const { name, ...listed } of files) {
    // Where the settings name the secret, it stays where it is kept.
    if (name === backupParts.secret && secret !== undefined) continue
    const copied = await copyFile(path.join(folder, name), placeOf(name))
    if (copied?.sha256 !== listed.sha256) return name
    if (name !== backupParts.secret) await own(placeOf(name))
    bytes += listed.bytes
    onProgress?.(bytes, of)
  }
  return undefined
}
