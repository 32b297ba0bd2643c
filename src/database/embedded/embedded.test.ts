import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { type Database, openDatabase } from '../open.ts'
import { claimServer, startEmbedded } from './embedded.ts'
import { takeFileLock } from './file-lock.ts'

const CLIENT = fileURLToPath(new URL('../../../test/embedded-client.ts', import.meta.url))
const settings = { fsync: 'off' }
const base = await mkdtemp(path.join(tmpdir(), 'bekal-embedded-'))
// As root this is a folder that the account PostgreSQL runs under cannot enter.
await chmod(base, 0o700)

let dataFolder = ''
let count = 0
let children: ChildProcess[] = []
let databases: Database[] = []

beforeEach(() => {
  dataFolder = path.join(base, `data-${++count}`)
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child)
  for (const database of databases) await database.close()
  children = []
  databases = []
  await stopped()
})
after(() => rmSync(base, { recursive: true, force: true }))

async function open(): Promise<Database> {
  const database = await openDatabase({ dataFolder, settings })
  databases.push(database)
  return database
}

async function client(...more: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', CLIENT, dataFolder, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout!, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const pidFile = (): string => path.join(dataFolder, 'postgres', 'postmaster.pid')
const postmaster = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
const supervisor = (): number =>
  JSON.parse(readFileSync(path.join(dataFolder, 'postgres.json'), 'utf8')).supervisor

/** Waits until nothing runs on the data folder any more. */
async function stopped(): Promise<void> {
  await eventually('PostgreSQL stops', async () => {
    const lock = takeFileLock(path.join(dataFolder, 'postgres.lock'))
    lock?.release()
    assert.ok(lock)
    assert.ok(!existsSync(pidFile()))
  })
}

async function eventually<T>(what: string, attempt: () => Promise<T>, ms = 15_000): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`, { cause: error })
      await sleep(50)
    }
  }
}

async function remember({ owner, pool }: Database): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await client
    .query('create table note (words text); grant select, insert on note to bekal')
    .finally(() => client.end())
  await pool.query(`insert into note values ('kept')`)
}

async function recall({ pool }: Database): Promise<unknown[]> {
  return (await pool.query('select words from note')).rows
}

test('what was written is there after a stop and a new start', async () => {
  const before = await open()
  await remember(before)
  await before.close()
  await stopped()
  assert.deepEqual(await recall(await open()), [{ words: 'kept' }])
})

test('the application is no superuser, and another role owns its database, of which it cannot become a member', async () => {
  const { pool } = await open()
  const role = await pool.query(`
    select current_user as name, rolsuper, pg_get_userbyid(datdba) as owner, datlocprovider, datlocale
    from pg_roles r, pg_database where rolname = current_user and datname = current_database()`)
  assert.deepEqual(role.rows, [
    { name: 'bekal', rolsuper: false, owner: 'bekal_owner', datlocprovider: 'b', datlocale: 'C.UTF-8' },
  ])
  for (const sql of ['create table mine (id int)', 'set role bekal_owner', 'grant bekal_owner to bekal'])
    await assert.rejects(pool.query(sql), /permission denied/, sql)
})

test('it flushes what it commits, and listens nowhere but on its private socket', async () => {
  const database = await openDatabase({ dataFolder })
  databases.push(database)
  const shown = await database.pool.query(`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('listen_addresses') as listens, current_setting('unix_socket_permissions') as socket`)
  assert.deepEqual(shown.rows, [{ fsync: 'on', commit: 'on', listens: '', socket: '0700' }])
})

test('two processes share one PostgreSQL, and it outlives the first of them', async () => {
  const first = await client()
  const database = await open()
  const sharedPid = postmaster()
  await remember(database)
  await kill(first)
  await sleep(2_500)
  assert.deepEqual(await recall(database), [{ words: 'kept' }])
  assert.equal(postmaster(), sharedPid)
})

test('when its last user is killed it stops by itself, cleanly', async () => {
  const user = await client()
  const database = await open()
  await remember(database)
  await database.close()
  await kill(user)
  await stopped()
  assert.match(readFileSync(path.join(dataFolder, 'postgres.log'), 'utf8'), /database system is shut down\n$/)
  assert.deepEqual(await recall(await open()), [{ words: 'kept' }])
})

test('a killed PostgreSQL comes back by itself, and the pool with it', async () => {
  const database = await open()
  await remember(database)
  const before = postmaster()
  process.kill(before, 'SIGKILL')
  await eventually('PostgreSQL comes back', async () => assert.notEqual(postmaster(), before), 40_000)
  assert.deepEqual(await eventually('the pool comes back', () => recall(database)), [{ words: 'kept' }])
})

test('a killed supervisor is replaced while somebody uses the database', async () => {
  const database = await open()
  await remember(database)
  const before = supervisor()
  process.kill(before, 'SIGKILL')
  await eventually('another supervisor', async () => assert.notEqual(supervisor(), before))
  assert.deepEqual(await eventually('the pool comes back', () => recall(database)), [{ words: 'kept' }])
})

test('a PostgreSQL left over by a killed supervisor is stopped before the next start', async () => {
  const user = await client()
  const orphan = postmaster()
  const killed = supervisor()
  user.kill('SIGKILL')
  process.kill(killed, 'SIGKILL')
  await once(user, 'exit')
  await open()
  assert.notEqual(postmaster(), orphan)
})

test('a process id that a stranger got meanwhile does not stand in the way, and the stranger lives', async () => {
  const before = await open()
  const text = readFileSync(pidFile(), 'utf8')
  await before.close()
  await stopped()
  const stranger = spawn('sleep', ['60'])
  children.push(stranger)
  writeFileSync(pidFile(), text.replace(/^\d+/, String(stranger.pid)))
  const { uid, gid } = statSync(path.join(dataFolder, 'postgres'))
  chownSync(pidFile(), uid, gid)
  await open()
  assert.equal(stranger.exitCode ?? stranger.signalCode, null)
})

test('a cluster whose making was cut short is made anew', async () => {
  const half = path.join(dataFolder, 'postgres.new-1')
  mkdirSync(half, { recursive: true })
  writeFileSync(path.join(half, 'PG_VERSION'), '18\n')
  await open()
  assert.ok(!existsSync(half))
})

test('nothing in the data folder can be read by others', async () => {
  const { stop } = await startEmbedded({ dataFolder, settings })
  await stop()
  assert.equal(statSync(dataFolder).mode & 0o077, 0)
  assert.equal(statSync(path.join(dataFolder, 'postgres')).mode & 0o077, 0)
})

test('only one server may run on a data folder, and a killed one gives it free at once', async () => {
  const server = await client('claim')
  await assert.rejects(claimServer(dataFolder), /A bekal server is already running on the data folder/)
  await kill(server)
  const claim = await claimServer(dataFolder)
  await assert.rejects(claimServer(dataFolder), /already running/)
  claim.release()
})

test('a claim that nobody refers to is held until its process ends', async () => {
  await claimServer(dataFolder)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let times = 0; times < 3; times++) {
    await sleep(20)
    collect()
  }
  await assert.rejects(claimServer(dataFolder), /already running/)
})

test('after kill -9 of all in the middle of a long statement it is there again within ten seconds', async () => {
  const user = await client()
  const database = await open()
  const long = new pg.Client(database.superuser)
  long.on('error', () => {})
  await long.connect()
  await long.query('select 1')
  // Longer than anybody waits: by itself it would hold the old PostgreSQL's memory until it is done.
  const cut = assert.rejects(
    long.query(
      'select count(*) from generate_series(1, 3000) a, generate_series(1, 1000000) b where a # b = 1',
    ),
  )
  await sleep(500)
  const [server, keeper] = [postmaster(), supervisor()]
  process.kill(keeper, 'SIGKILL')
  process.kill(server, 'SIGKILL')
  user.kill('SIGKILL')
  await once(user, 'exit')
  const began = performance.now()
  // On a busy machine a backend answers before it notices that its server is gone.
  const anew = async () => {
    await database.pool.query('select 1')
    assert.notEqual(postmaster(), server)
  }
  await eventually('PostgreSQL is there again', anew, 30_000)
  const took = performance.now() - began
  assert.ok(took < 10_000, `it took ${Math.round(took)} ms`)
  await long.end().catch(() => {})
  await cut
})
