import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { digestOf } from '../../kernel/files/digest-of.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { knownMigrations } from '../migrate.ts'
import {
  type BackupManifest,
  type BackupRefusal,
  backupFormat,
  backupParts,
  manifestSchema,
} from './manifest.ts'

/** How far a backup is read or written, in bytes. */
export type ReadProgress = (bytes: number, of: number) => void

/**
 * Reads a whole backup back: the manifest against its digest, and every file against the manifest. Refuses `no_backup`,
 * `backup_newer`, and `backup_changed` with the first file that is missing, cut, changed, or in nobody's list.
 */
export async function readBackup(
  folder: string,
  onProgress?: ReadProgress,
): Promise<Outcome<BackupManifest, BackupRefusal>> {
  const read = await readManifest(folder)
  if (!read.ok) return read
  const manifest = read.value
  const newer = await isNewer(manifest)
  if (newer !== undefined) return refuse('backup_newer', { named: newer })
  const stranger = await unlisted(folder, manifest)
  if (stranger !== undefined) return changed(stranger)
  const of = manifest.files.reduce((sum, one) => sum + one.bytes, 0)
  let bytes = 0
  for (const file of manifest.files) {
    const found = await digestOf(path.join(folder, file.name)).catch(() => undefined)
    if (found?.sha256 !== file.sha256 || found.bytes !== file.bytes) return changed(file.name)
    bytes += file.bytes
    onProgress?.(bytes, of)
  }
  return read
}

const changed = (named: string) => refuse('backup_changed', { named })

async function readManifest(folder: string): Promise<Outcome<BackupManifest, BackupRefusal>> {
  const text = await readFile(path.join(folder, backupParts.manifest)).catch(() => undefined)
  if (!text) return refuse('no_backup')
  const digest = await readFile(path.join(folder, backupParts.digest), 'utf8').catch(() => '')
  if (digest.slice(0, 64) !== createHash('sha256').update(text).digest('hex'))
    return changed(backupParts.manifest)
  const given = JSON.parse(text.toString()) as { readonly format?: string }
  // One of a later form need not have what is read below.
  if (given.format !== backupFormat) return refuse('backup_newer', { named: `${given.format}` })
  const manifest = manifestSchema.safeParse(given)
  return manifest.success ? done(manifest.data) : changed(backupParts.manifest)
}

/** The migration that the backup has and this version does not know. */
async function isNewer(manifest: BackupManifest): Promise<string | undefined> {
  const known = await knownMigrations()
  return known.includes(manifest.last_migration)
    ? undefined
    : `${manifest.version}, ${manifest.last_migration}`
}

/** A file that lies in the backup and that its manifest does not list. */
async function unlisted(folder: string, manifest: BackupManifest): Promise<string | undefined> {
  const listed = new Set<string>([backupParts.manifest, backupParts.digest])
  for (const { name } of manifest.files) listed.add(name)
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(one.parentPath, one.name)).replaceAll(path.sep, '/')
    if (!one.isDirectory() && !listed.has(name)) return name
  }
  return undefined
}
