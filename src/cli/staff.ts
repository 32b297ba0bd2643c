import { type Command, InvalidArgumentError } from 'commander'
import { formatInstant } from '../kernel/wib.ts'
import { addStaff, disableStaff, type Invited, resetSecondFactor } from '../staff/manage-staff.ts'
import { isRole, type Role, roles } from '../staff/permissions.ts'
import { findStaff, listStaff, type Staff } from '../staff/staff.ts'
import { listTasks } from '../staff/tasks.ts'
import { answer, type Cli, cliActor, type Opened, operatorName, sayNo, table } from './command.ts'

interface Options {
  readonly as?: string
  readonly json?: boolean
}

const refusals = {
  email_taken: 'Somebody of the staff has this email already: staff list.',
  role_missing: 'Give at least one role: --role operator.',
  staff_unknown: 'Nobody of the staff has this email: staff list.',
  staff_disabled: 'They are disabled already. Nothing was changed.',
  not_oneself: 'Nobody disables themselves.',
}

/** `bekal staff add`, `list`, `disable`, `reset-second-factor` and `work`. */
export function staffCommands(program: Command, cli: Cli): void {
  const group = program.command('staff').description('Who may act in the console.')
  const of = (name: string, what: string) =>
    group
      .command(name)
      .argument('<email>', 'by which they log in')
      .description(what)
      .option('--as <name>', 'who you are; else the user of this machine', operatorName)
      .option('--json', 'the answer as JSON')
  of('add', 'Invite somebody: prints the link with which they choose a password and a second factor, once.')
    .requiredOption('--name <name>', 'their name, as others see it')
    .requiredOption('--role <role>', `${roles.join(', ')} (repeatable)`, roleOf, [])
    .action((email: string, options: Options & { name: string; role: Role[] }) => add(cli, email, options))
  of('disable', 'Take everything from them at once: log-in, sessions, invitations.')
    .option('--reason <words>', 'why, for the journal', '')
    .action((email: string, options: Options & { reason: string }) => disable(cli, email, options))
  of(
    'reset-second-factor',
    'For a lost phone: ends password, second factor and sessions, and invites anew. Be sure who asks.',
  ).action((email: string, options: Options) => reset(cli, email, options))
  group
    .command('list')
    .description('Everybody with their roles.')
    .option('--json', 'the staff as JSON')
    .action((options: Options) => list(cli, options.json))
  group
    .command('work')
    .description('Long work that was started in the console, the newest first.')
    .option('--json', 'the work as JSON')
    .action((options: Options) => work(cli, options.json))
}

async function add(
  cli: Cli,
  email: string,
  options: Options & { name: string; role: Role[] },
): Promise<void> {
  const opened = await cli.open()
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return sayNo(cli, options.json, 'email_wrong', 'That is no email.')
  const { name, role } = options
  const added = await addStaff(opened.ctx, { email, name, roles: role }, linkOf(opened), cliActor(options.as))
  if (!added.ok) return sayNo(cli, options.json, added.refusal, refusals[added.refusal])
  tellInvited(options.json, name, added.value)
}

async function disable(cli: Cli, email: string, options: Options & { reason: string }): Promise<void> {
  const { ctx } = await cli.open()
  const staff = await findStaff(ctx.db, { email })
  if (!staff) return sayNo(cli, options.json, 'staff_unknown', refusals.staff_unknown)
  const disabled = await disableStaff(ctx, staff.staffId, cliActor(options.as), options.reason)
  if (!disabled.ok) return sayNo(cli, options.json, disabled.refusal, refusals[disabled.refusal])
  answer(options.json, { disabled: true }, [`${staff.name} is disabled, and logged out everywhere.`])
}

async function reset(cli: Cli, email: string, options: Options): Promise<void> {
  const opened = await cli.open()
  const staff = await findStaff(opened.ctx.db, { email })
  if (!staff) return sayNo(cli, options.json, 'staff_unknown', refusals.staff_unknown)
  const made = await resetSecondFactor(opened.ctx, staff.staffId, linkOf(opened), cliActor(options.as))
  if (!made.ok) return sayNo(cli, options.json, made.refusal, refusals[made.refusal])
  tellInvited(options.json, staff.name, made.value)
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const all = await listStaff(ctx.db)
  const lines = all.map((one) => [one.staffId, one.name, one.email, one.roles.join(' '), stateOf(one)])
  const none = ['There is nobody yet: staff add EMAIL --name NAME --role admin.']
  answer(json, all, all.length === 0 ? none : table([['id', 'name', 'email', 'roles', 'state'], ...lines]))
}

async function work(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const tasks = await listTasks(ctx.db, { limit: 50 })
  const lines = tasks.map((task) => [
    task.kind,
    task.subject,
    task.startedBy,
    formatInstant(task.startedAt, 'en'),
    `${task.done} of ${task.total}`,
    task.endedAs ?? 'running',
  ])
  const heads = ['work', 'subject', 'started by', 'at', 'done', 'state']
  answer(json, tasks, tasks.length === 0 ? ['There is none.'] : table([heads, ...lines]))
}

function tellInvited(json: boolean | undefined, name: string, invited: Invited): void {
  answer(json, invited, [
    `${name} is invited by email. The same link, good once, until ${formatInstant(invited.expiresAt, 'en')}:`,
    invited.link,
  ])
}

function linkOf({ config }: Opened) {
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return (token: string) => `${url}/konsol/undangan/${token}`
}

function stateOf({ disabledAt, enrolledAt }: Staff): string {
  if (disabledAt) return 'disabled'
  return enrolledAt ? 'active' : 'invited'
}

function roleOf(text: string, before: readonly Role[]): Role[] {
  if (!isRole(text)) throw new InvalidArgumentError(`It must be one of ${roles.join(', ')}.`)
  return [...before, text]
}
