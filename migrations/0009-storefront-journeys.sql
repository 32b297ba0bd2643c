-- What the seven journeys need: accounts that are kept elsewhere, and promo codes on an order.

-- An account is the storefront's own, with a password, or leads to a provider of accounts and its name for the person.
alter table storefront_account
  alter column password_hash drop not null,
  add column provider text,
  add column subject text,
  -- of the programme's account: the card number, sealed, as its holder consented
  add column card_sealed bytea,
  add constraint own_or_elsewhere check ((password_hash is null) = (provider is not null)),
  add constraint subject_of_provider check ((provider is null) = (subject is null));
create unique index storefront_account_subject on storefront_account (storefront, provider, subject)
  where provider is not null;
-- A verified phone belongs to one account of a storefront.
create unique index storefront_account_phone on storefront_account (storefront, phone)
  where phone_verified_at is not null;

alter table storefront_order
  -- the promo that the discount comes from, as the buyer typed it
  add column promo_code text;
-- Drafts that were asked to be paid, where the order is placed only with the payment: settled when their code is over.
create index storefront_order_asked on storefront_order ((answers ->> 'otpExpiresAt'))
  where status = 'draft' and answers ->> 'token' is not null and answers ->> 'settled' is null;
