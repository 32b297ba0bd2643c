import { hostname, userInfo } from 'node:os'
import { readConfig } from '../../config.ts'
import { demoStaff, seedStaff } from '../../demo/demo-staff.ts'
import type { LogInRefusal } from '../../identity/log-in-refusals.ts'
import { machineClock } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { logInStaff } from '../../staff/factors.ts'
import {
  endShellSession,
  endShellSessionsOf,
  openShellSession,
  shellSessionsOf,
} from '../../staff/shell-sessions.ts'
import { findStaff } from '../../staff/staff.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, type Opened, sayNo, sayRefused, table } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { forgetToken, readToken, writeToken } from '../token-file.ts'
import { loggedIn, shellRequest } from '../who-acts.ts'
import { askSecrets } from './ask-secret.ts'

interface LogInOptions {
  readonly demo?: boolean
  readonly json?: boolean
}

/** `bekal staff log-in`, `log-out` and `sessions`, into the group of the other commands of the staff. */
export function logInCommands(group: Command, cli: Cli): void {
  group
    .command('log-in')
    .argument('<email>', 'yours')
    .description(
      'Act as yourself for 12 hours: asks for password and code, or reads them as two lines from the standard input.',
    )
    .option('--demo', 'as one of the invented staff of the demo, without either')
    .option('--json', 'the answer as JSON')
    .action((email: string, options: LogInOptions) => logIn(cli, email, options))
  group
    .command('log-out')
    .description('End the log-in of this command line.')
    .option('--everywhere', 'and all your others')
    .option('--json', 'the answer as JSON')
    .action((options: { everywhere?: boolean; json?: boolean }) => logOut(cli, options))
  group
    .command('sessions')
    .description('Who you are here, and where else you are logged in on a command line.')
    .option('--end <id>', 'end the one of this id')
    .option('--json', 'the answer as JSON')
    .action((options: { end?: string; json?: boolean }) => sessions(cli, options))
}

const demoOnly = {
  id: 'Staf karangan adalah bagian dari demo: di produksi masuklah dengan kata sandi dan kode.',
  en: 'The invented staff is a part of the demo: in production log in with password and code.',
}

async function logIn(cli: Cli, email: string, { demo, json }: LogInOptions): Promise<void> {
  // Said before any database is opened: a real one has no invented staff.
  if (demo && readConfig(process.env).production) return sayNo(cli, json, 'demo_only', demoOnly)
  const opened = await cli.open()
  const { ctx, config } = opened
  const entered = demo ? await enterDemo(opened, email) : await enter(opened, email)
  if (!entered.ok) return sayRefused(cli, json, entered, commandRefusals)
  const { staffId } = entered.value
  // Whoever was logged in here before is not any more.
  const before = await readToken({ ...config, BEKAL_TOKEN: undefined })
  if (before) await endShellSession(ctx.db, before)
  const { token, until } = await openShellSession(ctx, staffId, {
    device: deviceHere(),
    wireNow: machineClock.now(),
    requestId: shellRequest(),
  })
  const file = await writeToken(config, token)
  const staff = (await findStaff(ctx.db, { staffId }))!
  answer(json, { staffId, name: staff.name, roles: staff.roles, until, file }, [
    `You act as ${staff.name} (${staff.roles.join(', ')}) until ${formatInstant(until, 'en')}. Kept in ${file}.`,
    ...(config.BEKAL_TOKEN ? ['BEKAL_TOKEN is set and goes before it: unset it.'] : []),
  ])
}

async function enter({ ctx }: Opened, email: string): Promise<Outcome<{ staffId: string }, LogInRefusal>> {
  const [password = '', code = ''] = await askSecrets([
    `Password of ${email}`,
    'Code of the authenticator app',
  ])
  return logInStaff(ctx, {
    email,
    password,
    code,
    wireNow: machineClock.now(),
    caller: `shell:${deviceHere()}`,
    requestId: shellRequest(),
  })
}

async function enterDemo(
  { ctx }: Opened,
  email: string,
): Promise<Outcome<{ staffId: string }, 'not_invented'>> {
  const invented = demoStaff.find((one) => one.email === email.trim().toLowerCase())
  if (!invented) return refuse('not_invented')
  await seedStaff(ctx, machineClock.now())
  const staff = await findStaff(ctx.db, { email: invented.email })
  const there = staff && !staff.disabledAt && staff.enrolledAt
  return there ? done({ staffId: staff.staffId }) : refuse('not_invented')
}

async function logOut(
  cli: Cli,
  { everywhere, json }: { everywhere?: boolean; json?: boolean },
): Promise<void> {
  const opened = await cli.open()
  const staff = await loggedIn(opened)
  const token = await readToken(opened.config)
  if (token) await endShellSession(opened.ctx.db, token)
  await forgetToken(opened.config)
  if (!staff) return sayRefused(cli, json, refuse('not_logged_in'), commandRefusals)
  const more = everywhere ? await endShellSessionsOf(opened.ctx.db, staff.staffId) : 0
  answer(json, { loggedOut: 1 + more }, [
    `${staff.name} is logged out${more > 0 ? ` here and ${more} times elsewhere` : ''}.`,
  ])
}

async function sessions(cli: Cli, { end, json }: { end?: string; json?: boolean }): Promise<void> {
  const opened = await cli.open()
  const { db } = opened.ctx
  const staff = await loggedIn(opened)
  if (!staff) return sayRefused(cli, json, refuse('not_logged_in'), commandRefusals)
  if (end !== undefined && (await endShellSessionsOf(db, staff.staffId, end)) === 0)
    return sayRefused(cli, json, refuse('session_unknown'), commandRefusals)
  const live = await shellSessionsOf(db, staff.staffId, machineClock.now())
  const lines = live.map(({ id, device, since, until }) => [
    id,
    device,
    formatInstant(since, 'en'),
    formatInstant(until, 'en'),
  ])
  answer(json, { name: staff.name, roles: staff.roles, sessions: live }, [
    `${staff.name}, ${staff.email} (${staff.roles.join(', ')})`,
    ...table([['id', 'where', 'since', 'until'], ...lines]),
  ])
}

/** The machine and the user there, for the list of one's own log-ins. */
function deviceHere(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    // A container may run under a number without a name.
    return hostname()
  }
}
