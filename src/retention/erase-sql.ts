import { statement } from '../database/sql.ts'

/** Whoever is locked here is neither corrected nor erased by somebody else meanwhile. */
export const lockToErase = statement<[personId: string], 'retention/lock-to-erase', 'known' | 'requests'>(
  'retention/lock-to-erase',
  `
  select
    name, phone, email, nik_sealed, erased_at,
    exists (select from bar where bar.person_id = person.person_id)
      or exists (select from recipient where recipient.person_id = person.person_id) as known,
    (select account_id from portal_account where portal_account.person_id = person.person_id) as account_id,
    (select recipient.card_id from recipient where recipient.person_id = person.person_id) as card_id,
    array(
      select appeal.reference from appeal
      where appeal.person_id = person.person_id and answered_at is null and about in ('erasure', 'copy', 'correction')
      order by appeal_id
    ) as requests
  from person
  where person_id = $1
  for no key update of person
  `,
)

/** Every phone and email that the programme has had of somebody: what was written to them is found by these. */
export const selectAddresses = statement<[personId: string], 'retention/select-addresses', 'address'>(
  'retention/select-addresses',
  `
  select distinct address from (
    select unnest(array[phone, email, lower(email)]) as address from person where person_id = $1
    union all
    select unnest(array[holder_phone, holder_email])
    from recipient join card using (card_id) where recipient.person_id = $1
    union all
    select unnest(array[was, became]) from contact_change where person_id = $1
    union all
    select email from portal_account where person_id = $1
    union all
    select phone from desk_case where person_id = $1
    union all
    select redeemed_email from recipient join purchase using (card_id) where recipient.person_id = $1
  ) known
  where address <> ''
  `,
)

/** The accounts at storefronts that paid with somebody's card alone, or have their addresses and paid with nobody's. */
export const selectShopAccounts = statement<
  [personId: string, addresses: readonly string[]],
  'retention/select-shop-accounts',
  'accountId'
>(
  'retention/select-shop-accounts',
  `
  with own as materialized (select card_id from recipient where person_id = $1 and card_id is not null),
  candidate as (
    select account_id from own join storefront_order using (card_id) where account_id is not null
    union
    select account_id from storefront_account
    where storefront = any (array(select storefront from partner where storefront is not null))
      and email = any ($2::text[])
  )
  select account_id, storefront from candidate join storefront_account using (account_id)
  where not exists (
    select from storefront_order paid
    where paid.account_id = candidate.account_id and paid.card_id is not null
      and paid.card_id not in (select card_id from own)
  )
  order by account_id
  `,
)

/** The year of birth stays for what is counted; the hashes do where a rule still asks for them. */
export const erasePersonRow = statement<
  [personId: string, now: Date, sealedNothing: Buffer, nikHash: Buffer | null, kkHash: Buffer | null]
>(
  'retention/erase-person-row',
  `
  update person set
    erased_at = $2, nik_sealed = $3, kk_sealed = $3, nik_hash = coalesce($4, nik_hash),
    kk_hash = coalesce($5, kk_hash), nik_tail = '', name = '(terhapus)', phone = '', email = '', occupation = '',
    education = 0, born_on = date_trunc('year', born_on)::date
  where person_id = $1
  `,
)

export const eraseHolder = statement<[cardId: string]>(
  'retention/erase-holder',
  `
  update card set
    number = lpad(card_id::text, 16, '0'), holder_name = '(terhapus)', holder_phone = '', holder_email = '',
    holder_born_on = date_trunc('year', holder_born_on)::date, holder_education = 0
  where card_id = $1
  `,
)

/** What the owner of the tables alone may do: migrations/0069-erasure.sql. */
export const eraseAppendOnly = statement<[personId: string], 'retention/erase-append-only'>(
  'retention/erase-append-only',
  'select erase_from_append_only($1)',
)

/** An account stays as a number, which what it did stands on: nobody logs in to it again. */
export const eraseAccount = statement<[accountId: string, passwordHash: string]>(
  'retention/erase-account',
  `
  with draft as (delete from registration where account_id = $1),
  answer as (delete from test_answer where account_id = $1),
  attempt as (delete from test_attempt where account_id = $1)
  update portal_account set email = 'terhapus-' || account_id, password_hash = $2, person_id = null
  where account_id = $1
  `,
)

export const withdrawAllConsents = statement<[personId: string, accountId: string | null, now: Date]>(
  'retention/withdraw-consents',
  'update consent set withdrawn_at = $3 where (person_id = $1 or account_id = $2) and withdrawn_at is null',
)

/** At the programme's own provider a person is the account. */
export const endSignOnConsents = statement<[personId: string, now: Date]>(
  'retention/end-sign-on-consents',
  `
  update sign_on_consent set ended_at = $2, ended_because = 'revoked'
  where issuer = 'programme' and account_id = $1 and ended_at is null
  `,
)

export const eraseShopAccounts = statement<[accountIds: readonly string[], passwordHash: string]>(
  'retention/erase-shop-accounts',
  `
  update storefront_account set
    email = 'terhapus-' || account_id, name = '(terhapus)', phone = null, phone_verified_at = null,
    card_sealed = null, password_hash = case when provider is null then $2 end,
    subject = case when provider is not null then 'terhapus-' || account_id end
  where account_id = any ($1::bigint[])
  `,
)

export const eraseOrders = statement<[accountIds: readonly string[], cardId: string | null]>(
  'retention/erase-orders',
  `
  update storefront_order set answers = '{}', session_hash = null
  where account_id = any ($1::bigint[]) or card_id = $2
  `,
)

export const eraseProofs = statement<[personId: string, accountId: string | null, phones: readonly string[]]>(
  'retention/erase-proofs',
  `
  with failed as (delete from identity_failure where person_id = $1)
  delete from phone_proof
  where realm = 'portal' and owner in ('person:' || $1, 'portal_account:' || $2::text) or phone = any ($3::text[])
  `,
)

export const eraseSessions = statement<
  [personId: string, accountId: string | null, shops: readonly string[], shopAccounts: readonly string[]]
>(
  'retention/erase-sessions',
  `
  delete from web_session
  where token_hash in (
    select token_hash from web_session where person_id = $1
    union all
    select token_hash from web_session where account_id = $2 and site = 'portal'
    union all
    select token_hash
    from unnest($3::text[], $4::bigint[]) as shop (site, account_id)
    join web_session using (site, account_id)
  )
  `,
)

export const eraseLinks = statement<
  [
    accountId: string | null,
    shops: readonly string[],
    shopAccounts: readonly string[],
    addresses: readonly string[],
  ]
>(
  'retention/erase-links',
  `
  delete from single_use_link
  where token_hash in (
    select token_hash from single_use_link where realm = 'portal' and owner_id = $1
    union all
    select token_hash
    from unnest($2::text[], $3::bigint[]) as shop (realm, owner_id)
    join single_use_link using (realm, owner_id)
    union all
    select token_hash from single_use_link
    where realm = any ($2::text[] || 'portal'::text) and owner_id is null and email = any ($4::text[])
  )
  `,
)
