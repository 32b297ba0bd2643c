import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { table } from '../src/cli/command.ts'
import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { type DeadlinesRun, runDeadlines } from '../src/deadlines/run-deadlines.ts'
import { day, offsetClock } from '../src/kernel/clock.ts'
import { randomCode } from '../src/kernel/codes.ts'
import { type Audit, audit } from './audit.ts'
import { type CpuSeconds, cpuBetween } from './cpu-meter.ts'
import { type Acknowledged, type Buyer, openBuyers, runSlice } from './load.ts'
import { makeOverdue } from './make-overdue.ts'
import { purchaseLoad } from './purchase-load.ts'
import { benchPartner, openStand } from './stand.ts'

export interface SweepOptions {
  /** cards whose term is over */
  readonly overdue: number
  /** cards to buy with meanwhile */
  readonly cards: number
  readonly buyers: number
  readonly json?: string | true
  readonly keep?: string
}

/** What 800,000 revocations may take on two cores. */
const mostSeconds = 120

interface Buying {
  readonly perSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  readonly longestMilliseconds: number
}

interface SweepReport {
  readonly at: string
  readonly cores: number
  readonly overdue: number
  readonly buyers: number
  readonly seconds: number
  readonly run: DeadlinesRun
  readonly buyingBefore: Buying
  readonly buyingMeanwhile: Buying
  /** seconds of CPU while the sweep ran: less than two for each second is what others took, or nobody */
  readonly cpu: CpuSeconds | undefined
  readonly audit: Audit
}

/** Revokes every overdue card while buyers buy with others, then looks at the tables. */
export async function benchSweep(options: SweepOptions): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { cards, keep, buyers: count, overdue } = options
  const settings = { max_connections: String(count + 60) }
  const stand = await openStand({ cards, keep, settings, environment: {}, say })
  process.once('SIGINT', () => void stand.close().finally(() => process.exit(130)))
  try {
    say(`${overdue} overdue cards ...`)
    await fillOverdue(stand.ctx, overdue)
    // All of a wave at once: as if two people had let it go on.
    await stand.ctx.db.query(
      `update programme_year set rules = rules || '{"sweep": {"stopPercent": 100, "stopCards": 1000}}'`,
    )
    await stand.settle()
    const { server, cards: pile, courses } = stand
    const run = `B${randomCode(8)}`
    const load = purchaseLoad({ ...benchPartner, ports: [server.port], cards: pile, courses, run })
    const buyers = await openBuyers(load, count)
    const acknowledged: Acknowledged = { purchases: new Map(), failures: new Map() }
    const from = stand.ctx.clock.now()
    say(`${count} buyers alone ...`)
    await buyUntil(buyers, acknowledged, sleep(3000))
    const buyingBefore = await buyUntil(buyers, acknowledged, sleep(10_000))
    say(`${count} buyers, and the sweep ...`)
    const cpuFrom = stand.cpu()
    const sweeping = sweepAll(stand.ctx)
    const buyingMeanwhile = await buyUntil(buyers, acknowledged, sweeping)
    const cpu = cpuBetween(cpuFrom, stand.cpu())
    const { ran, seconds } = await sweeping
    for (const buyer of buyers) buyer.close()
    say('looking at the tables ...')
    const found = await audit(stand, acknowledged, from)
    const report: SweepReport = {
      at: stand.ctx.clock.now().toISOString(),
      cores: cpus().length,
      overdue,
      buyers: count,
      seconds,
      run: ran,
      buyingBefore,
      buyingMeanwhile,
      cpu,
      audit: found,
    }
    print(report, options.json)
    if (found.violations.length > 0 || ran.revoked < overdue) process.exitCode = 1
  } finally {
    await stand.close()
  }
}

