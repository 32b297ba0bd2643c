import { readConfig } from '../config.ts'
import { continueJournal } from '../database/journal-continue.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { demoSecret } from '../demo/secret.ts'
import { machineClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets.ts'
import { demoClock } from '../programme/demo-clock.ts'
import type { Opened } from './command.ts'

/** Opens the database that the settings name, beside a server that runs on it or without one, and brings it up to date. */
export async function openBekal(): Promise<Opened> {
  const config = readConfig(process.env)
  const secrets = secretsFrom(config.BEKAL_SECRET ?? demoSecret(config.BEKAL_DATA))
  const database = await openDatabase({ url: config.DATABASE_URL, dataFolder: config.BEKAL_DATA, max: 4 })
  try {
    await migrate(database.pool)
    await continueJournal(database.pool)
    const clock = config.production ? machineClock : await demoClock(database.pool)
    const { connection, close } = database
    return { ctx: { db: database.pool, clock, secrets }, config, connection, close }
  } catch (error) {
    await database.close()
    throw error
  }
}
