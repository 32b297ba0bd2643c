import type { Context } from '../src/database/context.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { demoRegistry, type PopulationRegistry } from '../src/people/population-registry.ts'
import type { Registrations } from '../src/registration/registrations.ts'
import { scheme2021 } from '../src/years/year-rules.ts'
import { createYear } from '../src/years/years.ts'
import { testDatabase } from './database.ts'
import { must, registering } from './registering.ts'
import { ana, twoPeople } from './two-people.ts'

export { must }
export const clerk = ana

/** The refusal of an outcome, or undefined. */
export function refusalOf(outcome: { readonly ok: boolean; readonly refusal?: string }): string | undefined {
  return outcome.ok ? undefined : outcome.refusal
}

/** A programme in which people register, on a clock that stands at 2026-11-23 10:00 WIB. */
export async function aRegistration(registry: PopulationRegistry = demoRegistry) {
  const { pool, connection } = await testDatabase({ max: 12 })
  const clock = stoppedClock('2026-11-23T10:00:00+07:00')
  const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
  const rules = { ...scheme2021, usableUntil: '2027-12-15' }
  await twoPeople(pool)
  must(await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, clerk))
  const registrations: Registrations = {
    ctx,
    registry,
    domain: 'bekal.example',
    link: (path) => `https://bekal.example${path}`,
    onMessages: () => {},
  }
  return { pool, connection, clock, ctx, registrations, ...registering(registrations) }
}
