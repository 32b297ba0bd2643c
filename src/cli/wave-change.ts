import type { Command } from 'commander'
import { formatInstant } from '../kernel/wib.ts'
import { cancelWave, cancelWaveAct } from '../waves/cancel-wave.ts'
import { changeWave } from '../waves/change-wave.ts'
import { readDrawRow } from '../waves/draw/draw-store.ts'
import { approvedByTwo, namedWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, wholeNumber } from './command.ts'
import { homeLink } from './message-links.ts'
import { staffActs } from './who-acts.ts'

interface ChangeOptions extends WaveOptions {
  quota?: number
  newNumber?: number
}

interface CancelOptions extends WaveOptions {
  because: string
}

/** `bekal wave show`, `change` and `cancel`, into the group of the other commands of waves. */
export function waveChangeCommands(group: Command, cli: Cli): void {
  group
    .command('show')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description('A wave: how far it is, its seats, and the rules of its draw.')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the wave as JSON')
    .action((number: number, options: WaveOptions) => show(cli, number, options))
  group
    .command('change')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description(
      'Change number or quota of a wave before it is opened, or before its grants are approved. Rules of its draw are written anew then (draw commit), as for its dates.',
    )
    .option('--quota <seats>', 'room for so many recipients', wholeNumber)
    .option('--new-number <number>', 'the number that people know it by', wholeNumber)
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: ChangeOptions) => change(cli, number, options))
  group
    .command('cancel')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description(
      'Cancel a wave before its draw; who joined is told, and free for another. One that was opened takes two people: each gives this command.',
    )
    .requiredOption('--because <words>', 'why; whoever joined is told it')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: CancelOptions) => cancel(cli, number, options))
}

async function show(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const { ctx } = await cli.open()
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const draw = await readDrawRow(ctx.db, wave.waveId)
  const rules = draw?.rules ? JSON.parse(draw.rules) : undefined
  answer(options.json, { ...wave, drawRules: rules }, [
    `Wave ${wave.number} of ${wave.year}, ${wave.kind}: ${wave.status}`,
    `${wave.recipients} recipients of ${wave.quota}, ${wave.notified} notified`,
    ...(draw?.commitment
      ? [
          `drawn by the rules of commitment ${draw.commitment}`,
          `${draw.valueName}, known from ${formatInstant(draw.valueFrom!, 'en')}`,
        ]
      : ['no rules of a draw']),
  ])
}

async function change(cli: Cli, number: number, options: ChangeOptions): Promise<void> {
  const { ctx } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', options.json)
  if (!actor) return
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const wanted = { number: options.newNumber, quota: options.quota }
  const changed = await changeWave(ctx, wave.waveId, wanted, actor)
  if (!changed.ok) return sayDrawNo(cli, options.json, changed.refusal)
  const { number: now, quota, rulesVoid } = changed.value
  answer(options.json, changed.value, [
    `Wave ${number} is wave ${now} of ${wave.year}, with room for ${quota}.`,
    ...(rulesVoid ? ['The rules of its draw are void: write them anew (draw commit).'] : []),
  ])
}

async function cancel(cli: Cli, number: number, options: CancelOptions): Promise<void> {
  const { because, json } = options
  const { ctx, config } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', json)
  if (!actor) return
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const act = await cancelWaveAct(ctx.db, wave.waveId, because, ctx.clock.now())
  if (!act.ok) return sayDrawNo(cli, json, act.refusal)
  if (act.value && !(await approvedByTwo(cli, ctx, { ok: true, value: act.value }, actor, json))) return
  const cancelled = await cancelWave(ctx, wave.waveId, { because, home: homeLink(config), actor })
  if (!cancelled.ok) return sayDrawNo(cli, json, cancelled.refusal, cancelled.facts)
  answer(json, { cancelled: true, ...cancelled.value }, [
    `Wave ${number} of ${wave.year} is cancelled; ${cancelled.value.told} people who had joined are told.`,
  ])
}
