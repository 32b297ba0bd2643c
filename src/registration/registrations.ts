import type { Context } from '../database/context.ts'
import { remembered } from '../database/remembered.ts'
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

const memory = new WeakMap<object, () => Promise<readonly ProgrammeYear[]>>()

/** The rules by which people are registered today: those of the newest year that has begun, as {@link remembered}. */
export async function rulesToday({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<YearRules> {
  const years = memory.get(db) ?? remembered(() => listYears(db))
  memory.set(db, years)
  return yearInForce(await years(), clock.now())?.rules ?? scheme2021
}
