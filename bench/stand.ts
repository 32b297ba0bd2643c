import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Context } from '../src/database/context.ts'
import { type Embedded, type EmbeddedConnection, startEmbedded } from '../src/database/embedded/embedded.ts'
import { openIdentity } from '../src/database/installation/identity.ts'
import { type Database, openPool } from '../src/database/open.ts'
import { machineClock } from '../src/kernel/clock.ts'
import { partnerDirectory } from '../src/partners/directory/directory.ts'
import { registerPartner } from '../src/partners/directory/register-partner.ts'
import { type CardPile, cardPile } from './card-pile.ts'
import { type CpuMeter, cpuMeter } from './cpu-meter.ts'
import { makeCards, unusedCards } from './make-cards.ts'
import { type BenchCourse, makeCourses } from './make-courses.ts'
import { type Disk, probeDisk } from './probe-disk.ts'
import { type ServerProcess, startServer } from './server-process.ts'

export interface StandOptions {
  readonly cards: number
  /** where the data stay after the run, and are used again by the next; else they are made for this run alone */
  readonly keep: string | undefined
  /** PostgreSQL settings beside the product's own */
  readonly settings: Readonly<Record<string, string>>
  /** further settings of the server, as environment variables */
  readonly environment: Readonly<Record<string, string>>
  /** servers on the one PostgreSQL; one without it */
  readonly processes?: number | undefined
  readonly say: (line: string) => void
}

/** Everything that is measured and measures: PostgreSQL with its cards, and the servers on it. */
export interface Stand {
  readonly ctx: Context
  readonly database: Database
  readonly superuser: EmbeddedConnection
  readonly server: ServerProcess
  /** all of them, the first one included */
  readonly servers: readonly ServerProcess[]
  readonly cards: CardPile
  readonly courses: readonly BenchCourse[]
  readonly disk: Disk
  readonly cpu: CpuMeter
  /** what PostgreSQL says of the settings that make a commit durable */
  readonly durability: Readonly<Record<string, string>>
  /** vacuums and analyzes what was filled in, and ends it with a checkpoint: once, before anything is measured */
  settle(): Promise<void>
  close(): Promise<void>
}

export const benchPartner = { clientCode: 'beban', key: 'kunci-beban-hanya-untuk-mengukur-0001' } as const

const secret = 'only for measuring, on data that are thrown away'
const actor = { actor: 'system:bench', requestId: 'bench-stand' }

/** Of each server. The first has the embedded database, as `npm start` does; any other one finds it running. */
function settingsOfServers(
  { environment, processes = 1 }: StandOptions,
  { connection, owner }: Embedded,
  dataFolder: string,
): Record<string, string>[] {
  const url = ({ host, user, database }: EmbeddedConnection) =>
    `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`
  return Array.from({ length: processes }, (_, at) => ({
    BEKAL_MODE: 'demo',
    BEKAL_SECRET: secret,
    BEKAL_PROCESSES: String(processes),
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...environment,
    BEKAL_DATA: at === 0 ? dataFolder : path.join(dataFolder, `server-${at}`),
    ...(at > 0 && { DATABASE_URL: url(connection), DATABASE_OWNER_URL: url(owner) }),
  }))
}

/** Builds the stand; whatever fails, what was started before is stopped again. */
export async function openStand(options: StandOptions): Promise<Stand> {
  const { say, keep } = options
  const ending: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of ending.splice(0).reverse()) await end()
  }
  try {
    return await open()
  } catch (error) {
    await close()
    throw error
  }

  async function open(): Promise<Stand> {
    if (keep) await mkdir(keep, { recursive: true, mode: 0o700 })
    const dataFolder = keep ?? (await mkdtemp(path.join(tmpdir(), 'bekal-bench-')))
    if (!keep) ending.push(() => rm(dataFolder, { recursive: true }))
    const disk = await probeDisk(dataFolder)
    say(`PostgreSQL and the server on ${dataFolder} ...`)
    const embedded = await startEmbedded({ dataFolder, settings: options.settings })
    ending.push(embedded.stop)
    const servers: ServerProcess[] = []
    ending.push(() => Promise.all(servers.map((server) => server.stop())))
    for (const settings of settingsOfServers(options, embedded, dataFolder))
      servers.push(await startServer(settings))
    const database = await openPool({ ...embedded.connection }, 'embedded', 4, async () => {})
    ending.push(() => database.close())
    const secrets = await openIdentity(database.pool, { mode: 'demo', secret })
    const ctx: Context = { db: database.pool, clock: machineClock, secrets }
    const durability = await assertDurable(database.pool)
    const courses = await fill(ctx, options)
    const cards = cardPile(await unusedCards(ctx))
    const cpu = await cpuMeter(database.pool, ...servers.map(({ pid }) => pid))
    return {
      ctx,
      database,
      superuser: embedded.superuser,
      server: servers[0]!,
      servers,
      cards,
      courses,
      disk,
      cpu,
      durability,
      settle: () => settle(embedded.superuser, say),
      close,
    }
  }
}

async function fill(ctx: Context, { cards, say }: StandOptions): Promise<BenchCourse[]> {
  const registered = await registerPartner(ctx, partnerDirectory(ctx), {
    ...actor,
    ...benchPartner,
    name: 'Beban',
    kind: 'storefront',
    domain: 'beban.example',
  })
  if (!registered.ok && registered.refusal !== 'partner_taken')
    throw new Error(`the partner of the bench was refused: ${registered.refusal}`)
  const courses = await makeCourses(ctx, [benchPartner.clientCode, 'pijar'], cards)
  say(`${cards} cards ...`)
  await makeCards(ctx, cards)
  return courses
}

/** Throws unless every commit waits until it is on the disk. */
async function assertDurable(db: pg.Pool): Promise<Record<string, string>> {
  const said: Record<string, string> = {}
  for (const name of [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'wal_sync_method',
    'shared_buffers',
  ]) {
    const { rows } = await db.query<{ value: string }>('select current_setting($1) as value', [name])
    said[name] = rows[0]?.value ?? ''
  }
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
    if (said[name] !== 'on') throw new Error(`${name} is ${said[name]}: a purchase would not be durable`)
  return said
}

async function settle(superuser: EmbeddedConnection, say: (line: string) => void): Promise<void> {
  say('vacuum, analyze, checkpoint ...')
  const client = new pg.Client({ ...superuser })
  await client.connect()
  try {
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}
