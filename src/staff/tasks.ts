import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { second } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { ReportKey, TaskKind } from './task-kinds.ts'

export type TaskEnd = 'done' | 'refused' | 'broken' | 'interrupted'

/** Long work of the console, as it can be found again. */
export interface Task {
  readonly taskId: string
  readonly kind: TaskKind
  readonly subject: string
  readonly startedBy: string
  readonly startedAt: Date
  readonly done: number
  readonly total: number
  /** undefined while it runs */
  readonly endedAt: Date | undefined
  /** `interrupted`: whoever ran it is gone; start it again, it continues or begins anew */
  readonly endedAs: TaskEnd | undefined
  readonly report: Readonly<Record<string, unknown>>
  /** what it was asked to do, where its subject does not say all of it */
  readonly terms: Readonly<Record<string, unknown>>
}

/** What a work says at its end: what came of it, or why the programme said no. */
export type TaskReport = Outcome<Readonly<Partial<Record<ReportKey, unknown>>>, string>

export interface TaskWork {
  readonly kind: TaskKind
  readonly subject: string
  /** what is not said by kind and subject, so that it can be begun again */
  readonly terms?: Readonly<Record<string, unknown>>
  /** `progress` throws when the process is about to end: what is not committed then has not happened */
  run(progress: (done: number, total: number) => void): Promise<TaskReport>
}

export interface Tasks {
  /** Starts work beside the requests. `already_running`: somebody has started the same. */
  start(work: TaskWork, actor: Actor): Promise<Outcome<{ taskId: string }, 'already_running'>>
  /** Ends what runs at its next step, and waits for that. */
  stop(): Promise<void>
}

type TaskRow = Row<
  'staff/select-tasks',
  'lost' | { kind: TaskKind; report: Record<string, unknown>; terms: Record<string, unknown> }
>

const beatEveryMs = 2 * second

const columns = `
  task_id, kind, subject, started_by, started_at, done, total, ended_at, ended_as, report, terms,
  ended_at is null and beat_at < clock_timestamp() - interval '20 seconds' as lost
`

/** What nobody runs any more gives way; by the clock of the database, for the processes may be on several machines. */
const endLost = statement<[kind: string, subject: string, now: Date]>(
  'staff/end-lost-task',
  `
  update staff_task set ended_at = $3, ended_as = 'interrupted'
  where kind = $1 and subject = $2 and ended_at is null and beat_at < clock_timestamp() - interval '20 seconds'
  `,
)

const insertTask = statement<
  [kind: string, subject: string, by: string, now: Date, terms: string],
  'staff/insert-task'
>(
  'staff/insert-task',
  `
  insert into staff_task (kind, subject, started_by, started_at, terms)
  values ($1, $2, $3, $4, $5)
  on conflict (kind, subject) where ended_at is null do nothing
  returning task_id
  `,
)

const beat = statement<[taskId: string, done: number, total: number]>(
  'staff/beat-task',
  `
  update staff_task set done = $2, total = $3, beat_at = clock_timestamp()
  where task_id = $1 and ended_at is null
  `,
)

const endTask = statement<
  [taskId: string, now: Date, as: TaskEnd, report: string, done: number, total: number]
>(
  'staff/end-task',
  `
  update staff_task set ended_at = $2, ended_as = $3, report = $4, done = $5, total = $6
  where task_id = $1 and ended_at is null
  `,
)

const selectTasks = statement<
  [subject: string | null, limit: number, before: string | null],
  'staff/select-tasks',
  TaskRow
>(
  'staff/select-tasks',
  `
  select ${columns} from staff_task
  where ($1::text is null or subject = $1) and ($3::bigint is null or task_id < $3)
  order by task_id desc
  limit $2
  `,
)

const selectTask = statement<[taskId: string], 'staff/select-task', TaskRow>(
  'staff/select-task',
  `select ${columns} from staff_task where task_id = $1`,
)

/** One work, or undefined. */
export async function readTask(db: Queryable, taskId: string): Promise<Task | undefined> {
  const row = await first(db, selectTask, [taskId])
  return row && taskFrom(row)
}

/** The newest work, of everything or of one subject; begun before another one. */
export async function listTasks(
  db: Queryable,
  {
    subject,
    limit,
    before,
  }: { readonly subject?: string; readonly limit: number; readonly before?: string | undefined },
): Promise<Task[]> {
  return (await rows(db, selectTasks, [subject ?? null, limit, before ?? null])).map(taskFrom)
}

class Interrupted extends Error {}

/** Runs work of the console in this process. `broken` is told of what failed for no reason of the programme's. */
export function openTasks(
  ctx: Pick<Context, 'db' | 'clock'>,
  broken: (fault: unknown, requestId: string) => void,
): Tasks {
  const running = new Set<Promise<void>>()
  let stopping = false

  async function perform(taskId: string, work: TaskWork, requestId: string): Promise<void> {
    const at = { done: 0, total: 0 }
    const tell = () => touched(ctx.db, beat, [taskId, at.done, at.total]).catch(() => 0)
    const beating = setInterval(tell, beatEveryMs)
    let end: TaskEnd = 'done'
    let report: object
    try {
      const outcome = await work.run((count, total) => {
        if (stopping) throw new Interrupted('the process ends')
        at.done = count
        at.total = total
      })
      if (!outcome.ok) end = 'refused'
      report = outcome.ok ? outcome.value : { refusal: outcome.refusal }
    } catch (fault) {
      end = fault instanceof Interrupted ? 'interrupted' : 'broken'
      report = {}
      if (end === 'broken') broken(fault, requestId)
    } finally {
      clearInterval(beating)
    }
    await touched(ctx.db, endTask, [
      taskId,
      ctx.clock.now(),
      end,
      JSON.stringify(report),
      at.done,
      at.total,
    ]).catch((fault) => broken(fault, requestId))
  }

  return {
    async start(work, actor) {
      const taskId = await inTransaction(ctx.db, (tx) => begin(tx, work, actor, ctx.clock.now()))
      if (taskId === undefined) return refuse('already_running')
      const run = perform(taskId, work, actor.requestId)
      running.add(run)
      void run.finally(() => running.delete(run))
      return done({ taskId })
    },
    async stop() {
      stopping = true
      await Promise.all(running)
    },
  }
}

async function begin(
  tx: pg.PoolClient,
  { kind, subject, terms = {} }: TaskWork,
  actor: Actor,
  now: Date,
): Promise<string | undefined> {
  await touched(tx, endLost, [kind, subject, now])
  const made = await first(tx, insertTask, [kind, subject, actor.actor, now, JSON.stringify(terms)])
  if (!made) return undefined
  const facts = { task: made.taskId, kind }
  await writeJournal(tx, actor, now, [{ event: 'task_started', subject, facts }])
  return made.taskId
}

function taskFrom({ lost, ...row }: TaskRow): Task {
  return {
    ...row,
    endedAt: row.endedAt ?? (lost ? row.startedAt : undefined),
    endedAs: row.endedAs ?? (lost ? 'interrupted' : undefined),
  }
}
