import { hostname } from 'node:os'
import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import { second } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'

/** For so long a job is a process's unless it says anew that it runs it: what a process that died has held is free then. */
export const leaseMs = 10 * second

/** How many due jobs a process takes at once: what it leaves another may take. */
const atOnce = 6

const takeLeases = statement<
  [jobs: string[], everyMs: number[], holder: string, leaseMs: number, limit: number],
  'jobs/take-leases'
>(
  'jobs/take-leases',
  `
  with made as (
    insert into job_lease (job, holder, held_until, due_at)
    select job, '', '-infinity', clock_timestamp() + make_interval(secs => every_ms / 1000.0)
    from unnest($1::text[], $2::int[]) as wanted (job, every_ms)
    where not exists (select from job_lease where job_lease.job = wanted.job)
    on conflict (job) do nothing
  )
  update job_lease set holder = $3, held_until = clock_timestamp() + make_interval(secs => $4::int / 1000.0)
  where job = any (array(
    select job from job_lease
    where job = any ($1) and held_until <= clock_timestamp() and due_at <= clock_timestamp()
    order by due_at
    limit $5
    for update skip locked
  ))
  returning job
  `,
)

const keepLeases = statement<[jobs: string[], holder: string, leaseMs: number], 'jobs/keep-leases'>(
  'jobs/keep-leases',
  `
  update job_lease set held_until = clock_timestamp() + make_interval(secs => $3::int / 1000.0)
  where job = any ($1::text[]) and holder = $2
  returning job
  `,
)

const endLease = statement<[job: string, holder: string, againInMs: number]>(
  'jobs/end-lease',
  `
  update job_lease set
    held_until = '-infinity', due_at = clock_timestamp() + make_interval(secs => $3::int / 1000.0)
  where job = $1 and holder = $2
  `,
)

/** What this process holds of the timetable, by the clock of the database. */
export interface Leases {
  /** Takes some of the jobs that are due and that nobody runs. */
  take(jobs: readonly LeasedJob[]): Promise<string[]>
  /** Says anew that these are run here; which of them still are this process's. */
  keep(jobs: readonly string[]): Promise<string[]>
  /** Gives a job back; it is due again so many ms from now. */
  end(job: string, againInMs: number): Promise<void>
}

interface LeasedJob {
  readonly name: string
  readonly everyMs: number
}

/** The leases of this process. A job that nobody has run yet is due when its time has passed once. */
export function openLeases(db: Queryable, forMs: number = leaseMs): Leases {
  const holder = `${hostname()}/${process.pid}/${randomCode(8)}`
  return {
    async take(jobs) {
      const [names, times] = [jobs.map(({ name }) => name), jobs.map(({ everyMs }) => everyMs)]
      return (await rows(db, takeLeases, [names, times, holder, forMs, atOnce])).map(({ job }) => job)
    },
    async keep(jobs) {
      return (await rows(db, keepLeases, [[...jobs], holder, forMs])).map(({ job }) => job)
    },
    async end(job, againInMs) {
      await touched(db, endLease, [job, holder, againInMs])
    },
  }
}
