import { readFile } from 'node:fs/promises'
import { placeLine } from '../../catalogue/places/schedule-place.ts'
import { redeemPlace } from '../../catalogue/redeem-place.ts'
import { maskEmail } from '../../kernel/email.ts'
import { refuse, sentenceOf } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { listReplacedVouchers } from '../../learning/redeem/code-of-purchase.ts'
import { isOfOtherKind } from '../../learning/redeem/issued-code.ts'
import { replaceVoucher } from '../../learning/redeem/replace-voucher.ts'
import { codesOfList, mostReplaced, replaceVouchers } from '../../learning/redeem/replace-vouchers.ts'
import { replaceRefusals } from '../../learning/redeem/rules.ts'
import { findVoucher, type Voucher } from '../../learning/redeem/voucher.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import {
  answer,
  answerList,
  type Cli,
  failed,
  sayNo,
  sayRefused,
  shellLanguage,
  table,
  wholeNumber,
} from '../command.ts'

/** `bekal voucher list`, `show`, `replace` and `replace-list`. */
export function voucherCommands(program: Command, cli: Cli): void {
  const group = program.command('voucher').description('Voucher codes.')
  group
    .command('list')
    .description('The codes that leaked and were replaced, the newest first; of each the end alone.')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the answer as JSON')
    .action((options: { limit: number; json?: boolean }) => list(cli, options))
  group
    .command('show <code>')
    .description('What a voucher code is for, and whether it is used or cancelled.')
    .option('--json', 'the answer as JSON')
    .action((code: string, options: { json?: boolean }) => show(cli, code, options.json))
  group
    .command('replace <code>')
    .description('Cancel a code that leaked and send the buyer another one by email.')
    .requiredOption('--reason <words>', 'why, for the journal')
    .byStaff(cli, 'run_learning', replace)
  group
    .command('replace-list <file>')
    .description(`The same for the codes of a file, one a line, ${mostReplaced} at most.`)
    .requiredOption('--reason <words>', 'why, for the journal')
    .byStaff(cli, 'run_learning', replaceList)
}

async function list(cli: Cli, { limit, json }: { limit: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const { vouchers } = await listReplacedVouchers(ctx.db, { limit })
  answerList(json, vouchers, 'No code was replaced.', [
    ['replaced', (one) => formatInstant(one.replacedAt, 'en')],
    ['code', (one) => `...${one.tail}`],
    ['course', (one) => one.course],
    ['because', (one) => one.because],
  ])
}

async function replaceList(
  by: ByStaff,
  file: string,
  { reason, json }: { reason: string; json?: boolean },
): Promise<void> {
  const { cli, ctx, actor } = by
  const codes = codesOfList(await readFile(file, 'utf8'))
  if (codes.length > mostReplaced)
    return sayNo(cli, json, 'too_many', {
      id: `Paling banyak ${mostReplaced} kode sekaligus. Bagi berkasnya.`,
      en: `At most ${mostReplaced} codes at once. Divide the file.`,
    })
  const came = await replaceVouchers(ctx, { codes, reason, redeemLink: redeemLinkOf(by) }, actor)
  if (came.some(({ refusal }) => refusal !== undefined)) cli.end(failed)
  answerList(json, came, 'There is no code in the file.', [
    ['code', ({ tail }) => `...${tail}`],
    [
      'result',
      ({ refusal }) =>
        refusal === undefined ? 'replaced' : sentenceOf(replaceRefusals, refusal, {}, shellLanguage()),
    ],
  ])
}

/** Where the voucher of a purchase is redeemed, as its buyer's email says it. */
function redeemLinkOf({ config }: ByStaff) {
  const site = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  return ({ institutionSlug, redeemUrl, courseCode }: Voucher) =>
    new URL(redeemPlace({ slug: institutionSlug, redeemUrl }, courseCode), site).href
}

async function show(cli: Cli, code: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const voucher = await findVoucher(ctx.db, code)
  if (!voucher) {
    const no = (await isOfOtherKind(ctx.db, code, 'voucher')) ? 'code_of_other_kind' : 'code_unknown'
    return sayRefused(cli, json, refuse(no), replaceRefusals)
  }
  answer(json, masked(voucher), lines(voucher))
}

async function replace(
  by: ByStaff,
  code: string,
  options: { reason: string; json?: boolean },
): Promise<void> {
  const { cli, ctx, actor } = by
  const asked = { code, reason: options.reason, redeemLink: redeemLinkOf(by) }
  const outcome = await replaceVoucher(ctx, asked, actor)
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, replaceRefusals)
  const to = maskEmail(outcome.value.buyer.email)
  answer(options.json, { replaced: true, to }, [
    `The code is cancelled. Another one for the same purchase goes by email to ${to}.`,
  ])
}

/** Whose voucher it is stays half hidden: who must know more has the card. */
function masked({ buyer, redeemedEmail, ...voucher }: Voucher) {
  return {
    ...voucher,
    buyerEmail: maskEmail(buyer.email),
    redeemedEmail: redeemedEmail && maskEmail(redeemedEmail),
  }
}

function lines(voucher: Voucher): string[] {
  const on = (at: Date) => formatInstant(at, 'en')
  return table([
    ['state', stateOf(voucher, on)],
    ['course', `${voucher.course} (${voucher.courseCode})`],
    ['institution', voucher.institution],
    ['schedule', voucher.startsAt ? on(voucher.startsAt) : 'whenever the buyer begins'],
    ['place', voucher.place ? placeLine(voucher.place) : 'online'],
    ['bought at', `${voucher.storefront}, ${on(voucher.paidAt)}`],
    ['order', voucher.order?.orderNo ?? '-'],
    ['buyer', maskEmail(voucher.buyer.email)],
    ['purchase', `${voucher.purchaseId} of card ${voucher.cardId}`],
  ])
}

function stateOf(voucher: Voucher, on: (at: Date) => string): string {
  if (voucher.transactionCancelledAt)
    return `cancelled with its purchase, ${on(voucher.transactionCancelledAt)}`
  if (voucher.codeCancelledAt)
    return `replaced by another code, ${on(voucher.codeCancelledAt)}: ${voucher.codeCancelledBecause}`
  if (!voucher.redeemedAt) return 'not used yet'
  const by = voucher.redeemedEmail ? `with ${maskEmail(voucher.redeemedEmail)}` : 'by the institution'
  return `used ${by}, ${on(voucher.redeemedAt)}`
}