// Five days ahead, and a clock that is there already: the server, whose own clock is right, leaves them to us.
function fillOverdue(ctx: Context, count: number): Promise<void> {
  const now = ctx.clock.now().getTime()
  const [notifiedAt, before, usableBefore] = [-25, 5, 365].map((days) => new Date(now + days * day))
  return makeOverdue(ctx, count, {
    notifiedAt: notifiedAt!,
    before: before!,
    usableBefore: usableBefore!,
  })
}

async function sweepAll(ctx: Context): Promise<{ ran: DeadlinesRun; seconds: number }> {
  const there = { ...ctx, clock: offsetClock(ctx.clock, () => 6 * day) }
  const began = performance.now()
  const shown = progress('revoked')
  const ran = await runDeadlines(there, {
    actor: { actor: 'system:bench', requestId: 'bench-sweep' },
    link: 'https://bekal.example/kartu',
    consoleLink: 'https://bekal.example/konsol/tenggat',
    onProgress: ({ done, total }) => shown.at(done, total, `${done} of ${total}`),
  })
  shown.end()
  return { ran, seconds: (performance.now() - began) / 1000 }
}

/** Lets the buyers buy until `end` has come. */
async function buyUntil(
  buyers: readonly Buyer[],
  acknowledged: Acknowledged,
  end: Promise<unknown>,
): Promise<Buying> {
  let ended = false
  const watching = end.finally(() => {
    ended = true
  })
  const took: number[] = []
  let seconds = 0
  while (!ended) {
    const slice = await runSlice(buyers, { leadSeconds: 0, seconds: 1 }, acknowledged)
    took.push(...slice.milliseconds)
    seconds += slice.seconds
  }
  await watching
  took.sort((one, other) => one - other)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  return {
    perSecond: took.length / seconds,
    p50Milliseconds: at(0.5),
    p99Milliseconds: at(0.99),
    longestMilliseconds: at(1),
  }
}

function print(report: SweepReport, json: string | true | undefined): void {
  const text = JSON.stringify(report, null, 2)
  if (typeof json === 'string') writeFileSync(json, `${text}\n`)
  for (const line of json === true ? [text] : reportLines(report)) console.log(line)
}

function reportLines(report: SweepReport): string[] {
  const { run, seconds, overdue, audit: found } = report
  const allowed = (mostSeconds * overdue) / 800_000
  return [
    `sweep: ${overdue} overdue cards, ${report.buyers} buyers meanwhile, ${report.cores} cores`,
    `${run.revoked} revoked in ${seconds.toFixed(1)} s, ${(run.revoked / seconds).toFixed(0)} a second ` +
      `(at most ${allowed.toFixed(1)} s: ${seconds <= allowed ? 'enough' : 'TOO SLOW'})`,
    '',
    ...table([
      ['buying', 'purchases/s', 'p50 ms', 'p99 ms', 'longest ms'],
      lineOf('alone', report.buyingBefore),
      lineOf('meanwhile', report.buyingMeanwhile),
    ]),
    '',
    ...cpuLine(report),
    `acknowledged ${found.acknowledged}, paid in the tables ${found.paid}`,
    ...(found.violations.length === 0
      ? ['every invariant holds']
      : found.violations.map((sentence) => `VIOLATION: ${sentence}`)),
  ]
}

function cpuLine({ cpu, cores, seconds }: SweepReport): string[] {
  if (!cpu) return []
  const used = cpu.postgres + cpu.server + cpu.load
  return [
    `CPU meanwhile: PostgreSQL ${cpu.postgres.toFixed(0)} s, server ${cpu.server.toFixed(0)} s, ` +
      `buyers and sweep ${cpu.load.toFixed(0)} s; of the machine ${((100 * used) / seconds / cores).toFixed(0)} %`,
  ]
}

function lineOf(name: string, { perSecond, p50Milliseconds, p99Milliseconds, longestMilliseconds }: Buying) {
  return [
    name,
    perSecond.toFixed(0),
    p50Milliseconds.toFixed(1),
    p99Milliseconds.toFixed(1),
    longestMilliseconds.toFixed(0),
  ]
}
