import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { table } from '../../src/cli/command.ts'
import { keptMonth, onInstallation } from './kept-month.ts'
import { closeMonth, type PlayedMonth, playMonth } from './play-month.ts'

export interface MonthBenchOptions {
  readonly purchases: number
  /** what the closing may take */
  readonly seconds: number
  readonly json?: string | true
  /** where the month as it happened stays, and is closed again by the next run */
  readonly keep?: string
}

/**
 * A month on a PostgreSQL of its own, with the product's own settings and durability. Returns whether it closed in time, every
 * error that was planted was named, and nothing else.
 */
export async function monthBench(
  { purchases, seconds, json, keep }: MonthBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const load = loadavg()
  const playing = { purchases, say }
  const each = Math.max(2, Math.min(20, Math.floor(purchases / 50_000)))
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-month-'))
  try {
    const kept = keep && (await keptMonth(keep, dataFolder, playing))
    const month = await onInstallation(dataFolder, (installed, asSuperuser) => {
      const closing = { ...playing, each, asSuperuser }
      return kept ? closeMonth(installed, closing, kept) : playMonth(installed, closing)
    })
    const report = reportOf(month, load)
    if (typeof json === 'string') writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
    console.log(json === true ? JSON.stringify(report, null, 2) : linesOf(report).join('\n'))
    return (
      month.findings.surplus.length === 0 &&
      month.difference === 0 &&
      report.kinds.every(({ planted, found }) => planted > 0 && planted === found) &&
      month.closed.all! <= seconds
    )
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

function reportOf(month: PlayedMonth, load: readonly number[]) {
  const { purchases, happened, closed, counts, difference, findings } = month
  return {
    purchases,
    seconds: { happened, closed },
    counts,
    /** of this process, in MB */
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
    cores: cpus().length,
    /** of the machine for a minute, five and fifteen before */
    load,
    difference,
    kinds: findings.table(),
    surplus: findings.surplus,
  }
}

function linesOf(report: ReturnType<typeof reportOf>): string[] {
  const { seconds, counts, kinds, surplus } = report
  const stages = (of: Readonly<Record<string, number>>) =>
    table([['stage', 'seconds'], ...Object.entries(of).map(([name, took]) => [name, took.toFixed(1)])])
  return [
    `A month of ${report.purchases} purchases, on ${report.cores} cores (load before: ${report.load[0]!.toFixed(1)})`,
    '',
    'it happened:',
    ...stages(seconds.happened),
    '',
    'it closed:',
    ...stages(seconds.closed),
    '',
    ...Object.entries(counts).map(([name, count]) => `${name}: ${count}`),
    `most memory of this process: ${report.memory} MB`,
    '',
    ...table([
      ['error', 'found by', 'planted', 'found'],
      ...kinds.map(({ what, where, planted, found }) => [what, where, String(planted), String(found)]),
    ]),
    `difference: Rp${report.difference}`,
    ...surplus.slice(0, 20).map((one) => `NOT PLANTED: ${one}`),
  ]
}
