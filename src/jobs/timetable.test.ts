import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase } from '../../test/database.ts'
import { openLeases } from './leases.ts'
import { type Job, startTimetable, type Timetable } from './timetable.ts'

const { pool } = await testDatabase()
const started: Timetable[] = []
after(() => Promise.all(started.map((timetable) => timetable.stop())))

/** A timetable as another process would run it: with leases of its own. */
function aProcess(jobs: readonly Job[], leaseMs?: number, mayRun = () => true): Timetable {
  const report = (job: string, fault: unknown) => assert.fail(`${job}: ${fault}`)
  const leases = openLeases(pool, leaseMs)
  const timetable = startTimetable({ jobs, leases, report, mayRun, lookEveryMs: 20 })
  started.push(timetable)
  return timetable
}

async function until(met: () => boolean | Promise<boolean>, forMs = 10_000): Promise<void> {
  const end = performance.now() + forMs
  while (!(await met())) {
    assert.ok(performance.now() < end, 'it never came so far')
    await sleep(20)
  }
}

test('of three processes one runs a job at a time, and it comes round as often as for one', async () => {
  let [running, most, runs] = [0, 0, 0]
  const job: Job = {
    name: 'one-of-three',
    everyMs: 200,
    async run() {
      most = Math.max(most, ++running)
      await sleep(50)
      running--
      runs++
    },
  }
  const processes = [aProcess([job]), aProcess([job]), aProcess([job])]
  const from = performance.now()
  await until(() => runs >= 8)
  const took = performance.now() - from
  await Promise.all(processes.map((timetable) => timetable.stop()))
  assert.equal(most, 1)
  assert.ok(took > 7 * 250, `eight runs in ${took} ms`)
})

test('what follows the others runs in each process, also beside a wrong clock where it decides nothing', async () => {
  const ran = { everywhere: 0, always: 0, decides: 0 }
  const own = { everywhere: true, everyMs: 20 }
  const jobs: Job[] = [
    { ...own, name: 'follow', run: async () => ran.everywhere++ },
    { ...own, name: 'watch', always: true, run: async () => ran.always++ },
    { name: 'decide', everyMs: 20, run: async () => ran.decides++ },
  ]
  const wrong = aProcess(jobs, undefined, () => false)
  await until(() => ran.always > 3)
  assert.deepEqual([ran.everywhere, ran.decides], [0, 0])
  const right = [aProcess(jobs), aProcess(jobs)]
  await until(() => ran.everywhere > 3 && ran.decides > 3)
  await Promise.all([wrong, ...right].map((timetable) => timetable.stop()))
})

test('a job whose process is gone is run by another one when its lease is over, and not before', async () => {
  const job = { name: 'left-behind', everyMs: 1 }
  const gone = openLeases(pool, 600)
  await until(async () => (await gone.take([job])).length === 1)
  const from = performance.now()
  let ranAfter: number | undefined
  const other = aProcess([{ ...job, run: async () => (ranAfter ??= performance.now() - from) }])
  await until(() => ranAfter !== undefined)
  await other.stop()
  assert.ok(ranAfter! > 500 && ranAfter! < 3000, `after ${ranAfter} ms`)
})

test('a process that stops breaks its job off, and another goes on with it at once', async () => {
  const runs: string[] = []
  const long = (who: string): Job => ({
    name: 'sweep',
    everyMs: 60_000,
    run: (stopping) =>
      new Promise<void>((resolve) => {
        runs.push(who)
        stopping.addEventListener('abort', () => resolve())
      }),
  })
  await pool.query(`insert into job_lease values ('sweep', '', '-infinity', '-infinity')`)
  const first = aProcess([long('first')])
  await until(() => runs.length === 1)
  const second = aProcess([long('second')])
  await sleep(100)
  assert.deepEqual(runs, ['first'])
  await first.stop()
  await until(() => runs.length === 2)
  await second.stop()
  assert.deepEqual(runs, ['first', 'second'])
})

test('a process that has lost its lease breaks the job off when it looks again', async () => {
  let brokenOff = false
  await pool.query(`insert into job_lease values ('stood-still', '', '-infinity', '-infinity')`)
  const stood = aProcess([
    {
      name: 'stood-still',
      everyMs: 60_000,
      run: (stopping) =>
        new Promise<void>((resolve) => {
          stopping.addEventListener('abort', () => {
            brokenOff = true
            resolve()
          })
        }),
    },
  ])
  const taken = `update job_lease set holder = 'another' where job = 'stood-still' and holder <> ''`
  await until(async () => (await pool.query(taken)).rowCount === 1)
  await until(() => brokenOff)
  await stood.stop()
  const { rows } = await pool.query(`select holder from job_lease where job = 'stood-still'`)
  assert.deepEqual(rows, [{ holder: 'another' }])
})
