import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

/** Stops every process of a PostgreSQL on this machine where it stands, found through one of its backends; returns what lets it go on. */
export async function stopPostgres(db: pg.Pool): Promise<() => void> {
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = parentOf(rows[0]!.pid)
  if (postmaster === undefined) throw new Error('the processes of PostgreSQL are found on Linux only')
  const all = [postmaster, ...childrenOf(postmaster)]
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  return () => {
    for (const pid of all) {
      try {
        process.kill(pid, 'SIGCONT')
      } catch {
        // It was ended meanwhile, as its connection was.
      }
    }
  }
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}
