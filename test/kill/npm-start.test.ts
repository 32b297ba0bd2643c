import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { settingsOf, testDatabase } from '../database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const database = await testDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-npm-'))
after(() => rm(folder, { recursive: true, force: true }))

/** As people start it: `npm start`, in a group of its own, so that nothing but npm hears of a signal. */
async function npmStart(): Promise<{ npm: ChildProcess; port: number; server: number }> {
  const port = await freePort()
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      ...settingsOf(database),
      PORT: String(port),
      BEKAL_DATA: folder,
      LOG_LEVEL: 'error',
      // Not that of the test run itself.
      npm_lifecycle_event: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let said = ''
  npm.stdout?.setEncoding('utf8').on('data', (words: string) => {
    said += words
  })
  for (let tries = 0; !said.includes('is running'); tries++) {
    assert.ok(tries < 900 && npm.exitCode === null, `npm start does not come up: ${said}`)
    await sleep(100)
  }
  const [child] = childrenOf(npm.pid!)
  return { npm, port, server: child! }
}

/** What a process has started, and that in turn, as Linux tells it. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
}

async function isGone(pid: number, port: number): Promise<boolean> {
  for (let tries = 0; tries < 300; tries++) {
    const lives = alive(pid)
    const answers = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    )
    if (!lives && !answers) return true
    await sleep(100)
  }
  return false
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process that ended and that nobody asked for counts as alive.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

const linux = process.platform === 'linux' ? {} : { skip: 'it reads /proc' }

for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const)
  test(`${signal} to npm ends the server, on port and database`, linux, async () => {
    const { npm, port, server } = await npmStart()
    const gone = once(npm, 'exit')
    npm.kill(signal)
    await gone
    assert.ok(await isGone(server, port), 'the server goes on without npm')
    const { rows } = await database.pool.query(
      `select count(*)::int as left from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name = 'bekal' and state <> 'idle'`,
    )
    assert.equal(rows[0].left, 0)
  })
