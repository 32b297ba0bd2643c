import pg from 'pg'
import { rotateSecret } from '../../database/installation/rotate-secret.ts'
import { inTransaction } from '../../database/transaction.ts'
import { demoSecret, makeNextDemoSecret } from '../../demo/secret.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { type ReasonOf, refuse } from '../../kernel/refusal.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, cliActor, type Opened, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

/** `bekal secret rotate`. */
export function secretCommands(program: Command, cli: Cli): void {
  program
    .command('secret')
    .description('The secret that opens the database.')
    .command('rotate')
    .description(
      'Seal the key of the database under another secret: BEKAL_SECRET_NEXT, in the demo one that is made. Nothing else changes; servers need the new one at their next start.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => rotate(cli, options.json))
}

async function rotate(cli: Cli, json: boolean | undefined): Promise<void> {
  const no = (reason: ReasonOf<typeof commandRefusals>) =>
    sayRefused(cli, json, refuse(reason), commandRefusals)
  const opened = await cli.open()
  const { config } = opened
  const own = config.BEKAL_SECRET === undefined
  const from = config.BEKAL_SECRET ?? demoSecret(config.BEKAL_DATA)
  if (!own && config.BEKAL_SECRET_NEXT === undefined) return no('no_next_secret')
  if (config.BEKAL_SECRET_NEXT === from) return no('same_secret')
  // Whoever is the application cannot: a single role is the owner itself.
  const owner = opened.owner ?? (opened.flaws.length > 0 ? opened.connection : undefined)
  if (!owner) return no('no_owner')
  const next = own ? makeNextDemoSecret(config.BEKAL_DATA) : undefined
  const rotated = await asOwner(owner, opened, from, next?.secret ?? config.BEKAL_SECRET_NEXT!)
  if (!rotated) return no('rotated_meanwhile')
  next?.settle()
  answer(json, rotated, [
    `The database is opened by the secret ${rotated.to} from now on, and no longer by ${rotated.from}.`,
    own
      ? 'It lies in the data folder, as before.'
      : 'Set BEKAL_SECRET to it everywhere before the next start. Backups of before still need the old one.',
  ])
}

async function asOwner(terms: pg.ClientConfig, { ctx }: Opened, from: string, to: string) {
  const owner = new pg.Pool({ ...terms, max: 1 })
  try {
    return await inTransaction(owner, async (tx) => {
      const rotated = await rotateSecret(tx, from, to)
      if (rotated)
        await writeJournal(tx, cliActor(), ctx.clock.now(), [
          { event: 'secret_rotated', subject: 'database', facts: { ...rotated } },
        ])
      return rotated
    })
  } finally {
    await owner.end()
  }
}
