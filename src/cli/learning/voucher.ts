import { redeemPlace } from '../../catalogue/redeem-place.ts'
import { maskEmail } from '../../kernel/email.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { isOfOtherKind } from '../../learning/redeem/issued-code.ts'
import { replaceVoucher } from '../../learning/redeem/replace-voucher.ts'
import { replaceRefusals } from '../../learning/redeem/rules.ts'
import { findVoucher, type Voucher } from '../../learning/redeem/voucher.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'

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
    .byStaff(cli, 'run_learning', replace)
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
