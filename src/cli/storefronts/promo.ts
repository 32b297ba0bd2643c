import { readConfig } from '../../config.ts'
import type { Context } from '../../database/context.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { addDays, formatDeadline, formatInstant, startOfWibDate } from '../../kernel/wib.ts'
import { loadStorefronts } from '../../storefronts/load-storefronts.ts'
import { addPromo, addPromoRefusals } from '../../storefronts/promo/add-promo.ts'
import { endPromo, endPromoRefusals } from '../../storefronts/promo/end-promo.ts'
import { listPromos, type Promo } from '../../storefronts/promo/list-promos.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, calendarDate, sayRefused, usage, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

interface AddOptions {
  percent?: number
  max?: number
  amount?: number
  from?: string
  until?: string
  limit?: number
  perPerson?: number
  course?: string[]
  category?: string[]
  minPrice?: number
  json?: boolean
}

/** `bekal promo add`, `list` and `end`. */
export function promoCommands(program: Command, cli: Cli): void {
  const group = program.command('promo').description('Promo codes of our own storefronts.')
  group
    .command('add <storefront> <code>')
    .description('Make a promo code: a percentage or an amount off the price of a course.')
    .option('--percent <percent>', 'percent off, rounded down to the rupiah', wholeNumber)
    .option('--max <rupiah>', 'but never more than this; with --percent', wholeNumber)
    .option('--amount <rupiah>', 'rupiah off; at least Rp1 always stays to be paid', wholeNumber)
    .option('--from <date>', 'its first day in WIB, such as 2026-11-23; else from now on', calendarDate)
    .option('--until <date>', 'its last day in WIB; else until it is ended', calendarDate)
    .option('--limit <uses>', 'so many uses in all', wholeNumber)
    .option('--per-person <uses>', 'so many uses of one account', wholeNumber)
    .option('--course <codes...>', 'only for these courses')
    .option('--category <slugs...>', 'only for courses of these categories')
    .option('--min-price <rupiah>', 'only for courses of at least this price', wholeNumber)
    .byStaff(cli, 'run_catalogue', add)
  group
    .command('list [storefront]')
    .description('Promo codes with how often they were used, and how often they still can be.')
    .option('--json', 'the promos as JSON')
    .action((storefront: string | undefined, options: { json?: boolean }) =>
      list(cli, storefront, options.json),
    )
  group
    .command('end <storefront> <code>')
    .description('End a promo code at once; it is not begun again.')
    .byStaff(cli, 'run_catalogue', end)
}

async function add(
  { cli, ctx, actor }: ByStaff,
  storefront: string,
  code: string,
  options: AddOptions,
): Promise<void> {
  const { percent, amount, max } = options
  if ((percent === undefined) === (amount === undefined) || (max !== undefined && percent === undefined)) {
    cli.end(usage)
    return sayRefused(cli, options.json, refuse('value_missing'), commandRefusals)
  }
  await loadStorefronts(readConfig(process.env).BEKAL_STOREFRONTS)
  const wanted = {
    storefront,
    code,
    kind: percent === undefined ? ('amount' as const) : ('percent' as const),
    value: percent ?? amount ?? 0,
    maxDiscount: max,
    minPrice: options.minPrice,
    startsAt: options.from ? startOfWibDate(options.from) : ctx.clock.now(),
    endsAt: options.until ? startOfWibDate(addDays(options.until, 1)) : undefined,
    limitTotal: options.limit,
    limitPerAccount: options.perPerson,
    courses: options.course ?? [],
    categories: options.category ?? [],
  }
  const outcome = await addPromo(ctx, wanted, actor)
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, addPromoRefusals)
  const made = await readPromo(ctx, storefront, outcome.value.promoId)
  answer(options.json, made, [`${made.code} is a promo code of ${storefront} now: ${reduction(made)}.`])
}

async function readPromo(ctx: Context, storefront: string, promoId: number): Promise<Promo> {
  const made = (await listPromos(ctx, storefront)).find((promo) => promo.promoId === promoId)
  if (!made) throw new Error(`promo ${promoId} was made and is not there`)
  return made
}

async function list(cli: Cli, storefront: string | undefined, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const promos = await listPromos(ctx, storefront)
  answerList(json, promos, 'There is no promo code yet.', [
    ['storefront', (promo) => promo.storefront],
    ['code', (promo) => promo.code],
    ['state', (promo) => promo.state.replace('_', ' ')],
    ['off', (promo) => reduction(promo)],
    ['uses', (promo) => `${promo.uses}`],
    ['left', (promo) => (promo.left === undefined ? 'no limit' : `${promo.left} of ${promo.limitTotal}`)],
    ['per person', (promo) => `${promo.limitPerAccount ?? 'no limit'}`],
    [
      'period',
      (promo) =>
        `${formatInstant(promo.startsAt, 'en')} to ${promo.endsAt ? formatDeadline(promo.endsAt, 'en') : 'its end'}`,
    ],
    ['for', (promo) => [...promo.courses, ...promo.categories].join(', ') || 'every course'],
  ])
}

async function end(
  { cli, ctx, actor }: ByStaff,
  storefront: string,
  code: string,
  { json }: { json?: boolean },
): Promise<void> {
  const outcome = await endPromo(ctx, storefront, code, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, endPromoRefusals)
  answer(json, { storefront, code }, [
    `${code.toUpperCase()} has ended. Orders whose OTP was sent can still be paid at its price.`,
  ])
}

function reduction({ kind, value, maxDiscount, minPrice }: Promo): string {
  const off = kind === 'amount' ? formatRupiah(value) : `${value}%`
  const most = maxDiscount === undefined ? '' : `, at most ${formatRupiah(maxDiscount)}`
  return `${off}${most}${minPrice === undefined ? '' : `, from a price of ${formatRupiah(minPrice)}`}`
}
