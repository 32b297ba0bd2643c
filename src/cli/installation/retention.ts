import { forgettings } from '../../jobs/forgetting.ts'
import { partnersForget } from '../../partners/forgetting.ts'
import { rulesInWords } from '../../retention/retention-list.ts'
import { dueForRetention, runRetention } from '../../retention/run-retention.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli } from '../command.ts'

/** `bekal retention list` and `run`. */
export function retentionCommands(program: Command, cli: Cli): void {
  const group = program
    .command('retention')
    .description('How long everything is kept, and what is old enough to go.')
  group
    .command('list')
    .description(
      'The rule of every table: how long its rows are kept, why, and what becomes of them when somebody is erased.',
    )
    .option('--json', 'the rules as JSON')
    .action(({ json }: { json?: boolean }) =>
      answerList(json, rulesInWords('en'), 'There are no rules.', [
        ['table', ({ table }) => table],
        ['kept', ({ kept }) => kept],
        ['by', ({ by }) => by ?? '-'],
        ['once erased', ({ erased }) => erased ?? 'of nobody'],
      ]),
    )
  group
    .command('run')
    .description(
      'Remove now what the jobs of the server remove by themselves; with --dry only say what would go, and change nothing.',
    )
    .option('--dry', 'only say what would go')
    .byStaff(
      cli,
      {
        any: ['run_retention', 'see_retention'],
        of: ({ dry }: { dry?: boolean }) => (dry ? 'see_retention' : 'run_retention'),
      },
      run,
    )
}

async function run({ ctx, actor }: ByStaff, { dry, json }: { dry?: boolean; json?: boolean }): Promise<void> {
  const all = forgettings(partnersForget)
  const found = dry ? await dueForRetention(ctx, all) : await runRetention(ctx, all, actor)
  answer(json, { dry: dry === true, rows: found }, [
    ...found.map(({ name, rows }) => `${name}: ${rows}`),
    dry ? 'Nothing was changed.' : 'These rows are gone.',
  ])
}
