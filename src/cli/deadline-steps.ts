import type { TwoPersonAct } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { carryOutExtensions, extendWave, extendWaveAct } from '../deadlines/extend-wave.ts'
import {
  type HoldRefusal,
  holdSweep,
  holdSweepAct,
  releaseSweep,
  releaseSweepAct,
} from '../deadlines/wave-holds.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { Wave } from '../waves/waves.ts'
import type { ByStaff, Command } from './bekal-command.ts'
import { approvedByTwo, namedWave, ofWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, calendarDate } from './command.ts'
import type { DrawRefusal } from './draw-refusals.ts'
import { cardPageLink } from './message-links.ts'
import { progress } from './progress.ts'

/** `bekal deadline hold`, `release` and `extend`, into the group of the other commands of deadlines. */
export function deadlineStepCommands(group: Command, cli: Cli): void {
  ofWave(
    group,
    'hold',
    'Keep the sweep off a wave: nobody of it is revoked. Takes two people: each gives this command.',
  ).byStaff(cli, 'run_waves', hold)
  ofWave(
    group,
    'release',
    'Let the sweep of a wave go on, that was held or that stopped by itself. Takes two people: each gives this command.',
  ).byStaff(cli, 'run_waves', release)
  ofWave(
    group,
    'extend',
    'Give everybody of a wave a later deadline, with a message. Takes two people: each gives this command.',
  )
    .requiredOption('--until <date>', 'the last day in WIB, such as 2026-12-31', calendarDate)
    .byStaff(cli, 'run_waves', extend)
}

/** The step of a wave that two people want; undefined where it is not done now, which was told. */
async function byTwo<T>(
  { cli, ctx, actor }: ByStaff,
  number: number,
  options: WaveOptions,
  actOf: (ctx: Context, wave: Wave) => Promise<Outcome<TwoPersonAct, DrawRefusal>>,
  perform: (ctx: Context, wave: Wave, actor: Actor) => Promise<Outcome<T, DrawRefusal>>,
): Promise<{ value: T } | undefined> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return undefined
  if (!(await approvedByTwo(cli, ctx, await actOf(ctx, wave), actor, options.json))) return undefined
  const performed = await perform(ctx, wave, actor)
  if (!performed.ok) return sayDrawNo(cli, options.json, performed.refusal, performed.facts)
  return { value: performed.value }
}

async function hold(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const held = await byTwo(
    by,
    number,
    options,
    (ctx, { waveId }): Promise<Outcome<TwoPersonAct, HoldRefusal>> => holdSweepAct(ctx.db, waveId),
    (ctx, { waveId }, actor) => holdSweep(ctx, waveId, actor),
  )
  if (held)
    answer(options.json, { held: true }, [`Nobody of wave ${number} is revoked until deadline release.`])
}

async function release(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const released = await byTwo(
    by,
    number,
    options,
    (ctx, { waveId }) => releaseSweepAct(ctx.db, waveId),
    (ctx, { waveId }, actor) => releaseSweep(ctx, waveId, actor),
  )
  if (!released) return
  const { cards } = released.value
  answer(options.json, { released: true, cards }, [
    `The sweep of wave ${number} goes on: the next run looks at ${cards} terms that are over.`,
  ])
}

async function extend(by: ByStaff, number: number, options: WaveOptions & { until: string }): Promise<void> {
  const { until } = options
  const extended = await byTwo(
    by,
    number,
    options,
    (ctx, { waveId }) => extendWaveAct(ctx.db, waveId, until, ctx.clock.now()),
    (ctx, { waveId }, actor) => extendWave(ctx, waveId, until, actor),
  )
  if (!extended) return
  const bar = progress(`wave ${number}`)
  const cards = await carryOutExtensions(by.ctx, {
    actor: by.actor,
    link: cardPageLink(by.config),
    onProgress: (moved) => bar.at(moved, moved, `${moved} cards`),
  }).finally(() => bar.end())
  answer(options.json, { extended: true, until, cards }, [
    `${cards} recipients of wave ${number} may buy first until ${until}; whoever has not bought yet gets a message.`,
  ])
}
