import type { Command } from 'commander'
import { type ContactRefusal, setInstitutionContact } from '../catalogue/institution-contact.ts'
import { type LearnUrlRefusal, setInstitutionLearnUrl } from '../catalogue/institution-learn-url.ts'
import { answer, type Cli, cliActor, sayNo } from './command.ts'

const refusals: Record<ContactRefusal | LearnUrlRefusal, string> = {
  url_malformed: 'This is no address that begins with https://.',
  email_malformed: 'This is no email address.',
  institution_unknown: 'No institution has this name: write it as the catalogue does, in quotes.',
}

/** `bekal institution contact` and `learn-url`. */
export function institutionCommands(program: Command, cli: Cli): void {
  const group = program.command('institution').description('Training institutions.')
  group
    .command('contact <name> <email>')
    .description('Where an institution is told of new reviews of its courses, with a link to reply.')
    .option('--json', 'the answer as JSON')
    .action((name: string, email: string, options: { json?: boolean }) =>
      contact(cli, name, email, options.json),
    )
  group
    .command('learn-url <name> [url]')
    .description('Where an institution holds its trainings itself; without an address they are held here.')
    .option('--json', 'the answer as JSON')
    .action((name: string, url: string | undefined, options: { json?: boolean }) =>
      learnUrl(cli, name, url, options.json),
    )
}

async function contact(cli: Cli, name: string, email: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const outcome = await setInstitutionContact(ctx, name, email, cliActor())
  if (!outcome.ok) return sayNo(cli, json, outcome.refusal, refusals[outcome.refusal])
  answer(json, { ...outcome.value, email }, [`${outcome.value.name} is written to at ${email}.`])
}

async function learnUrl(
  cli: Cli,
  name: string,
  url: string | undefined,
  json: boolean | undefined,
): Promise<void> {
  const { ctx } = await cli.open()
  const outcome = await setInstitutionLearnUrl(ctx, name, url, cliActor())
  if (!outcome.ok) return sayNo(cli, json, outcome.refusal, refusals[outcome.refusal])
  const where = url ?? 'Bekal itself'
  answer(json, { ...outcome.value, learnUrl: url }, [
    `Trainings of ${outcome.value.name} are held at ${where}.`,
  ])
}
