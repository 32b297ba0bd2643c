import { second } from '../kernel/clock.ts'
import { type Leases, leaseMs } from './leases.ts'

/** Work that comes round by itself. */
export interface Job {
  readonly name: string
  /** milliseconds between the end of one run and the beginning of the next */
  readonly everyMs: number
  /** each process runs it for itself: it follows what the others change, or writes down what this one has counted */
  readonly everywhere?: boolean
  /** runs also while `mayRun` says no: it decides nothing. Only of what runs everywhere */
  readonly always?: boolean
  /** @param stopping aborted when the process ends, or is no more the one that runs this job: it breaks off then */
  run(stopping: AbortSignal): Promise<unknown>
}

export interface Timetable {
  /** breaks off what runs, lets it finish, and starts nothing more */
  stop(): Promise<void>
}

export interface TimetableTerms {
  readonly jobs: readonly Job[]
  readonly leases: Leases
  report(job: string, fault: unknown): void
  /** while it says no (the clock is wrong) nothing is begun here: another process may */
  mayRun(): boolean
  /** ms between two looks for what is due; half a second without it */
  readonly lookEveryMs?: number
}

/** Said anew often enough that a few answers of the database may be late. */
const keepEveryMs = 2 * second

/**
 * Runs jobs, each by itself and by one process at a time: the one that holds its lease. One that dies lets its leases run out,
 * and another goes on. A process that stood still for longer than a lease breaks its jobs off when it wakes; every job is
 * safe to repeat all the same, and decides by the database what is due. A job that fails is reported and comes again.
 */
export function startTimetable(terms: TimetableTerms): Timetable {
  const ending = new AbortController()
  const parts = [runLeased(terms, ending.signal), runOwn(terms, ending.signal)]
  return {
    async stop() {
      ending.abort()
      await Promise.all(parts.map((ended) => ended()))
    },
  }
}

/** What each process runs for itself; returns how to end it, once `stopping` is aborted. */
function runOwn({ jobs, report, mayRun }: TimetableTerms, stopping: AbortSignal): () => Promise<unknown> {
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Map<string, Promise<void>>()

  function plan(job: Job): void {
    if (stopping.aborted) return
    timers.set(
      job.name,
      setTimeout(() => {
        running.set(job.name, runOnce(job))
      }, job.everyMs),
    )
  }

  async function runOnce(job: Job): Promise<void> {
    try {
      if (job.always || mayRun()) await job.run(stopping)
    } catch (fault) {
      report(job.name, fault)
    }
    plan(job)
  }

  for (const job of jobs) if (job.everywhere) plan(job)
  return () => {
    for (const timer of timers.values()) clearTimeout(timer)
    return Promise.all(running.values())
  }
}

/** What one of all processes runs; returns how to end it, once `stopping` is aborted. */
function runLeased(terms: TimetableTerms, stopping: AbortSignal): () => Promise<unknown> {
  const { leases, report, mayRun, lookEveryMs = second / 2 } = terms
  const jobs = new Map(terms.jobs.filter((job) => !job.everywhere).map((job) => [job.name, job] as const))
  const held = new Map<string, { readonly lost: AbortController; readonly ended: Promise<void> }>()
  let keptAt = performance.now()

  async function look(): Promise<void> {
    const now = performance.now()
    if (held.size > 0 && now - keptAt >= keepEveryMs) await keep(now)
    const free = [...jobs.values()].filter(({ name }) => !held.has(name))
    if (!mayRun() || free.length === 0) return
    for (const name of await leases.take(free))
      if (stopping.aborted) await leases.end(name, 0)
      else begin(jobs.get(name)!)
  }

  /** What was not kept in time is another's by now, or is about to be. */
  async function keep(now: number): Promise<void> {
    const names = [...held.keys()]
    const kept = await leases
      .keep(names)
      .catch((): string[] | undefined => (now - keptAt >= leaseMs ? [] : undefined))
    if (!kept) return
    keptAt = now
    for (const name of names) if (!kept.includes(name)) held.get(name)?.lost.abort()
  }

  function begin(job: Job): void {
    if (held.size === 0) keptAt = performance.now()
    const lost = new AbortController()
    held.set(job.name, { lost, ended: run(job, AbortSignal.any([stopping, lost.signal])) })
  }

  async function run(job: Job, brokenOff: AbortSignal): Promise<void> {
    try {
      await job.run(brokenOff)
    } catch (fault) {
      report(job.name, fault)
    }
    // What was broken off goes on wherever somebody is. An end that is not written down runs out.
    await leases.end(job.name, stopping.aborted ? 0 : job.everyMs).catch(() => {})
    held.delete(job.name)
  }

  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look()
      .catch((fault) => report('take-jobs', fault))
      .finally(() => {
        looking = undefined
      })
  }, lookEveryMs)
  return async () => {
    clearInterval(timer)
    await looking
    await Promise.all([...held.values()].map(({ ended }) => ended))
  }
}
