import { approvedActs, type PerformedAct, takesOf, type ValueOf } from '../acts/acts-of-two.ts'
import type { Performing } from '../acts/performing.ts'
import { askOrApprove, type TwoPersonAct } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { extendRefusals } from '../deadlines/extend-wave.ts'
import { holdRefusals } from '../deadlines/wave-holds.ts'
import { deskRefusals } from '../desk/desk-refusals.ts'
import type { Facts } from '../journal/facts.ts'
import { type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import { cancellationRefusals } from '../learning/cancellation/cancellation-refusals.ts'
import { campaignRefusals } from '../messages/campaigns/campaign-refusals.ts'
import { wordingRefusals } from '../messages/wording/wording-refusals.ts'
import { contractRefusals } from '../money/contracts.ts'
import { runRefusals } from '../money/runs/run-refusals.ts'
import { correctIdentityRefusals } from '../registration/corrections/correct-identity.ts'
import { eraseRefusals } from '../retention/erase-refusals.ts'
import { may } from '../staff/permissions.ts'
import { staffNames } from '../staff/staff.ts'
import { suspensionRefusals } from '../suspension/suspension-refusals.ts'
import { waveRefusals } from '../waves/wave-refusals.ts'
import { findWave, type Wave } from '../waves/waves.ts'
import { yearRefusals } from '../years/change-year.ts'
import type { ByStaff, Command } from './bekal-command.ts'
import { answer, type Cli, sayRefused, wholeNumber } from './command.ts'
import { commandRefusals } from './command-refusals.ts'
import { linkTo } from './message-links.ts'
import { progress } from './progress.ts'
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

/** Every refusal that a step of a wave, or an act of two people, can meet here. */
export const stepRefusals = refusalWords({
  id: {
    year_over:
      'Batas belanja pertama akan jatuh setelah batas akhir pemakaian saldo tahun program. Rencanakan gelombang di tahun berikutnya.',
  },
  en: {
    year_over:
      'The term of the first purchase would end after the cut-off of the programme year. Plan a wave in the next year.',
  },
  also: [
    waveRefusals,
    yearRefusals,
    holdRefusals,
    extendRefusals,
    correctIdentityRefusals,
    eraseRefusals,
    contractRefusals,
    cancellationRefusals,
    runRefusals,
    suspensionRefusals,
    deskRefusals,
    campaignRefusals,
    wordingRefusals,
    only(commandRefusals, 'no_wave_waits', 'nothing_public'),
  ],
})
type StepRefusal = ReasonOf<typeof stepRefusals>

/** The wave that a command names; says so where there is none. */
export async function namedWave(
  cli: Cli,
  ctx: Context,
  number: number,
  options: WaveOptions,
): Promise<Wave | undefined> {
  return (
    (await findWave(ctx.db, number, options.year)) ??
    sayRefused(cli, options.json, refuse('wave_unknown'), stepRefusals)
  )
}

interface Given {
  readonly json?: boolean | undefined
  readonly facts?: Facts
  readonly sandbox?: boolean | undefined
  /** of long work: what the bar counts */
  readonly counted?: string
}

interface Act {
  wanted(
    ctx: Context,
    id: number,
    facts: Facts,
    typed: object,
  ): Promise<Outcome<TwoPersonAct | undefined, StepRefusal>>
  perform(performing: Performing, id: number, facts: Facts): Promise<Outcome<object | null, StepRefusal>>
}

/**
 * For an act that takes two people who give the same command: the first one asks, the second one approves, and whoever
 * comes then performs. Undefined where it is not done now, which was told.
 */
export async function doneByTwo<Name extends PerformedAct>(
  by: ByStaff,
  name: Name,
  id: number,
  { facts = {}, sandbox, counted = '', json }: Given,
): Promise<{ readonly value: ValueOf<Name> } | undefined> {
  const { cli, ctx, config, actor } = by
  const act: Act = approvedActs[name]
  const wanted = await act.wanted(ctx, id, facts, {})
  if (!(await approvedByTwo(by, wanted, json))) return undefined
  const bar = progress(approvedActs[name].words.en)
  const performing = {
    ctx,
    actor,
    link: (path: string) => linkTo(config, path),
    sandbox: sandbox ?? !config.production,
    progress: (done: number, total: number) => bar.at(done, total, `${done} of ${total} ${counted}`),
  }
  const given = (wanted.ok ? wanted.value?.facts : undefined) ?? facts
  const performed = await act.perform(performing, id, given).finally(() => bar.end())
  if (!performed.ok) return sayRefused(cli, json, performed, stepRefusals)
  return { value: performed.value as ValueOf<Name> }
}

/** ... on the wave that the command names. */
export async function waveByTwo<Name extends PerformedAct>(
  by: ByStaff,
  name: Name,
  number: number,
  options: WaveOptions,
  given: Given = {},
): Promise<{ readonly wave: Wave; readonly value: ValueOf<Name> } | undefined> {
  const wave = await namedWave(by.cli, by.ctx, number, options)
  const made = wave && (await doneByTwo(by, name, wave.waveId, { json: options.json, ...given }))
  return made && { wave, ...made }
}

/** Whether what two people want may be performed now; has told what is missing where not. */
export async function approvedByTwo(
  { cli, ctx, actor }: ByStaff,
  act: Outcome<TwoPersonAct | undefined, StepRefusal>,
  json: boolean | undefined,
): Promise<boolean> {
  if (!act.ok) return sayRefused(cli, json, act, stepRefusals) ?? false
  if (!act.value) return true
  const asked = await askOrApprove(ctx, act.value, actor, {
    mayApprove: await mayApprove(cli, act.value.act),
  })
  if (!asked.ok) return sayRefused(cli, json, asked, stepRefusals) ?? false
  const { approval, approved } = asked.value
  const names = await staffNames(ctx.db, [approval.requestedBy])
  if (!approved)
    answer(json, { waits: true, approval }, [
      `Asked for by ${names.get(approval.requestedBy) ?? approval.requestedBy}. Another person, who may approve, must give the same command:`,
      ...Object.entries(approval.facts).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    ])
  return approved
}

async function mayApprove(cli: Cli, act: string): Promise<boolean> {
  const staff = await loggedIn(await cli.open())
  return staff !== undefined && may(staff.roles, takesOf(act).second)
}
