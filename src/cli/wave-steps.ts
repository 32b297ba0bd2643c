import type { Command } from 'commander'
import { closeWave } from '../programme/waves/close-wave.ts'
import { createExtraWave } from '../programme/waves/extra-wave.ts'
import { openWave, openWaveAct } from '../programme/waves/open-wave.ts'
import { listYears } from '../programme/years.ts'
import { approvedByTwo, namedWave, sayDrawNo, type WaveOptions } from './by-two.ts'
import { answer, type Cli, cliActor, operatorName, wholeNumber } from './command.ts'
import { progress } from './progress.ts'

/** `bekal wave open`, `close` and `extra`, into the group of the other commands of waves. */
export function waveStepCommands(group: Command, cli: Cli): void {
  group
    .command('open')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description('Open a planned wave, so that people may join. Takes two people: each gives this command.')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--as <name>', 'who you are; else the user of this machine', operatorName)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: WaveOptions) => open(cli, number, options))
  group
    .command('close')
    .argument('<number>', 'the number of the wave', wholeNumber)
    .description('Close an open wave for good, and make the list that is drawn from. Safe to repeat.')
    .option('--year <year>', 'the programme year; else the newest that has the wave', wholeNumber)
    .option('--as <name>', 'who you are; else the user of this machine', operatorName)
    .option('--json', 'the answer as JSON')
    .action((number: number, options: WaveOptions) => close(cli, number, options))
  group
    .command('extra')
    .description('Plan an extra wave from the seats of revoked recipients.')
    .option('--quota <seats>', 'so many of them; else all', wholeNumber)
    .option('--year <year>', 'the programme year; else the newest', wholeNumber)
    .option('--as <name>', 'who you are; else the user of this machine', operatorName)
    .option('--json', 'the answer as JSON')
    .action((options: WaveOptions & { quota?: number }) => extra(cli, options))
}

async function open(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const { ctx } = await cli.open()
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const actor = cliActor(options.as)
  const act = await openWaveAct(ctx.db, wave.waveId)
  if (!(await approvedByTwo(cli, ctx, act, actor, options.json))) return
  const opened = await openWave(ctx, wave.waveId, actor)
  if (!opened.ok) return sayDrawNo(cli, options.json, opened.refusal)
  answer(options.json, { opened: true }, [`Wave ${number} is open, with ${wave.quota} seats.`])
}

async function close(cli: Cli, number: number, options: WaveOptions): Promise<void> {
  const { ctx } = await cli.open()
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const bar = progress(`wave ${number}`)
  const closed = await closeWave(ctx, wave.waveId, {
    actor: cliActor(options.as),
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
  const made = await createExtraWave(ctx, { year, quota: options.quota }, cliActor(options.as))
  if (!made.ok) return sayDrawNo(cli, options.json, made.refusal)
  const { number, quota, from } = made.value
  answer(options.json, made.value, [
    `Extra wave ${number} of ${year} is planned, with ${quota} seats of revoked recipients:`,
    ...from.map((source) => `  ${source.seats} of wave ${source.number}`),
  ])
}
