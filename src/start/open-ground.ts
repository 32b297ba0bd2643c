import type { Pool } from 'pg'
import type pino from 'pino'
import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import { claimServer } from '../database/embedded/embedded.ts'
import { openConsoleReads, openFrontPool, openPulsePool } from '../database/front-pool.ts'
import {
  type DatabaseWatch,
  type WatchReports,
  watchDatabase,
} from '../database/installation/watch-database.ts'
import type { Database } from '../database/open.ts'
import { openProgramme } from '../installation.ts'
import { machineClock, second } from '../kernel/clock.ts'
import { version } from '../kernel/files/version.ts'
import { ensureIssuerKey } from '../learning/certificates/issuer-keys.ts'
import { openTelemetry, type Telemetry } from '../telemetry/telemetry.ts'
import { type DemoClock, demoClock } from '../years/demo-clock.ts'
import type { Ending } from './ending.ts'

/** What all rooms stand on: the database, the time and the keys. */
export interface Ground {
  readonly database: Database
  /** for the timetable, the outbox and long work */
  readonly ctx: Context
  /** for what somebody waits for: every wait ends */
  readonly front: Context
  /** for what the staff look at: as long work, but that what is read at once travels together */
  readonly console: Context
  /** for what shows that this process lives, and follows the others */
  readonly pulse: Pool
  /** undefined in production */
  readonly clock: DemoClock | undefined
  readonly watch: DatabaseWatch
  /** counts what is done and, where a collector is named, traces it */
  readonly telemetry: Telemetry
  /** whether this machine's clock may be trusted to decide */
  mayWork(): boolean
}

/** Opens the database of these settings, with the clock that goes by it and the key that signs certificates. */
export async function openGround(config: Config, log: pino.Logger, ending: Ending): Promise<Ground> {
  const telemetry = await openTelemetry(version(), config.OTEL_EXPORTER_OTLP_ENDPOINT)
  ending.push(() => telemetry.close())
  const claim = config.DATABASE_URL ? undefined : await claimServer(config.BEKAL_DATA)
  ending.push(async () => claim?.release())
  const { database, secrets } = await openProgramme(config, {
    max: 8,
    warn: (sentence) => log.warn(sentence),
  })
  ending.push(() => database.close())
  database.hosts?.onChange(({ sentence, alarm }) => (alarm ? log.error(sentence) : log.warn(sentence)))
  const pulse = openPulsePool(database)
  ending.push(() => pulse.end())
  const clock = config.production ? undefined : await demoClock(pulse)
  const clockToleranceMs = config.CLOCK_TOLERANCE_SECONDS * second
  const ctx = { db: database.pool, clock: clock ?? machineClock, secrets, clockToleranceMs }
  const watch = watchDatabase({ ...ctx, db: pulse }, reportsTo(log))
  await ensureIssuerKey(ctx)
  const frontPool = openFrontPool(database)
  ending.push(() => frontPool.end())
  const front = { ...ctx, db: frontPool }
  const consoleReads = openConsoleReads(database)
  ending.push(() => consoleReads.end())
  const mayWork = () => watch.wrong() === undefined
  const console = { ...ctx, db: consoleReads }
  return { database, ctx, front, console, pulse, clock, watch, telemetry, mayWork }
}

/** What is loud in the log of a running process. */
function reportsTo(log: pino.Logger): WatchReports {
  return {
    clock: (wrong) => (wrong ? log.error(wrong.message) : log.warn('the clock is right again')),
    secretRotated: (fingerprint) =>
      log.warn(
        `BEKAL_SECRET was rotated (${fingerprint}): this process goes on, its next start needs the new one`,
      ),
  }
}
