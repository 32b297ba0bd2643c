import { InvalidArgumentError } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { changeRoles } from '../../staff/change-roles.ts'
import { addFirstAdmin, nobodyEnrolledYet, reinviteFirstAdmin } from '../../staff/first-admin.ts'
import type { Invited } from '../../staff/invite-staff.ts'
import { addStaff, changeStaffEmail, disableStaff, resetSecondFactor } from '../../staff/manage-staff.ts'
import { isRole, type Role, roles } from '../../staff/permissions.ts'
import { findStaff, listStaff, type Staff } from '../../staff/staff.ts'
import { staffRefusals } from '../../staff/staff-refusals.ts'
import { listTasks } from '../../staff/tasks.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, cliActor, type Opened, sayRefused } from '../command.ts'
import { loggedIn, staffActs, whoActs } from '../who-acts.ts'
import { logInCommands } from './log-in.ts'

interface Options {
  readonly json?: boolean
}

/** `bekal staff add`, `list`, `disable`, `reset-second-factor`, `change-email`, `change-roles`, `work`, and the log-in of this command line. */
export function staffCommands(program: Command, cli: Cli): void {
  const group = program.command('staff').description('Who may act in the console.')
  const of = (name: string, what: string) =>
    group
      .command(name)
      .argument('<email>', 'by which they log in')
      .description(what)
      .option('--json', 'the answer as JSON')
  of(
    'add',
    'Invite somebody by email: the link to choose a password and a second factor goes there alone. The first one of an installation administers, and is shown the link here.',
  )
    .requiredOption('--name <name>', 'their name, as others see it')
    .requiredOption('--role <role>', `${roles.join(', ')} (repeatable)`, roleOf, [])
    .takes('manage_staff')
    .action((email: string, options: Options & { name: string; role: Role[] }) => add(cli, email, options))
  of('disable', 'Take everything from them at once: log-in, sessions, invitations.')
    .option('--reason <words>', 'why, for the journal', '')
    .byStaff(cli, 'manage_staff', disable)
  of(
    'reset-second-factor',
    'For a lost phone: ends password, second factor and sessions, and invites anew. Be sure who asks.',
  )
    .takes('manage_staff')
    .action((email: string, options: Options) => reset(cli, email, options))
  of('change-email', 'Another address: ends password, second factor and sessions, and invites there.')
    .argument('<new-email>', 'the new address')
    .byStaff(cli, 'manage_staff', changeEmail)
  of(
    'change-roles',
    'Other roles instead of those they have. They rest before they decide, as after new factors.',
  )
    .requiredOption('--role <role>', `${roles.join(', ')} (repeatable)`, roleOf, [])
    .byStaff(cli, 'manage_staff', giveRoles)
  logInCommands(group, cli)
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
  const { json, name, role } = options
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return sayRefused(cli, json, refuse('email_wrong'), staffRefusals)
  const person = { email, name, roles: role }
  if ((await nobodyEnrolledYet(opened.ctx)) && !(await loggedIn(opened))) {
    const first = await addFirstAdmin(opened.ctx, person, linkOf(opened), cliActor())
    if (!first.ok) return sayRefused(cli, json, first, staffRefusals)
    return tellFirst(json, name, first.value)
  }
  const actor = await staffActs(cli, 'manage_staff', json)
  if (!actor) return
  const added = await addStaff(opened.ctx, person, linkOf(opened), actor)
  if (!added.ok) return sayRefused(cli, json, added, staffRefusals)
  tellInvited(json, name, added.value)
}

async function disable(
  { cli, ctx, actor }: ByStaff,
  email: string,
  options: Options & { reason: string },
): Promise<void> {
  const staff = await findStaff(ctx.db, { email })
  if (!staff) return sayRefused(cli, options.json, refuse('staff_unknown'), staffRefusals)
  const disabled = await disableStaff(ctx, staff.staffId, actor, options.reason)
  if (!disabled.ok) return sayRefused(cli, options.json, disabled, staffRefusals)
  answer(options.json, { disabled: true }, [`${staff.name} is disabled, and logged out everywhere.`])
}

