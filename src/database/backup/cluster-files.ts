import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** What a base backup leaves out, as PostgreSQL's manual names it: its contents are made anew, or belong to what runs. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const leftOut =
  /^(postmaster\.(pid|opts)|current_logfiles(\.tmp)?|backup_label(\.old)?|tablespace_map(\.old)?)$/
const madeAnew = /^(pg_internal\.init.*|pgsql_tmp.*)$/
/** Where PostgreSQL keeps how far it is. */
export const CONTROL = 'global/pg_control'

export interface ClusterFiles {
  /** below the folder of the cluster, the control file last: it must be no older than anything else */
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/** The files of a running cluster that a base backup copies, without its write-ahead log; and its folders. */
export async function clusterFiles(cluster: string): Promise<ClusterFiles> {
  const files: string[] = []
  const folders: string[] = ['pg_wal/archive_status', 'pg_wal/summaries']
  const walk = async (folder: string): Promise<void> => {
    // A database or a table may go while we look.
    const there = await readdir(path.join(cluster, folder), { withFileTypes: true }).catch(gone)
    for (const one of there) {
      const name = folder === '' ? one.name : `${folder}/${one.name}`
      if (one.isSymbolicLink())
        throw new Error(`${name} leads out of the data folder: it cannot be backed up`)
      if (one.isDirectory()) {
        folders.push(name)
        if (!emptied.has(name) && !madeAnew.test(one.name)) await walk(name)
      } else if (one.isFile() && !(folder === '' && leftOut.test(one.name)) && !madeAnew.test(one.name))
        files.push(name)
    }
  }
  await walk('')
  return {
    files: [...files.filter((name) => name !== CONTROL).sort(), CONTROL],
    folders: [...new Set(folders)].sort(),
  }
}

/** The segments of the write-ahead log from one to another, and the histories of timelines. */
export async function walBetween(cluster: string, first: string, last: string): Promise<string[]> {
  const there = await readdir(path.join(cluster, 'pg_wal'))
  const wanted = there.filter((name) =>
    name.endsWith('.history') ? true : /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  )
  if (!wanted.includes(first) || !wanted.includes(last))
    throw new Error(`the write-ahead log from ${first} to ${last} is not there any more`)
  return wanted.map((name) => `pg_wal/${name}`).sort()
}

function gone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
