import type { Context } from '../database/context.ts'
import type { SmsCaps } from '../messages/sms-caps.ts'
import type { PopulationRegistry } from '../people/population-registry.ts'
import type { YearRules } from '../years/year-rules.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { listYears, type ProgrammeYear, yearInForce } from '../years/years.ts'

/** What registration is done with. */
export interface Registrations {
  readonly ctx: Context
  readonly registry: PopulationRegistry
  /** the host that people see, which codes are bound to */
  readonly domain: string
  /** instead of the usual ones */
  readonly smsCaps?: SmsCaps
  /** an address of the portal, for messages */
  link(path: string): string
  /** a message was written */
  onMessages(): void
}

interface Remembered {
  readonly years: Promise<readonly ProgrammeYear[]>
  readonly since: number
}

const rememberMs = 5_000
const memory = new WeakMap<object, Remembered>()

/** The rules by which people are registered today: those of the newest year that has begun, five seconds old at most. */
export async function rulesToday({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<YearRules> {
  // The age of a memory is measured, not decided: the machine's own monotonic time, not the clock of the programme.
  const now = performance.now()
  let remembered = memory.get(db)
  if (!remembered || now - remembered.since > rememberMs) {
    remembered = { years: listYears(db), since: now }
    memory.set(db, remembered)
    remembered.years.catch(() => memory.delete(db))
  }
  return yearInForce(await remembered.years, clock.now())?.rules ?? scheme2021
}
