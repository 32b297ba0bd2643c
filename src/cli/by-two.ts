import type { Context } from '../database/context.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { askOrApprove, type TwoPersonAct } from '../programme/approvals/approvals.ts'
import { findWave, type Wave } from '../programme/waves.ts'
import { answer, type Cli, sayNo } from './command.ts'
import { type DrawRefusal, drawRefusals } from './draw-refusals.ts'

/** Options of the commands that act on one wave. */
export interface WaveOptions {
  readonly year?: number
  readonly as?: string
  readonly json?: boolean
}

/** Says no to a step of a wave, in the words of the command line. */
export function sayDrawNo(cli: Cli, json: boolean | undefined, refusal: DrawRefusal): undefined {
  sayNo(cli, json, refusal, drawRefusals[refusal])
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
    sayDrawNo(cli, json, act.refusal)
    return false
  }
  const asked = await askOrApprove(ctx, act.value, actor)
  if (!asked.ok) {
    sayDrawNo(cli, json, asked.refusal)
    return false
  }
  const { approval, approved } = asked.value
  if (!approved)
    answer(json, { waits: true, approval }, [
      `Asked for by ${approval.requestedBy}. Another person must give the same command with --as NAME:`,
      ...Object.entries(approval.facts).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    ])
  return approved
}