async function reset(cli: Cli, email: string, { json }: Options): Promise<void> {
  const opened = await cli.open()
  const staff = await findStaff(opened.ctx.db, { email })
  if (!staff) return sayRefused(cli, json, refuse('staff_unknown'), staffRefusals)
  if (await nobodyEnrolledYet(opened.ctx)) {
    const first = await reinviteFirstAdmin(opened.ctx, staff.staffId, linkOf(opened), cliActor())
    if (!first.ok) return sayRefused(cli, json, first, staffRefusals)
    return tellFirst(json, staff.name, first.value)
  }
  // The last one who administers may have lost the phone: then the machine itself orders it, and the link goes to them.
  const actor = (await administersAlone(opened, staff))
    ? await whoActs(cli)
    : await staffActs(cli, 'manage_staff', json)
  if (!actor) return
  const made = await resetSecondFactor(opened.ctx, staff.staffId, linkOf(opened), actor)
  if (!made.ok) return sayRefused(cli, json, made, staffRefusals)
  tellInvited(json, staff.name, made.value)
}

async function administersAlone({ ctx }: Opened, { staffId }: Staff): Promise<boolean> {
  const able = (await listStaff(ctx.db)).filter((one) => one.roles.includes('admin') && !one.disabledAt)
  const others = able.filter((one) => one.enrolledAt && one.staffId !== staffId)
  return others.length === 0 && able.some((one) => one.staffId === staffId)
}

async function changeEmail(by: ByStaff, email: string, next: string, { json }: Options): Promise<void> {
  const { cli, ctx, actor } = by
  if (!/^[^\s@]+@[^\s@]+$/.test(next)) return sayRefused(cli, json, refuse('email_wrong'), staffRefusals)
  const staff = await findStaff(ctx.db, { email })
  if (!staff) return sayRefused(cli, json, refuse('staff_unknown'), staffRefusals)
  const made = await changeStaffEmail(ctx, staff.staffId, next, linkOf(by), actor)
  if (!made.ok) return sayRefused(cli, json, made, staffRefusals)
  tellInvited(json, staff.name, made.value)
}

async function giveRoles(
  { cli, ctx, config, actor }: ByStaff,
  email: string,
  { role, json }: Options & { role: Role[] },
): Promise<void> {
  const staff = await findStaff(ctx.db, { email })
  if (!staff) return sayRefused(cli, json, refuse('staff_unknown'), staffRefusals)
  const given = await changeRoles(ctx, staff.staffId, role, config.STAFF_REST_HOURS, actor)
  if (!given.ok) return sayRefused(cli, json, given, staffRefusals)
  answer(json, given.value, [`${staff.name} is ${given.value.roles.join(', ')}.`])
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const all = await listStaff(ctx.db)
  answerList(json, all, 'There is nobody yet: staff add EMAIL --name NAME --role admin.', [
    ['id', (one) => one.staffId],
    ['name', (one) => one.name],
    ['email', (one) => one.email],
    ['roles', (one) => one.roles.join(' ')],
    ['state', (one) => stateOf(one, ctx.clock.now())],
  ])
}

async function work(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const tasks = await listTasks(ctx.db, { limit: 50 })
  answerList(json, tasks, 'There is none.', [
    ['work', (task) => task.kind],
    ['subject', (task) => task.subject],
    ['started by', (task) => task.startedBy],
    ['at', (task) => formatInstant(task.startedAt, 'en')],
    ['done', (task) => `${task.done} of ${task.total}`],
    ['state', (task) => task.endedAs ?? 'running'],
  ])
}

function tellInvited(json: boolean | undefined, name: string, invited: Invited): void {
  answer(json, invited, [
    `${name} is invited: the link went to ${invited.email} and works once, until ${formatInstant(invited.expiresAt, 'en')}.`,
  ])
}

function tellFirst(json: boolean | undefined, name: string, invited: Invited & { link: string }): void {
  answer(json, invited, [
    `${name} is the first administrator. This link works once, until ${formatInstant(invited.expiresAt, 'en')}; no other one is ever shown:`,
    invited.link,
  ])
}

function linkOf({ config }: Pick<Opened, 'config'>) {
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return (token: string) => `${url}/konsol/undangan/${token}`
}

function stateOf({ disabledAt, enrolledAt, decidesFrom }: Staff, now: Date): string {
  if (disabledAt) return 'disabled'
  if (!enrolledAt || !decidesFrom) return 'invited'
  return decidesFrom > now ? `active, decides from ${formatInstant(decidesFrom, 'en')}` : 'active'
}

function roleOf(text: string, before: readonly Role[]): Role[] {
  if (!isRole(text)) throw new InvalidArgumentError(`It must be one of ${roles.join(', ')}.`)
  return [...before, text]
}
