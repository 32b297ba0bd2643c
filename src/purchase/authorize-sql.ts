import { statement } from '../database/sql.ts'
import type { AuthorizeRefusal } from './refusals.ts'

/** Takes the cards of a batch in the order of their ids. */
export const lockCards = statement<[cardIds: string[]]>(
  'purchase/lock-cards',
  'select card_id from card where card_id = any ($1::bigint[]) order by card_id for no key update',
)

export interface AuthorizeRow {
  slot: number
  /** `replayed`: the same request was answered before; `seat_bucket_empty`: ask again, gathered; nothing was written */
  verdict: AuthorizeRefusal | 'replayed' | 'seat_bucket_empty' | undefined
  triesLeft: number
  /** when the purchase ends that has no tries left, or the day whose wrong codes lock the card; undefined for an unknown token */
  triesAgainAt: Date | undefined
  /** wrong codes of the purchase before this one */
  otpFailures: number
  /** the account has paid with this card before */
  knownAccount: boolean
  invoiceCode: string
  transactionCode: string
  redeemCode: string
  voucherCode: string | undefined
  amount: number
  holderName: string
  paidAt: Date
  /** rupiah on the card right after it; of no use unless it is paid */
  balanceAfter: number
}

/** Decides and writes a batch in one statement, in the order of `authorizeRefusals`, as `judgeAuthorize` in rules.ts says. */
export const authorizePurchases = statement<
  [
    asks: string,
    now: Date,
    today: string,
    tries: number,
    failuresPerDay: number,
    secondAfterFinished: boolean,
    bucket: number,
  ],
  'purchase/authorize-purchases',
  AuthorizeRow
