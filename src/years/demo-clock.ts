import { one, type Queryable, statement, touched } from '../database/sql.ts'
import { type Clock, machineClock, offsetClock } from '../kernel/clock.ts'

const selectOffset = statement<[], 'years/select-clock-offset'>(
  'years/select-clock-offset',
  'select offset_ms from demo_clock',
)

const updateOffset = statement<[offsetMs: number]>(
  'years/update-clock-offset',
  'update demo_clock set offset_ms = $1',
)

/** Milliseconds by which the demo's time is ahead of the machine's. Production never asks. */
export async function demoOffset(db: Queryable): Promise<number> {
  return Number((await one(db, selectOffset, [])).offsetMs)
}

/** Moves the demo's time, for all processes. Demo only: whoever calls has looked at the mode. */
export async function setDemoOffset(db: Queryable, offsetMs: number): Promise<void> {
  await touched(db, updateOffset, [Math.round(offsetMs)])
}

/** The demo's clock as a process keeps it. */
export interface DemoClock extends Clock {
  /** reads the offset anew, after somebody else may have moved it */
  refresh(): Promise<void>
  /** milliseconds by which it is ahead, as last read */
  offsetMs(): number
}

/** The demo's clock, set as it is in the database now; `refresh` follows it. */
export async function demoClock(db: Queryable, base: Clock = machineClock): Promise<DemoClock> {
  let offsetMs = await demoOffset(db)
  return {
    ...offsetClock(base, () => offsetMs),
    offsetMs: () => offsetMs,
    async refresh() {
      offsetMs = await demoOffset(db)
    },
  }
}
