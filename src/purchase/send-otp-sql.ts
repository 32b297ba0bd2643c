import { statement } from '../database/sql.ts'
import type { SendOtpRefusal } from './refusals.ts'

/** Takes the cards of a batch in the order of their ids, so that batches never wait for each other in a circle. */
export const lockCardsByNumber = statement<[numbers: string[]]>(
  'purchase/lock-cards-by-number',
  `
  select card_id from card
  where card_id in (select card_id from card_number where number = any ($1::text[]) and replaced_at is null)
  order by card_id
  for no key update
  `,
)

export interface SendOtpRow {
  slot: number
  refusal: SendOtpRefusal | undefined
  /** the account has paid with this card before */
  knownAccount: boolean
  cardId: string
  purchaseId: string
  /** when the code can pay no more; with `too_many_tries` when its purchase ends and another may begin */
  expiresAt: Date
  waitSeconds: number
}

/**
 * Decides and writes a batch of send-otp in one statement: facts, verdict, then the rows of those not refused.
 * The order of the verdict's lines is the order of `sendOtpRefusals`; `judgeSendOtp` in rules.ts says the same.
 * Whoever the holder has not paid through yet learns of the card only that it cannot be used; the reason is kept in
 * `refused_ask`, for the holder.
 */
export const sendOtps = statement<
  [
    asks: string,
    now: Date,
    today: string,
    validSeconds: number,
    tries: number,
    liveCodes: number,
    gapsSeconds: readonly number[],
    failuresPerDay: number,
    sendsPerHour: number,
    secondAfterFinished: boolean,
    demo: boolean,
    /** reasons that only somebody the holder has paid through is told */
    privateReasons: readonly string[],
  ],
  'purchase/send-otps',
  SendOtpRow
