import type { Context } from '../context.ts'
import { assertClock, WrongClock } from './clock-check.ts'
import { readIdentity } from './identity.ts'

/** What a running process keeps an eye on. */
export interface DatabaseWatch {
  /** measures anew; a fault (the database is away) leaves what was found last */
  refresh(): Promise<void>
  /** why nothing that cannot be undone may be decided now; undefined when all is well, as of the last look */
  wrong(): WrongClock | undefined
}

export interface WatchReports {
  /** the clock is wrong (said again every minute), or right again */
  clock(wrong: WrongClock | undefined): void
  /** the database is opened by another secret since: the next start needs it */
  secretRotated(fingerprint: string): void
}

const SAY_AGAIN_MS = 60_000

/** Watches the machine's clock against the database's, and the secret that opens it. */
export function watchDatabase(
  ctx: Pick<Context, 'db' | 'clockToleranceMs'>,
  report: WatchReports,
): DatabaseWatch {
  let wrong: WrongClock | undefined
  let saidAt = Number.NEGATIVE_INFINITY
  let fingerprint: string | undefined

  async function lookAtClock(): Promise<void> {
    const before = wrong
    wrong = await assertClock(ctx).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof WrongClock) return error
        throw error
      },
    )
    // By a clock that cannot be set.
    const now = performance.now()
    if (wrong ? !before || now - saidAt > SAY_AGAIN_MS : before) {
      saidAt = now
      report.clock(wrong)
    }
  }

  return {
    wrong: () => wrong,
    async refresh() {
      await lookAtClock()
      const found = (await readIdentity(ctx.db))?.fingerprint
      if (found !== undefined && fingerprint !== undefined && found !== fingerprint)
        report.secretRotated(found)
      fingerprint = found
    },
  }
}
