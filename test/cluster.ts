import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type EmbeddedConnection, startEmbedded } from '../src/database/embedded/embedded.ts'
import { APPLICATION, OWNER } from '../src/database/embedded/embedded-roles.ts'
import { takeFileLock } from '../src/database/embedded/file-lock.ts'
import { packagedBinaries } from '../src/database/embedded/postgres-binaries.ts'
import { prepareAsOwner } from '../src/database/installation/prepare.ts'
import { testSecret } from './test-secret.ts'

/** A throwaway PostgreSQL with the database `bekal_template`, migrated, to make test databases from. */
export interface TestCluster {
  readonly superuser: EmbeddedConnection
  stop(): Promise<void>
}

export const TEMPLATE = 'bekal_template'

/** Loses data when the machine crashes, which no test minds. Nowhere else. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '128MB',
}

/** Starts a cluster copied from a cached one: making one anew takes half a second, copying it a tenth. */
export async function startTestCluster(): Promise<TestCluster> {
  const cache = path.join(cacheFolder(), `test-cluster-${(await packagedBinaries()).version}-2`)
  mkdirSync(path.join(cache, 'runs'), { recursive: true, mode: 0o700 })
  clearDeadRuns(cache)
  if (!existsSync(path.join(cache, 'empty'))) await makeEmptyCluster(cache)
  const run = path.join(cache, 'runs', `${process.pid}-${Date.now()}`)
  mkdirSync(run, { mode: 0o700 })
  // cp keeps the owner, which as root is not us.
  execFileSync('cp', ['-a', path.join(cache, 'empty'), path.join(run, 'postgres')])
  const embedded = await startEmbedded({ dataFolder: run, settings: SETTINGS })
  const stop = async () => {
    await embedded.stop()
    rmSync(run, { recursive: true, force: true })
  }
  try {
    await makeTemplate(embedded.superuser)
  } catch (error) {
    await stop()
    throw error
  }
  return { superuser: embedded.superuser, stop }
}

async function makeTemplate(superuser: EmbeddedConnection): Promise<void> {
  await asSuperuser(superuser, `create database ${TEMPLATE} owner ${OWNER}`)
  const as = (user: string) => ({ ...superuser, user, database: TEMPLATE })
  const pool = new pg.Pool({ ...as(APPLICATION), max: 1 })
  // As of before identities were kept: keys derive from the secret alone, as tests derive them.
  const installation = { mode: 'demo', secret: testSecret } as const
  await prepareAsOwner({ pool }, as(OWNER), 'older', installation).finally(() => pool.end())
}

/** Runs one statement as the superuser, who alone may make databases. */
export async function asSuperuser(superuser: EmbeddedConnection, sql: string): Promise<void> {
  const client = new pg.Client({ ...superuser })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function makeEmptyCluster(cache: string): Promise<void> {
  const making = path.join(cache, 'runs', `making-${process.pid}`)
  const embedded = await startEmbedded({ dataFolder: making, settings: SETTINGS })
  await embedded.stop()
  try {
    renameSync(path.join(making, 'postgres'), path.join(cache, 'empty'))
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(path.join(cache, 'empty'))) throw error
  }
  rmSync(making, { recursive: true, force: true })
}

/** Runs that were killed leave their folder; their lock is free then. */
function clearDeadRuns(cache: string): void {
  for (const name of readdirSync(path.join(cache, 'runs'))) {
    const run = path.join(cache, 'runs', name)
    const lockFile = path.join(run, 'postgres.lock')
    const lock = existsSync(lockFile) ? takeFileLock(lockFile) : undefined
    if (!lock) continue
    rmSync(run, { recursive: true, force: true })
    lock.release()
  }
}

function cacheFolder(): string {
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
  try {
    accessSync(modules, constants.W_OK)
    return path.join(modules, '.cache')
  } catch {
    return path.join(tmpdir(), `bekal-cache-${process.getuid?.() ?? 0}`)
  }
}
