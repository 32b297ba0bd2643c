import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { usableBinaries } from '../../src/database/embedded/postgres-binaries.ts'
import {
  type Cluster,
  clusterFolder,
  createCluster,
  serverAccount,
} from '../../src/database/embedded/postgres-cluster.ts'
import { exitOf, freePorts } from '../processes/processes.ts'

/** Two places for a PostgreSQL, each with its port: a primary runs at one, and its replica at the other. */
export interface Replicated {
  /** the address of both, as `DATABASE_URL` names them, for this role */
  url(role: string): string
  /** which of the two is the primary now */
  primary(): 0 | 1
  /** kills the primary with SIGKILL, all its processes with it as when its machine is gone */
  killPrimary(): Promise<void>
  /** the primary stands still, and whoever is connected to it hears nothing */
  hangPrimary(): Promise<void>
  /** makes the replica the primary, as an operator does */
  promote(): Promise<void>
  /** starts the former primary again as it was: it takes writes, and knows of nothing */
  startFormer(): Promise<void>
  /** throws the files of the former primary away, and makes a replica of the present one there */
  replicate(): Promise<void>
  stop(): Promise<void>
}

const name = 'other'

/** Starts a primary with an empty database, a copy of it that streams, and has every commit wait for the copy. */
export async function startReplicated(): Promise<Replicated> {
  const binaries = await usableBinaries()
  const ports = await freePorts(2)
  // Below no folder that only root may enter: as root PostgreSQL runs as somebody else.
  const parent = await mkdtemp('/tmp/bekal-replicated-')
  const places = await Promise.all(
    ports.map(async (port, at) => {
      const dataFolder = path.join(parent, String(at))
      await mkdir(dataFolder)
      return { port, cluster: { binaries, dataFolder, socketFolder: dataFolder, settings: {} } }
    }),
  )
  await promisify(execFile)('chmod', ['755', parent, ...places.map(({ cluster }) => cluster.dataFolder)])
  const running: (ChildProcess | undefined)[] = []
  let primary: 0 | 1 = 0
  const other = () => (primary === 0 ? 1 : 0)
  const start = async (at: 0 | 1) => {
    running[at] = await startAt(places[at]!.cluster, places[at]!.port)
  }
  const end = async (at: 0 | 1) => {
    const child = running[at]
    if (!child) return
    await signal(child, 'SIGKILL')
    await exitOf(child)
    running[at] = undefined
  }
  async function replicate(): Promise<void> {
    const [from, to] = [places[primary]!, places[other()]!]
    await end(other())
    await rm(clusterFolder(to.cluster.dataFolder), { recursive: true, force: true })
    await copyRunning(from, to.cluster)
    await start(other())
    await commitOnBoth(from.port)
  }
  await createCluster(places[0]!.cluster)
  await start(0)
  await replicate()
  return {
    url: (role) =>
      `postgres://${role}@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/bekal?target_session_attrs=read-write`,
    primary: () => primary,
    killPrimary: () => end(primary),
    hangPrimary: () => signal(running[primary]!, 'SIGSTOP'),
    async promote() {
      const at = other()
      await asked(ports[at]!, 'select pg_promote()')
      primary = at
    },
    async startFormer() {
      await end(other())
      await start(other())
    },
    replicate,
    async stop() {
      await end(0)
      await end(1)
      await rm(parent, { recursive: true, force: true })
    },
  }
}

/** Sends a signal to the first process and to its children: each connection has one. */
async function signal({ pid }: ChildProcess, name: NodeJS.Signals): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  for (const one of [String(pid), ...children.split(' ')]) {
    if (!(Number(one) > 1)) continue
    try {
      process.kill(Number(one), name)
    } catch {
      // A connection that has just ended.
    }
  }
}

async function startAt({ binaries, dataFolder }: Cluster, port: number): Promise<ChildProcess> {
  const folder = clusterFolder(dataFolder)
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC']
  const args = [...settings, 'shared_buffers=64MB', 'log_min_messages=fatal', 'jit=off']
  await rm(path.join(folder, 'postmaster.pid'), { force: true })
  const child = spawn(
    path.join(binaries, 'bin', 'postgres'),
    ['-D', folder, ...args.flatMap((arg) => ['-c', arg])],
    {
      cwd: '/tmp',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', process.env.BEKAL_TEST_POSTGRES_LOG ? 'inherit' : 'ignore'],
      ...serverAccount(),
    },
  )
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`)
    if (
      await asked(port, 'select').then(
        () => true,
        () => false,
      )
    )
      return child
    await sleep(100)
  }
  throw new Error('PostgreSQL did not answer within 30 seconds')
}

/** A base backup by hand, as the manual describes it: there is no pg_basebackup among the embedded programs. */
async function copyRunning(
  from: { readonly port: number; readonly cluster: Cluster },
  to: Cluster,
): Promise<void> {
  const client = clientAt(from.port)
  await client.connect()
  try {
    await client.query(
      `select pg_create_physical_replication_slot($1, true)
      where not exists (select from pg_replication_slots where slot_name = $1)`,
      [name],
    )
    await client.query(`select pg_backup_start('replica', true)`)
    const [source, copy] = [clusterFolder(from.cluster.dataFolder), clusterFolder(to.dataFolder)]
    // What vanishes while it is copied comes back from the WAL.
    await promisify(execFile)('cp', ['-a', source, copy]).catch(() => {})
    for (const left of ['pg_wal', 'pg_replslot']) {
      await promisify(execFile)('sh', [
        '-c',
        `find "$0/${left}" -mindepth 1 -type f -delete; rm -rf "$0/pg_replslot/"*`,
        copy,
      ])
    }
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await rm(path.join(copy, 'postmaster.pid'), { force: true })
    const conninfo = `host=127.0.0.1 port=${from.port} user=postgres application_name=${name}`
    await writeFile(path.join(copy, 'backup_label'), rows[0]!.labelfile)
    await writeFile(path.join(copy, 'standby.signal'), '')
    await writeFile(
      path.join(copy, 'postgresql.auto.conf'),
      `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${name}'\n`,
    )
    const account = serverAccount()
    if (account) await promisify(execFile)('chown', ['-R', `${account.uid}:${account.gid}`, copy])
  } finally {
    await client.end()
  }
}

/** From here on nothing counts as committed before the replica has it on its disk. */
async function commitOnBoth(port: number): Promise<void> {
  await asked(port, `alter system set synchronous_standby_names = '${name}'`)
  await asked(port, 'select pg_reload_conf()')
  for (let tries = 0; tries < 100; tries++) {
    const state = await asked(port, 'select sync_state as said from pg_stat_replication')
    if (state === 'sync') return
    await sleep(100)
  }
  throw new Error('the replica does not stream')
}

function clientAt(port: number): pg.Client {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'bekal' })
  client.on('error', () => {})
  return client
}

async function asked(port: number, sql: string): Promise<unknown> {
  const client = clientAt(port)
  try {
    await client.connect()
    return (await client.query(sql)).rows[0]?.said
  } finally {
    await client.end().catch(() => {})
  }
}
