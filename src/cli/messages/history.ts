import { InvalidArgumentError } from 'commander'
import { maskEmail } from '../../kernel/email.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { addDays, formatInstant, startOfWibDate, wibDate } from '../../kernel/wib.ts'
import { listMessages, type MessageState, messageStates } from '../../messages/delivery/list-messages.ts'
import { sendAgain, sendAgainRefusals } from '../../messages/delivery/send-again.ts'
import type { Channel } from '../../messages/templates.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, calendarDate, sayRefused, table, wholeNumber } from '../command.ts'

interface HistoryOptions {
  readonly state?: MessageState
  readonly channel?: Channel
  readonly template?: string
  readonly day?: string
  readonly limit: number
  readonly json?: boolean
}

/** `bekal message history` and `again`: what became of each message, and sending one again. */
export function historyCommands(group: Command, cli: Cli): void {
  const oneOf =
    <const Choices extends readonly string[]>(choices: Choices) =>
    (typed: string): Choices[number] => {
      if (choices.includes(typed)) return typed
      throw new InvalidArgumentError(`One of ${choices.join(', ')}.`)
    }
  group
    .command('history')
    .description('What became of the messages of a day, the newest first; or what waits.')
    .option('--state <state>', messageStates.join(', '), oneOf(messageStates))
    .option('--channel <channel>', 'sms or email', oneOf(['sms', 'email']))
    .option('--template <name>', 'of this kind, such as designation')
    .option('--day <date>', 'in WIB; today without it', calendarDate)
    .option('--limit <count>', 'how many at most', wholeNumber, 100)
    .option('--json', 'the answer as JSON')
    .action((options: HistoryOptions) => history(cli, options))
  group
    .command('again <card> <message>')
    .description(
      'Sends one that failed or was not delivered again, by the ids of history; 0 where no card is meant.',
    )
    .byStaff(
      cli,
      'run_messages',
      async ({ ctx, actor }, cardId: string, messageId: string, { json }: { json?: boolean }) => {
        for (const id of [cardId, messageId])
          if (!/^\d{1,18}$/.test(id)) throw new InvalidArgumentError(`${id} is no id.`)
        const sent = await sendAgain(ctx, { cardId, messageId }, actor)
        if (!sent.ok) return sayRefused(cli, json, sent, sendAgainRefusals)
        answer(json, sent.value, [`It will be sent again, as message ${sent.value.messageId}.`])
      },
    )
}

async function history(cli: Cli, { day, limit, json, ...which }: HistoryOptions): Promise<void> {
  const { ctx } = await cli.open()
  const on = day ?? wibDate(ctx.clock.now())
  const between = { from: startOfWibDate(on), before: startOfWibDate(addDays(on, 1)) }
  const found = (await listMessages(ctx.db, { ...which, ...between }, { limit })).map((one) => ({
    ...one,
    address: one.channel === 'sms' ? maskPhone(one.address) : maskEmail(one.address),
  }))
  answer(json, found, [
    ...table([
      ['card', 'message', 'template', 'channel', 'to', 'state', 'at', 'because'],
      ...found.map(({ cardId, id, template, channel, address, state, at, error }) => [
        ...[cardId, id, template, channel, address, state, formatInstant(at, 'en'), error ?? '-'],
      ]),
    ]),
  ])
}
