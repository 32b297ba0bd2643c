import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { readConfig } from '../../src/config.ts'
import type { Context } from '../../src/database/context.ts'
import { APPLICATION, OWNER } from '../../src/database/embedded/embedded-roles.ts'
import { openPool } from '../../src/database/open.ts'
import type { Queryable } from '../../src/database/sql.ts'
import { machineClock } from '../../src/kernel/clock.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { type Running, startBekal } from '../../src/start.ts'
import { asSuperuser, startTestCluster, TEMPLATE } from '../cluster.ts'
import { testSecret } from '../test-secret.ts'

/** The instant at which all pages are asked for. */
export const fixedAt = new Date('2026-11-23T10:00:00+07:00')
/** The address that people see, whatever port is free. */
export const publicUrl = 'http://bekal.contoh.id'

/** The product, running on a database of its own. */
export interface World extends Pick<Running, 'addresses' | 'stop'> {
  /** where it listens */
  readonly url: string
  /** to work on its database as the application does */
  readonly ctx: Context
  /** sets the time of the machine and of the database, once what is under way was sent */
  setClock(at: Date): Promise<void>
}

export interface FixedWorlds {
  /** starts the product on a copy of the database of that name, or on an empty one; copies are gone when they stop */
  open(name: string, copyOf?: string): Promise<World>
  end(): Promise<void>
}

/** Work that comes round by itself would come here or there, as fast as the machine is. */
const rarest = 1 << 30

/** A cluster in which no time passes: the clock stands where it was set last, and no job comes round by itself. */
export async function fixedWorlds(beginsAt: Date): Promise<FixedWorlds> {
  let now = beginsAt
  Object.assign(machineClock, { now: () => new Date(now) })
  const inTime = globalThis.setTimeout
  const seldom = (run: () => void, ms = 0) => inTime(run, ms >= 1000 ? rarest : ms)
  globalThis.setTimeout = Object.assign(seldom, inTime)
  const { superuser, stop } = await startTestCluster()
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-golden-'))

  return {
    async open(name, copyOf) {
      await asSuperuser(superuser, `create database ${name} template ${copyOf ?? TEMPLATE} owner ${OWNER}`)
      const there = { ...superuser, database: name }
      await asSuperuser(there, clockOfDatabase(now))
      const first = 'set search_path = fixed, pg_catalog, public'
      await asSuperuser(superuser, `alter role ${APPLICATION} in database ${name} ${first}`)
      const given = {
        BEKAL_DATA: folder,
        BEKAL_SECRET: testSecret,
        BEKAL_URL: publicUrl,
        BEKAL_BEHIND_PROXY: '1',
        DATABASE_URL: `postgres://${APPLICATION}@localhost/${name}?host=${encodeURIComponent(superuser.host)}`,
      }
      const config = readConfig({ PORT: '0', HOST: '127.0.0.1', ...given })
      const log = pino({ level: process.env.LOG_LEVEL ?? 'error' }, pino.destination(2))
      const running = await startBekal({ config, log })
      const own = await openPool({ ...there, user: APPLICATION }, 'server', 4, async () => {})
      return {
        url: `http://127.0.0.1:${running.port}`,
        addresses: running.addresses,
        ctx: { db: own.pool, clock: machineClock, secrets: secretsFrom(testSecret) },
        async setClock(at) {
          await allSent(own.pool)
          await asSuperuser(there, clockOfDatabase(at))
          now = at
        },
        async stop() {
          await running.stop()
          await own.close()
          if (copyOf) await asSuperuser(superuser, `drop database ${name} with (force)`)
        },
      }
    },
    async end() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until no message waits any more. */
async function allSent(db: Queryable): Promise<void> {
  for (;;) {
    const { rows } = await db.query('select from outbox where parked_at is null limit 1')
    if (rows.length === 0) return
    await sleep(20)
  }
}

/** Statements ask for the time by these names, and find those of the first schema in the path of their role. */
function clockOfDatabase(at: Date): string {
  const named = (name: string) =>
    `create or replace function fixed.${name}() returns timestamptz language sql stable
       return timestamptz '${at.toISOString()}'`
  return `create schema if not exists fixed; grant usage on schema fixed to public;
    ${named('now')}; ${named('clock_timestamp')}`
}
