import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { digestOf, type FileDigest } from '../../kernel/files/digest-of.ts'
import { clusterFolder } from '../embedded/postgres-cluster.ts'
import { CONTROL, clusterFiles, walBetween } from './cluster-files.ts'
import { copyFile, writeText } from './copy-file.ts'

export interface ClusterTerms {
  /** how the superuser of the embedded PostgreSQL connects */
  readonly superuser: pg.ClientConfig
  readonly dataFolder: string
  readonly onProgress?: (progress: CopyProgress) => void
}

export interface CopyProgress {
  readonly files: number
  readonly of: number
  readonly bytes: number
}

/** One copied file, named below the folder that was copied to. */
export interface CopiedFile extends FileDigest {
  readonly name: string
}

/**
 * Copies the files of a running cluster into a folder that is not there yet, as PostgreSQL's manual has it for a base backup
 * that does not hold up anybody: between `pg_backup_start` and `pg_backup_stop`, with the write-ahead log of the time between.
 */
export async function copyCluster(
  terms: ClusterTerms,
  target: string,
): Promise<{ files: CopiedFile[]; folders: readonly string[] }> {
  const superuser = new pg.Client(terms.superuser)
  superuser.on('error', () => {})
  await superuser.connect()
  try {
    return await copyWithin(superuser, terms, target)
  } finally {
    // Whatever is still open of a backup ends with its session, and so does the slot that keeps the log.
    await superuser.end().catch(() => {})
  }
}

async function copyWithin(superuser: pg.Client, { dataFolder, onProgress }: ClusterTerms, target: string) {
  const cluster = clusterFolder(dataFolder)
  // Until the session ends no segment that is written from here on is removed or used again, however long we take.
  await superuser.query(
    `select pg_create_physical_replication_slot('bekal_backup_' || pg_backend_pid(), true, true)`,
  )
  const started = await superuser.query<{ wal: string }>(
    `select pg_walfile_name(pg_backup_start('bekal backup', fast => true)) as wal`,
  )
  const { files, folders } = await clusterFiles(cluster)
  for (const folder of folders) await mkdir(path.join(target, folder), { recursive: true, mode: 0o700 })
  const copied: CopiedFile[] = []
  let bytes = 0
  const keep = async (names: readonly string[], of: number) => {
    for (const name of names) {
      const digest = await copyOne(path.join(cluster, name), path.join(target, name), name)
      if (!digest) continue
      copied.push({ name, ...digest })
      bytes += digest.bytes
      onProgress?.({ files: copied.length, of, bytes })
    }
  }
  await keep(files, files.length)
  // PostgreSQL hands out the label, and begins a new segment: those before are as they will stay.
  const stopped = await superuser.query<{ wal: string; label: string }>(
    'select pg_walfile_name(lsn) as wal, labelfile as label from pg_backup_stop(wait_for_archive => false)',
  )
  const log = await walBetween(cluster, started.rows[0]!.wal, stopped.rows[0]!.wal)
  await keep(log, files.length + log.length)
  const label = path.join(target, 'backup_label')
  await writeText(label, stopped.rows[0]!.label)
  copied.push({ name: 'backup_label', ...(await digestOf(label)) })
  return { files: copied, folders }
}

async function copyOne(source: string, target: string, name: string): Promise<FileDigest | undefined> {
  if (name !== CONTROL) return copyFile(source, target)
  // It has no pages that the log would mend: it is read until it is the same twice.
  for (;;) {
    const before = await readFile(source)
    await sleep(5)
    const bytes = await readFile(source)
    if (!before.equals(bytes)) continue
    await writeText(target, bytes)
    return digestOf(target)
  }
}
