-- Vouchers: a code can be cancelled without its purchase, and a redemption remembers the email it was made with.

alter table code
  add column cancelled_at timestamptz,
  add column cancelled_because text,
  add constraint cancelled_for_a_reason check ((cancelled_at is null) = (cancelled_because is null));

alter table purchase
  -- the buyer's email as it was typed at the institution, in lower case; null where no email is asked for
  add column redeemed_email text,
  add constraint redeemed_with_email check (redeemed_email is null or redeemed_at is not null);

-- From a purchase to the order, and so to the account, that made it.
create index storefront_order_purchase on storefront_order (card_id, purchase_id) where card_id is not null;
