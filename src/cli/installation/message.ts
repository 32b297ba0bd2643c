import { InvalidArgumentError } from 'commander'
import { cardIdByNumber, cardNumberRefusals } from '../../card/card-facts.ts'
import { maskEmail } from '../../kernel/email.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { messagesOfCard } from '../../messages/message-history.ts'
import {
  endParked,
  messageCounts,
  parkedMessages,
  parkedRefusals,
  type WhichParked,
} from '../../messages/outbox/parked.ts'
import type { Channel } from '../../messages/templates.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'
import { campaignCommands } from '../messages/campaign.ts'
import { historyCommands } from '../messages/history.ts'
import { wordingCommands } from '../messages/wording.ts'

interface ListOptions {
  readonly parked?: true
  readonly card?: string
  readonly template?: string
  readonly limit: number
  readonly json?: boolean
}

interface EndOptions {
  readonly all?: true
  readonly template?: string
  readonly json?: boolean
}

/** `bekal message`: `list`, `counts`, `resend`, `drop`, and what messages say and became. */
export function messageCommands(program: Command, cli: Cli): void {
  const group = program.command('message').description('SMS and emails: what waits, what could not be sent.')
  group
    .command('list')
    .description('Messages that are parked, or (--card) all that went to one holder.')
    .option('--parked', 'those that could not be sent and wait to be sent again; so without --card, too')
    .option('--card <number>', 'of the holder of this card')
    .option('--template <name>', 'of this kind, such as designation')
    .option('--limit <count>', 'how many at most', wholeNumber, 100)
    .option('--json', 'the answer as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('counts')
    .description('How many wait, are parked, and were sent, delivered or lost within the last day.')
    .option('--json', 'the answer as JSON')
    .action((options: { json?: boolean }) => counts(cli, options.json))
  for (const [how, what] of [
    ['resend', 'Send parked messages again.'],
    ['drop', 'Give parked messages up: they go into the history as failed.'],
  ] as const)
    group
      .command(`${how} [ids...]`)
      .description(what)
      .option('--template <name>', 'all of this kind')
      .option('--all', 'all of them')
      .byStaff(cli, 'run_messages', (by, ids: string[], options: EndOptions) => end(by, how, ids, options))
  historyCommands(group, cli)
  wordingCommands(group, cli)
  campaignCommands(group, cli)
}

async function list(cli: Cli, { parked, card, template, limit, json }: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const cardId = card && (await cardIdByNumber(ctx.db, card.replace(/[\s-]/g, '')))
  if (card && !cardId) return sayRefused(cli, json, refuse('card_unknown'), cardNumberRefusals)
  if (cardId && !parked) return listOfCard(cli, cardId, limit, json)
  const found = await parkedMessages(ctx.db, { template, cardId: cardId || undefined }, limit)
  const lines = found.map(({ id, template: name, channel, address, attempts, parkedAt, error }) => [
    id,
    name,
    channel,
    masked(channel, address),
    formatInstant(parkedAt, 'en'),
    String(attempts),
    error ?? '-',
  ])
  const heads = ['id', 'template', 'channel', 'to', 'parked', 'tries', 'because']
  answer(
    json,
    found.map((message) => ({
      ...message,
      error: message.error ?? null,
      address: masked(message.channel, message.address),
    })),
    found.length === 0 ? ['Nothing is parked.'] : table([heads, ...lines]),
  )
}

async function listOfCard(cli: Cli, cardId: string, limit: number, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const found = await messagesOfCard(ctx.db, cardId, limit)
  const lines = found.map(({ template, channel, to, status, endedAt, delivery, deliveryAt }) => [
    formatInstant(endedAt, 'en'),
    template,
    channel,
    masked(channel, to),
    status,
    delivery ? `${delivery}${deliveryAt ? ` ${formatInstant(deliveryAt, 'en')}` : ''}` : '-',
  ])
  answer(
    json,
    found.map((message) => ({ ...message, to: masked(message.channel, message.to) })),
    table([['at', 'template', 'channel', 'to', 'state', 'receipt'], ...lines]),
  )
}

const masked = (channel: Channel, address: string) =>
  channel === 'sms' ? maskPhone(address) : maskEmail(address)

async function counts(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const found = await messageCounts(ctx)
  const { waiting, parked, lastDay } = found
  answer(json, found, [
    ...table([
      ['SMS waiting', String(waiting.sms)],
      ['emails waiting', String(waiting.email)],
      ['parked', String(parked)],
    ]),
    'within the last day:',
    ...table([
      ['sent', String(lastDay.sent)],
      ['failed', String(lastDay.failed)],
      ['too late, not sent', String(lastDay.expired)],
      ['SMS as the operator counts', String(lastDay.smsParts)],
      ['SMS delivered', String(lastDay.delivered)],
      ['SMS not delivered', String(lastDay.undelivered)],
      ['SMS without a receipt yet', String(lastDay.awaited)],
    ]),
  ])
}

async function end(
  { cli, ctx, actor }: ByStaff,
  how: 'resend' | 'drop',
  ids: readonly string[],
  { all, template, json }: EndOptions,
): Promise<void> {
  for (const id of ids)
    if (!/^\d{1,18}$/.test(id)) throw new InvalidArgumentError(`${id} is no id of a message.`)
  if (ids.length === 0 && !template && !all)
    return sayRefused(cli, json, refuse('nothing_meant'), commandRefusals)
  const which: WhichParked = { ...(ids.length > 0 && { ids }), template }
  const ended = await endParked(ctx, how, which, actor)
  if (!ended.ok) return sayRefused(cli, json, ended, parkedRefusals)
  const { messages } = ended.value
  const many = messages === 1 ? '1 message' : `${messages} messages`
  answer(json, ended.value, [how === 'resend' ? `${many} will be sent again.` : `${many} given up.`])
}
