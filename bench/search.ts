import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { table } from '../src/cli/command.ts'
import type { Context } from '../src/database/context.ts'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { partnerDirectory } from '../src/partners/directory/directory.ts'
import { registerPartner } from '../src/partners/directory/register-partner.ts'
import { findAnything } from '../src/staff/search/find.ts'
import { cpuBetween, cpuMeter } from './cpu-meter.ts'
import { countPeople, makePeople, searchedFor } from './make-people.ts'
import { percentile } from './measure.ts'

export interface SearchBenchOptions {
  readonly people: number
  /** the longest that the 95th of 100 searches of any kind may take */
  readonly milliseconds: number
  readonly keep?: string
}

/** Each kind of question is asked so often, of others each time. */
const asks = 40

const actor = { actor: 'system:bench', requestId: 'bench-search' }
const partner = {
  clientCode: 'beban',
  key: 'kunci-beban-hanya-untuk-mengukur-0001',
  name: 'Beban',
  kind: 'storefront',
  domain: 'beban.example',
} as const

/** Searches among so many people as the console does, on a PostgreSQL of its own. Returns whether every kind was quick enough. */
export async function searchBench(
  { people, milliseconds, keep }: SearchBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  if (keep) await mkdir(keep, { recursive: true, mode: 0o700 })
  const dataFolder = keep ?? (await mkdtemp(path.join(tmpdir(), 'bekal-bench-search-')))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  try {
    const ctx: Context = { db: database.pool, clock: stoppedClock('2026-11-23T10:00:00+07:00'), secrets }
    if ((await countPeople(ctx)) < people) {
      say(`${people} people ...`)
      const began = performance.now()
      await registerPartner(ctx, partnerDirectory(ctx), { ...actor, ...partner })
      await makePeople(database.superuser!, ctx, people)
      say(`made in ${Math.round((performance.now() - began) / 1000)} s`)
    }
    const rows: string[][] = []
    let slowest = 0
    for (const [kind, typed] of await searchedFor(ctx, people, asks)) {
      const load = loadavg()[0]!
      const cpu = await cpuMeter(ctx.db, process.pid)
      const before = cpu()
      const taken: number[] = []
      let found = 0
      for (const what of typed) {
        const from = performance.now()
        found += (await findAnything(ctx, ['auditor'], what)).people.length
        taken.push(performance.now() - from)
      }
      const used = cpuBetween(before, cpu())
      const cost = used ? ((1000 * (used.postgres + used.load)) / typed.length).toFixed(0) : '-'
      const [p50, p95] = [percentile(taken, 0.5), percentile(taken, 0.95)]
      slowest = Math.max(slowest, p95)
      rows.push([
        kind,
        p50.toFixed(1),
        p95.toFixed(1),
        cost,
        (found / typed.length).toFixed(1),
        load.toFixed(1),
      ])
    }
    print(people, rows, slowest, milliseconds)
    return slowest <= milliseconds
  } finally {
    await database.close()
    if (!keep) await rm(dataFolder, { recursive: true, force: true })
  }
}

function print(people: number, rows: readonly string[][], slowest: number, most: number): void {
  const lines = [
    `search: ${people} people, ${asks} searches of each kind`,
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
    '',
    ...table([['typed', 'p50 ms', 'p95 ms', 'CPU ms each', 'found', 'load before'], ...rows]),
    '',
    `slowest p95: ${slowest.toFixed(0)} ms (at most ${most} ms: ${slowest <= most ? 'enough' : 'TOO LONG'})`,
  ]
  for (const line of lines) console.log(line)
}
