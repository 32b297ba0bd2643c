import type { Command } from 'commander'
import { type ContactRefusal, setInstitutionContact } from '../catalogue/institution-contact.ts'
import { answer, type Cli, cliActor, sayNo } from './command.ts'

const refusals: Record<ContactRefusal, string> = {
  email_malformed: 'This is no email address.',
  institution_unknown: 'No institution has this name: write it as the catalogue does, in quotes.',
}

/** `bekal institution contact`. */
export function institutionCommands(program: Command, cli: Cli): void {
  const group = program.command('institution').description('Training institutions.')
  group
    .command('contact <name> <email>')
    .description('Where an institution is told of new reviews of its courses, with a link to reply.')
    .option('--json', 'the answer as JSON')
    .action((name: string, email: string, options: { json?: boolean }) =>
      contact(cli, name, email, options.json),
    )
}

async function contact(cli: Cli, name: string, email: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const outcome = await setInstitutionContact(ctx, name, email, cliActor())
  if (!outcome.ok) return sayNo(cli, json, outcome.refusal, refusals[outcome.refusal])
  answer(json, { ...outcome.value, email }, [`${outcome.value.name} is written to at ${email}.`])
}
