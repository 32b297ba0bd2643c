import { InvalidArgumentError } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { type AudienceState, audienceStates } from '../../messages/campaigns/audience.ts'
import { sampleOf } from '../../messages/campaigns/audience-sample.ts'
import { campaignRefusals } from '../../messages/campaigns/campaign-refusals.ts'
import { resultOf } from '../../messages/campaigns/campaign-result.ts'
import { campaignPaths } from '../../messages/campaigns/campaign-text.ts'
import { draftCampaign, findCampaign, listCampaigns } from '../../messages/campaigns/campaigns.ts'
import { stopCampaign } from '../../messages/campaigns/stop-campaign.ts'
import { findWave } from '../../waves/waves.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { linkTo } from '../message-links.ts'

interface Json {
  readonly json?: boolean
}

interface DraftOptions extends Json {
  readonly to: AudienceState
  readonly wave?: number
  readonly year?: number
  readonly province?: string
  readonly language?: 'id' | 'en'
  readonly by: ('sms' | 'email')[]
  readonly subjectId: string
  readonly subjectEn: string
  readonly textId: string
  readonly textEn: string
  readonly path: string
  readonly partRupiah: number
}

/** `bekal message campaign`: a text to a group of holders, by two people. */
export function campaignCommands(messages: Command, cli: Cli): void {
  const group = messages.command('campaign').description('A text to a group of holders of cards.')
  const oneOf =
    <const Choices extends readonly string[]>(choices: Choices) =>
    (typed: string): Choices[number] => {
      if (choices.includes(typed)) return typed
      throw new InvalidArgumentError(`One of ${choices.join(', ')}.`)
    }
  const channel = oneOf(['sms', 'email'])
  group
    .command('list')
    .description('Campaigns, the newest first, and how far each is.')
    .option('--json', 'the answer as JSON')
    .action((options: Json) => list(cli, options))
  group
    .command('show <id>')
    .description(
      'Whom it would reach and what it costs; once it has begun, how far it is and what became of it.',
    )
    .option('--json', 'the answer as JSON')
    .action((id: string, options: Json) => show(cli, Number(id), options))
  group
    .command('draft <name>')
    .description('Drafts a campaign; nothing is sent until two people send it.')
    .requiredOption('--to <state>', audienceStates.join(', '), oneOf(audienceStates))
    .option('--wave <number>', 'of this wave', wholeNumber)
    .option('--year <year>', 'the programme year of the wave', wholeNumber)
    .option('--province <code>', 'two digits, of the application')
    .option('--language <language>', 'who chose id or en', oneOf(['id', 'en']))
    .option('--by <channels...>', 'sms, email', (typed, all: string[] | undefined) => [
      ...(all ?? []),
      channel(typed),
    ])
    .requiredOption('--subject-id <text>', 'subject of the email in Indonesian')
    .requiredOption('--subject-en <text>', 'in English')
    .requiredOption('--text-id <text>', 'text in Indonesian, without an address')
    .requiredOption('--text-en <text>', 'in English')
    .option(
      '--path <path>',
      `where its link leads: ${campaignPaths.join(', ')}`,
      oneOf(campaignPaths),
      '/kartu',
    )
    .requiredOption('--part-rupiah <rupiah>', 'price of a part of an SMS', wholeNumber)
    .byStaff(cli, 'run_messages', draft)
  group
    .command('send <id>')
    .description('Begins a campaign, once two people have given this command; the job sends it.')
    .byStaff(cli, 'run_messages', async (by, id: string, { json }: Json) => {
      const begun = await doneByTwo(by, 'send_campaign', Number(id), { json })
      if (begun) answer(json, begun.value, [`It goes to ${begun.value.people} people.`])
    })
  group
    .command('stop <id>')
    .description('Sends nothing more of a campaign, and takes back what waits in the outbox.')
    .requiredOption('--because <reason>', 'why')
    .byStaff(cli, 'run_messages', stop)
}

async function list(cli: Cli, { json }: Json): Promise<void> {
  const { ctx } = await cli.open()
  const campaigns = await listCampaigns(ctx.db, 100)
  answer(json, campaigns, [
    ...table([
      ['id', 'name', 'state', 'people', 'written to', 'messages'],
      ...campaigns.map(({ campaignId, name, state, people, queued, messages }) => [
        ...[String(campaignId), name, state, String(people), String(queued), String(messages)],
      ]),
    ]),
  ])
}

async function show(cli: Cli, campaignId: number, { json }: Json): Promise<void> {
  const { ctx, config } = await cli.open()
  const campaign = Number.isSafeInteger(campaignId) ? await findCampaign(ctx.db, campaignId) : undefined
  if (!campaign) return sayRefused(cli, json, refuse('campaign_unknown'), campaignRefusals)
  if (campaign.state === 'drafted') {
    const at = { now: ctx.clock.now(), site: linkTo(config, '/') }
    const sample = await sampleOf(ctx.db, campaign, at)
    return answer(json, { campaign, sample }, [
      `${campaign.name}: ${sample.people} people, ${sample.sms} SMS, ${sample.emails} emails`,
      `${sample.unreached} have declined it; ${sample.smsParts} parts of SMS cost ${formatRupiah(sample.rupiah)}`,
      ...table(sample.examples.map(({ name, phone, email, language }) => [name, phone, email, language])),
    ])
  }
  const result = await resultOf(ctx.db, campaignId)
  const { name, state, ...progress } = campaign
  const counted = ['people', 'queued', 'messages', 'declined', 'limited', 'passedOver', 'stopped'] as const
  answer(json, { campaign, result }, [
    `${name}: ${state}`,
    ...table(counted.map((one) => [one, String(progress[one])])),
    'what became of its messages:',
    ...table(Object.entries(result).map(([what, count]) => [what, String(count)])),
  ])
}

async function draft(
  { cli, ctx, config, actor }: ByStaff,
  name: string,
  options: DraftOptions,
): Promise<void> {
  const { json, to, wave: number, year, province, language, by, ...text } = options
  const wave = number === undefined ? undefined : await findWave(ctx.db, number, year)
  if (number !== undefined && !wave)
    return sayRefused(cli, json, refuse('campaign_wave_unknown'), campaignRefusals)
  const audience = {
    state: to,
    ...(wave && { wave: wave.waveId }),
    ...(province !== undefined && { province }),
    ...(language !== undefined && { language }),
  }
  const channels = by ?? ['sms', 'email']
  const site = linkTo(config, '/')
  const made = await draftCampaign(ctx, { name, audience, channels, ...text }, { site, by: actor })
  if (!made.ok) return sayRefused(cli, json, made, campaignRefusals)
  const { campaignId } = made.value
  answer(json, made.value, [`Drafted as ${campaignId}. See it by: bekal message campaign show ${campaignId}`])
}

async function stop(
  { cli, ctx, config, actor }: ByStaff,
  id: string,
  { because, json }: Json & { readonly because: string },
): Promise<void> {
  const stopped = await stopCampaign(ctx, Number(id), { because, site: linkTo(config, '/') }, actor)
  if (!stopped.ok) return sayRefused(cli, json, stopped, campaignRefusals)
  const { people, messages } = stopped.value
  answer(json, stopped.value, [
    `Stopped: ${people} people get nothing of it, ${messages} messages were taken back.`,
  ])
}