>(
  'purchase/send-otps',
  `
  with ask as materialized (
    select * from jsonb_to_recordset($1::jsonb) as ask (
      slot int, card_number text, partner_id int, sandbox boolean, account text, course_code text,
      schedule_code text, amount int, discount int, purchase_id bigint, otp_key text, sealed text,
      storefront text, domain text, actor text, request_id text, paused boolean, paused_known boolean
    )
  ),
  fact as materialized (
    select
      ask.*, card.card_id, numbered.replaced, card.holder_phone, card.first_paid_at, card.usable_before,
      card.unfinished_purchase_id,
      schedule.schedule_id, schedule.course_id, schedule.starts_at,
      course.course_id as asked_course_id, course.price, course.min_age, course.max_age, course.min_education,
      offer.course_id is not null and course.status = 'listed' and course.price is not null as sold,
      exists (
        select from suspension
        where party_kind = 'storefront' and party_id = ask.partner_id and ended_at is null
      ) as storefront_suspended,
      (select coalesce(sum(seats_left), 0) from seat_bucket
        where seat_bucket.schedule_id = schedule.schedule_id) as seats_left,
      card.sandbox = ask.sandbox or (card.sandbox and $11::boolean) as card_of_this_world,
      card.paying_from > $2::timestamptz as phone_changed,
      (card.first_paid_at is null and card.first_purchase_before <= $2) or card.usable_before <= $2 as too_late,
      -- nulls do not count: whatever of these comes first ends what the code can do
      least(
        $2 + make_interval(secs => $4::int), schedule.starts_at, card.usable_before,
        case when card.first_paid_at is null then card.first_purchase_before end
      ) as payable_before,
      extract(year from age($3::date, card.holder_born_on)) as age,
      card.holder_education as education,
      card.status as card_status,
      card.otp_failures_on is not distinct from $3::date and card.otp_failures >= $8::int as locked_today,
      bound.card_id as bound_card_id,
      card.balance - mine.held as available,
      mine.sends, mine.other_account,
      again.purchase_id as again_id, again.otp_sends, again.otp_failures, again.otp_sent_at,
      again.expires_at as again_expires_at,
      coalesce(($7::int[])[least(again.otp_sends, cardinality($7::int[]))], 0) as gap_seconds
    from ask
    -- Every lookup is a lateral one of at most one row: an index probe for each ask, whatever the statistics say.
    left join lateral (
      select card_id, replaced_at is not null as replaced from card_number where number = ask.card_number limit 1
    ) numbered on true
    left join lateral (select * from card where card.card_id = numbered.card_id limit 1) card on true
    left join lateral (
      select schedule_id, course_id, starts_at from schedule where schedule_code = ask.schedule_code limit 1
    ) schedule on true
    left join lateral (
      select course_id, price, status, min_age, max_age, min_education
      from course where course_code = ask.course_code limit 1
    ) course on true
    left join lateral (
      select course_id from offer
      where offer.partner_id = ask.partner_id and offer.course_id = schedule.course_id limit 1
    ) offer on true
    left join lateral (
      select card_id from storefront_account_card
      where partner_id = ask.partner_id and user_platform_id = ask.account limit 1
    ) bound on true
    left join lateral (
      select purchase_id, otp_sends, otp_failures, otp_sent_at, expires_at
      from purchase
      where purchase.card_id = card.card_id and purchase.status = 'awaiting_otp' and purchase.expires_at > $2
        and purchase.partner_id = ask.partner_id and purchase.user_platform_id = ask.account
        and purchase.schedule_id = schedule.schedule_id and purchase.amount = ask.amount
      order by purchase.created_at desc
      limit 1
    ) again on true
    left join lateral (
      select
        coalesce(sum(amount) filter (
          where status = 'awaiting_otp' and expires_at > $2 and otp_failures < $5::int
            and purchase_id is distinct from again.purchase_id
        ), 0) as held,
        coalesce(sum(otp_sends) filter (where otp_sent_at > $2 - interval '1 hour'), 0) as sends,
        coalesce(bool_or(
          paid_at is not null and partner_id = ask.partner_id and user_platform_id <> ask.account
        ), false) as other_account
      from purchase
      where purchase.card_id = card.card_id
    ) mine on true
  ),
  judged as materialized (
    select fact.*,
      case
        when schedule_code = '' or course_code = '' then 'course_or_schedule_missing'
        when storefront_suspended then 'storefront_suspended'
        when schedule_id is null then 'schedule_unknown'
        when course_id is distinct from asked_course_id then 'schedule_of_other_course'
        when not sold then 'course_not_sold'
        when amount <> price - discount then 'amount_differs'
        when starts_at <= $2 then 'schedule_started'
        when seats_left <= 0 then 'quota_gone'
        -- it tells of the account alone, and the same for every number that is not its own
        when bound_card_id is not null and bound_card_id is distinct from card_id then 'account_uses_other_card'
        when bound_card_id is null and paused or paused_known then 'otp_paused'
        when card_of_this_world is not true then 'card_not_usable'
        when replaced then 'card_number_replaced'
        when too_late then 'deadline_passed'
        when card_status = 'revoked' then 'card_revoked'
        when card_status = 'suspended' then 'card_suspended'
        when locked_today then 'paying_locked'
        when phone_changed then 'phone_changed'
        when other_account then 'card_used_by_other_account'
        when starts_at >= usable_before then 'schedule_after_term'
        when age < min_age or age > max_age then 'age_unfit'
        when education < min_education then 'education_unfit'
        when available < amount then 'balance_too_small'
        when $10::boolean and unfinished_purchase_id is not null then 'training_unfinished'
        -- a batch whose commit was lost on the way is sent again: what it wrote stands
        when again_id = purchase_id then null
        when otp_failures >= $5 then 'too_many_tries'
        when otp_sent_at + make_interval(secs => gap_seconds) > $2 then 'otp_too_soon'
        when sends >= $9::int then 'too_many_otps'
      end as reason
    from fact
  ),
  -- What concerns the card is told to nobody whom its holder has not paid through: one answer for all of it.
  answered as materialized (
    select judged.*,
      case
        when reason in ('card_revoked', 'card_suspended', 'paying_locked', 'phone_changed') then 'card_not_usable'
        when bound_card_id = card_id then reason
        when reason = 'too_many_otps' and again_id is not null then reason
        when reason = any ($12::text[]) then 'card_not_usable'
        else reason
      end as refusal
    from judged
  ),
  -- a new purchase, or another code of the open one: an upsert probes the key, where an update with a join may not
  made as (
    insert into purchase (
      card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, discount,
      created_at, expires_at, otp_hashes, otp_expire_at, otp_sent_at
    )
    select
      card_id, made_id, partner_id, account, course_id, schedule_id, amount, discount, $2,
      $2 + make_interval(secs => $4::int),
      array[sha256(int8send(made_id) || decode(otp_key, 'hex'))], array[$2 + make_interval(secs => $4)], $2
    from (select answered.*, coalesce(again_id, purchase_id) as made_id from answered) answered
    where refusal is null and again_id is distinct from purchase_id
    on conflict (card_id, purchase_id) do update
    set
      otp_hashes = (purchase.otp_hashes || excluded.otp_hashes)
        [greatest(1, cardinality(purchase.otp_hashes) + 2 - $6::int):],
      otp_expire_at = (purchase.otp_expire_at || excluded.otp_expire_at)
        [greatest(1, cardinality(purchase.otp_hashes) + 2 - $6):],
      otp_sends = purchase.otp_sends + 1, otp_sent_at = $2, expires_at = excluded.expires_at
  ),
  told as (
    insert into outbox (card_id, channel, address, template, params, sealed, due_at, expires_at, created_at)
    select
      card_id, 'sms', holder_phone, 'payment-otp',
      jsonb_build_object(
        'amount', amount, 'storefront', storefront, 'domain', domain,
        'minutes', greatest(floor(extract(epoch from payable_before - $2) / 60)::int, 1)
      ),
      decode(sealed, 'hex'), $2, payable_before, $2
    from answered where refusal is null and again_id is distinct from purchase_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id)
    select card_id, $2, actor, 'otp_sent', 'purchase:' || coalesce(again_id, purchase_id), request_id
    from answered where refusal is null and again_id is distinct from purchase_id
  ),
  refused as (
    insert into refused_ask (card_id, partner_id, user_platform_id, course_id, reason, at)
    select
      coalesce(card_id, 0), partner_id, account, course_id,
      case when card_of_this_world and reason <> 'card_not_usable' then reason end, $2
    from answered where refusal = 'card_not_usable'
  )
  select
    slot, refusal, bound_card_id is not null as known_account, card_id, coalesce(again_id, purchase_id) as purchase_id,
    case when refusal = 'too_many_tries' then again_expires_at else payable_before end as expires_at,
    case
      when refusal = 'otp_too_soon'
        then ceil(extract(epoch from otp_sent_at + make_interval(secs => gap_seconds) - $2))::int
      else ($7::int[])[least(coalesce(otp_sends, 0) + 1, cardinality($7))]
    end as wait_seconds
  from answered
  `,
)
