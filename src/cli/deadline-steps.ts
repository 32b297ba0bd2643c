import type { Command } from 'commander'
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
import { approvedByTwo, namedWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, calendarDate, wholeNumber } from './command.ts'
import type { DrawRefusal } from './draw-refusals.ts'
import { cardPageLink } from './message-links.ts'
import { progress } from './progress.ts'
import { staffActs } from './who-acts.ts'

/** `bekal deadline hold`, `release` and `extend`, into the group of the other commands of deadlines. */
export function deadlineStepCommands(group: Command, cli: Cli): void {
  const step = (name: string, description: string) =>
    group
      .command(name)
      .argument('<number>', 'the number of the wave', wholeNumber)
      .description(description)
      .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
      .option('--json', 'the answer as JSON')
  step(
    'hold',
    'Keep the sweep off a wave: nobody of it is revoked. Takes two people: each gives this command.',
  ).action((number: number, options: WaveOptions) => hold(cli, number, options))
  step(
    'release',
    'Let the sweep of a wave go on, that was held or that stopped by itself. Takes two people: each gives this command.',
  ).action((number: number, options: WaveOptions) => release(cli, number, options))
  step(
    'extend',
    'Give everybody of a wave a later deadline, with a message. Takes two people: each gives this command.',
  )
    .requiredOption('--until <date>', 'the last day in WIB, such as 2026-12-31', calendarDate)
    .action((number: number, options: WaveOptions & { until: string }) => extend(cli, number, options))
}

/** The step of a wave that two people want; undefined where it is not done now, which was told. */
async function byTwo<T>(
  cli: Cli,
  number: number,
  options: WaveOptions,
  actOf: (ctx: Context, wave: Wave) => Promise<Outcome<TwoPersonAct, DrawRefusal>>,
  perform: (ctx: Context, wave: Wave, actor: Actor) => Promise<Outcome<T, DrawRefusal>>,
): Promise<{ ctx: Context; wave: Wave; actor: Actor; value: T } | undefined> {
  const { ctx } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', options.json)
  if (!actor) return undefined
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return undefined
  if (!(await approvedByTwo(cli, ctx, await actOf(ctx, wave), actor, options.json))) return undefined
  const performed = await perform(ctx, wave, actor)
  if (!performed.ok) return sayDrawNo(cli, options.json, performed.refusal, performed.facts)
  return { ctx, wave, actor, value: performed.value }
}

async function hold(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const held = await byTwo(
    cli,
    number,
    options,
    (ctx, { waveId }): Promise<Outcome<TwoPersonAct, HoldRefusal>> => holdSweepAct(ctx.db, waveId),
    (ctx, { waveId }, actor) => holdSweep(ctx, waveId, actor),
  )
  if (held)
    answer(options.json, { held: true }, [`Nobody of wave ${number} is revoked until deadline release.`])
}

async function release(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const released = await byTwo(
    cli,
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

async function extend(cli: Cli, number: number, options: WaveOptions & { until: string }): Promise<void> {
  const { until } = options
  const extended = await byTwo(
    cli,
    number,
    options,
    (ctx, { waveId }) => extendWaveAct(ctx.db, waveId, until, ctx.clock.now()),
    (ctx, { waveId }, actor) => extendWave(ctx, waveId, until, actor),
  )
  if (!extended) return
  const { config } = await cli.open()
  const bar = progress(`wave ${number}`)
  const cards = await carryOutExtensions(extended.ctx, {
    actor: extended.actor,
    link: cardPageLink(config),
    onProgress: (moved) => bar.at(moved, moved, `${moved} cards`),
  }).finally(() => bar.end())
  answer(options.json, { extended: true, until, cards }, [
    `${cards} recipients of wave ${number} may buy first until ${until}; whoever has not bought yet gets a message.`,
  ])
}
