import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { access, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { APPLICATION, OWNER } from './embedded-roles.ts'

/** One PostgreSQL cluster: its programs, its files, and where it is reached. Used by the supervisor only. */
export interface Cluster {
  /** The folder with bin, lib and share. */
  readonly binaries: string
  /** The folder that holds the cluster, its log and its locks. */
  readonly dataFolder: string
  /** The private folder of the unix socket. */
  readonly socketFolder: string
  readonly settings: Readonly<Record<string, string>>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

const isRoot = process.getuid?.() === 0

/** Made for an application whose every write is money: nothing here trades durability for speed. */
const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  cluster_name: 'bekal',
  max_connections: '100',
  shared_buffers: '256MB',
  // What was written since the last checkpoint is written again after a crash, before anybody is answered.
  max_wal_size: '512MB',
  checkpoint_timeout: '5min',
  random_page_cost: '1.1',
  jit: 'off',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

export const clusterFolder = (dataFolder: string): string => path.join(dataFolder, 'postgres')
export const logFile = (dataFolder: string): string => path.join(dataFolder, 'postgres.log')

/** PostgreSQL refuses to run as root, so root runs it as `nobody`; everybody else runs it as themselves. */
export function serverAccount(): Account | undefined {
  if (!isRoot) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  // macOS writes nobody as -2; the system calls want it unsigned.
  return { uid: Number(uid ?? 65534) >>> 0, gid: Number(gid ?? 65534) >>> 0 }
}

/**
 * Starts one of the programs standing in `folder`. `nobody` may not walk through root's private folders, but a
 * process may always use the folder it already stands in: it is entered as root, and named by where it stands.
 */
function run(
  cluster: Cluster,
  program: string,
  folder: string,
  args: string[],
  input?: string,
): ChildProcess {
  const named = isRoot && process.platform === 'linux' ? '/proc/self/cwd' : folder
  const log = openSync(logFile(cluster.dataFolder), 'a', 0o600)
  try {
    const child = spawn(path.join(cluster.binaries, 'bin', program), [...args, '-D', named], {
      cwd: folder,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: [input === undefined ? 'ignore' : 'pipe', log, log],
      ...serverAccount(),
    })
    child.stdin?.end(input)
    return child
  } finally {
    closeSync(log)
  }
}

async function succeed(cluster: Cluster, child: ChildProcess, what: string): Promise<void> {
  const ended = new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve))
  const logFrom = await logSize(cluster.dataFolder)
  const code = await ended
  if (code !== 0)
    throw new Error(`PostgreSQL could not ${what}: ${await logSince(cluster.dataFolder, logFrom)}`)
}

