import type { Command } from 'commander'
import { closeWave } from '../waves/close-wave.ts'
import { createExtraWave, extraWaveAct } from '../waves/extra-wave.ts'
import { openWave, openWaveAct } from '../waves/open-wave.ts'
import { listYears } from '../years/years.ts'
import { approvedByTwo, namedWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, wholeNumber } from './command.ts'
import { progress } from './progress.ts'
import { staffActs } from './who-acts.ts'

/** `bekal wave open`, `close` and `extra`, into the group of the other commands of waves. */
export function waveStepCommands(group: Command, cli: Cli): void {
  group
    .command('open')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description('Open a planned wave, so that people may join. Takes two people: each gives this command.')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: WaveOptions) => open(cli, number, options))
  group
    .command('close')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description('Close an open wave for good, and make the list that is drawn from. Safe to repeat.')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: WaveOptions) => close(cli, number, options))
  group
    .command('extra')
    .description(
      'Plan an extra wave from the seats of revoked recipients. Takes two people: each gives this command.',
    )
    .option('--quota <seats>', 'so many of them; else all', wholeNumber)
    .option('--year <year>', 'the programme year; else the newest', wholeNumber)
    .option('--json', 'the answer as JSON')
    .action((options: WaveOptions & { quota?: number }) => extra(cli, options))
}

async function open(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const { ctx } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', options.json)
  if (!actor) return
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const act = await openWaveAct(ctx.db, wave.waveId)
  if (!(await approvedByTwo(cli, ctx, act, actor, options.json))) return
  const opened = await openWave(ctx, wave.waveId, actor)
  if (!opened.ok) return sayDrawNo(cli, options.json, opened.refusal)
  answer(options.json, { opened: true }, [`Wave ${number} is open, with ${wave.quota} seats.`])
}

async function close(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const { ctx } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', options.json)
  if (!actor) return
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

async function extra(cli: Cli, options: WaveOptions & { quota?: number }): Promise<void> {
  const { ctx } = await cli.open()
  const year = options.year ?? (await listYears(ctx.db)).at(-1)?.year
  if (year === undefined) return sayDrawNo(cli, options.json, 'year_unknown')
  const actor = await staffActs(cli, 'run_waves', options.json)
  if (!actor) return
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
