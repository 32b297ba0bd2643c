import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { openDatabase } from '../../src/database/open.ts'
import { exitOf, freePorts, type Processes } from '../processes/processes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the buyers come to, and how it is killed. */
export interface Stand {
  readonly port: number
  readonly pool: pg.Pool
  /** kills a server with SIGKILL and starts it again */
  killServer(): Promise<void>
  /** kills PostgreSQL with SIGKILL; whoever watches over it starts it again */
  killPostgres(): Promise<void>
  stop(): Promise<void>
}

/** A server as `npm start` starts it, with the embedded PostgreSQL. */
export async function oneServer(dataFolder: string): Promise<Stand> {
  const [port] = await freePorts(1)
  let server = await startServer(dataFolder, port!)
  // A client of its own keeps the database's supervisor going, as the CLI beside a server would.
  const database = await openDatabase({ dataFolder, max: 2 })
  return {
    port: port!,
    pool: database.pool,
    async killServer() {
      server.kill('SIGKILL')
      await exitOf(server)
      server = await startServer(dataFolder, port!)
    },
    killPostgres: () => killPostgres(dataFolder),
    async stop() {
      server.kill('SIGTERM')
      await exitOf(server)
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Several servers behind a balancer; which of them is killed is chance. */
export function standOf(processes: Processes, dataFolder: string): Stand {
  return {
    port: processes.port,
    pool: processes.pool,
    async killServer() {
      const chosen = randomInt(processes.ports.length)
      await processes.kill(chosen, 'SIGKILL')
      await processes.start(chosen)
    },
    killPostgres: () => killPostgres(dataFolder),
    stop: processes.stop,
  }
}

async function killPostgres(dataFolder: string): Promise<void> {
  process.kill(await postmasterPid(dataFolder), 'SIGKILL')
}

/** Starts the real server in a process of its own, with more settings if need be, and waits until it is ready. */
export async function startServer(
  dataFolder: string,
  port: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, BEKAL_DATA: dataFolder, PORT: String(port), LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return child
    await sleep(100)
  }
  // Left alive it would keep the test's own process waiting for it.
  child.kill('SIGKILL')
  throw new Error('the server was not ready within two minutes')
}

async function postmasterPid(dataFolder: string): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number(text.split('\n')[0])
    if (pid > 0) return pid
    await sleep(100)
  }
  throw new Error('PostgreSQL did not come back')
}