>(
  'purchase/authorize-purchases',
  `
  with ask as materialized (
    select * from jsonb_to_recordset($1::jsonb) as ask (
      slot int, card_id bigint, purchase_id bigint, partner_id int, otp_key text, passes boolean, fails boolean,
      invoice_code text, invoice_url text, transaction_code text, redeem_code text, voucher_code text,
      gathered boolean, actor text, request_id text, paused boolean, paused_known boolean
    )
  ),
  fact as materialized (
    select
      ask.slot, ask.gathered, ask.card_id, ask.purchase_id, ask.partner_id, ask.invoice_code, ask.invoice_url,
      ask.transaction_code, ask.redeem_code, ask.voucher_code, ask.actor, ask.request_id, ask.paused,
      ask.paused_known,
      purchase.status, purchase.user_platform_id, purchase.schedule_id, purchase.amount, purchase.discount, purchase.otp_failures,
      purchase.expires_at, purchase.invoice_code as paid_invoice_code,
      purchase.transaction_code as paid_transaction_code, purchase.redeem_code as paid_redeem_code,
      purchase.voucher_code as paid_voucher_code, purchase.paid_at,
      card.status as card_status, card.holder_name, card.first_paid_at, card.first_purchase_before,
      card.usable_before, card.paying_from, card.unfinished_purchase_id,
      case when card.otp_failures_on is not distinct from $3::date then card.otp_failures else 0 end as today_failures,
      card.balance - mine.held as available, card.balance - purchase.amount as balance_after,
      mine.other_account,
      schedule.starts_at, schedule.schedule_code,
      -- the institution was suspended since the code was sent: the seats were locked by that, so nobody pays after it
      (select status = 'suspended' from course where course_id = purchase.course_id) as course_suspended,
      exists (
        select from suspension
        where party_kind = 'storefront' and party_id = ask.partner_id and ended_at is null
      ) as storefront_suspended,
      seat_bucket.seats_left,
      invoice.purchase_id as captured_purchase_id,
      bound.card_id as bound_card_id,
      given.otp_hash,
      purchase.otp_consumed,
      (ask.passes and card.sandbox) or (not ask.fails and exists (
        select from unnest(purchase.otp_hashes, purchase.otp_expire_at) as live (hash, until)
        where live.until > $2::timestamptz and live.hash = given.otp_hash
      )) as otp_right
    from ask
    -- Every lookup is a lateral one of at most one row: an index probe for each ask, whatever the statistics say.
    left join lateral (
      select * from purchase
      where card_id = ask.card_id and purchase_id = ask.purchase_id and partner_id = ask.partner_id limit 1
    ) purchase on true
    left join lateral (select * from card where card_id = purchase.card_id limit 1) card on true
    left join lateral (
      select sha256(int8send(purchase.purchase_id) || decode(ask.otp_key, 'hex')) as otp_hash
    ) given on true
    left join lateral (
      select starts_at, schedule_code from schedule where schedule_id = purchase.schedule_id limit 1
    ) schedule on true
    left join lateral (
      select seats_left from seat_bucket
      where schedule_id = purchase.schedule_id and bucket = $7::smallint limit 1
    ) seat_bucket on true
    left join lateral (
      select purchase_id from invoice
      where partner_id = ask.partner_id and invoice_code = ask.invoice_code and captured limit 1
    ) invoice on true
    left join lateral (
      select card_id from storefront_account_card
      where partner_id = ask.partner_id and user_platform_id = purchase.user_platform_id limit 1
    ) bound on true
    left join lateral (
      select
        coalesce(sum(other.amount) filter (
          where other.status = 'awaiting_otp' and other.expires_at > $2 and other.otp_failures < $4::int
            and other.purchase_id <> ask.purchase_id
        ), 0) as held,
        coalesce(bool_or(
          other.paid_at is not null and other.partner_id = ask.partner_id
            and other.user_platform_id <> purchase.user_platform_id
        ), false) as other_account
      from purchase other
      where other.card_id = purchase.card_id
    ) mine on true
  ),
  judged as materialized (
    select fact.*,
      case
        when status is null then 'token_unknown'
        when status = 'paid' and paid_invoice_code = invoice_code and otp_consumed = otp_hash then 'replayed'
        when status = 'cancelled' and paid_invoice_code = invoice_code then 'already_cancelled'
        when captured_purchase_id <> purchase_id then 'invoice_taken'
        when paid_at is not null then 'token_used'
        when expires_at <= $2 then 'otp_expired'
        when bound_card_id is distinct from card_id and paused or paused_known then 'otp_paused'
        when otp_failures >= $4 or today_failures >= $5::int then 'too_many_tries'
        when not otp_right then 'otp_wrong'
        when storefront_suspended then 'storefront_suspended'
        when course_suspended then 'course_not_sold'
        -- the right code is the holder's consent: from here on the partner may know
        when (first_paid_at is null and first_purchase_before <= $2) or usable_before <= $2 then 'deadline_passed'
        when card_status <> 'active' or paying_from > $2 then 'card_not_usable'
        when starts_at <= $2 then 'schedule_started'
        when bound_card_id <> card_id then 'account_uses_other_card'
        when other_account then 'card_used_by_other_account'
        when starts_at >= usable_before then 'schedule_after_term'
        when available < amount then 'balance_too_small'
        when $6::boolean and unfinished_purchase_id is not null then 'training_unfinished'
      end as refusal
    from fact
  ),
  seated as materialized (
    select judged.*,
      case
        when refusal is null and coalesce(seats_left, 0)
          < row_number() over (partition by schedule_id, refusal is null order by slot)
          then case when gathered then 'quota_gone' else 'seat_bucket_empty' end
        else refusal
      end as verdict
    from judged
  ),
  bound as (
    insert into storefront_account_card (partner_id, user_platform_id, card_id)
    -- of two cards for one account in a batch the first wins, as it would one by one
    select distinct on (partner_id, user_platform_id) partner_id, user_platform_id, card_id
    from seated where verdict is null
    order by partner_id, user_platform_id, slot
    on conflict (partner_id, user_platform_id) do update set card_id = storefront_account_card.card_id
    returning partner_id, user_platform_id, card_id
  ),
  -- membership is asked for as a column, which is a hashed lookup; as a join it would be a loop in a loop
  claimed as materialized (
    select seated.*, verdict is null and (user_platform_id, partner_id, card_id) in (
      select user_platform_id, partner_id, card_id from bound
    ) as account_won
    from seated
  ),
  -- From the first attempt on an invoice can be asked for; it may move on to another purchase until one is paid.
  invoiced as (
    insert into invoice (partner_id, invoice_code, card_id, purchase_id, captured)
    select partner_id, invoice_code, card_id, purchase_id, account_won
    from claimed
    where account_won or verdict not in (
      'token_unknown', 'replayed', 'already_cancelled', 'invoice_taken', 'token_used', 'seat_bucket_empty'
    )
    order by partner_id, invoice_code
    on conflict (partner_id, invoice_code) do update
    set card_id = excluded.card_id, purchase_id = excluded.purchase_id, captured = excluded.captured
    where not invoice.captured
    returning partner_id, invoice_code, purchase_id
  ),
  won as materialized (
    select claimed.*, (purchase_id, invoice_code, partner_id) in (
      select purchase_id, invoice_code, partner_id from invoiced
    ) as invoice_won
    from claimed where account_won
  ),
  paid as materialized (select * from won where invoice_won),
  taken as (
    update purchase
    set
      status = 'paid', paid_at = $2, invoice_code = paid.invoice_code, invoice_url = paid.invoice_url,
      transaction_code = paid.transaction_code, redeem_code = paid.redeem_code, voucher_code = paid.voucher_code,
      otp_consumed = paid.otp_hash, otp_hashes = '{}', otp_expire_at = '{}'
    from paid where purchase.card_id = paid.card_id and purchase.purchase_id = paid.purchase_id
    returning purchase.card_id, purchase.purchase_id, trace_of(purchase, (select salt from trace_salt)) as wrote
  ),
  debited as (
    update card
    set
      balance = balance - paid.amount, first_paid_at = coalesce(card.first_paid_at, $2), unfinished_purchase_id = paid.purchase_id
    from paid where card.card_id = paid.card_id
  ),
  seats as (
    update seat_bucket
    set seats_left = seat_bucket.seats_left - sold.seats
    from (select schedule_id, count(*)::int as seats from paid group by schedule_id) sold
    where seat_bucket.schedule_id = sold.schedule_id and seat_bucket.bucket = $7
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
    select card_id, purchase_id, 'purchase', 'card', 'clearing', null, amount, $2 from paid
    union all
    -- a storefront's promo is its own money: the price as approved is there to be earned
    select card_id, purchase_id, 'promo', 'owed_storefront', 'clearing', partner_id, discount, $2 from paid where discount > 0
  ),
  coded as (
    insert into code (code, kind, card_id, purchase_id)
    select redeem_code, 'redeem', card_id, purchase_id from paid
    union all
    select voucher_code, 'voucher', card_id, purchase_id from paid where voucher_code is not null
  ),
  missed as (
    update purchase set otp_failures = purchase.otp_failures + 1
    from seated
    where verdict = 'otp_wrong'
      and purchase.card_id = seated.card_id and purchase.purchase_id = seated.purchase_id
  ),
  missed_today as (
    update card
    set
      otp_failures = case when otp_failures_on is not distinct from $3 then card.otp_failures else 0 end + 1,
      otp_failures_on = $3
    from seated
    where verdict = 'otp_wrong' and card.card_id = seated.card_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id, facts)
    select
      card_id, $2, actor, 'paid', 'purchase:' || purchase_id, request_id,
      jsonb_build_object('wrote', encode(wrote, 'hex'), 'amount', amount, 'discount', discount, 'scheduleCode', schedule_code)
    from paid join taken using (card_id, purchase_id)
    union all
    select card_id, $2, actor, 'otp_wrong', 'purchase:' || purchase_id, request_id, '{}'
    from seated where verdict = 'otp_wrong'
  )
  select
    seated.slot,
    case
      when verdict is not null then verdict
      when slot in (select slot from paid) then null
      when slot not in (select slot from claimed where account_won) then 'account_uses_other_card'
      else 'invoice_taken'
    end as verdict,
    greatest($4 - seated.otp_failures - 1, 0) as tries_left,
    case
      when today_failures + (verdict = 'otp_wrong')::int >= $5 then ($3 + 1)::timestamp at time zone 'Asia/Jakarta'
      else seated.expires_at
    end as tries_again_at,
    seated.otp_failures, seated.bound_card_id is not distinct from seated.card_id as known_account,
    seated.invoice_code,
    case when verdict = 'replayed' then paid_transaction_code else seated.transaction_code end as transaction_code,
    case when verdict = 'replayed' then paid_redeem_code else seated.redeem_code end as redeem_code,
    case when verdict = 'replayed' then paid_voucher_code else seated.voucher_code end as voucher_code,
    seated.amount, seated.holder_name, case
      when verdict is null then seated.balance_after
      when verdict = 'replayed' then (
        select sum(line.amount)::int from ledger_line line
        where line.card_id = seated.card_id and account = 'card' and line.at <= seated.paid_at
      )
    end as balance_after,
    case when verdict = 'replayed' then seated.paid_at else $2 end as paid_at
  from seated
  `,
)
