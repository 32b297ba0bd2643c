import { assertClock, WrongClock } from '../../database/installation/clock-check.ts'
import { readIdentity } from '../../database/installation/identity.ts'
import { flawLine, roleFlawsSentence } from '../../database/roles/role-sentence.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, failed } from '../command.ts'

/** `bekal database prepare` and `check`. */
export function databaseCommands(program: Command, cli: Cli): void {
  const group = program.command('database').description('What the database is, and who may change it.')
  group
    .command('prepare')
    .description(
      'Bring the schema up to date as its owner (DATABASE_OWNER_URL) and grant the application (DATABASE_URL) what it needs. Safe to repeat.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => prepare(cli, options.json))
  group
    .command('check')
    .description(
      'Whether the application can change what is append-only, whose database this is, and whether its clock is right. Exits with 1 when anything is wrong.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => check(cli, options.json))
}

async function prepare(cli: Cli, json: boolean | undefined): Promise<void> {
  // Opening prepares; what is left to be said is how it stands.
  const { applied, flaws } = await cli.open({ forCheck: true })
  if (flaws.length > 0) cli.end(failed)
  answer(json, { applied, flaws }, [
    applied.length === 0 ? 'The schema was up to date.' : `Applied: ${applied.join(', ')}.`,
    flaws.length === 0
      ? 'The application has what it needs and cannot change what is append-only.'
      : roleFlawsSentence(flaws),
  ])
}

async function check(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx, flaws, config } = await cli.open({ forCheck: true })
  const identity = await readIdentity(ctx.db)
  const clock = await assertClock(ctx).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof WrongClock) return error
      throw error
    },
  )
  if (flaws.length > 0 || clock) cli.end(failed)
  const said = {
    mode: identity?.mode,
    fingerprint: identity?.fingerprint,
    flaws,
    clockAheadMs: clock?.aheadMs ?? 0,
    accepted: config.BEKAL_ACCEPT_ONE_DATABASE_ROLE,
  }
  answer(json, said, [
    `This is a database of ${identity?.mode}; fingerprint of its secret: ${identity?.fingerprint}.`,
    ...(flaws.length === 0
      ? ['The application cannot change what is append-only.']
      : [roleFlawsSentence(flaws), ...flaws.slice(3).map((flaw) => `  - ${flawLine(flaw)}`)]),
    clock ? clock.message : 'The clocks of this machine and of the database agree.',
  ])
}
