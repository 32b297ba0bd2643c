import { formatInstant } from '../kernel/wib.ts'
import { cancelWave, cancelWaveAct } from '../waves/cancel-wave.ts'
import { changeWave } from '../waves/change-wave.ts'
import { closeWave } from '../waves/close-wave.ts'
import { readDrawRow } from '../waves/draw/draw-store.ts'
import { createExtraWave, extraWaveAct } from '../waves/extra-wave.ts'
import { openWave, openWaveAct } from '../waves/open-wave.ts'
import { listYears } from '../years/years.ts'
import type { ByStaff, Command } from './bekal-command.ts'
import { approvedByTwo, namedWave, ofWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, wholeNumber } from './command.ts'
import { homeLink } from './message-links.ts'
import { progress } from './progress.ts'

interface ChangeOptions extends WaveOptions {
  quota?: number
  newNumber?: number
}

interface CancelOptions extends WaveOptions {
  because: string
}

/** `bekal wave show`, `change`, `open`, `close`, `cancel` and `extra`, into the group of the other commands of waves. */
export function waveStepCommands(group: Command, cli: Cli): void {
  ofWave(group, 'show', 'A wave: how far it is, its seats, and the rules of its draw.').action(
    (number: number, options: WaveOptions) => show(cli, number, options),
  )
  ofWave(
    group,
    'change',
    'Change number or quota of a wave before it is opened, or before its grants are approved. Rules of its draw are written anew then (draw commit), as for its dates.',
  )
    .option('--quota <seats>', 'room for so many recipients', wholeNumber)
    .option('--new-number <number>', 'the number that people know it by', wholeNumber)
    .byStaff(cli, 'run_waves', change)
  ofWave(
    group,
    'cancel',
    'Cancel a wave before its draw; who joined is told, and free for another. One that was opened takes two people: each gives this command.',
  )
    .requiredOption('--because <words>', 'why; whoever joined is told it')
    .byStaff(cli, 'run_waves', cancel)
  ofWave(
    group,
    'open',
    'Open a planned wave, so that people may join. Takes two people: each gives this command.',
  ).byStaff(cli, 'run_waves', open)
  ofWave(
    group,
    'close',
    'Close an open wave for good, and make the list that is drawn from. Safe to repeat.',
  ).byStaff(cli, 'run_waves', close)
  group
    .command('extra')
    .description(
      'Plan an extra wave from the seats of revoked recipients. Takes two people: each gives this command.',
    )
    .option('--quota <seats>', 'so many of them; else all', wholeNumber)
    .option('--year <year>', 'the programme year; else the newest', wholeNumber)
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_waves', extra)
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

async function change({ cli, ctx, actor }: ByStaff, number: number, options: ChangeOptions): Promise<void> {
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

async function cancel(
  { cli, ctx, config, actor }: ByStaff,
  number: number,
  options: CancelOptions,
): Promise<void> {
  const { because, json } = options
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

async function open({ cli, ctx, actor }: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const act = await openWaveAct(ctx.db, wave.waveId)
  if (!(await approvedByTwo(cli, ctx, act, actor, options.json))) return
  const opened = await openWave(ctx, wave.waveId, actor)
  if (!opened.ok) return sayDrawNo(cli, options.json, opened.refusal)
  answer(options.json, { opened: true }, [`Wave ${number} is open, with ${wave.quota} seats.`])
}

async function close({ cli, ctx, actor }: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const bar = progress(`wave ${number}`)
  const closed = await closeWave(ctx, wave.waveId, {
    actor,
    onProgress: ({ listed }) => bar.at(listed, listed, `${listed} listed`),
  }).finally(() => bar.end())
  if (!closed.ok) return sayDrawNo(cli, options.json, closed.refusal)
  const { applicants, listRoot, takenOut } = closed.value
  answer(options.json, closed.value, [
    `Wave ${number} is closed with ${applicants} applicants; ${takenOut} were no longer eligible and are left out.`,
    `Root of the list: ${listRoot}`,
  ])
}

async function extra({ cli, ctx, actor }: ByStaff, options: WaveOptions & { quota?: number }): Promise<void> {
  const year = options.year ?? (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined) return sayDrawNo(cli, options.json, 'year_unknown')
  const wanted = { year, quota: options.quota }
  const act = await extraWaveAct(ctx.db, wanted)
  if (!(await approvedByTwo(cli, ctx, act, actor, options.json))) return
  const made = await createExtraWave(ctx, wanted, actor)
  if (!made.ok) return sayDrawNo(cli, options.json, made.refusal, made.facts)
  const { number, quota, from } = made.value
  answer(options.json, made.value, [
    `Extra wave ${number} of ${year} is planned, with ${quota} seats of revoked recipients:`,
    ...from.map((source) => `  ${source.seats} of wave ${source.number}`),
  ])
}
