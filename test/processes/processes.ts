import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { handOverToOwner } from '../../src/database/embedded/embedded-roles.ts'
import { openDatabase } from '../../src/database/open.ts'
import { testSecret } from '../test-secret.ts'
import { type Balancer, startBalancer } from './balancer.ts'

/** Several servers on one PostgreSQL, and a balancer in front. */
export interface Processes {
  /** of the balancer */
  readonly port: number
  /** of each server */
  readonly ports: readonly number[]
  /** a few connections to the same database */
  readonly pool: pg.Pool
  /** settings by which one more process, as a command, is on the same database */
  readonly settings: Readonly<Record<string, string>>
  pidOf(server: number): number
  /** to the process of that server; resolves when it is gone, where the signal ends it */
  kill(server: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  signal(server: number, signal: NodeJS.Signals): void
  /** starts it again on its port, and waits until it is ready */
  start(server: number): Promise<void>
  stop(): Promise<void>
}

export interface ProcessesTerms {
  readonly count: number
  /** where its PostgreSQL lies; goes at the end */
  readonly dataFolder: string
  /** of the balancer; a free one without it */
  readonly port?: number
  /** a PostgreSQL that runs already; an embedded one without it */
  readonly database?: GivenDatabase
  readonly settings?: Readonly<Record<string, string>>
  /** loaded before everything else in each of the servers */
  readonly preload?: string
}

/** A PostgreSQL that somebody else has started. */
export interface GivenDatabase {
  readonly pool: pg.Pool
  readonly url: string
  readonly ownerUrl: string
  close(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts PostgreSQL, so many servers at once, which take turns to migrate and to seed, and a balancer. */
export async function startProcesses(terms: ProcessesTerms): Promise<Processes> {
  const { count, dataFolder } = terms
  const database = terms.database ?? (await embedded(dataFolder))
  const ports = await freePorts(count)
  const balancer = await startBalancer(ports, terms.port)
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    BEKAL_SECRET: testSecret,
    BEKAL_DATA: path.join(dataFolder, 'server'),
    BEKAL_URL: `http://localhost:${balancer.port}`,
    BEKAL_PROCESSES: String(count),
    BEKAL_BEHIND_PROXY: '0',
    ...terms.settings,
  }
  const running: ChildProcess[] = []
  const start = async (server: number): Promise<void> => {
    running[server] = startServer(ports[server]!, settings, terms.preload)
    await ready(running[server], ports[server]!)
  }
  const stop = async (): Promise<void> => {
    await balancer.close()
    for (const child of running) child.kill('SIGTERM')
    await Promise.all(running.map(exitOf))
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    await Promise.all(ports.map((_, server) => start(server)))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...handlesOf(running, balancer),
    ports,
    pool: database.pool,
    settings,
    start,
    stop,
  }
}

async function embedded(dataFolder: string): Promise<GivenDatabase> {
  const { pool, connection, owner, superuser, close } = await openDatabase({ dataFolder, max: 4 })
  await handOverToOwner(superuser!)
  return { pool, url: urlOf(connection), ownerUrl: urlOf(owner!), close }
}

function handlesOf(running: readonly ChildProcess[], { port }: Balancer) {
  return {
    port,
    pidOf: (server: number) => running[server]!.pid!,
    signal: (server: number, signal: NodeJS.Signals) => void running[server]!.kill(signal),
    async kill(server: number, signal: 'SIGKILL' | 'SIGTERM') {
      running[server]!.kill(signal)
      await exitOf(running[server]!)
    },
  }
}

function urlOf({ host, user, database }: pg.ClientConfig): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`
}

function startServer(
  port: number,
  settings: Readonly<Record<string, string>>,
  preload?: string,
): ChildProcess {
  const loaded = ['--import', 'tsx', ...(preload ? ['--import', preload] : [])]
  return spawn(process.execPath, [...loaded, 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'silent', ...settings, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 900; tries++) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // Left alive it would keep the test's own process waiting for it.
  child.kill('SIGKILL')
  throw new Error('a server was not ready within 90 seconds')
}

/** Resolves when the process is gone. */
export function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

/** Free ports, all of them different. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer()
      await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
      return probe
    }),
  )
  const ports = probes.map((probe) => (probe.address() as { port: number }).port)
  for (const probe of probes) probe.close()
  return ports
}
