import { statement } from '../database/sql.ts'

/** Courses that are added or listed at this moment wait, and rest with the others. */
export const lockInstitution = statement<[institutionId: number], 'suspension/lock-institution'>(
  'suspension/lock-institution',
  'select name from institution where institution_id = $1 for update',
)

export const lockStorefront = statement<[partnerId: number], 'suspension/lock-storefront'>(
  'suspension/lock-storefront',
  `select name from partner where partner_id = $1 and kind = 'storefront' for no key update`,
)

export const inForce = statement<[kind: string, id: number], 'suspension/in-force'>(
  'suspension/in-force',
  'select suspension_id from suspension where party_kind = $1 and party_id = $2 and ended_at is null',
)

/** All seats of an institution, in the order in which purchases take them: whoever pays at this moment is waited for. */
export const lockSeatsOf = statement<[institutionId: number], 'suspension/lock-seats'>(
  'suspension/lock-seats',
  `
  select schedule_id from seat_bucket
  where schedule_id in (
    select schedule_id from schedule join course using (course_id) where institution_id = $1
  )
  order by schedule_id, bucket
  for update
  `,
)

export const insertSuspension = statement<
  [
    kind: string,
    id: number,
    because: string,
    begun: string,
    now: Date,
    actor: string,
    holdId: string,
    approvalId: string,
    requestId: string,
  ],
  'suspension/insert'
>(
  'suspension/insert',
  `
  with begun as (
    insert into suspension (party_kind, party_id, because, begun, began_at, begun_by, hold_id, approval_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    returning suspension_id, subject
  ),
  closed as (
    update course set status = 'suspended' where $1 = 'institution' and institution_id = $2 and status = 'listed'
  ),
  journaled as (
    insert into journal (at, actor, act, subject, reason, request_id, facts)
    select $5, $6, 'suspension_begun', subject, $3, $9, jsonb_build_object('suspension', suspension_id) from begun
  )
  select suspension_id from begun
  `,
)

/** What is open of an institution: what was paid of it and is not finished, and what is ordered on our pages. */
export const listOpenOfInstitution = statement<
  [suspensionId: number, institutionId: number],
  'suspension/list-open-of-institution',
  'purchases' | 'orders' | 'accounts'
>(
  'suspension/list-open-of-institution',
  `
  with ours as (
    select schedule_id from schedule join course using (course_id) where institution_id = $2
  ),
  open as (
    select card_id, purchase_id, null::text as order_no, null::bigint as account_id, redeemed_at is not null as used
    from purchase
    where schedule_id in (select schedule_id from ours) and status = 'paid' and finished_at is null
    union all
    select null, null, order_no, null, null
    from storefront_order
    where status in ('draft', 'placed') and schedule_id in (select schedule_id from ours)
  ),
  listed as (
    insert into suspended_item (suspension_id, item, card_id, purchase_id, order_no, account_id, used)
    select $1, row_number() over (order by card_id, purchase_id, order_no), open.* from open
    returning purchase_id, order_no
  )
  select count(purchase_id)::int as purchases, count(order_no)::int as orders, 0 as accounts from listed
  `,
)

/** ... of a storefront: what was paid there and is not finished, what is ordered on its pages, and who has an account. */
export const listOpenOfStorefront = statement<
  [suspensionId: number, partnerId: number],
  'suspension/list-open-of-storefront',
  'purchases' | 'orders' | 'accounts'
>(
  'suspension/list-open-of-storefront',
  `
  with open as (
    select card_id, purchase_id, null::text as order_no, null::bigint as account_id, redeemed_at is not null as used
    from purchase
    where partner_id = $2 and status = 'paid' and finished_at is null
    union all
    select null, null, order_no, null, null
    from storefront_order
    where status in ('draft', 'placed') and storefront = (select storefront from partner where partner_id = $2)
    union all
    select null, null, null, account_id, null
    from storefront_account
    where storefront = (select storefront from partner where partner_id = $2)
  ),
  listed as (
    insert into suspended_item (suspension_id, item, card_id, purchase_id, order_no, account_id, used)
    select $1, row_number() over (order by card_id, purchase_id, order_no, account_id), open.* from open
    returning purchase_id, order_no, account_id
  )
  select
    count(purchase_id)::int as purchases, count(order_no)::int as orders, count(account_id)::int as accounts
  from listed
  `,
)
