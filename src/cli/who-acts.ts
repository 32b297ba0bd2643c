import { machineClock } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { may, type Permission } from '../staff/permissions.ts'
import { staffOfToken } from '../staff/shell-sessions.ts'
import { type Staff, staffActor } from '../staff/staff.ts'
import { type Cli, cliActor, type Opened, sayNo, sayRefused } from './command.ts'
import { commandRefusals } from './command-refusals.ts'
import { readToken } from './token-file.ts'

/** Who of the staff is logged in on this command line; undefined: nobody, or not any more. */
export async function loggedIn({ ctx, config }: Opened): Promise<Staff | undefined> {
  const token = await readToken(config)
  return token === undefined ? undefined : staffOfToken(ctx.db, token, machineClock.now())
}

/**
 * The person of the staff who gives a command that takes authority over money or people, as the journal names them. Says
 * what is missing where nobody is logged in, or where their roles do not allow it.
 */
export async function staffActs(
  cli: Cli,
  permission: Permission,
  json: boolean | undefined,
): Promise<Actor | undefined> {
  const staff = await loggedIn(await cli.open())
  if (!staff) {
    sayRefused(cli, json, refuse('not_logged_in'), commandRefusals)
    return undefined
  }
  if (!may(staff.roles, permission)) {
    const has = staff.roles.join(', ')
    sayNo(cli, json, 'not_allowed', {
      id: `Peran Anda (${has}) tidak mengizinkan ini. Masuk sebagai yang boleh: bekal staff log-in EMAIL.`,
      en: `Your roles (${has}) do not allow this. Log in as somebody who may: bekal staff log-in EMAIL.`,
    })
    return undefined
  }
  return staffActor(staff.staffId, shellRequest())
}

/** For upkeep of the machine: whoever is logged in, else the user of the machine. */
export async function whoActs(cli: Cli): Promise<Actor> {
  const staff = await loggedIn(await cli.open())
  return staff ? staffActor(staff.staffId, shellRequest()) : cliActor()
}

/** The id that the journal knows this command by. */
export function shellRequest(): string {
  return `cli-${randomCode(12)}`
}
