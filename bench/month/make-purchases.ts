import type { Context } from '../../src/database/context.ts'
import { rows, statement, touched } from '../../src/database/sql.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { postDueIncentives } from '../../src/learning/incentives/post-due.ts'
import { type PaidPurchase, postEarned } from '../../src/ledger/earn.ts'
import { lockCards } from '../../src/purchase/authorize-sql.ts'
import { cancelPurchases } from '../../src/purchase/cancel/cancel-purchases.ts'
import { maker, told } from './make-parties.ts'
import { instantOf, type MonthPlan, monthDays, storefronts } from './month-plan.ts'

/** A clock that is set as the month goes on. */
export interface MonthClock {
  set(at: Date): void
}

const certified = (finished: string) => `
    insert into certificate (
      card_id, certificate_id, purchase_id, kind, holder_name, course_title, institution_name, issued_at, status_index
    )
    select
      card_id, 'C' || lpad(purchase_id::text, 11, '0'), purchase_id, 'institution', 'Penerima Bulan ' || card_id, 'Pelatihan',
      'LKP Bulan', finished_at, purchase_id
    from ${finished}
    returning certificate_id, card_id
  ),
  known as (
    insert into certificate_code (certificate_id, card_id) select certificate_id, card_id from certified
  `

// What paying writes (purchase/authorize-sql.ts), for many at once, in the database itself. When a training is used
// or finished stands in its row from the beginning; nothing reads it before its day.
const insertPurchases = statement<
  [
    from: number,
    upto: number,
    cards: number,
    courses: number,
    storefronts: number,
    opens: Date,
    nextDay: Date,
  ]
>(
  'bench/month-purchases',
  `
  with planned as materialized (
    select
      i, (i - 1) % $3::int + 1 as card_id, 1 + (i / 100 + i * 7919) % $4::int as course_id,
      1 + ((i - 1) % $3) % $5::int as partner_id, i % 100 as kind,
      case when i % 20 = 7 then 20000 else 0 end as discount, $6::timestamptz + i % 36000 * interval '1 second' as paid_at,
      $7::timestamptz + (i % 12) * interval '30 minutes' as used_at
    from generate_series($1::bigint, $2::bigint) i
  ),
  made as (
    insert into purchase (
      card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, discount, status, created_at,
      expires_at, otp_hashes, otp_expire_at, otp_sent_at, otp_consumed, invoice_code, invoice_url, transaction_code,
      redeem_code, paid_at, redeemed_at, first_use, finished_at, finished_as
    )
    select
      card_id, i, partner_id, 'akun-' || card_id, course_id, course_id, price - discount, discount, 'paid',
      paid_at - interval '1 minute', paid_at + interval '5 minutes', '{}', '{}', paid_at - interval '1 minute', '\\x01',
      'INV-' || i, 'https://toko.example/' || i, 'TRX-' || i, 'RDM-' || i, paid_at,
      case when kind between 30 and 97 then used_at end, case when kind between 30 and 97 then 'lesson' end,
      case when kind between 50 and 92 then used_at end, case when kind between 50 and 92 then 'proven' end
    from planned join course using (course_id)
    returning card_id, purchase_id, partner_id, user_platform_id, schedule_id, amount, discount, invoice_code, redeem_code,
      paid_at, redeemed_at, finished_at
  ),
  debited as (
    update card set balance = balance - made.amount, first_paid_at = coalesce(first_paid_at, made.paid_at)
    from made where made.card_id = card.card_id
  ),
  seats as (
    update seat_bucket set seats_left = seats_left - sold.seats
    from (select schedule_id, count(*)::int as seats from made group by schedule_id) sold
    where sold.schedule_id = seat_bucket.schedule_id
  ),
  used as (
    insert into lesson_progress (card_id, purchase_id, lesson, finished_at)
    select card_id, purchase_id, 1, redeemed_at from made where redeemed_at is not null
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
    select card_id, purchase_id, part.* from made
    cross join lateral (values
      ('purchase', 'card', 'clearing', null, amount, paid_at),
      ('promo', 'owed_storefront', 'clearing', partner_id, discount, paid_at)
    ) part (kind, debit, credit, party_id, amount, at)
    where part.amount > 0
    order by paid_at
  ),
  bound as (
    insert into storefront_account_card (partner_id, user_platform_id, card_id)
    select partner_id, user_platform_id, card_id from made on conflict do nothing
  ),
  invoiced as (
    insert into invoice (partner_id, invoice_code, card_id, purchase_id, captured)
    select partner_id, invoice_code, card_id, purchase_id, true from made
  ),
  coded as (
    insert into code (code, kind, card_id, purchase_id) select redeem_code, 'redeem', card_id, purchase_id from made
  ),
  certified as (${certified('made where finished_at is not null')})
  insert into journal (card_id, at, actor, act, subject, request_id, facts)
  select
    card_id, told.at, 'partner:toko-' || partner_id, act, 'purchase:' || purchase_id, 'bench-month',
    case act when 'paid' then jsonb_build_object(
      'amount', amount, 'discount', discount, 'scheduleCode', 'bulan-' || schedule_id || '-j1'
    ) else '{}' end
  from made
  cross join lateral (values
    (1, 'otp_sent', paid_at), (2, 'paid', paid_at), (3, 'first_used', redeemed_at), (4, 'training_finished', finished_at)
  ) told (nth, act, at)
  where told.at is not null
  order by purchase_id, nth
  `,
)

