import { statement } from '../../src/database/sql.ts'

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
export const insertPurchases = statement<
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

export const finishLater = statement<[cardIds: string[], purchaseIds: string[], now: Date]>(
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
export const planIncentives = statement<[cardIds: string[], purchaseIds: string[], now: Date]>(
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
