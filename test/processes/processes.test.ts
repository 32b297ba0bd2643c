import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { leaseMs } from '../../src/jobs/leases.ts'
import { Visitor } from '../a-visitor.ts'
import { byTurns, killUnderLoad, partnerCall } from '../kill/kill-loop.ts'
import { standOf } from '../kill/stands.ts'
import { startProcesses } from './processes.ts'

// One start of three servers for the whole file: they migrate and seed together, which is the first thing that is tried.
const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-three-'))
const processes = await startProcesses({
  count: 3,
  dataFolder,
  preload: fileURLToPath(new URL('../shifted-clock.mjs', import.meta.url)),
  settings: { SHIFT_MS: '60000' },
})
after(() => processes.stop())
const { pool, ports } = processes

async function until(met: () => boolean | Promise<boolean>, forMs: number): Promise<number> {
  const from = performance.now()
  while (!(await met())) {
    assert.ok(performance.now() - from < forMs, `not within ${forMs} ms`)
    await sleep(50)
  }
  return performance.now() - from
}

const page = async (port: number, address: string) =>
  (await fetch(`http://127.0.0.1:${port}${address}`)).text()

/** What each of the servers says of a call of our partner. */
const answers = () => Promise.all(ports.map((port) => partnerCall(port, 'payment/status', {}, 'x')))

/** The process that runs a job now, by its lease. */
async function runsNow(job: string): Promise<number | undefined> {
  const { rows } = await pool.query(
    `select split_part(holder, '/', 2)::int as pid from job_lease where job = $1 and held_until > clock_timestamp()`,
    [job],
  )
  return rows[0]?.pid
}

test('three that start at once seed the demo once', async () => {
  const { rows } = await pool.query(
    `select (select count(*)::int from wave) as waves, (select count(distinct number)::int from wave) as numbers,
      (select count(*)::int from purchase where status = 'paid' and not exists (
        select from card where card.card_id = purchase.card_id and holder_name like 'Peserta Uji%')) as bought`,
  )
  assert.equal(rows[0].waves, rows[0].numbers)
  assert.equal(rows[0].bought, 1)
})

/** What is remembered is two seconds old at most; a machine that does other things besides is given some more. */
const soonMs = 6000

test('a partner that is suspended and rules that are changed hold in each of them soon', async () => {
  const refused = async () => (await answers()).filter(({ answer }) => answer.code === 'ERRAUT40153').length
  assert.equal(await refused(), 0)
  await pool.query(`update partner set status = 'suspended' where client_code = 'mitra-uji-01'`)
  await until(async () => (await refused()) === 3, soonMs)
  await pool.query(`update partner set status = 'active' where client_code = 'mitra-uji-01'`)
  await until(async () => (await refused()) === 0, soonMs)

  const { rows } = await pool.query(
    `select slug from course join offer using (course_id) join partner using (partner_id)
     where client_code = 'pijar' order by price desc, course_id limit 1`,
  )
  const course = `/pijar/kursus/${rows[0].slug}`
  const tooDear = async () =>
    (await Promise.all(ports.map((port) => page(port, course)))).filter((text) => /melebihi/.test(text))
      .length
  const before = await tooDear()
  const years = await pool.query(`select rules ->> 'grantRupiah' as granted from programme_year`)
  const grant = years.rows[0].granted
  await pool.query(`update programme_year set rules = jsonb_set(rules, '{grantRupiah}', '1')`)
  await until(async () => (await tooDear()) === 3, soonMs)
  await pool.query(`update programme_year set rules = jsonb_set(rules, '{grantRupiah}', $1::jsonb)`, [grant])
  await until(async () => (await tooDear()) === before, soonMs)
})

test('who logs in at one is known to all, and wrong passwords count for all of them together', async () => {
  const visitor = new Visitor(`http://127.0.0.1:${processes.port}`)
  await visitor.get('/dev/konsol')
  assert.equal((await visitor.post('/dev/konsol', { email: 'ani@konsol.contoh.id' })).status, 303)
  for (const _ of ports) assert.equal((await visitor.get('/konsol/akun')).status, 200)

  const guesser = new Visitor(`http://127.0.0.1:${processes.port}`)
  const guess = async () => {
    await guesser.get('/konsol/masuk')
    const form = { email: 'siapa@saja.id', password: 'tebak-tebakan', otp: '123456' }
    return (await guesser.post('/konsol/masuk', form)).text
  }
  const said = []
  for (let tries = 0; tries < 8; tries++) said.push(/terlalu (sering|banyak)/i.test(await guess()))
  assert.ok(!said[0] && said.at(-1), `locked: ${said}`)
})

test('what was paid survives the death of servers, and a job whose process dies is another’s within its lease', async () => {
  // A job that cannot come on, in whichever process it is.
  const blocker = await pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table storefront_order in access exclusive mode')
  let pid: number | undefined
  await until(async () => {
    pid = await runsNow('lapse-orders')
    return pid !== undefined
  }, 15_000)
  const victim = ports.findIndex((_, server) => processes.pidOf(server) === pid)
  await processes.kill(victim, 'SIGKILL')
  const killedAt = performance.now()
  await blocker.query('rollback')
  blocker.release()
  assert.equal(await runsNow('lapse-orders'), pid)
  const taken = until(async () => {
    const now = await runsNow('lapse-orders')
    return now !== pid
  }, 20_000).then(() => performance.now() - killedAt)
  await processes.start(victim)
  const stand = standOf(processes, dataFolder)
  const result = await killUnderLoad(stand, 2, byTurns(stand))
  assert.deepEqual(result.lost, [])
  assert.deepEqual(result.violated, [])
  assert.ok(result.acknowledged > 100, `only ${result.acknowledged} purchases were made`)
  assert.ok((await taken) < leaseMs + 10_000)
})

test('where nothing can be written nobody is ready, and all are again when it can', async () => {
  const owner = new pg.Client({ connectionString: processes.settings.DATABASE_OWNER_URL })
  await owner.connect()
  const anew = `select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()`
  const said = async () =>
    (await Promise.all(ports.map((port) => page(port, '/readyz').catch(() => '')))).join()
  try {
    await owner.query('alter database bekal set default_transaction_read_only = on')
    await pool.query(anew)
    await until(async () => (await said()).split('read_only').length === 4, 10_000)
  } finally {
    await owner.query('set default_transaction_read_only = off')
    await owner.query('alter database bekal reset default_transaction_read_only')
    await owner.end()
  }
  await pool.query(anew)
  await until(async () => (await said()).split('"ready"').length === 4, 10_000)
})

test('one whose clock is wrong decides nothing and runs no job, and the others go on', async () => {
  processes.signal(0, 'SIGUSR2')
  const readiness = async () => (await fetch(`http://127.0.0.1:${ports[0]}/readyz`)).status
  await until(async () => (await readiness()) === 503, 6000)
  assert.equal((await partnerCall(ports[0]!, 'payment/status', {}, 'x')).status, 503)
  assert.ok((await partnerCall(ports[1]!, 'payment/status', {}, 'x')).status < 500)
  const wrong = processes.pidOf(0)
  await sleep(2000)
  const { rows } = await pool.query(
    `select job from job_lease where held_until > clock_timestamp() and split_part(holder, '/', 2)::int = $1`,
    [wrong],
  )
  assert.deepEqual(rows, [])
})
