import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { table } from '../../src/cli/command.ts'
import { openInstallation } from '../../src/database/installation/open-installation.ts'
import { type PlayedMonth, playMonth } from './play-month.ts'

export interface MonthBenchOptions {
  readonly purchases: number
  /** what the closing may take */
  readonly seconds: number
  readonly json?: string | true
}

/**
 * A month on a PostgreSQL of its own, with the product's own settings and durability. Returns whether it closed in time, every
 * error that was planted was named, and nothing else.
 */
export async function monthBench(
  { purchases, seconds, json }: MonthBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-month-'))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  const load = loadavg()
  try {
    const asSuperuser = async (work: (client: pg.Client) => Promise<unknown>) => {
      const client = new pg.Client(database.superuser)
      await client.connect()
      await work(client).finally(() => client.end())
    }
    const each = Math.max(2, Math.min(20, Math.floor(purchases / 50_000)))
    const month = await playMonth({ db: database.pool, secrets }, { purchases, each, asSuperuser, say })
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
    await database.close()
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
