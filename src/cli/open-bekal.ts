import { readConfig } from '../config.ts'
import { openProgramme } from '../installation.ts'
import { machineClock } from '../kernel/clock.ts'
import { demoClock } from '../years/demo-clock.ts'
import type { Opened, OpenFor } from './command.ts'

/** Opens the database that the settings name, beside a server that runs on it or without one, and brings it up to date. */
export async function openBekal({ forCheck = false }: OpenFor = {}): Promise<Opened> {
  const config = readConfig(process.env)
  const opened = await openProgramme(config, { max: 4, forCheck, warn: (said) => console.error(said) })
  const { database, secrets } = opened
  try {
    const clock = config.production ? machineClock : await demoClock(database.pool)
    const clockToleranceMs = config.CLOCK_TOLERANCE_SECONDS * 1000
    const { connection, owner, superuser, close } = database
    const { applied, flaws } = opened
    return {
      ctx: { db: database.pool, clock, secrets, clockToleranceMs },
      config,
      connection,
      owner,
      superuser,
      applied,
      flaws,
      close,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
