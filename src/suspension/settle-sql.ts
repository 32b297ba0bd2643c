import type pg from 'pg'
import { statement, touched } from '../database/sql.ts'

export const settlingSuspensions = statement<[], 'suspension/settling', 'party'>(
  'suspension/settling',
  `
  select
    suspension_id, party_kind, because, begun, begun_by, subject,
    coalesce(institution.name, partner.name, '') as party
  from suspension
  left join institution on party_kind = 'institution' and institution_id = party_id
  left join partner on party_kind = 'storefront' and partner_id = party_id
  where settled_at is null
  order by suspension_id
  `,
)

/** Some of what waits; what another process has in hand is left to it. */
export const takeItems = statement<[suspensionId: number, most: number], 'suspension/take-items'>(
  'suspension/take-items',
  `
  select item, card_id, purchase_id, order_no, account_id, used from suspended_item
  where suspension_id = $1 and settled_at is null
  order by item
  limit $2
  for update skip locked
  `,
)

type Open = 'stillPaid' | 'finished' | 'ownLessons'

/** Of locked cards. Lessons of ours are learnt without a class: one that has a date is held by the institution. */
export const openPurchases = statement<
  [cardIds: string[], purchaseIds: string[]],
  'suspension/open-purchases',
  Open
>(
  'suspension/open-purchases',
  `
  select
    purchase.card_id, purchase.purchase_id, purchase.status = 'paid' as still_paid,
    finished_at is not null as finished, holder_name, holder_phone, holder_email, course.title as course,
    schedule.starts_at is null and exists (
      select from lesson where lesson.course_id = purchase.course_id
    ) as own_lessons
  from unnest($1::bigint[], $2::bigint[]) as asked (card_id, purchase_id)
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  join course using (course_id)
  join schedule using (schedule_id)
  order by purchase.card_id, purchase.purchase_id
  `,
)

/** An order that was not paid ends; its buyer is told, where there is one. */
export const endOrder = statement<
  [orderNo: string, now: Date, because: string, actor: string, requestId: string],
  'suspension/end-order'
>(
  'suspension/end-order',
  `
  with ended as (
    update storefront_order set status = 'cancelled', answers = answers - 'card' - 'token'
    where order_no = $1 and status in ('draft', 'placed')
    returning order_no, storefront, course_id, account_id
  ),
  journaled as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $2, $4, 'order_ended', 'order:' || order_no, $3, $5 from ended
  )
  select order_no, course.title as course, ended.storefront, storefront_account.name, storefront_account.email
  from ended
  join course using (course_id)
  left join storefront_account using (account_id)
  `,
)

export const accountToTell = statement<[accountId: string], 'suspension/account-to-tell'>(
  'suspension/account-to-tell',
  'select name, email from storefront_account where account_id = $1',
)

const markItems = statement<[suspensionId: number, items: number[], outcomes: string[], now: Date]>(
  'suspension/mark-items',
  `
  update suspended_item set outcome = settled.outcome, settled_at = $4
  from unnest($2::int[], $3::text[]) as settled (item, outcome)
  where suspension_id = $1 and suspended_item.item = settled.item
  `,
)

export type ItemOutcome = 'returned' | 'goes_on' | 'ended' | 'told' | 'over_before'

/** Writes what became of items, in the transaction of that. */
export function mark(
  tx: pg.PoolClient,
  suspensionId: number,
  outcomes: ReadonlyMap<number, ItemOutcome>,
  now: Date,
): Promise<number> {
  return touched(tx, markItems, [suspensionId, [...outcomes.keys()], [...outcomes.values()], now])
}

export const markSettled = statement<[suspensionId: number, now: Date, actor: string, requestId: string]>(
  'suspension/mark-settled',
  `
  with settled as (
    update suspension set settled_at = $2
    where suspension_id = $1 and settled_at is null and not exists (
      select from suspended_item where suspended_item.suspension_id = $1 and suspended_item.settled_at is null
    )
    returning subject
  )
  insert into journal (at, actor, act, subject, request_id, facts)
  select $2, $3, 'suspension_settled', subject, $4, jsonb_build_object('suspension', $1::int) from settled
  `,
)
