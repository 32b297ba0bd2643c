import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

/** CPU seconds used since the start of each. */
export interface CpuSeconds {
  readonly server: number
  readonly postgres: number
  /** the load generator: this process */
  readonly load: number
}

/** Reads how much CPU each part has used; undefined where there is no /proc. */
export type CpuMeter = () => CpuSeconds | undefined

// What Linux counts CPU time in has been a hundredth of a second wherever Node runs.
const tick = 100

/** Of all servers together. Finds PostgreSQL through one of its backends. */
export async function cpuMeter(db: pg.Pool, ...serverPids: number[]): Promise<CpuMeter> {
  if (process.platform !== 'linux') return () => undefined
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = statOf(rows[0]!.pid)?.parent
  return () => {
    if (postmaster === undefined) return undefined
    const { user, system } = process.cpuUsage()
    return {
      server: serverPids.reduce((sum, pid) => sum + (statOf(pid)?.own ?? 0), 0),
      postgres: treeOf(postmaster),
      load: (user + system) / 1e6,
    }
  }
}

/** What was used between two readings. */
export function cpuBetween(from: CpuSeconds | undefined, to: CpuSeconds | undefined): CpuSeconds | undefined {
  if (!from || !to) return undefined
  return {
    server: to.server - from.server,
    postgres: to.postgres - from.postgres,
    load: to.load - from.load,
  }
}

/** CPU seconds of a postmaster, of the backends that live and of those that have ended. */
export function treeOf(postmaster: number): number {
  const head = statOf(postmaster)
  let sum = (head?.own ?? 0) + (head?.ended ?? 0)
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (stat?.parent === postmaster) sum += stat.own
  }
  return sum
}

/** What Linux counts of a process; undefined where there is none. */
export function statOf(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; fields are counted behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const number = (field: number) => Number(fields[field - 3])
    return {
      parent: number(4),
      own: (number(14) + number(15)) / tick,
      ended: (number(16) + number(17)) / tick,
    }
  } catch {
    return undefined
  }
}
