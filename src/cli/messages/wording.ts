import { refuse } from '../../kernel/refusal.ts'
import { builtInWording } from '../../messages/rendering/render.ts'
import { previewOf, type WordingPlace } from '../../messages/wording/preview.ts'
import { wordingRefusals } from '../../messages/wording/wording-refusals.ts'
import { dropWording, wordingNow, wordingsOf, writeWording } from '../../messages/wording/wordings.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'
import { linkTo } from '../message-links.ts'

interface Options {
  readonly json?: boolean
  readonly subject?: string
  readonly because?: string
}

/** `bekal message wording`: other words than the product's own, by two people. */
export function wordingCommands(messages: Command, cli: Cli): void {
  const group = messages
    .command('wording')
    .description('What messages say, and other words for this installation.')
  const place = (name: string, description: string) =>
    group
      .command(name)
      .argument('<template>', 'such as designation; docs/messages.md has them all')
      .argument('<channel>', 'sms or email')
      .argument('<language>', 'id or en')
      .description(description)
  place('show', 'What is sent, with invented values, and what was written for it.')
    .option('--json', 'the answer as JSON')
    .action((...[template, channel, language, options]: [string, string, string, Options]) =>
      show(cli, { template, channel, language }, options),
    )
  place('write', 'Keeps other words as a draft: nothing is sent by them until two people use it.')
    .argument('<body>', 'the text, with its fields in braces')
    .requiredOption('--because <reason>', 'why it is changed')
    .option('--subject <text>', 'of an email')
    .byStaff(cli, 'run_messages', write)
  group
    .command('use')
    .argument('<id>', 'of the draft')
    .description('Puts a draft in force, once two people have given this command.')
    .byStaff(cli, 'run_messages', async (by, id: string, { json }: Options) => {
      if ((await doneByTwo(by, 'use_wording', Number(id), { json })) === undefined) return
      answer(json, { used: id }, ['It is sent by these words within three seconds.'])
    })
  place('drop', "Brings the product's own words back.")
    .requiredOption('--because <reason>', 'why')
    .byStaff(cli, 'run_messages', drop)
}

type Typed = Readonly<Record<'template' | 'channel' | 'language', string>>

/** What was typed, as a place that there is; undefined where there is none. */
function placeFrom({ template, channel, language }: Typed): WordingPlace | undefined {
  if (channel !== 'sms' && channel !== 'email') return undefined
  if (language !== 'id' && language !== 'en') return undefined
  return builtInWording(template, channel, language) && { template, channel, language }
}

async function show(cli: Cli, typed: Typed, { json }: Options): Promise<void> {
  const { ctx, config } = await cli.open()
  const place = placeFrom(typed)
  const now = place && (await wordingNow(ctx.db, place))
  if (!place || !now) return sayRefused(cli, json, refuse('unknown_template'), wordingRefusals)
  const preview = previewOf(place, now, { now: ctx.clock.now(), site: linkTo(config, '/') })
  const versions = await wordingsOf(ctx.db, place, 20)
  const { sms } = preview
  answer(json, { own: now.own, wording: now, preview, versions }, [
    now.own ? 'Worded by the staff:' : "The product's own words:",
    ...(preview.subject === undefined ? [] : [`Subject: ${preview.subject}`]),
    ...preview.text.split('\n').map((line) => `  ${line}`),
    ...(sms ? [`${sms.parts} parts of SMS, ${sms.signs} signs, ${sms.unicode ? 'UCS-2' : 'GSM-7'}`] : []),
    ...table(
      versions.map(({ wordingId, inForceAt, because, body }) => [
        wordingId,
        inForceAt ? 'in force' : 'draft',
        because,
        body ?? "the product's own words",
      ]),
    ),
  ])
}

async function write(
  { cli, ctx, actor }: ByStaff,
  ...[template, channel, language, body, options]: [string, string, string, string, Options]
): Promise<void> {
  const { json, subject, because = '' } = options
  const place = placeFrom({ template, channel, language })
  if (!place) return sayRefused(cli, json, refuse('unknown_template'), wordingRefusals)
  const written = await writeWording(ctx, place, { subject, body, because }, actor)
  if (!written.ok) return sayRefused(cli, json, written, wordingRefusals)
  const { wordingId } = written.value
  answer(json, written.value, [
    `Draft ${wordingId}. Two people use it by: bekal message wording use ${wordingId}`,
  ])
}

async function drop(
  { cli, ctx, actor }: ByStaff,
  ...[template, channel, language, { json, because = '' }]: [string, string, string, Options]
): Promise<void> {
  const place = placeFrom({ template, channel, language })
  if (!place) return sayRefused(cli, json, refuse('unknown_template'), wordingRefusals)
  const dropped = await dropWording(ctx, place, because, actor)
  if (!dropped.ok) return sayRefused(cli, json, dropped, wordingRefusals)
  answer(json, { dropped: true }, ["The product's own words are sent within three seconds."])
}
