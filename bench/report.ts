import { cpus, totalmem } from 'node:os'
import { table } from '../src/cli/command.ts'
import type { Audit } from './audit.ts'
import type { Level } from './measure.ts'
import type { Stand } from './stand.ts'
import type { Tpcb } from './tpcb.ts'

export const leastRatio = 0.6

export interface Report {
  readonly bench: string
  readonly at: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryGiB: number
    readonly node: string
    readonly postgres: string
    readonly syncMilliseconds: number
  }
  readonly durability: Readonly<Record<string, string>>
  readonly cards: number
  readonly seconds: number
  /** servers on the one PostgreSQL */
  readonly processes: number
  readonly tpcb: { readonly by: string; readonly version: string; readonly scale: number } | undefined
  readonly levels: readonly Level[]
  readonly audit: Audit
}

/** Puts together what was measured. */
export async function reportOf(
  stand: Stand,
  bench: string,
  options: { cards: number; seconds: number },
  tpcb: Tpcb | undefined,
  levels: readonly Level[],
  found: Audit,
): Promise<Report> {
  const { rows } = await stand.database.pool.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return {
    bench,
    at: stand.ctx.clock.now().toISOString(),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
      postgres: rows[0]!.version,
      syncMilliseconds: stand.disk.syncMilliseconds,
    },
    durability: stand.durability,
    cards: options.cards,
    seconds: options.seconds,
    processes: stand.servers.length,
    tpcb: tpcb && { by: tpcb.by, version: tpcb.version, scale: tpcb.scale },
    levels,
    audit: found,
  }
}

/** The report for people. */
export function reportLines(report: Report): string[] {
  const { machine, durability, tpcb, levels, audit } = report
  const durable = Object.entries(durability).map(([name, value]) => `${name} ${value}`)
  return [
    `${report.bench}: ${report.cards} cards, ${report.seconds} s for each number of buyers, ${report.processes === 1 ? 'one server' : `${report.processes} servers`}`,
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, Node ${machine.node}, PostgreSQL ${machine.postgres}`,
    `${durable.join(', ')}; a synced write of 8 kB takes ${machine.syncMilliseconds.toFixed(2)} ms`,
    tpcb ? `TPC-B: ${tpcb.version}, scale ${tpcb.scale}, prepared, the same server` : 'TPC-B: not run',
    '',
    ...table([heads, ...levels.map(lineOf)]),
    '',
    ...costLines(levels),
    ...ratioLine(levels),
    `acknowledged ${audit.acknowledged}, paid in the tables ${audit.paid}`,
    ...Object.entries(audit.failures).map(([reason, count]) => `failed ${count} times: ${reason}`),
    ...(audit.violations.length === 0
      ? ['every invariant holds']
      : audit.violations.map((sentence) => `VIOLATION: ${sentence}`)),
  ]
}

const heads = ['buyers', 'purchases/s', 'requests/s', 'p50 ms', 'p99 ms', 'TPC-B/s', 'TPC-B avg ms', 'ratio']

function lineOf(level: Level): string[] {
  return [
    String(level.buyers),
    level.purchasesPerSecond.toFixed(0),
    level.requestsPerSecond.toFixed(0),
    level.p50Milliseconds.toFixed(1),
    level.p99Milliseconds.toFixed(1),
    level.tpcbPerSecond?.toFixed(0) ?? '-',
    level.tpcbAverageMilliseconds?.toFixed(1) ?? '-',
    level.ratio?.toFixed(2) ?? '-',
  ]
}

function costLines(levels: readonly Level[]): string[] {
  return levels.map(({ buyers, cpu, tpcbPostgres, batch, smsWaiting, ...level }) => {
    const parts = [
      `${buyers} buyers, each purchase:`,
      cpu &&
        `CPU server ${cpu.server.toFixed(0)} us, PostgreSQL ${cpu.postgres.toFixed(0)} us, buyers ${cpu.load.toFixed(0)} us;`,
      `WAL ${(level.walPerPurchase / 1024).toFixed(1)} kB;`,
      `batches of ${batch.sendOtp.toFixed(1)} and ${batch.authorize.toFixed(1)};`,
      `SMS behind ${smsWaiting};`,
      level.walPerTpcb !== undefined &&
        `TPC-B: PostgreSQL ${tpcbPostgres?.toFixed(0) ?? '?'} us, WAL ${(level.walPerTpcb / 1024).toFixed(1)} kB`,
    ]
    return parts.filter(Boolean).join(' ')
  })
}

function ratioLine(levels: readonly Level[]): string[] {
  const widest = levels.toSorted((one, other) => one.buyers - other.buyers).at(-1)
  if (widest?.ratio === undefined) return []
  const enough = widest.ratio >= leastRatio ? 'enough' : 'TOO LITTLE'
  return [
    `ratio at ${widest.buyers} buyers: ${widest.ratio.toFixed(2)} (at least ${leastRatio}: ${enough}; aim 1.5)`,
  ]
}
