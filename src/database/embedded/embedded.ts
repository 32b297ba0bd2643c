import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, statSync } from 'node:fs'
import { mkdir, readFile, realpath } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { APPLICATION, OWNER } from './embedded-roles.ts'
import { type FileLock, takeFileLock } from './file-lock.ts'
import { packagedBinaries } from './postgres-binaries.ts'
import { clusterFolder, logFile, serverAccount } from './postgres-cluster.ts'

/** How `pg` reaches an embedded PostgreSQL: through its socket, without a password. */
export interface EmbeddedConnection {
  readonly host: string
  readonly user: string
  readonly database: string
}

export interface Embedded {
  /** As the application's own role, which is no superuser and owns nothing. */
  readonly connection: EmbeddedConnection
  /** As the role that owns the database and everything in it, for migrations. */
  readonly owner: EmbeddedConnection
  /** As the superuser, for the hand-over to the owner and for tests that make databases. */
  readonly superuser: EmbeddedConnection
  /** Leaves; when nobody else uses the data folder, resolves once PostgreSQL is stopped. */
  stop(): Promise<void>
}

interface Wanted {
  readonly dataFolder: string
  readonly settings: Readonly<Record<string, string>>
}

interface Link {
  readonly socket: Socket
  readonly host: string
}

const BUSY = 75
const START_PATIENCE_MS = 60_000

/**
 * Starts the PostgreSQL of this data folder, or joins the one another process runs on it. It runs until the last
 * process that uses it is gone, and is stopped cleanly then, however that process died.
 * `settings` are PostgreSQL's own and count only for whoever starts it.
 */
export async function startEmbedded(options: {
  dataFolder: string
  settings?: Readonly<Record<string, string>>
}): Promise<Embedded> {
  await packagedBinaries()
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 })
  const wanted = { dataFolder: await realpath(options.dataFolder), settings: options.settings ?? {} }
  assertOurs(wanted.dataFolder)
  let link = await join(wanted)
  let left = false
  let rejoined: Promise<void> = Promise.resolve()
  const stay = (): void => {
    link.socket.unref()
    link.socket.once('close', () => {
      if (!left) rejoined = rejoin()
    })
  }
  // The supervisor was killed: another takes its place, on the same socket folder, and the pool reconnects.
  const rejoin = async (): Promise<void> => {
    while (!left) {
      try {
        link = await join(wanted)
        return stay()
      } catch (error) {
        process.emitWarning(`PostgreSQL is gone and does not come back: ${(error as Error).message}`)
        await sleep(5_000, undefined, { ref: false })
      }
    }
  }
  stay()
  const as = (user: string) => ({ host: link.host, user, database: 'bekal' })
  return {
    connection: as(APPLICATION),
    owner: as(OWNER),
    superuser: as('postgres'),
    stop: async () => {
      if (left) return
      left = true
      await rejoined
      await leave(link.socket)
    },
  }
}

/** PostgreSQL's files belong to the account that made them, and are of no use to another, not even to root. */
function assertOurs(dataFolder: string): void {
  const us = process.getuid?.()
  const owners = [
    { file: dataFolder, wanted: us },
    { file: clusterFolder(dataFolder), wanted: serverAccount()?.uid ?? us },
  ]
  for (const { file, wanted } of owners) {
    const owner = statSync(file, { throwIfNoEntry: false })?.uid
    // Root may use a folder it was given by anybody, as long as PostgreSQL's own folder inside is right.
    if (owner === undefined || owner === wanted || (us === 0 && file === dataFolder)) continue
    throw new Error(
      `The data folder ${dataFolder} was made by another account (uid ${owner}): ` +
        'run bekal as that one, or give it another data folder.',
    )
  }
}

/**
 * Claims the data folder for the one server that may run on it; a second one is told so. The claim is the
 * kernel's, not PostgreSQL's: it outlives a restart of PostgreSQL and is gone the moment its holder is gone.
 */
export async function claimServer(dataFolder: string): Promise<FileLock> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const claim = takeFileLock(path.join(dataFolder, 'server.lock'))
  if (claim) return claim
  throw new Error(
    `A bekal server is already running on the data folder ${path.resolve(dataFolder)}: stop it first, or give this one a folder of its own.`,
  )
}

async function join(wanted: Wanted): Promise<Link> {
  let supervisor: ChildProcess | undefined
  for (const startedAt = Date.now(); ; ) {
    const socket = await reach(wanted.dataFolder)
    const link = socket && (await welcome(socket))
    if (link) return link
    if (supervisor?.exitCode !== null) {
      if (supervisor?.exitCode) await explain(supervisor.exitCode, wanted.dataFolder, startedAt)
      supervisor = startSupervisor(wanted)
    }
    await sleep(30)
  }
}

async function explain(exitCode: number, dataFolder: string, startedAt: number): Promise<void> {
  if (exitCode !== BUSY) {
    const log = await readFile(logFile(dataFolder), 'utf8').catch(() => '')
    throw new Error(
      `PostgreSQL could not be started in ${dataFolder}: ${log.trim().split('\n').slice(-8).join('\n')}`,
    )
  }
  if (Date.now() - startedAt > START_PATIENCE_MS) {
    throw new Error(
      `The data folder ${dataFolder} is in use by a process that cannot be reached from here (another container?).`,
    )
  }
  // It is just starting, or just stopping.
  await sleep(100)
}

/** The connection to the supervisor of this folder, when one listens. */
async function reach(dataFolder: string): Promise<Socket | undefined> {
  const address = await readFile(path.join(dataFolder, 'postgres.json'), 'utf8').catch(() => undefined)
  if (address === undefined) return undefined
  const { runFolder } = JSON.parse(address) as { runFolder: string }
  const socket = connect(path.join(runFolder, 'control'))
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket))
    socket.on('error', () => resolve(undefined))
  })
}

/** Waits until PostgreSQL answers; undefined when the supervisor was just leaving. */
async function welcome(socket: Socket): Promise<Link | undefined> {
  return new Promise((resolve, reject) => {
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      heard += chunk
      const [line, rest] = heard.split('\n')
      if (rest === undefined) return
      heard = ''
      const message = JSON.parse(line ?? '') as { type: string; host: string; message: string }
      if (message.type === 'failed') reject(new Error(message.message))
      else resolve({ socket, host: message.host })
    })
    socket.once('close', () => resolve(undefined))
  })
}

function startSupervisor({ dataFolder, settings }: Wanted): ChildProcess {
  const file = fileURLToPath(new URL('./postgres-supervisor.ts', import.meta.url))
  // Node runs TypeScript as it is, but not below node_modules, where an installed bekal lives.
  const loader = file.includes('/node_modules/') ? ['--import', import.meta.resolve('tsx')] : []
  const log = openSync(logFile(dataFolder), 'a', 0o600)
  const { PATH, HOME, TMPDIR, XDG_CACHE_HOME } = process.env
  const child = spawn(process.execPath, [...loader, file, JSON.stringify({ dataFolder, settings })], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    // Nothing of the application's secrets goes along.
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...(XDG_CACHE_HOME && { XDG_CACHE_HOME }) },
  })
  closeSync(log)
  child.unref()
  return child
}

async function leave(socket: Socket): Promise<void> {
  if (socket.destroyed) return
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.ref()
  socket.write('bye\n')
  await gone
}
