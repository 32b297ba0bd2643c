import { askOrApprove, type TwoPersonAct } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import type { Outcome, RefusalFacts } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { formatInstant } from '../kernel/wib.ts'
import { may } from '../staff/permissions.ts'
import { staffNames } from '../staff/staff.ts'
import { findWave, type Wave } from '../waves/waves.ts'
import type { Command } from './bekal-command.ts'
import { answer, type Cli, sayNo, wholeNumber } from './command.ts'
import { type DrawRefusal, drawRefusals } from './draw-refusals.ts'
import { loggedIn } from './who-acts.ts'

/** A command upon one wave. */
export function ofWave(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description(description)
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the answer as JSON')
}

/** Options of the commands that act on one wave. */
export interface WaveOptions {
  readonly year?: number
  readonly json?: boolean
}

/** Says no to a step of a wave, in the words of the command line. */
export function sayDrawNo(
  cli: Cli,
  json: boolean | undefined,
  refusal: DrawRefusal,
  { until, said }: RefusalFacts = {},
): undefined {
  const sentence = said?.en ?? drawRefusals[refusal]
  sayNo(cli, json, refusal, until ? `${sentence} From ${formatInstant(until, 'en')} on it can.` : sentence)
  return undefined
}

/** The wave that a command names; says so where there is none. */
export async function namedWave(
  cli: Cli,
  ctx: Context,
  number: number,
  options: WaveOptions,
): Promise<Wave | undefined> {
  return (await findWave(ctx.db, number, options.year)) ?? sayDrawNo(cli, options.json, 'wave_unknown')
}

/**
 * For an act that takes two people who give the same command: the first one asks, the second one approves, and whoever
 * comes then performs. Returns whether it may be performed now; has told what is missing where not.
 */
export async function approvedByTwo(
  cli: Cli,
  ctx: Context,
  act: Outcome<TwoPersonAct, DrawRefusal>,
  actor: Actor,
  json: boolean | undefined,
): Promise<boolean> {
  if (!act.ok) {
    sayDrawNo(cli, json, act.refusal, act.facts)
    return false
  }
  const asked = await askOrApprove(ctx, act.value, actor, { mayApprove: await mayApprove(cli) })
  if (!asked.ok) {
    sayDrawNo(cli, json, asked.refusal, asked.facts)
    return false
  }
  const { approval, approved } = asked.value
  const names = await staffNames(ctx.db, [approval.requestedBy])
  if (!approved)
    answer(json, { waits: true, approval }, [
      `Asked for by ${names.get(approval.requestedBy) ?? approval.requestedBy}. Another person, who may approve, must give the same command:`,
      ...Object.entries(approval.facts).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    ])
  return approved
}

async function mayApprove(cli: Cli): Promise<boolean> {
  const staff = await loggedIn(await cli.open())
  return staff !== undefined && may(staff.roles, 'approve')
}
