/** Work that comes round by itself. */
export interface Job {
  readonly name: string
  /** milliseconds between the end of one run and the beginning of the next */
  readonly everyMs: number
  /** runs also while `mayRun` says no: it decides nothing */
  readonly always?: boolean
  run(): Promise<unknown>
}

export interface Timetable {
  /** lets what runs finish, and starts nothing more */
  stop(): Promise<void>
}

/**
 * Runs jobs, each by itself and never twice at a time in this process. Every job is safe to repeat and decides by the
 * database what is due, so several processes may run the same timetable; a job that fails is reported and comes again. While
 * `mayRun` says no (the clock is wrong) a job is passed over.
 */
export function startTimetable(
  jobs: readonly Job[],
  report: (job: string, fault: unknown) => void,
  mayRun: () => boolean = () => true,
): Timetable {
  let stopped = false
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Map<string, Promise<void>>()

  function plan(job: Job): void {
    if (stopped) return
    timers.set(
      job.name,
      setTimeout(() => {
        running.set(job.name, runOnce(job))
      }, job.everyMs),
    )
  }

  async function runOnce(job: Job): Promise<void> {
    try {
      if (job.always || mayRun()) await job.run()
    } catch (fault) {
      report(job.name, fault)
    }
    plan(job)
  }

  jobs.forEach(plan)
  return {
    async stop() {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
}
