import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import { applicantsAsCsv } from '../src/demo/invent-applicant.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { checkInvariants } from '../src/ledger/check-invariants.ts'
import { httpRegistry } from '../src/people/population-registry.ts'
import { importApplicants } from '../src/registration/applicants/import-applicants.ts'
import { ana } from '../test/two-people.ts'
import { cpuBetween, cpuMeter } from './cpu-meter.ts'
import { openedWave } from './draw.ts'
import { forked } from './forked.ts'
import type { FromRegistry } from './slow-registry.ts'

export interface ApplicantsBenchOptions {
  readonly people: number
  /** how long the registry takes for an answer, in ms */
  readonly registry: number
  /** people a second that must be registered */
  readonly perSecond: number
}

/**
 * Imports an agency's list on a PostgreSQL of its own, with the product's settings and every commit durable, by the operation that page and
 * command call, into an open wave; a registry in a process of its own is asked about each. Returns whether everybody was registered, and quickly enough.
 */
export async function applicantsBench(
  options: ApplicantsBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const { people, registry: afterMs, perSecond } = options
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-applicants-'))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  const file = fileURLToPath(new URL('./slow-registry.ts', import.meta.url))
  const registry = forked<FromRegistry>('the registry', file, { args: [String(afterMs)] })
  try {
    const { port } = await registry.heard()
    const ctx = { db: database.pool, clock: stoppedClock('2026-11-23T10:00:00+07:00'), secrets }
    const waveId = await openedWave(ctx, { quota: 1000 })
    const cpu = await cpuMeter(ctx.db, registry.pid)
    const load = loadavg()[0]!
    say(`${people} people ...`)
    const [from, cpuFrom] = [performance.now(), cpu()]
    const outcome = await importApplicants(
      {
        ctx,
        registry: httpRegistry({ url: `http://127.0.0.1:${port}/` }),
        domain: 'bekal.example',
        link: (of) => `https://bekal.example${of}`,
        onMessages() {},
      },
      asSource(people),
      { agency: 'Dinas Tenaga Kerja', actor: ana, waveId },
    )
    const seconds = (performance.now() - from) / 1000
    const used = cpuBetween(cpuFrom, cpu())
    if (!outcome.ok) throw new Error(`the list was refused: ${outcome.refusal}`)
    const { registered, joined } = outcome.value
    const violated = await checkInvariants(database.pool)
    const rate = registered / seconds
    const enough = registered === people && joined === people && violated.length === 0 && rate >= perSecond
    const each = (of: number | undefined) =>
      of === undefined ? '?' : `${((of / people) * 1e6).toFixed(0)} us`
    for (const line of [
      `applicants: ${people} people, a registry that answers in ${afterMs} ms`,
      `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, load before ${load.toFixed(1)}`,
      `${registered} registered, ${joined} in the wave, in ${seconds.toFixed(1)} s, ${Math.round(rate)} a second (at least ${perSecond}); ` +
        `CPU of each: ${each(used?.load)} of this process, ${each(used?.postgres)} of PostgreSQL, ${each(used?.server)} of the registry`,
      violated.length === 0 ? 'every invariant holds' : `VIOLATED: ${JSON.stringify(violated)}`,
      enough ? 'enough' : 'NOT ENOUGH',
    ])
      console.log(line)
    return enough
  } finally {
    await registry.end({})
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function* asSource(people: number): AsyncGenerator<string> {
  yield* applicantsAsCsv(people)
}
