import pg from 'pg'
import {
  type DistributionPlan,
  distributionPlan,
  nothingInTheWay,
} from '../../database/distribution/distribution-plan.ts'
import { placements } from '../../database/distribution/placements.ts'
import { citusVersion, readTables } from '../../database/distribution/read-tables.ts'
import { distributionRefusals, runDistribution } from '../../database/distribution/run-distribution.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { progress } from '../progress.ts'

interface RunOptions {
  onACopy?: boolean
  json?: boolean
}

/** `bekal distribute plan` and `run`. */
export function distributeCommands(program: Command, cli: Cli): void {
  const group = program
    .command('distribute')
    .description('The tables on many nodes, by Citus, when one PostgreSQL is too small: docs/scale.md.')
  group
    .command('plan')
    .description(
      'What would be done, in order, and what is still in the way of a purchase there. Changes nothing. Exits with 1 when anything is in the way.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => plan(cli, options.json))
  group
    .command('run')
    .description(
      'Do what "distribute plan" says, as the owner (DATABASE_OWNER_URL). Each step is written down: safe to repeat. Refused where there is no Citus.',
    )
    .option('--on-a-copy', 'although purchases do not work afterwards: to try it')
    .option('--json', 'the answer as JSON')
    .action((options: RunOptions) => run(cli, options))
}

async function plan(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const planned = distributionPlan(await readTables(ctx.db))
  const citus = await citusVersion(ctx.db)
  if (!nothingInTheWay(planned)) cli.end(failed)
  const placed = [...placements].map(([table, { placement, why }]) => ({ table, ...placement, why }))
  answer(json, { citus: citus ?? null, tables: placed, ...planned }, planLines(planned, citus))
}

function planLines(
  { steps, misfits, notRouted, notBuilt }: DistributionPlan,
  citus: string | undefined,
): string[] {
  return [
    `-- ${citus ? `Citus ${citus}` : 'This database is an ordinary PostgreSQL, without Citus'}. ${steps.length} steps:`,
    ...steps.map(({ sql }) => `${sql};`),
    '',
    `-- In the way of the schema: ${misfits.length}`,
    ...misfits.map(({ sentence }) => `--   ${sentence}`),
    `-- Statements of a purchase or a redemption that no node can answer alone: ${notRouted.length}`,
    ...notRouted.flatMap(({ name, why, needs }) => [`--   ${name}: ${why}`, `--     needs ${needs}`]),
    `-- Not built: ${notBuilt.length}`,
    ...notBuilt.map((sentence) => `--   ${sentence}`),
  ]
}

async function run(cli: Cli, { onACopy = false, json }: RunOptions): Promise<void> {
  const { owner } = await cli.open()
  if (!owner) return sayRefused(cli, json, refuse('no_owner'), commandRefusals)
  const pool = new pg.Pool({ ...owner, max: 2 })
  pool.on('error', () => {})
  const bar = progress('distribute')
  try {
    const ran = await runDistribution(pool, {
      onACopy,
      onStep: ({ name }, place, of) => bar.at(place, of, name),
    })
    bar.end()
    if (!ran.ok) return sayRefused(cli, json, ran, distributionRefusals)
    const steps = ran.value
    answer(json, { steps }, [
      ...steps.map(({ name }) => name),
      steps.length === 0 ? 'Everything was done before.' : `${steps.length} steps are done.`,
    ])
  } finally {
    await pool.end()
  }
}
