import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { approve, requestApproval, type TwoPersonAct } from '../src/approvals/approvals.ts'
import { table } from '../src/cli/command.ts'
import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import { day, stoppedClock } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { checkInvariants } from '../src/ledger/check-invariants.ts'
import { closeWave } from '../src/waves/close-wave.ts'
import { announceDraw } from '../src/waves/draw/announce-draw.ts'
import { commitDraw } from '../src/waves/draw/commit-draw.ts'
import { enterPublicValue } from '../src/waves/draw/enter-public-value.ts'
import { publishDraw } from '../src/waves/draw/published/publish-draw.ts'
import { verifyDraw } from '../src/waves/draw/published/verify-draw.ts'
import { runDraw, runDrawAct } from '../src/waves/draw/run-draw.ts'
import { usualForm } from '../src/waves/draw/value-form-rules.ts'
import { openWave, openWaveAct } from '../src/waves/open-wave.ts'
import { createWave } from '../src/waves/waves.ts'
import { cutOffFrom, scheme2021 } from '../src/years/year-rules.ts'
import { createYear } from '../src/years/years.ts'
import { ana, budi, twoPeople } from '../test/two-people.ts'
import { cpuBetween, cpuMeter } from './cpu-meter.ts'
import { makeApplicants } from './make-applicants.ts'

export interface DrawBenchOptions {
  readonly applicants: number
  readonly quota: number
  readonly seconds: number
}

interface Step {
  readonly name: string
  readonly seconds: number
  /** CPU seconds of PostgreSQL and of this process, and write-ahead log; where they can be told */
  readonly cost: string
  readonly said: string
}

const groups = 3

/**
 * Draws a wave on a PostgreSQL of its own, with the product's own settings and durability, and verifies it from the
 * published files. Returns whether everything held and the draw was quick enough.
 */
export async function drawBench(options: DrawBenchOptions, say: (line: string) => void): Promise<boolean> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-draw-'))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  try {
    const clock = stoppedClock('2026-11-23T10:00:00+07:00')
    const ctx = { db: database.pool, clock, secrets }
    const waveId = await openedWave(ctx, options)
    say(`${options.applicants} applicants ...`)
    await makeApplicants(ctx, waveId, options.applicants, groups)
    await settled(database.superuser!)
    const steps: Step[] = []
    const folder = path.join(dataFolder, 'published')
    const whole = await measure(ctx, clock, waveId, folder, steps)
    const violations = await checkInvariants(ctx.db)
    const drawn = steps.find(({ name }) => name === 'draw')!.seconds
    print(options, steps, drawn)
    for (const violation of violations) console.log(`VIOLATION: ${violation.sentence}`)
    return whole && violations.length === 0 && drawn <= options.seconds
  } finally {
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

export async function openedWave(ctx: Context, { quota }: Pick<DrawBenchOptions, 'quota'>): Promise<number> {
  await twoPeople(ctx.db)
  const now = ctx.clock.now()
  const rules = { ...scheme2021, usableUntil: cutOffFrom(now) }
  must(await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, ana))
  const { waveId } = must(await createWave(ctx, { year: 2026, number: 1, quota }, ana))
  must(
    await commitDraw(
      ctx,
      waveId,
      {
        reserves: Math.ceil(quota / 10),
        groups: [
          { name: 'Kehilangan pekerjaan', occupations: ['Korban PHK'] },
          { name: 'Dirumahkan', occupations: ['Karyawan dirumahkan'] },
          { name: 'Lainnya', occupations: [] },
        ],
        provinceShares: new Map([
          ['32', 1800],
          ['33', 1350],
          ['91', 500],
        ]),
        publicValue: {
          name: 'Penutupan IHSG',
          knownFrom: new Date(now.getTime() + 2 * day),
          form: usualForm,
        },
      },
      ana,
    ),
  )
  await byTwo(ctx, must(await openWaveAct(ctx.db, waveId)))
  must(await openWave(ctx, waveId, budi))
  return waveId
}

async function measure(
  ctx: Context,
  clock: ReturnType<typeof stoppedClock>,
  waveId: number,
  folder: string,
  steps: Step[],
): Promise<boolean> {
  const timed = async <T>(name: string, work: () => Promise<T>, said: (value: T) => string): Promise<T> => {
    const [from, cpuFrom, walFrom] = [performance.now(), cpu(), await walAt(ctx.db)]
    const value = await work()
    const seconds = (performance.now() - from) / 1000
    const used = cpuBetween(cpuFrom, cpu())
    const wal = `WAL ${Math.round(((await walAt(ctx.db)) - walFrom) / 1e6)} MB`
    const cost = used ? `CPU ${used.postgres.toFixed(1)} + ${used.load.toFixed(1)} s, ${wal}` : wal
    steps.push({ name, seconds, cost, said: said(value) })
    return value
  }
  const cpu = await cpuMeter(ctx.db, process.pid)
  const bar = progress('draw')
  const listed = (count: number) => bar.at(count, count, `${count} listed`)
  await timed(
    'close',
    async () => must(await closeWave(ctx, waveId, { actor: ana, onProgress: (p) => listed(p.listed) })),
    ({ listRoot }) => `list root ${listRoot.slice(0, 16)}`,
  )
  clock.advance(3 * day)
  for (const actor of [ana, budi]) must(await enterPublicValue(ctx, waveId, '7.231,48', actor))
  await byTwo(ctx, must(await runDrawAct(ctx.db, waveId)))
  await timed(
    'draw',
    async () => must(await runDraw(ctx, waveId, { actor: budi })),
    ({ selected, result_root }) => `${selected} selected, result root ${result_root.slice(0, 16)}`,
  )
  must(await announceDraw(ctx, waveId, ana))
  await timed(
    'publish',
    () => publishDraw(ctx, waveId, folder),
    (files) => files.join(' '),
  )
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).size),
  )
  const verdict = await timed(
    'verify',
    () => verifyDraw(folder),
    ({ whole }) =>
      `${whole ? 'yes' : 'NO'}; ${Math.round(sizes.reduce((sum, size) => sum + size) / 1e6)} MB of files`,
  )
  bar.end()
  return verdict.whole
}

async function walAt(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ bytes: string }>(`select pg_current_wal_insert_lsn() - '0/0' as bytes`)
  return Number(rows[0]!.bytes)
}

export async function byTwo(ctx: Context, act: TwoPersonAct): Promise<void> {
  must(await requestApproval(ctx, act, ana))
  must(await approve(ctx, act, budi))
}

export async function settled(superuser: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query('vacuum (analyze)')
  await client.query('checkpoint')
  await client.end()
}

function print(
  { applicants, quota, seconds }: DrawBenchOptions,
  steps: readonly Step[],
  drawn: number,
): void {
  const { maxRSS } = process.resourceUsage()
  const lines = [
    `draw: ${applicants} applicants, ${quota} seats, ${groups} priority groups`,
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
    '',
    ...table([
      ['step', 'seconds', 'cost', ''],
      ...steps.map(({ name, seconds: took, cost, said }) => [name, took.toFixed(1), cost, said]),
    ]),
    '',
    `most memory of this process: ${Math.round(maxRSS / 1024)} MB`,
    `draw: ${drawn.toFixed(1)} s (at most ${seconds} s: ${drawn <= seconds ? 'enough' : 'TOO LONG'})`,
  ]
  for (const line of lines) console.log(line)
}

export function must<Value, Kind extends string>(outcome: Outcome<Value, Kind>): Value {
  if (!outcome.ok) throw new Error(`the draw was refused: ${outcome.refusal}`)
  return outcome.value
}
