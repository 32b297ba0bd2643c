import { readFile, stat } from 'node:fs/promises'
import { InvalidArgumentError } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { announceDraw } from '../../waves/draw/announce-draw.ts'
import { commitDraw } from '../../waves/draw/commit-draw.ts'
import { formOfRules } from '../../waves/draw/draw-rules.ts'
import { readDrawRow } from '../../waves/draw/draw-store.ts'
import { enterPublicValue } from '../../waves/draw/enter-public-value.ts'
import { proofHolds, proofSchema } from '../../waves/draw/published/proof.ts'
import { publicFiles, publishDraw } from '../../waves/draw/published/publish-draw.ts'
import { parseJson } from '../../waves/draw/published/read-published.ts'
import { verifyDraw } from '../../waves/draw/published/verify-draw.ts'
import { formInWords, usualForm, type ValueForm, valueForm } from '../../waves/draw/value-form-rules.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { namedWave, ofWave, stepRefusals, type WaveOptions, waveByTwo } from '../by-two.ts'
import { answer, type Cli, failed, sayNo, sayRefused, wholeNumber } from '../command.ts'
import { readInstant } from '../installation/clock.ts'
import { progress } from '../progress.ts'
import { type Group, groupOf, shareOf, withEverybodyElse } from './draw-options.ts'

interface CommitOptions extends WaveOptions {
  readonly value: string
  readonly knownFrom: Date
  readonly form: ValueForm
  readonly reserves: number
  readonly group: readonly Group[]
  readonly share: ReadonlyMap<string, number>
}

interface OutOptions extends WaveOptions {
  readonly out?: string
}

/** `bekal draw commit`, `value`, `run`, `announce`, `show` and `verify`. */
export function drawCommands(program: Command, cli: Cli): void {
  const group = program.command('draw').description('The draw of a wave, that anybody can check.')
  ofWave(
    group,
    'commit',
    'Write down the rules, before the wave is opened, and the hash that commits to them.',
  )
    .requiredOption('--value <name>', 'the public value that the seed will come from')
    .requiredOption('--known-from <instant>', 'when it is known at the earliest, with its zone', readInstant)
    .option(
      '--form <form>',
      'how the value is written: decimal-2 (7012.33), digits-6, hex-64',
      formOf,
      usualForm,
    )
    .option('--reserves <count>', 'how many are kept in the order of their ranks', wholeNumber, 0)
    .option('--group <name=occupations>', 'a priority group, the first ones first (repeatable)', groupOf, [])
    .option('--share <province=percent>', 'seats set aside for a province (repeatable)', shareOf, new Map())
    .byStaff(cli, 'run_waves', commit)
  ofWave(group, 'value', 'Enter the public value. Takes two people, who must enter the same.')
    .argument('<value>', 'as it was published')
    .byStaff(cli, 'run_waves', enter)
  ofWave(group, 'run', 'Draw. Takes two people: each gives this command. Safe to repeat.').byStaff(
    cli,
    'run_waves',
    run,
  )
  ofWave(group, 'announce', 'Make the result public, for everybody at the same time.')
    .option('--out <folder>', 'write the published files there')
    .byStaff(cli, 'run_waves', announce)
  ofWave(group, 'show', 'How far a draw has come, and what is public of it.')
    .option('--out <folder>', 'write the published files there')
    .action((number: number, options: OutOptions) => show(cli, number, options))
  group
    .command('verify')
    .argument('<path>', 'a folder with the published files, or the file of one proof')
    .description('Recompute a draw from what was published, without a database.')
    .option('--json', 'the answer as JSON')
    .action((path: string, options: { json?: boolean }) => verify(cli, path, options.json))
}

async function commit({ cli, ctx, actor }: ByStaff, number: number, options: CommitOptions): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const committed = await commitDraw(
    ctx,
    wave.waveId,
    {
      reserves: options.reserves,
      groups: withEverybodyElse(options.group),
      provinceShares: options.share,
      publicValue: { name: options.value, knownFrom: options.knownFrom, form: options.form },
    },
    actor,
  )
  if (!committed.ok) return sayRefused(cli, options.json, committed, stepRefusals)
  answer(options.json, committed.value, [
    `The rules of wave ${number} are written down. Publish this before the wave is opened:`,
    `  ${committed.value.commitment}`,
    `The seed will come from: ${options.value} (not known before ${formatInstant(options.knownFrom, 'en')}).`,
    `It is written as ${formInWords(options.form, 'en')}.`,
  ])
}

