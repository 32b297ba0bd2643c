/**
 * Owns the PostgreSQL of one data folder, in a process of its own. Whoever uses the database keeps a connection to
 * this process open; when the last one is gone, however it died, PostgreSQL is stopped cleanly. When PostgreSQL dies,
 * it is started again. Exactly one supervisor runs per data folder: it holds the folder's lock.
 */
import type { ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeFileLock } from './file-lock.ts'
import { usableBinaries } from './postgres-binaries.ts'
import {
  type Cluster,
  createCluster,
  logFile,
  serverAccount,
  startPostmaster,
  stopOrphan,
  stopPostmaster,
} from './postgres-cluster.ts'

const LINGER_MS = 2_000
/** Whoever was killed is mostly started again at once, and finds PostgreSQL running. */
const LINGER_AFTER_KILL_MS = 5_000
const BUSY = 75

interface Order {
  dataFolder: string
  settings: Record<string, string>
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const addressFile = path.join(order.dataFolder, 'postgres.json')

const lock = takeFileLock(path.join(order.dataFolder, 'postgres.lock'))
if (!lock) process.exit(BUSY)
process.title = `bekal postgres supervisor ${order.dataFolder}`
process.umask(0o077)

const clients = new Set<Socket>()
let state: 'starting' | 'ready' | 'stopping' = 'starting'
let postmaster: ChildProcess | undefined
let lonely: NodeJS.Timeout | undefined

const runFolder = await openRunFolder()
const socketFolder = path.join(runFolder, 'pg')
const control = listen(path.join(runFolder, 'control'))
const running = bringUp()
waitForClients()
process.on('SIGTERM', shutDown)
process.on('SIGINT', shutDown)
process.on('SIGHUP', () => {})
await running

async function bringUp(): Promise<void> {
  try {
    shortenLog()
    const binaries = await usableBinaries()
    const cluster = { binaries, dataFolder: order.dataFolder, socketFolder, settings: order.settings }
    await createCluster(cluster)
    await stopOrphan(cluster)
    await keepRunning(cluster)
  } catch (error) {
    tell({ type: 'failed', message: (error as Error).message })
    forget()
    leave(1)
  }
}

/** Starts PostgreSQL, and starts it again whenever it dies: a killed database recovers without anybody's help. */
async function keepRunning(cluster: Cluster): Promise<void> {
  postmaster = await startPostmaster(cluster)
  if (state === 'starting') state = 'ready'
  tell({ type: 'ready', host: socketFolder })
  postmaster.once('exit', () => {
    if (state !== 'ready') return
    const again = async (): Promise<void> => {
      await keepRunning(cluster).catch(async (error: Error) => {
        console.error(error.message)
        await sleep(2_000)
        if (state === 'ready') await again()
      })
    }
    void again()
  })
}

/**
 * A short, private folder for the two sockets (a socket's path may have 107 bytes, a data folder's may be longer).
 * After a killed supervisor the same folder is used again, so that those who were connected find their way back.
 */
async function openRunFolder(): Promise<string> {
  const before = await readFile(addressFile, 'utf8')
    .then((text) => (JSON.parse(text) as { runFolder: string }).runFolder)
    .catch(() => undefined)
  const folder = before && ours(before) ? before : await mkdtemp(path.join(shortTmp(), 'bekal-'))
  const account = serverAccount()
  // As root, nobody's PostgreSQL must get through to its own folder inside.
  chmodSync(folder, account ? 0o711 : 0o700)
  mkdirSync(path.join(folder, 'pg'), { recursive: true, mode: 0o700 })
  if (account) chownSync(path.join(folder, 'pg'), account.uid, account.gid)
  return folder
}

function shortTmp(): string {
  return tmpdir().length > 60 ? '/tmp' : tmpdir()
}

function ours(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.()
}

function listen(socketPath: string): Server {
  rmSync(socketPath, { force: true })
  const server = createServer((client) => {
    clients.add(client)
    waitForClients()
    client.on('error', () => {})
    client.on('data', () => {
      // The only thing a client ever says is that it leaves for good, and wants to know when all is stopped.
      clients.delete(client)
      if (clients.size > 0) client.end()
      else void shutDown()
    })
    client.on('close', () => {
      // Who says goodbye is no client any more: this one did not.
      const killed = clients.delete(client)
      waitForClients(killed ? LINGER_AFTER_KILL_MS : LINGER_MS)
    })
    if (state === 'ready') say(client, { type: 'ready', host: socketFolder })
  })
  server.listen(socketPath, () => {
    chmodSync(socketPath, 0o600)
    writeFileSync(`${addressFile}.new`, JSON.stringify({ runFolder, supervisor: process.pid }), {
      mode: 0o600,
    })
    renameSync(`${addressFile}.new`, addressFile)
  })
  return server
}

function say(client: Socket, message: object): void {
  client.write(`${JSON.stringify(message)}\n`)
}

function tell(message: object): void {
  for (const client of clients) say(client, message)
}

function waitForClients(ms = LINGER_MS): void {
  clearTimeout(lonely)
  if (clients.size === 0) lonely = setTimeout(shutDown, ms)
}

async function shutDown(): Promise<void> {
  if (state === 'stopping') return
  state = 'stopping'
  control.close()
  rmSync(addressFile, { force: true })
  await running
  if (postmaster) await stopPostmaster(postmaster)
  forget()
  leave(0)
}

function forget(): void {
  rmSync(addressFile, { force: true })
  rmSync(runFolder, { recursive: true, force: true })
}

/** Lets what was said reach the clients, then goes; the lock goes with the process. */
function leave(code: number): void {
  for (const client of clients) client.end()
  setTimeout(() => process.exit(code), 50)
}

/** The log is for the last trouble, not for the archive. */
function shortenLog(): void {
  const log = logFile(order.dataFolder)
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(log, `${log}.1`)
}
