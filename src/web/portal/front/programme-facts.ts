import type { Context } from '../../../database/context.ts'
import { remembered } from '../../../database/remembered.ts'
import { type CalendarWave, waveCalendar } from '../../../waves/wave-calendar.ts'
import { listYears, type ProgrammeYear, yearInForce } from '../../../years/years.ts'

/** What visitors are told of the programme. */
export interface ProgrammeFacts {
  /** undefined before the first year has begun */
  readonly year: ProgrammeYear | undefined
  /** of that year, in the order of their numbers */
  readonly waves: readonly CalendarWave[]
}

type Asks = Pick<Context, 'db' | 'clock'>

const memory = new WeakMap<Asks['db'], () => Promise<ProgrammeFacts>>()

/** The year in force with its waves, {@link remembered}: on an opening day everybody looks at once. */
export function programmeFacts(ctx: Asks): Promise<ProgrammeFacts> {
  const read = memory.get(ctx.db) ?? remembered(() => readFacts(ctx))
  memory.set(ctx.db, read)
  return read()
}

async function readFacts({ db, clock }: Asks): Promise<ProgrammeFacts> {
  const year = yearInForce(await listYears(db), clock.now())
  return { year, waves: year ? await waveCalendar(db, year.year) : [] }
}
