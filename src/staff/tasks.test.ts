import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase } from '../../test/database.ts'
import { stoppedClock } from '../kernel/clock.ts'
import { done, refuse } from '../kernel/refusal.ts'
import { listTasks, openTasks, type TaskReport, type TaskWork } from './tasks.ts'

const { pool } = await testDatabase()
const ctx = { db: pool, clock: stoppedClock('2026-11-23T10:00:00+07:00') }
const actor = { actor: 'staff:1', requestId: 'r' }
const faults: unknown[] = []
const tasks = openTasks(ctx, (fault) => faults.push(fault))
let waves = 0

function work(run: TaskWork['run'], subject = `wave:${++waves}`): TaskWork {
  return { kind: 'notify_wave', subject, run }
}

async function ended(subject: string) {
  for (let i = 0; i < 100; i++) {
    const [task] = await listTasks(pool, { subject, limit: 1 })
    if (task?.endedAs) return task
    await sleep(20)
  }
  return assert.fail('it did not end')
}

test('work goes on beside the request, and leaves its report', async () => {
  const it = work(async (progress) => {
    progress(3, 4)
    return done({ notified: 4 })
  })
  const begun = await tasks.start(it, actor)
  assert.ok(begun.ok)
  const task = await ended(it.subject)
  assert.deepEqual([task.endedAs, task.done, task.total, task.report], ['done', 3, 4, { notified: 4 }])
  assert.equal(task.startedBy, 'staff:1')
})

test('the same is never begun twice at once; afterwards it may be', async () => {
  let finish: (report: TaskReport) => void = () => {}
  const it = work(() => new Promise((resolve) => (finish = resolve)))
  const both = await Promise.all([tasks.start(it, actor), tasks.start(it, actor)])
  assert.equal(both.filter(({ ok }) => ok).length, 1)
  const [running] = await listTasks(pool, { subject: it.subject, limit: 1 })
  assert.equal(running?.endedAt, undefined)
  finish(refuse('wave_empty'))
  const task = await ended(it.subject)
  assert.deepEqual([task.endedAs, task.report], ['refused', { refusal: 'wave_empty' }])
  assert.ok((await tasks.start(it, actor)).ok)
  finish(done({}))
  await ended(it.subject)
})

test('what breaks is told to the operator of the machine, and not to the page', async () => {
  const it = work(() => Promise.reject(new Error('secret of the machine')))
  await tasks.start(it, actor)
  const task = await ended(it.subject)
  assert.deepEqual([task.endedAs, task.report], ['broken', {}])
  assert.equal(faults.length, 1)
})

test('work whose process was killed is shown as interrupted, and can be begun again', async () => {
  const subject = `wave:${++waves}`
  await pool.query(
    `insert into staff_task (kind, subject, started_by, started_at, beat_at)
     values ('notify_wave', $1, 'staff:1', now(), clock_timestamp() - interval '1 minute')`,
    [subject],
  )
  assert.equal((await ended(subject)).endedAs, 'interrupted')
  const again = await tasks.start(
    work(async () => done({}), subject),
    actor,
  )
  assert.ok(again.ok)
  assert.equal((await ended(subject)).endedAs, 'done')
  const { rows } = await pool.query('select ended_as from staff_task where subject = $1 order by task_id', [
    subject,
  ])
  assert.deepEqual(
    rows.map(({ ended_as }) => ended_as),
    ['interrupted', 'done'],
  )
})

test('when the process ends, work stops at its next step and is interrupted', async () => {
  const own = openTasks(ctx, (fault) => faults.push(fault))
  let steps = 0
  const it = work(async (progress) => {
    for (;;) {
      await sleep(5)
      steps++
      progress(steps, 1_000_000)
    }
  })
  await own.start(it, actor)
  await sleep(30)
  await own.stop()
  const task = await ended(it.subject)
  assert.equal(task.endedAs, 'interrupted')
  const then = steps
  await sleep(30)
  assert.equal(steps, then)
})
