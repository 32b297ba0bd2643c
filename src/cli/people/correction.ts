import { cardIdByNumber } from '../../card/card-facts.ts'
import {
  approveRestore,
  correctionRefusals,
  listCorrections,
  requestRestore,
  withdrawRestore,
} from '../../deadlines/correct.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { cardPageLink } from '../message-links.ts'

interface Options {
  json?: boolean
}

/** `bekal correction request`, `approve`, `withdraw` and `list`. */
export function correctionCommands(program: Command, cli: Cli): void {
  const group = program
    .command('correction')
    .description('Restore a wrongly revoked card: one operator asks, another approves.')
  group
    .command('request <number>')
    .description('Ask to restore the card of this number.')
    .requiredOption('--reason <words>', 'why it was wrong; it stays in the journal')
    .byStaff(cli, 'request_correction', request)
  group
    .command('approve')
    .argument('<correction>', 'its number in the list', wholeNumber)
    .description('Approve a request of another operator: balance, membership, seat and a new term come back.')
    .byStaff(cli, 'approve', approve)
  group
    .command('withdraw')
    .argument('<correction>', 'its number in the list', wholeNumber)
    .description('Take back a request that waits.')
    .byStaff(cli, 'request_correction', withdraw)
  group
    .command('list')
    .description('All corrections.')
    .option('--open', 'only those that wait for a second operator')
    .option('--json', 'the corrections as JSON')
    .action((options: { open?: boolean; json?: boolean }) => list(cli, options))
}

async function request(
  { cli, ctx, actor }: ByStaff,
  typed: string,
  options: Options & { reason: string },
): Promise<void> {
  const cardId = await cardIdByNumber(ctx.db, typed.replace(/[\s-]/g, ''))
  if (!cardId) return sayRefused(cli, options.json, refuse('card_unknown'), correctionRefusals)
  const outcome = await requestRestore(ctx, cardId, options.reason, actor)
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, correctionRefusals)
  const { correctionId } = outcome.value
  answer(options.json, outcome.value, [
    `Correction ${correctionId} waits for another person: bekal correction approve ${correctionId}.`,
  ])
}

async function approve(
  { cli, ctx, config, actor }: ByStaff,
  correction: number,
  options: Options,
): Promise<void> {
  const outcome = await approveRestore(ctx, String(correction), actor, {
    link: cardPageLink(config),
  })
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, correctionRefusals)
  const { cardId, amount, firstPurchaseBefore } = outcome.value
  answer(options.json, outcome.value, [
    `Card ${cardId} is restored with ${formatRupiah(amount)}, and its holder was told.`,
    `First purchase until ${formatDeadline(firstPurchaseBefore, 'en')}.`,
  ])
}

async function withdraw({ cli, ctx, actor }: ByStaff, correction: number, { json }: Options): Promise<void> {
  const outcome = await withdrawRestore(ctx, String(correction), actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, correctionRefusals)
  answer(json, { withdrawn: true }, [`Correction ${correction} is withdrawn.`])
}

async function list(cli: Cli, options: { open?: boolean; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const corrections = await listCorrections(ctx.db, options.open)
  answerList(options.json, corrections, 'There are none.', [
    ['correction', (one) => one.correctionId],
    ['card', (one) => `${one.cardId} (...${one.cardTail})`],
    ['asked by', (one) => one.requestedBy],
    ['at', (one) => formatInstant(one.requestedAt, 'en')],
    ['approved by', (one) => one.approvedBy ?? '-'],
    ['at', (one) => (one.approvedAt ? formatInstant(one.approvedAt, 'en') : '-')],
    ['amount', (one) => (one.amount === undefined ? '-' : formatRupiah(one.amount))],
    ['reason', (one) => one.reason],
  ])
}
