import { carryOutExtensions } from '../../deadlines/extend-wave.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { ofWave, type WaveOptions, waveByTwo } from '../by-two.ts'
import { answer, type Cli, calendarDate } from '../command.ts'
import { cardPageLink } from '../message-links.ts'
import { progress } from '../progress.ts'

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

async function hold(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  if (await waveByTwo(by, 'hold_sweep', number, options))
    answer(options.json, { held: true }, [`Nobody of wave ${number} is revoked until deadline release.`])
}

async function release(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const released = await waveByTwo(by, 'release_sweep', number, options)
  if (!released) return
  const { cards } = released.value
  answer(options.json, { released: true, cards }, [
    `The sweep of wave ${number} goes on: the next run looks at ${cards} terms that are over.`,
  ])
}

async function extend(by: ByStaff, number: number, options: WaveOptions & { until: string }): Promise<void> {
  const { until, json } = options
  const { ctx, config, actor } = by
  if (!(await waveByTwo(by, 'extend_deadline', number, options, { facts: { until } }))) return
  const bar = progress(`wave ${number}`)
  const cards = await carryOutExtensions(ctx, {
    actor,
    link: cardPageLink(config),
    onProgress: (moved) => bar.at(moved, moved, `${moved} cards`),
  }).finally(() => bar.end())
  answer(json, { extended: true, until, cards }, [
    `${cards} recipients of wave ${number} may buy first until ${until}; whoever has not bought yet gets a message.`,
  ])
}
