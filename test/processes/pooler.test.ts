import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/open.ts'
import { startBekal } from '../../src/start.ts'
import { settingsOf, testDatabase } from '../database.ts'
import { partnerCall } from '../kill/kill-loop.ts'
import { exitOf, freePorts } from './processes.ts'

const program = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer'
const version = versionOf(program)
const installed = version
  ? {}
  : { skip: `no PgBouncer at ${program} (PGBOUNCER): nothing was tried behind one` }
/** Which hands prepared statements on from one connection to the next. */
const keeps = version !== undefined && version >= 121

const database = await testDatabase()
const { host, user, database: name } = database.connection as { host: string; user: string; database: string }
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-pooler-'))
const running: ChildProcess[] = []
after(async () => {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(running.map(exitOf))
  await rm(folder, { recursive: true, force: true })
})

/** 118 for 1.18; undefined where there is none. */
function versionOf(file: string): number | undefined {
  try {
    const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(
      execFileSync(file, ['--version'], { encoding: 'utf8' }),
    )!
    return Number(major) * 100 + Number(minor)
  } catch {
    return undefined
  }
}

/** Starts one in front of the database of this file; returns the address behind which it hands on. */
async function pooler(settings: Readonly<Record<string, string | number>>): Promise<string> {
  const [port] = await freePorts(1)
  const own = path.join(folder, String(port))
  await mkdir(own)
  await writeFile(path.join(own, 'users.txt'), `"${user}" ""\n`)
  const lines = Object.entries({
    listen_addr: '127.0.0.1',
    listen_port: port!,
    unix_socket_dir: '',
    auth_type: 'trust',
    auth_file: path.join(own, 'users.txt'),
    default_pool_size: 40,
    ...settings,
  }).map(([key, value]) => `${key} = ${value}`)
  const file = path.join(own, 'pgbouncer.ini')
  await writeFile(file, `[databases]\n* = host=${host}\n[pgbouncer]\n${lines.join('\n')}\n`)
  // It does not run as root.
  for (const open of [folder, own]) await chmod(open, 0o755)
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  running.push(spawn(program, ['-q', ...asNobody, file], { stdio: ['ignore', 'ignore', 'inherit'] }))
  for (let tries = 0; !(await answers(port!)); tries++) {
    assert.ok(tries < 100, 'PgBouncer does not come up')
    await sleep(100)
  }
  return `postgres://${user}@127.0.0.1:${port}/${name}`
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })
}

const open = async (url: string) => {
  const opened = await openDatabase({ url, dataFolder: '/nowhere' })
  await opened.close()
}
const usual = { ignore_startup_parameters: 'options,extra_float_digits' }

test(
  'a PgBouncer that loses prepared statements is told apart at start, and what to do is said',
  installed,
  async () => {
    await assert.rejects(
      open(
        await pooler({ ...usual, pool_mode: 'transaction', ...(keeps && { max_prepared_statements: 0 }) }),
      ),
      /does not keep prepared statements: set max_prepared_statements = 200 .*1\.21 or newer.* or pool_mode = session/,
    )
  },
)

test('so is one that does not take our settings', {
  ...installed,
  ...(keeps && { skip: 'it reads them' }),
}, async () => {
  await assert.rejects(open(await pooler({ pool_mode: 'session' })), /ignore_startup_parameters = options/)
})

test('behind one that fits the server starts, answers, counts and runs its jobs', installed, async () => {
  const mode = keeps ? { pool_mode: 'transaction', max_prepared_statements: 200 } : { pool_mode: 'session' }
  const url = await pooler({ ...usual, ...mode })
  const settings = { ...settingsOf(database), DATABASE_URL: url, BEKAL_DATA: folder }
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', ...settings })
  const server = await startBekal({ config, log: pino({ level: 'error' }) })
  try {
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/readyz`)).status, 200)
    const call = {
      user_platform_id: 'p-1',
      prakerja_id: '1',
      course_code: 'x',
      schedule_code: 'y',
      amount: 1,
    }
    assert.equal((await partnerCall(server.port, 'payment/send-otp', call)).status, 400)
    const ran = async () => {
      const { rows } = await database.pool.query(`select job from job_lease where holder <> ''`)
      return rows.length
    }
    for (let tries = 0; (await ran()) < 5; tries++) {
      assert.ok(tries < 200, 'no job was run')
      await sleep(100)
    }
  } finally {
    await server.stop()
  }
})
