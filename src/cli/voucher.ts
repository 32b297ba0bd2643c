import { redeemPlace } from '../catalogue/redeem-place.ts'
import { maskEmail } from '../kernel/email.ts'
import { formatInstant } from '../kernel/wib.ts'
import { isOfOtherKind } from '../learning/redeem/issued-code.ts'
import { replaceVoucher } from '../learning/redeem/replace-voucher.ts'
import type { ReplaceRefusal } from '../learning/redeem/rules.ts'
import { findVoucher, type Voucher } from '../learning/redeem/voucher.ts'
import type { ByStaff, Command } from './bekal-command.ts'
import { answer, type Cli, sayNo, table } from './command.ts'

const refusals: Record<ReplaceRefusal, string> = {
  reason_missing: 'Say why the code is replaced: --reason "...".',
  code_unknown: 'There is no voucher code like this.',
  code_of_other_kind:
    'This is a redeem code, which institutions ask for. The voucher code of the same purchase stands beside it on the receipt.',
  transaction_cancelled:
    'The purchase was cancelled; its voucher is no longer valid and needs no other code.',
  code_cancelled: 'This code was replaced before; the buyer has the new one by email.',
  already_redeemed: 'This code was redeemed; a used code is not replaced.',
}

/** `bekal voucher show` and `replace`. */
export function voucherCommands(program: Command, cli: Cli): void {
  const group = program.command('voucher').description('Voucher codes.')
  group
    .command('show <code>')
    .description('What a voucher code is for, and whether it is used or cancelled.')
    .option('--json', 'the answer as JSON')
    .action((code: string, options: { json?: boolean }) => show(cli, code, options.json))
  group
    .command('replace <code>')
    .description('Cancel a code that leaked and send the buyer another one by email.')
    .requiredOption('--reason <words>', 'why, for the journal')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_learning', replace)
}

async function show(cli: Cli, code: string, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const voucher = await findVoucher(ctx.db, code)
  if (!voucher) {
    const no = (await isOfOtherKind(ctx.db, code, 'voucher')) ? 'code_of_other_kind' : 'code_unknown'
    return sayNo(cli, json, no, refusals[no])
  }
  answer(json, masked(voucher), lines(voucher))
}

async function replace(
  { cli, ctx, config, actor }: ByStaff,
  code: string,
  options: { reason: string; json?: boolean },
): Promise<void> {
  const site = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  const outcome = await replaceVoucher(
    ctx,
    {
      code,
      reason: options.reason,
      redeemLink: ({ institutionSlug, redeemUrl, courseCode }) =>
        new URL(redeemPlace({ slug: institutionSlug, redeemUrl }, courseCode), site).href,
    },
    actor,
  )
  if (!outcome.ok) return sayNo(cli, options.json, outcome.refusal, refusals[outcome.refusal])
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