/** Makes the cluster, with the role and database `bekal`, when there is none. A half-made one never counts. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const folder = clusterFolder(cluster.dataFolder)
  if (await exists(path.join(folder, 'PG_VERSION'))) return
  for (const name of await readdir(cluster.dataFolder)) {
    if (name.startsWith('postgres.new-')) await rm(path.join(cluster.dataFolder, name), { recursive: true })
  }
  const making = path.join(cluster.dataFolder, `postgres.new-${process.pid}`)
  await mkdir(making, { mode: 0o700 })
  const account = serverAccount()
  if (account) await chown(making, account.uid, account.gid)
  const args = ['--username=postgres', '--auth=trust', '--no-instructions', '--encoding=UTF8', '--locale=C']
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const sync = cluster.settings.fsync === 'off' ? ['--no-sync'] : []
  await succeed(cluster, run(cluster, 'initdb', making, [...args, ...locale, ...sync]), 'make its files')
  // The application neither is the superuser nor owns the tables: what it may not change it really cannot change.
  const roles = `create role ${OWNER} login;\n\ncreate role ${APPLICATION} login;\n\ncreate database bekal owner ${OWNER};\n\n`
  const single = ['--single', '-j', ...(sync.length > 0 ? ['-F'] : [])]
  await succeed(
    cluster,
    run(cluster, 'postgres', making, [...single, 'postgres'], roles),
    'make its database',
  )
  await rename(making, folder)
  const parent = await open(cluster.dataFolder, 'r')
  await parent.sync().finally(() => parent.close())
}

/** Starts PostgreSQL and waits until it answers; after a crash that includes its recovery, however long. */
export async function startPostmaster(cluster: Cluster): Promise<ChildProcess> {
  const folder = clusterFolder(cluster.dataFolder)
  const settings = { ...DEFAULT_SETTINGS, ...cluster.settings }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // No TCP: the only way in is a socket in a folder that nobody else may enter.
  const doors = ['-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', '-k', cluster.socketFolder]
  for (const attemptsEnd = Date.now() + 30_000; ; ) {
    const logFrom = await logSize(cluster.dataFolder)
    const child = run(cluster, 'postgres', folder, [...args, ...doors])
    const ended = new Promise<void>((resolve, reject) => {
      child.once('exit', () => resolve()).once('error', reject)
    })
    while (child.exitCode === null && child.signalCode === null) {
      if ((await postmasterFile(folder))?.ready === child.pid) return child
      await Promise.race([sleep(20), ended])
    }
    const said = await logSince(cluster.dataFolder, logFrom)
    // After a kill -9 the old processes hold the memory, and even count as alive, for a while.
    const lingering = /shared memory block|lock file/.test(said)
    if (!lingering || Date.now() > attemptsEnd) throw new Error(`PostgreSQL did not start: ${said}`)
    // One in the middle of a long statement does not notice for as long as that takes; its work is lost in any case.
    if (Date.now() > attemptsEnd - 28_000) endLeftBackends(folder)
    await sleep(300)
  }
}

/** Fast shutdown: sessions are ended, everything is written, and the next start needs no recovery. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  const patience = setTimeout(() => child.kill('SIGQUIT'), 120_000)
  await ended
  clearTimeout(patience)
}

/**
 * Stops a PostgreSQL left behind by a supervisor that was killed. Its process id alone proves nothing (ids are
 * reused, above all in containers): only a process that stands in our cluster's folder is ours to stop.
 */
export async function stopOrphan(cluster: Cluster): Promise<void> {
  const folder = clusterFolder(cluster.dataFolder)
  const left = await postmasterFile(folder)
  if (!left) return
  const startedAt = Date.now()
  while (standsIn(left.pid, folder)) {
    // A recovery at the next start takes no longer than a checkpoint that is not done by then.
    process.kill(left.pid, Date.now() - startedAt > 5_000 ? 'SIGQUIT' : 'SIGINT')
    await sleep(200)
  }
  const still = await postmasterFile(folder)
  // A stranger may have got the number. PostgreSQL would refuse to start beside it, but takes its own parent's
  // number for stale; the rest of the file must stay, it leads to the memory that old backends may still use.
  if (still) await writeFile(still.file, still.text.replace(/^\d+/, String(process.pid)))
  for (const name of await readdir(cluster.socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) await rm(path.join(cluster.socketFolder, name), { force: true })
  }
}

/**
 * Ends what a killed postmaster has left behind. Called when PostgreSQL has refused to start because of them: no postmaster
 * lives that they belong to, and whatever stands in our cluster's folder is theirs.
 */
function endLeftBackends(folder: string): void {
  if (process.platform !== 'linux') return
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!(pid > 0) || pid === process.pid || !standsIn(pid, folder)) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself just now.
    }
  }
}

function standsIn(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      `-D ${folder}`,
    )
  } catch {
    return false
  }
}

/** What PostgreSQL writes about itself: its process id, and as its last line whether it answers yet. */
async function postmasterFile(folder: string) {
  const file = path.join(folder, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return { file, text, pid, ready: lines[7]?.trim() === 'ready' ? pid : undefined }
}

async function logSize(dataFolder: string): Promise<number> {
  return stat(logFile(dataFolder)).then(
    ({ size }) => size,
    () => 0,
  )
}

async function logSince(dataFolder: string, from: number): Promise<string> {
  const log = await readFile(logFile(dataFolder)).catch(() => Buffer.alloc(0))
  const lines = log.subarray(from).toString('utf8').trim().split('\n')
  return `${lines.slice(-6).join(' | ') || 'it said nothing'} (log: ${logFile(dataFolder)})`
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
