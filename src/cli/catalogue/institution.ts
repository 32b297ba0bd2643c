import { listInstitutions } from '../../catalogue/courses.ts'
import { contactRefusals, setInstitutionContact } from '../../catalogue/institution-contact.ts'
import { learnUrlRefusals, setInstitutionLearnUrl } from '../../catalogue/institution-learn-url.ts'
import type { Config } from '../../config.ts'
import { formatInstant } from '../../kernel/wib.ts'
import {
  addInstitutionUser,
  disableInstitutionUser,
  type Invited,
  institutionUserRefusals,
  listInstitutionUsers,
  reinviteInstitutionUser,
} from '../../learning/institution-portal/users.ts'
import { suspendedParties } from '../../suspension/list-suspensions.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'
import { institutionSuspension } from '../money/suspension.ts'

/** `bekal institution list`, `contact`, `learn-url`, `suspend`, `resume` and `user ...`. */
export function institutionCommands(program: Command, cli: Cli): void {
  const group = program.command('institution').description('Training institutions.')
  group
    .command('list')
    .description('All institutions with their numbers, by name.')
    .option('--json', 'the institutions as JSON')
    .action(({ json }: { json?: boolean }) => listAll(cli, json))
  group
    .command('contact <name> <email>')
    .description('Where an institution is told of new reviews of its courses, with a link to reply.')
    .byStaff(cli, 'run_partners', contact)
  group
    .command('learn-url <name> [url]')
    .description('Where an institution holds its trainings itself; without an address they are held here.')
    .byStaff(cli, 'run_partners', learnUrl)
  institutionSuspension(group, cli)
  const users = group.command('user').description("Who may log in at the institutions' site, /mitra.")
  users
    .command('add <name> <email>')
    .description('Invites somebody to act for an institution, by a link to this email.')
    .option('--person <name>', 'how they are called')
    .byStaff(cli, 'run_partners', addUser)
  users
    .command('invite <email>')
    .description('For a lost phone: ends password, second factor and sessions, and invites anew.')
    .byStaff(cli, 'run_partners', (by, email: string, { json }: { json?: boolean }) =>
      invite(by, email, json),
    )
  users
    .command('disable <email>')
    .description('Takes everything from somebody, at once and for good.')
    .byStaff(cli, 'run_partners', (by, email: string, { json }: { json?: boolean }) =>
      disableUser(by, email, json),
    )
  users
    .command('list')
    .description('Everybody who acts for an institution.')
    .option('--json', 'the users as JSON')
    .action(({ json }: { json?: boolean }) => listUsers(cli, json))
}

async function listAll(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const suspended = await suspendedParties(ctx.db)
  const all = (await listInstitutions(ctx)).map((one) => ({
    ...one,
    suspended: suspended({ kind: 'institution', id: one.institutionId }),
  }))
  const lines = all.map(({ institutionId, name, count, suspended }) => [
    String(institutionId),
    name,
    String(count),
    suspended ? 'suspended' : '',
  ])
  const heads = ['number', 'name', 'listed courses', 'state']
  answer(json, all, all.length === 0 ? ['There are no institutions.'] : table([heads, ...lines]))
}

async function addUser(
  { cli, ctx, config, actor }: ByStaff,
  institution: string,
  email: string,
  { person, json }: { person?: string; json?: boolean },
): Promise<void> {
  const asked = { institution, email, name: person }
  const outcome = await addInstitutionUser(ctx, asked, linkTo(config), actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, institutionUserRefusals)
  tellInvited(json, email, outcome.value)
}

async function invite(
  { cli, ctx, config, actor }: ByStaff,
  email: string,
  json: boolean | undefined,
): Promise<void> {
  const outcome = await reinviteInstitutionUser(ctx, email, linkTo(config), actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, institutionUserRefusals)
  tellInvited(json, email, outcome.value)
}

function linkTo(config: Config): (token: string) => string {
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return (token) => `${url}/mitra/undangan/${token}`
}

function tellInvited(json: boolean | undefined, email: string, invited: Invited): void {
  answer(json, invited, [
    `${email} is invited to act for ${invited.institution}. The link went there by email and works once, until ${formatInstant(invited.expiresAt, 'en')}.`,
  ])
}

async function disableUser(
  { cli, ctx, actor }: ByStaff,
  email: string,
  json: boolean | undefined,
): Promise<void> {
  const outcome = await disableInstitutionUser(ctx, email, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, institutionUserRefusals)
  answer(json, { email, disabled: true }, [`${email} can do nothing any more.`])
}

async function listUsers(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const users = await listInstitutionUsers(ctx.db)
  const lines = users.map(({ email, name, institution, enrolledAt, disabledAt }) => [
    email,
    name,
    institution,
    disabledAt ? 'disabled' : enrolledAt ? 'enrolled' : 'invited',
  ])
  answer(json, users, users.length === 0 ? ['Nobody acts for an institution.'] : table(lines))
}

async function contact(
  { cli, ctx, actor }: ByStaff,
  name: string,
  email: string,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await setInstitutionContact(ctx, name, email, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, contactRefusals)
  answer(json, { ...outcome.value, email }, [`${outcome.value.name} is written to at ${email}.`])
}

async function learnUrl(
  { cli, ctx, actor }: ByStaff,
  name: string,
  url: string | undefined,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await setInstitutionLearnUrl(ctx, name, url, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, learnUrlRefusals)
  const where = url ?? 'Bekal itself'
  answer(json, { ...outcome.value, learnUrl: url }, [
    `Trainings of ${outcome.value.name} are held at ${where}.`,
  ])
}
