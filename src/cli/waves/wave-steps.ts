import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { changeWave } from '../../waves/change-wave.ts'
import { closeWave } from '../../waves/close-wave.ts'
import { readDrawRow } from '../../waves/draw/draw-store.ts'
import { listYears } from '../../years/years.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo, namedWave, ofWave, stepRefusals, type WaveOptions, waveByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { progress } from '../progress.ts'

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
  if (!changed.ok) return sayRefused(cli, options.json, changed, stepRefusals)
  const { number: now, quota, rulesVoid } = changed.value
  answer(options.json, changed.value, [
    `Wave ${number} is wave ${now} of ${wave.year}, with room for ${quota}.`,
    ...(rulesVoid ? ['The rules of its draw are void: write them anew (draw commit).'] : []),
  ])
}

async function cancel(by: ByStaff, number: number, options: CancelOptions): Promise<void> {
  const facts = { because: options.because }
  const cancelled = await waveByTwo(by, 'cancel_wave', number, options, { facts })
  if (!cancelled) return
  const { wave, value } = cancelled
  answer(options.json, { cancelled: true, ...value }, [
    `Wave ${number} of ${wave.year} is cancelled; ${value.told} people who had joined are told.`,
  ])
}

async function open(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const opened = await waveByTwo(by, 'open_wave', number, options)
  if (!opened) return
  answer(options.json, { opened: true }, [`Wave ${number} is open, with ${opened.wave.quota} seats.`])
}

async function close({ cli, ctx, actor }: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const bar = progress(`wave ${number}`)
  const closed = await closeWave(ctx, wave.waveId, {
    actor,
    onProgress: ({ listed }) => bar.at(listed, listed, `${listed} listed`),
  }).finally(() => bar.end())
  if (!closed.ok) return sayRefused(cli, options.json, closed, stepRefusals)
  const { applicants, listRoot, takenOut } = closed.value
  answer(options.json, closed.value, [
    `Wave ${number} is closed with ${applicants} applicants; ${takenOut} were no longer eligible and are left out.`,
    `Root of the list: ${listRoot}`,
  ])
}

async function extra(by: ByStaff, options: WaveOptions & { quota?: number }): Promise<void> {
  const { json, quota } = options
  const year = options.year ?? (await listYears(by.ctx.db)).at(-1)?.year
  if (year === undefined) return sayRefused(by.cli, json, refuse('year_unknown'), stepRefusals)
  const made = await doneByTwo(by, 'plan_extra_wave', year, { facts: { seats: quota }, json })
  if (!made) return
  const { number, from } = made.value
  answer(json, made.value, [
    `Extra wave ${number} of ${year} is planned, with ${made.value.quota} seats of revoked recipients:`,
    ...from.map((source) => `  ${source.seats} of wave ${source.number}`),
  ])
}
