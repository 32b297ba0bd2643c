import { execFile, execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { EmbeddedConnection } from '../src/database/embedded/embedded.ts'
import { driverTpcb, fillTpcb } from './tpcb-driver.ts'

export interface TpcbSlice {
  readonly perSecond: number
  readonly transactions: number
  readonly averageMilliseconds: number
}

/** pgbench's TPC-B-like transaction on the server that is measured, in a database of its own. */
export interface Tpcb {
  readonly by: 'pgbench' | 'driver'
  readonly version: string
  readonly scale: number
  run(clients: number, seconds: number): Promise<TpcbSlice>
}

export interface TpcbOptions {
  readonly superuser: EmbeddedConnection
  /** branches; below the number of clients they wait for each other's branch */
  readonly scale: number
  /** the driver even where pgbench is there */
  readonly driver: boolean
  readonly say: (line: string) => void
}

const database = 'tpcb'

/** Makes the tables unless they are there in this scale, and says how they are run. */
export async function openTpcb({ superuser, scale, driver, say }: TpcbOptions): Promise<Tpcb> {
  const connection = { ...superuser, database }
  const program = driver ? undefined : findPgbench()
  if (!(await filled(superuser, scale))) {
    say(`TPC-B, scale ${scale} ...`)
    await remake(superuser)
    if (program) await pgbench(program, connection, ['-i', '-q', '-s', String(scale)])
    else await fillTpcb(connection, scale)
  }
  if (!program) {
    const run = (clients: number, seconds: number) => driverTpcb(connection, scale, clients, seconds)
    return { by: 'driver', version: 'named statements through pg', scale, run }
  }
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()
  return {
    by: 'pgbench',
    version,
    scale,
    async run(clients, seconds) {
      const jobs = String(Math.min(2, clients))
      const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', jobs, '-T', String(seconds)]
      return readReport(await pgbench(program, connection, args))
    },
  }
}

/** The newest pgbench of this machine, on the PATH or where Debian keeps it. */
function findPgbench(): string | undefined {
  const version = (file: string) => Number(/postgresql\/(\d+)/.exec(file)?.[1])
  const debian = globSync('/usr/lib/postgresql/*/bin/pgbench').sort(
    (one, other) => version(other) - version(one),
  )
  const onPath = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'pgbench'))
  return [...debian, ...onPath].find((file) => existsSync(file))
}

async function pgbench(program: string, { host, user }: EmbeddedConnection, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['-h', host, '-U', user, ...args, database], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

function readReport(report: string): TpcbSlice {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(report)?.[1]
    if (found === undefined) throw new Error(`pgbench reported something else:\n${report}`)
    return Number(found)
  }
  const failed = /number of failed transactions: (\d+)/.exec(report)?.[1] ?? '0'
  if (failed !== '0') throw new Error(`${failed} transactions of pgbench failed:\n${report}`)
  return {
    perSecond: number(/^tps = ([\d.]+)/m),
    transactions: number(/transactions actually processed: (\d+)/),
    averageMilliseconds: number(/latency average = ([\d.]+) ms/),
  }
}

async function filled(superuser: EmbeddedConnection, scale: number): Promise<boolean> {
  return asSuperuser(superuser, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) return false
    return asSuperuser({ ...superuser, database }, async (inside) => {
      const { rows } = await inside.query<{ branches: number; accounts: boolean }>(
        'select (select count(*)::int from pgbench_branches) as branches, exists (select from pgbench_accounts) as accounts',
      )
      return rows[0]?.branches === scale && rows[0].accounts
    }).catch(() => false)
  })
}

async function remake(superuser: EmbeddedConnection): Promise<void> {
  await asSuperuser(superuser, async (client) => {
    await client.query(`drop database if exists ${database}`)
    await client.query(`create database ${database}`)
  })
}

async function asSuperuser<Result>(
  connection: EmbeddedConnection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
