import { type CardFacts, cardFacts, cardIdByNumber, cardNumberRefusals } from '../../card/card-facts.ts'
import { type CardStatement, cardStatement } from '../../card/card-statement.ts'
import { releaseCard, suspendCard, suspendRefusals } from '../../card/suspend-card.ts'
import { luhnHolds } from '../../kernel/codes.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import { cancellationRefusals } from '../../learning/cancellation/cancellation-refusals.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'

/** `bekal card show`, `suspend`, `release` and `cancel-purchase`. */
export function cardCommands(program: Command, cli: Cli): void {
  const group = program.command('card').description('Cards.')
  group
    .command('show <number>')
    .description('Facts and statement of a card.')
    .option('--json', 'the answer as JSON')
    .action((number: string, options: { json?: boolean }) => show(cli, number, options.json))
  for (const [name, turn, about] of [
    ['suspend', suspendCard, 'Nothing is bought with the card until it is released; its balance stays.'],
    ['release', releaseCard, 'A suspended card buys again.'],
  ] as const)
    group
      .command(`${name} <number>`)
      .description(about)
      .requiredOption('--because <words>', 'why; the holder can read it')
      .byStaff(cli, 'request_correction', (by, number: string, options: TurnOptions) =>
        turnCard(by, number, options, turn),
      )
  group
    .command('cancel-purchase <number> <invoice>')
    .description(
      'Cancel a purchase of the card, used or not: the price is back at once. Takes two people: each gives this command.',
    )
    .requiredOption('--because <words>', 'why; the holder reads it')
    .byStaff(cli, 'request_correction', cancelPurchase)
}

interface TurnOptions {
  because: string
  json?: boolean
}

async function cancelPurchase(
  by: ByStaff,
  typed: string,
  invoice: string,
  options: TurnOptions,
): Promise<void> {
  const { cli, ctx } = by
  const { because, json } = options
  const number = cardNumber(cli, typed, json)
  if (!number) return
  const cardId = await cardIdByNumber(ctx.db, number)
  if (!cardId) return sayRefused(cli, json, refuse('card_unknown'), cardNumberRefusals)
  const { movements } = await cardStatement(ctx, cardId)
  const purchase = movements.findLast(
    (one) => one.kind === 'purchase' && one.invoiceCode === invoice,
  )?.purchaseId
  if (!purchase) return sayRefused(cli, json, refuse('purchase_unknown'), cancellationRefusals)
  const made = await doneByTwo(by, 'cancel_purchase', Number(cardId), { facts: { purchase, because }, json })
  if (made)
    answer(json, { cancelled: true, cardId, invoice }, [`The purchase of invoice ${invoice} is cancelled.`])
}

async function turnCard(
  { cli, ctx, actor }: ByStaff,
  typed: string,
  { because, json }: TurnOptions,
  turn: typeof suspendCard,
): Promise<void> {
  const number = cardNumber(cli, typed, json)
  if (!number) return
  const cardId = await cardIdByNumber(ctx.db, number)
  if (!cardId) return sayRefused(cli, json, refuse('card_unknown'), cardNumberRefusals)
  const outcome = await turn(ctx, cardId, because, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, suspendRefusals)
  const status = turn === suspendCard ? 'suspended' : 'active'
  answer(json, { cardId, status }, [`Card ${cardId} is ${status}.`])
}

/** A card number as it is typed, with blanks or dashes; says so where it is none. */
function cardNumber(cli: Cli, typed: string, json: boolean | undefined): string | undefined {
  const number = typed.replace(/[\s-]/g, '')
  if (!/^\d{16}$/.test(number) || !luhnHolds(number)) {
    sayRefused(cli, json, refuse('card_number_malformed'), cardNumberRefusals)
    return undefined
  }
  return number
}

async function show(cli: Cli, typed: string, json: boolean | undefined): Promise<void> {
  const number = cardNumber(cli, typed, json)
  if (!number) return
  const { ctx } = await cli.open()
  const cardId = await cardIdByNumber(ctx.db, number)
  const facts = cardId && (await cardFacts(ctx, cardId))
  if (!facts) return sayRefused(cli, json, refuse('card_unknown'), cardNumberRefusals)
  const statement = await cardStatement(ctx, facts.cardId)
  answer(json, { ...facts, statement }, [...factLines(facts), '', ...statementLines(statement)])
}

function factLines(facts: CardFacts): string[] {
  const term = facts.deadlineKind === 'first_purchase' ? 'first purchase until' : 'usable until'
  const left = facts.deadlinePassed ? 'missed' : `${facts.daysLeft} days left`
  return table([
    ['card', `${facts.cardId}${facts.sandbox ? ' (sandbox)' : ''}`],
    ['holder', `${facts.holder.name}, ${maskPhone(facts.holder.phone)}`],
    ['status', facts.status],
    ['balance', `${formatRupiah(facts.balance)} of ${formatRupiah(facts.granted)}`],
    ['held', formatRupiah(facts.held)],
    ['available', formatRupiah(facts.available)],
    [term, `${formatDeadline(facts.deadline, 'en')} (${left})`],
    ['notified', formatInstant(facts.notifiedAt, 'en')],
    ['unfinished', facts.unfinished ? `${facts.unfinished.course} at ${facts.unfinished.storefront}` : '-'],
  ])
}

function statementLines({ movements, holds }: CardStatement): string[] {
  return table([
    ['at', 'movement', 'amount', 'balance', 'for'],
    ...movements.map((row) => [
      formatInstant(row.at, 'en'),
      row.kind,
      formatRupiah(row.amount),
      formatRupiah(row.balance),
      row.course ? `${row.course} at ${row.storefront ?? '?'}` : '',
    ]),
    ...holds.map((row) => [
      formatInstant(row.createdAt, 'en'),
      'held',
      formatRupiah(-row.amount),
      '',
      `${row.course} at ${row.storefront}, until ${formatInstant(row.expiresAt, 'en')}`,
    ]),
  ])
}
