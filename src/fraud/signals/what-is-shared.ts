import { statement } from '../../database/sql.ts'
import { bought, clearedBefore, found, type SureOfFinding, signal, sweep } from './finding.ts'

const findContacts = statement<[since: Date, recipients: number], 'fraud/shared-contacts', SureOfFinding>(
  'fraud/shared-contacts',
  `
  with ${clearedBefore('shared_contact')},
  ${bought},
  reached as (
    select distinct card_id, purchase_id, bought.paid_at, person_id, contact.kind, contact.value
    from bought
    join card using (card_id)
    left join storefront_order using (card_id, purchase_id)
    left join storefront_account using (account_id)
    cross join lateral (values
      ('phone', holder_phone), ('phone', case when phone_verified_at is not null then storefront_account.phone end),
      ('email', lower(holder_email)), ('email', lower(redeemed_email))
    ) as contact (kind, value)
    where contact.value <> ''
  ),
  young as (
    select reached.*, hashtextextended(kind || ' ' || value, 0) as subject_id, 'people' as subject_kind
    from reached
    left join cleared
      on cleared.subject_kind = 'people' and cleared.subject_id = hashtextextended(kind || ' ' || value, 0)
    where until is null or paid_at > until
  ),
  counted as (
    select
      subject_kind, subject_id, kind, value, count(distinct person_id)::int as count, max(paid_at) as last_at,
      array_agg(card_id order by paid_at desc, purchase_id) as cards,
      array_agg(purchase_id order by paid_at desc, purchase_id) as purchases,
      array_agg(distinct person_id) as people,
      '{}'::bigint[] as institutions, '{}'::bigint[] as storefronts
    from young
    group by subject_kind, subject_id, kind, value
    having count(distinct person_id) >= $2::int
  )
  ${found(
    'counted',
    `'count', count, 'contact', kind, 'ending', right(split_part(value, '@', 1), 3), 'purchases', cardinality(purchases)`,
  )}
  `,
)

/** Cards of several recipients with one phone or email: their own, their account's at a storefront, or the one redeemed with. */
export const sharedContacts = sweep(findContacts, ({ since }, rules) => [since, rules.recipientsPerContact])

const findAccounts = statement<[since: Date, participants: number], 'fraud/shared-accounts', SureOfFinding>(
  'fraud/shared-accounts',
  // An institution and a storefront with one account are the signal of one owner.
  `
  with ${clearedBefore('shared_account')},
  live as (
    select
      hashtextextended(encode(number_mark, 'hex'), 0) as subject_id, provider, number_tail, verified_at,
      person_id, institution_id, partner_id
    from payout_account
    where verified_at is not null and ended_at is null
      and number_mark in (select number_mark from payout_account where verified_at > $1::timestamptz)
  ),
  counted as (
    select
      'people' as subject_kind, live.subject_id, provider, number_tail,
      (count(distinct person_id) + count(distinct institution_id) + count(distinct partner_id))::int as count,
      max(verified_at) as last_at,
      coalesce(array_agg(distinct person_id) filter (where person_id is not null), '{}') as people,
      coalesce(array_agg(distinct institution_id::bigint) filter (where institution_id is not null), '{}')
        as institutions,
      coalesce(array_agg(distinct partner_id::bigint) filter (where partner_id is not null), '{}') as storefronts
    from live
    left join cleared on subject_kind = 'people' and cleared.subject_id = live.subject_id
    group by live.subject_id, provider, number_tail, until
    having (max(verified_at) > until or until is null)
      and (
        count(distinct person_id) >= $2::int
        or count(distinct institution_id) > 1 or count(distinct partner_id) > 1
        or count(distinct person_id) > 0 and count(distinct institution_id) + count(distinct partner_id) > 0
      )
  )
  ${found(
    `(select *, '{}'::bigint[] as cards, '{}'::bigint[] as purchases from counted) counted`,
    `'count', count, 'provider', provider, 'ending', number_tail, 'participants', cardinality(people),
    'institutions', cardinality(institutions), 'storefronts', cardinality(storefronts)`,
  )}
  `,
)

/** One bank account or wallet that several participants or institutions are paid to, or both. */
export const sharedAccounts = signal(findAccounts, ({ since }, rules) => [
  since,
  rules.participantsPerAccount,
])

const findOwners = statement<[since: Date, purchases: number], 'fraud/one-owner', SureOfFinding>(
  'fraud/one-owner',
  // What the two share is the evidence: that they go on selling is nothing new.
  `
  with ${clearedBefore('one_owner')},
  ${bought},
  related as (
    select institution_id, partner_id, 'declared' as how, created_at as at
    from partner where kind = 'storefront' and institution_id is not null
    union all
    select firm.institution_id, shop.partner_id, 'account', greatest(firm.verified_at, shop.verified_at)
    from payout_account firm
    join payout_account shop on shop.number_mark = firm.number_mark and shop.partner_id is not null
    where firm.institution_id is not null and firm.party_kind = 'institution' and shop.party_kind = 'storefront'
      and firm.verified_at is not null and firm.ended_at is null
      and shop.verified_at is not null and shop.ended_at is null
    union all
    select institution.institution_id, partner_id, 'address', partner.created_at
    from institution
    join partner on kind = 'storefront' and split_part(lower(contact_email), '@', 2) = lower(partner.domain)
    union all
    select institution_user.institution_id, partner_id, 'address', institution_user.created_at
    from institution_user
    join partner on kind = 'storefront' and split_part(email, '@', 2) = lower(partner.domain)
    where disabled_at is null
  ),
  sold as (
    select
      institution_id, partner_id, count(*) as count,
      (array_agg(card_id order by paid_at desc, purchase_id))[1:20] as cards,
      (array_agg(purchase_id order by paid_at desc, purchase_id))[1:20] as purchases
    from bought
    group by institution_id, partner_id
    having count(*) >= $2::int
  ),
  counted as (
    select
      'institution' as subject_kind, institution_id::bigint as subject_id,
      count(distinct (partner_id, how))::int as count, max(at) as last_at, array_agg(distinct how) as hows,
      array_agg(distinct partner_id::bigint) as storefronts, min(partner_id) as first_partner
    from related
    join sold using (institution_id, partner_id)
    left join cleared on subject_kind = 'institution' and subject_id = institution_id
    where until is null or at > until
    group by institution_id
  )
  ${found(
    `(
      select
        counted.subject_kind, counted.subject_id, counted.count, last_at, hows, sold.count as sold, cards, purchases,
        '{}'::bigint[] as people, '{}'::bigint[] as institutions, storefronts
      from counted
      join sold on sold.institution_id = subject_id and sold.partner_id = first_partner
    ) counted`,
    `'count', count, 'sold', sold, 'hows', array_to_string(hows, ' ')`,
  )}
  `,
)

/** A storefront that sells courses of an institution of the same owner: declared, or by account or address. */
export const oneOwner = sweep(findOwners, ({ since }, rules) => [since, rules.ownerPurchases])