async function enter(
  { cli, ctx, actor }: ByStaff,
  number: number,
  value: string,
  options: WaveOptions,
): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const entered = await enterPublicValue(ctx, wave.waveId, value, actor)
  if (!entered.ok) return sayRefused(cli, options.json, entered, stepRefusals)
  answer(options.json, entered.value, [
    entered.value.agreed
      ? 'Both entries are the same: this is the public value of the draw.'
      : 'Entered. Another person must enter it, too, without having been told what you entered.',
  ])
}

async function run(by: ByStaff, number: number, options: WaveOptions): Promise<void> {
  const drawn = await waveByTwo(by, 'run_draw', number, options, { counted: 'ranked' })
  if (!drawn) return
  const { selected, applicants, reserves, struck, result_root } = drawn.value
  answer(options.json, drawn.value, [
    `${selected} of ${applicants} are selected, ${reserves} in reserve, ${struck} struck out. Nobody is told yet.`,
    `Root of the result: ${result_root}`,
  ])
}

async function announce({ cli, ctx, actor }: ByStaff, number: number, options: OutOptions): Promise<void> {
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const announced = await announceDraw(ctx, wave.waveId, actor)
  if (!announced.ok) return sayRefused(cli, options.json, announced, stepRefusals)
  const files = options.out ? await publishDraw(ctx, wave.waveId, options.out) : []
  answer(options.json, { ...announced.value, files }, [
    `The result of wave ${number} is announced: ${announced.value.resultRoot}`,
    ...(options.out ? [`Written to ${options.out}: ${files.join(' ')}`] : []),
  ])
}

async function show(cli: Cli, number: number, options: OutOptions): Promise<void> {
  const { ctx } = await cli.open()
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const draw = (await readDrawRow(ctx.db, wave.waveId))!
  const files = publicFiles(draw)
  if (files.length === 0) return sayRefused(cli, options.json, refuse('nothing_public'), stepRefusals)
  if (options.out) await publishDraw(ctx, wave.waveId, options.out)
  const told: [string, string | number | undefined][] = [
    ['status', wave.status],
    ['commitment', draw.commitment],
    ['public value named', `${draw.valueName} (from ${formatInstant(draw.valueFrom!, 'en')})`],
    ['form of the value', formOfRules(draw.rules)],
    ['applicants', draw.applicants],
    ['root of the list', draw.listRoot],
    ['public value', draw.publicValue],
    ['seed', draw.seed],
    ['root of the result', draw.resultRoot],
  ]
  const lines = told.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`)
  if (options.out) lines.push(`Written to ${options.out}: ${files.join(' ')}`)
  answer(
    options.json,
    { ...Object.fromEntries(told.map(([name, value]) => [name, value ?? null])), files },
    lines,
  )
}

async function verify(cli: Cli, path: string, json: boolean | undefined): Promise<void> {
  if (!(await stat(path)).isDirectory()) return verifyProof(cli, path, json)
  const bar = progress('verify')
  const verdict = await verifyDraw(path, {
    onProgress: ({ done, total }) => bar.at(done, total, `${done} of ${total} lines`),
  }).finally(() => bar.end())
  if (!verdict.whole) {
    if (json) {
      cli.end(failed)
      return answer(true, verdict, [])
    }
    const [first, ...others] = verdict.differences.map(({ step, sentence }) => `${step}: ${sentence}`)
    return sayNo(cli, false, 'differs', [`No. ${first}`, ...others].join('\n'))
  }
  const { applicants, selected, commitment, valueForm, listRoot, resultRoot } = verdict
  answer(json, verdict, [
    selected === undefined
      ? `Yes, as far as it is public: ${applicants} applicants, not announced yet.`
      : `Yes: ${selected} of ${applicants} were drawn, as the rules say.`,
    `commitment: ${commitment}`,
    `form of the public value: ${valueForm ?? 'none, the rules are of a time when it was free text'}`,
    ...(listRoot ? [`root of the list: ${listRoot}`] : []),
    ...(resultRoot ? [`root of the result: ${resultRoot}`] : []),
  ])
}

async function verifyProof(cli: Cli, file: string, json: boolean | undefined): Promise<void> {
  const proof = parseJson(await readFile(file, 'utf8'), file, proofSchema)
  if (!proofHolds(proof))
    return sayNo(cli, json, 'differs', `No. The line does not lead to the root ${proof.root}.`)
  answer(json, proof, [
    `Yes: "${proof.line}" is line ${proof.line_number} of ${proof.lines} of ${proof.list}.`,
    `Compare the root with the published one: ${proof.root}`,
  ])
}

function formOf(text: string): ValueForm {
  const form = valueForm(text)
  if (form) return form
  throw new InvalidArgumentError(
    'It must be decimal-1 to decimal-8, digits-1 to digits-100, or hex-1 to hex-128.',
  )
}
