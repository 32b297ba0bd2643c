import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { table } from '../src/cli/command.ts'
import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import type { Database } from '../src/database/open.ts'
import { day, stoppedClock } from '../src/kernel/clock.ts'
import { closeWave } from '../src/waves/close-wave.ts'
import { announceDraw } from '../src/waves/draw/announce-draw.ts'
import { enterPublicValue } from '../src/waves/draw/enter-public-value.ts'
import { runDraw, runDrawAct } from '../src/waves/draw/run-draw.ts'
import { simulateWave } from '../src/waves/simulate/simulate-wave.ts'
import type { SimulatedTerms } from '../src/waves/simulate/simulated-rules.ts'
import { ana, budi } from '../test/two-people.ts'
import { cpuBetween, cpuMeter } from './cpu-meter.ts'
import { byTwo, must, openedWave, settled } from './draw.ts'
import { makeApplicants } from './make-applicants.ts'

export interface SimulateBenchOptions {
  readonly applicants: number
  readonly quota: number
  readonly seconds: number
  readonly keep?: string
}

const trials = (quota: number): readonly (readonly [string, SimulatedTerms])[] => [
  ['nothing else', {}],
  [
    'half the quota, no priorities',
    { quota: Math.ceil(quota / 2), groups: [{ name: 'Semua', occupations: [] }] },
  ],
  ['one of a family, at most 45 years', { maxPerFamilyCard: 1, ageMax: 45 }],
]

/** The wave whose draw an earlier run has kept. */
const drawnWave = `select wave_id as "waveId" from wave where status = 'announced'`

/** Draws a wave on a PostgreSQL of its own, then tries other rules on it. Returns whether each trial was quick enough. */
export async function simulateBench(
  options: SimulateBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const { quota, seconds, keep } = options
  if (keep) await mkdir(keep, { recursive: true, mode: 0o700 })
  const dataFolder = keep ?? (await mkdtemp(path.join(tmpdir(), 'bekal-bench-simulate-')))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  try {
    const clock = stoppedClock('2026-11-23T10:00:00+07:00')
    const ctx = { db: database.pool, clock, secrets }
    const kept = await database.pool.query<{ waveId: number }>(drawnWave)
    const waveId = kept.rows[0]?.waveId ?? (await drawnAnew(ctx, database, options, say))
    const rows: string[][] = []
    let slowest = 0
    for (const [name, terms] of trials(quota)) {
      const bar = progress(name)
      const load = loadavg()[0]!
      const cpu = await cpuMeter(ctx.db, process.pid)
      const [from, cpuFrom] = [performance.now(), cpu()]
      const found = must(
        await simulateWave(ctx, waveId, terms, {
          actor: ana,
          onProgress: (done, total) => bar.at(done, total, `${done} of ${total}`),
        }),
      )
      bar.end()
      const took = (performance.now() - from) / 1000
      const used = cpuBetween(cpuFrom, cpu())
      const cost = used ? `${used.load.toFixed(1)} + ${used.postgres.toFixed(1)}` : '-'
      slowest = Math.max(slowest, took)
      const { seatsAfter, gained, lost } = found.total
      rows.push([
        name,
        took.toFixed(1),
        cost,
        load.toFixed(1),
        `${seatsAfter} seats, ${gained} gain, ${lost} lose`,
      ])
    }
    print(options, rows, slowest)
    return slowest <= seconds
  } finally {
    await database.close()
    if (!keep) await rm(dataFolder, { recursive: true, force: true })
  }
}

async function drawnAnew(
  ctx: Context & { readonly clock: ReturnType<typeof stoppedClock> },
  { superuser }: Pick<Database, 'superuser'>,
  options: SimulateBenchOptions,
  say: (line: string) => void,
): Promise<number> {
  const waveId = await openedWave(ctx, options)
  say(`${options.applicants} applicants ...`)
  await makeApplicants(ctx, waveId, options.applicants, 3)
  await settled(superuser!)
  say('closed and drawn ...')
  must(await closeWave(ctx, waveId, { actor: ana }))
  ctx.clock.advance(3 * day)
  for (const actor of [ana, budi]) must(await enterPublicValue(ctx, waveId, '7.231,48', actor))
  await byTwo(ctx, must(await runDrawAct(ctx.db, waveId)))
  must(await runDraw(ctx, waveId, { actor: budi }))
  must(await announceDraw(ctx, waveId, ana))
  await settled(superuser!)
  return waveId
}

function print(
  { applicants, quota, seconds }: SimulateBenchOptions,
  rows: readonly string[][],
  slowest: number,
): void {
  const { maxRSS } = process.resourceUsage()
  const lines = [
    `simulate: ${applicants} applicants, ${quota} seats`,
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
    '',
    ...table([['rules', 'seconds', 'CPU, ours + PostgreSQL', 'load before', ''], ...rows]),
    '',
    `most memory of this process: ${Math.round(maxRSS / 1024)} MB`,
    `slowest: ${slowest.toFixed(1)} s (at most ${seconds} s: ${slowest <= seconds ? 'enough' : 'TOO LONG'})`,
  ]
  for (const line of lines) console.log(line)
}
