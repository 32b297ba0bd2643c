-- The purchase, from the request for an OTP to its end, and the tables that lead to it.

create table purchase (
  card_id bigint not null,
  purchase_id bigint not null check (purchase_id > 0),
  partner_id int not null,
  user_platform_id text not null,
  course_id int not null,
  schedule_id int not null,
  -- rupiah that the card is debited: the price as approved less the storefront's promo
  amount int not null check (amount > 0),
  discount int not null default 0 check (discount >= 0),
  -- awaiting_otp with expires_at behind now has lapsed: no job is needed to make it so
  status text not null default 'awaiting_otp' check (status in ('awaiting_otp', 'paid', 'cancelled')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- keyed hashes of the live codes, newest last, at most three
  otp_hashes bytea[] not null,
  otp_expire_at timestamptz[] not null,
  otp_sends smallint not null default 1,
  otp_sent_at timestamptz not null,
  otp_failures smallint not null default 0,
  -- the keyed hash of the code that paid: the same request again is known by it
  otp_consumed bytea,
  invoice_code text,
  invoice_url text,
  transaction_code text,
  redeem_code text,
  voucher_code text,
  paid_at timestamptz,
  cancelled_at timestamptz,
  cancelled_because text,
  redeemed_at timestamptz,
  finished_at timestamptz,
  primary key (card_id, purchase_id),
  constraint paid_by_consumed_otp check (
    (status = 'awaiting_otp') = (paid_at is null)
    and (paid_at is null) = (transaction_code is null)
    and (paid_at is null or (
      invoice_code is not null and redeem_code is not null and otp_consumed is not null and otp_hashes = '{}'
    ))
  ),
  check ((status = 'cancelled') = (cancelled_at is not null))
) with (fillfactor = 60);

-- Routing: a storefront's invoice leads to the purchase that was last tried with it, and for good to the one that was
-- paid: an order whose code ran out, or whose card was changed, is paid by another purchase.
create table invoice (
  partner_id int not null,
  invoice_code text not null check (length(invoice_code) between 1 and 128),
  card_id bigint not null,
  purchase_id bigint not null,
  captured boolean not null default false,
  primary key (partner_id, invoice_code)
);

-- Routing: redeem and voucher codes lead to their purchase.
create table code (
  code text primary key,
  kind text not null check (kind in ('redeem', 'voucher')),
  card_id bigint not null,
  purchase_id bigint not null
);

-- Routing: a storefront's account leads to the one card it pays with.
create table storefront_account_card (
  partner_id int not null,
  user_platform_id text not null check (length(user_platform_id) between 1 and 128),
  card_id bigint not null,
  primary key (partner_id, user_platform_id)
);

-- Lessons finished, by the purchase that opened them.
create table lesson_progress (
  card_id bigint not null,
  purchase_id bigint not null,
  lesson smallint not null,
  finished_at timestamptz not null,
  primary key (card_id, purchase_id, lesson)
);
