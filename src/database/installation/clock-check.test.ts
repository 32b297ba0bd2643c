import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { aWave, aYear } from '../../../test/a-wave.ts'
import { settingsOf, testDatabase } from '../../../test/database.ts'
import { testSecret } from '../../../test/test-secret.ts'
import { approveRestore } from '../../deadlines/correct.ts'
import { runDeadlines } from '../../deadlines/run-deadlines.ts'
import { day, machineClock, second } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { closeWave } from '../../waves/close-wave.ts'
import { announceDraw } from '../../waves/draw/announce-draw.ts'
import { commitDraw } from '../../waves/draw/commit-draw.ts'
import { enterPublicValue } from '../../waves/draw/enter-public-value.ts'
import { runDraw } from '../../waves/draw/run-draw.ts'
import { openWave } from '../../waves/open-wave.ts'
import { assertClock, WrongClock } from './clock-check.ts'

const database = await testDatabase()
const { pool } = database
const ctx = { db: pool, clock: machineClock, secrets: secretsFrom(testSecret) }
await aYear(ctx, { usableUntil: '9998-12-31' })
await aWave(ctx, 3)
const actor = { actor: 'system:test', requestId: 'r' }
const ahead = 40 * day

/** What a wrong clock must leave as it is. */
async function standing() {
  const { rows } = await pool.query(`
    select (select count(*)::int from card where status = 'active' and balance = granted) as whole,
      (select count(*)::int from entry where kind = 'forfeit') as forfeits,
      (select count(*)::int from deadline where step = 'first_reminder' or due_at > now()) as waiting,
      (select count(*)::int from journal where act ~ 'revoked') as revoked`)
  return rows[0]
}

const before = await standing()
assert.deepEqual([before.whole, before.forfeits, before.revoked], [3, 0, 0])

function atMachineTime(t: TestContext, ms: number): void {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + ms })
}

test('a clock within the tolerance decides, one beyond it does not, in both directions and by setting', async (t) => {
  await assertClock({ db: pool })
  for (const ms of [40 * day, -40 * day, 10 * second, -10 * second]) {
    atMachineTime(t, ms)
    await assert.rejects(assertClock({ db: pool }), (error: unknown) => {
      assert.ok(error instanceof WrongClock)
      assert.match(
        error.message,
        /Jam komputer ini .* tidak ada yang diputuskan[\s\S]*nothing is decided\. Set both right/,
      )
      assert.equal(Math.sign(error.aheadMs), Math.sign(ms))
      return true
    })
    await assertClock({ db: pool, clockToleranceMs: 41 * day })
    t.mock.timers.reset()
  }
})

test('what cannot be undone is not done by a machine that is 40 days ahead', async (t) => {
  atMachineTime(t, ahead)
  const acts: Record<string, () => Promise<unknown>> = {
    deadlines: () =>
      runDeadlines(ctx, { actor, link: 'https://b.example/kartu', consoleLink: 'https://b.example/konsol' }),
    close: () => closeWave(ctx, 1, { actor }),
    open: () => openWave(ctx, 1, actor),
    commit: () =>
      commitDraw(ctx, 1, { valueName: 'IHSG', valueFrom: new Date(Date.now() + day) } as never, actor),
    value: () => enterPublicValue(ctx, 1, '7012.33', actor),
    draw: () => runDraw(ctx, 1, { actor }),
    announce: () => announceDraw(ctx, 1, actor),
    restore: () => approveRestore(ctx, '1', actor, { link: 'https://b.example/kartu' }),
  }
  for (const [name, act] of Object.entries(acts)) await assert.rejects(act(), WrongClock, name)
  t.mock.timers.reset()
  assert.deepEqual(await standing(), before)
})

const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
const cli = fileURLToPath(new URL('../../../bin/bekal.mjs', import.meta.url))
const shim = new URL('../../../test/shifted-clock.mjs', import.meta.url).href

function startShifted(args: readonly string[], settings: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', '--import', shim, ...args], {
    env: { ...process.env, ...settingsOf(database), SHIFT_MS: String(ahead), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test('a command 40 days ahead ends with a sentence and has revoked nobody', async () => {
  const child = startShifted([cli, 'deadline', 'run'], { SHIFT_AT_START: '1' })
  let said = ''
  child.stderr.on('data', (words) => {
    said += words
  })
  const [code] = await once(child, 'exit')
  assert.equal(code, 1)
  assert.match(
    said,
    /The clock of this machine is 3456000\.\d seconds ahead of the database's: nothing is decided/,
  )
  assert.deepEqual(await standing(), before)
})

test('a server whose clock jumps 40 days says so, takes itself out and decides nothing', async (t) => {
  const port = await freePort()
  const child = startShifted([main], { PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' })
  t.after(async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
  let said = ''
  child.stdout.on('data', (words) => {
    said += words
  })
  child.stderr.on('data', (words) => {
    said += words
  })
  const answers = (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { accept: 'application/json' } })
  await eventually(
    async () => assert.equal((await answers('/readyz')).status, 200),
    () => said,
  )
  const seeded = await standing()
  child.kill('SIGUSR2')
  await eventually(
    async () => assert.equal((await answers('/readyz')).status, 503),
    () => said,
  )
  assert.deepEqual(await (await answers('/readyz')).json(), { status: 'not_ready', because: 'wrong_clock' })
  const refused = await answers('/masuk', 'POST')
  assert.deepEqual(
    [refused.status, ((await refused.json()) as { status: string }).status],
    [503, 'wrong_clock'],
  )
  assert.match(said, /"level":50.*The clock of this machine is/)
  // Longer than most jobs wait.
  await sleep(7000)
  assert.deepEqual(await standing(), seeded)
})

async function eventually(attempt: () => Promise<void>, said: () => string): Promise<void> {
  for (const end = performance.now() + 90_000; ; ) {
    try {
      return await attempt()
    } catch (error) {
      if (performance.now() > end) throw new Error(said(), { cause: error })
      await sleep(200)
    }
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