const finishLater = statement<[cardIds: string[], purchaseIds: string[], now: Date]>(
  'bench/month-finish',
  `
  with finished as (
    update purchase set finished_at = $3, finished_as = 'proven'
    from unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id)
    where purchase.card_id = asked.card_id and purchase.purchase_id = asked.purchase_id
    returning purchase.card_id, purchase.purchase_id, finished_at
  ),
  certified as (${certified('finished')})
  insert into journal (card_id, at, actor, act, subject, request_id)
  select card_id, finished_at, 'system:bench', 'training_finished', 'purchase:' || purchase_id, 'bench-month' from finished
  `,
)

// What learning/insert-incentive plans by the usual rules, for many at once.
const planIncentives = statement<[cardIds: string[], purchaseIds: string[], now: Date]>(
  'bench/month-incentives',
  `
  insert into incentive (card_id, kind, number, purchase_id, amount, due_at, created_at)
  select card_id, payment.kind, number, purchase_id, amount, $3::timestamptz + after * interval '30 days', $3
  from unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id)
  cross join (
    select 'completion' as kind, n as number, 600000 as amount, n - 1 as after from generate_series(1, 4) n
    union all
    select 'survey', n, 50000, n from generate_series(1, 3) n
  ) payment
  `,
)

const chunk = 20_000

/** Seconds that the product's own operations took while the month happened. */
export interface Happened {
  earned: number
  incentives: number
  cancellations: number
  /** trainings that were finished, and instalments that fell due */
  postings: number
  instalments: number
  cancelled: number
}

/** Lets the month happen, day by day: purchases by one statement for many, everything that earns by the product itself. */
export async function makePurchases(
  ctx: Context,
  clock: MonthClock,
  plan: MonthPlan,
  say: (line: string) => void,
): Promise<Happened> {
  const happened: Happened = {
    earned: 0,
    incentives: 0,
    cancellations: 0,
    postings: 0,
    instalments: 0,
    cancelled: 0,
  }
  for (let day = 0; day < monthDays; day++) {
    await pay(ctx, plan, day)
    for (const { at, purchases } of plan.usedOn(day)) await earn(ctx, clock, at, purchases, happened)
    await finish(ctx, clock, plan, day, happened)
    clock.set(instantOf(day, 20.5))
    const cancelling = performance.now()
    happened.cancelled += await cancel(ctx, plan.cancelledOn(day))
    happened.cancellations += secondsSince(cancelling)
    clock.set(instantOf(day, 21))
    const posting = performance.now()
    happened.instalments += await postDueIncentives(ctx)
    happened.incentives += secondsSince(posting)
    if (day % 7 === 6) say(`day ${day + 1} of ${monthDays} has happened ...`)
  }
  return happened
}

async function pay(ctx: Context, plan: MonthPlan, day: number): Promise<void> {
  const { from: first, upto: last } = plan.paidOn(day)
  const { cards, courses } = plan
  for (let from = first; from <= last; from += chunk) {
    const upto = Math.min(from + chunk - 1, last)
    const instants = [instantOf(day, 8), instantOf(day + 1, 6)] as const
    await inTransaction(ctx.db, (tx) =>
      touched(tx, insertPurchases, [from, upto, cards, courses, storefronts, ...instants]),
    )
  }
}

async function finish(
  ctx: Context,
  clock: MonthClock,
  plan: MonthPlan,
  day: number,
  happened: Happened,
): Promise<void> {
  const finished = plan.finishedLaterOn(day)
  const at = instantOf(day, 15)
  if (finished.length > 0) {
    await inTransaction(ctx.db, (tx) => touched(tx, finishLater, [...idsOf(finished), at]))
    await earn(ctx, clock, at, finished, happened)
  }
  const { from, upto } = plan.paidOn(day - 1)
  const bringing: PaidPurchase[] = []
  for (let i = from; day > 0 && i <= upto; i++)
    if (plan.bringsIncentive(i)) bringing.push({ cardId: String(plan.cardOf(i)), purchaseId: String(i) })
  if (bringing.length > 0)
    await told(ctx, 'incentive_due', (tx) => touched(tx, planIncentives, [...idsOf(bringing), at]))
}

/** In batches of a thousand: a change of one purchase posts one, and no job of the product posts more at once. */
async function earn(
  ctx: Context,
  clock: MonthClock,
  at: Date,
  purchases: readonly PaidPurchase[],
  happened: Happened,
): Promise<void> {
  clock.set(at)
  const started = performance.now()
  for (let from = 0; from < purchases.length; from += 1000) {
    const some = purchases.slice(from, from + 1000)
    happened.postings += await told(ctx, 'first_used', (tx) => postEarned(tx, some, at))
  }
  happened.earned += secondsSince(started)
}

async function cancel(ctx: Context, purchases: readonly PaidPurchase[]): Promise<number> {
  let cancelled = 0
  for (let from = 0; from < purchases.length; from += 500)
    cancelled += await inTransaction(ctx.db, async (tx) => {
      const some = purchases.slice(from, from + 500)
      await rows(tx, lockCards, [some.map(({ cardId }) => cardId)])
      const how = {
        by: 'cancelled_by_storefront',
        reason: 'dibatalkan toko',
        actor: maker,
        link: 'https://x.example',
      } as const
      return (await cancelPurchases(tx, ctx, some, how)).length
    })
  return cancelled
}

function idsOf(purchases: readonly PaidPurchase[]): readonly [string[], string[]] {
  return [purchases.map(({ cardId }) => cardId), purchases.map(({ purchaseId }) => purchaseId)]
}

/** Seconds since an instant of `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000
}
