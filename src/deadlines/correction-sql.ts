import { statement } from '../database/sql.ts'
import { waysOf } from '../messages/ways.ts'

/** What of a card's money went to the treasury and was not restored before: a sum over its rows of `entry`. */
const lost = `coalesce(sum(case kind when 'forfeit' then amount else -amount end), 0)::int`
const lostEntries = `purchase_id = 0 and kind in ('forfeit', 'restore')`

export const selectCorrections = statement<[openOnly: boolean], 'deadlines/select-corrections', 'cardTail'>(
  'deadlines/select-corrections',
  `
  select
    correction_id, correction.card_id, right(card.number, 4) as card_tail, reason, requested_by, requested_at,
    approved_by, approved_at, asked_amount, amount
  from correction
  join card using (card_id)
  where withdrawn_at is null and (not $1 or approved_at is null)
  order by correction_id
  `,
)

export const lockCardToCorrect = statement<[cardId: string], 'deadlines/lock-card-to-correct'>(
  'deadlines/lock-card-to-correct',
  `
  select year, status, first_purchase_before, usable_before, first_paid_at from card
  where card_id = $1
  for no key update
  `,
)

export const insertCorrection = statement<
  [cardId: string, reason: string, requestedBy: string, now: Date],
  'deadlines/insert-correction',
  'askedAmount'
>(
  'deadlines/insert-correction',
  `
  insert into correction (card_id, kind, reason, requested_by, requested_at, asked_amount)
  select $1, 'restore', $2, $3, $4, (select ${lost} from entry where card_id = $1 and ${lostEntries})
  on conflict (card_id) where approved_at is null and withdrawn_at is null do nothing
  returning correction_id, asked_amount
  `,
)

export const withdrawCorrection = statement<
  [correctionId: string, by: string, now: Date],
  'deadlines/withdraw-correction'
>(
  'deadlines/withdraw-correction',
  `
  update correction set withdrawn_by = $2, withdrawn_at = $3
  where correction_id = $1 and approved_at is null and withdrawn_at is null
  returning card_id
  `,
)

export const cardOfCorrection = statement<[correctionId: string], 'deadlines/card-of-correction'>(
  'deadlines/card-of-correction',
  'select card_id, card.year from correction join card using (card_id) where correction_id = $1',
)

/** Read under the lock of its card. */
export const selectOpenCorrection = statement<
  [correctionId: string],
  'deadlines/select-open-correction',
  'done' | 'withdrawn' | 'same'
>(
  'deadlines/select-open-correction',
  `
  select
    reason, maker_id, approved_at is not null as done, withdrawn_at is not null as withdrawn,
    asked_amount = (select ${lost} from entry where entry.card_id = correction.card_id and ${lostEntries}) as same
  from correction
  where correction_id = $1
  for no key update
  `,
)

/**
 * Undoes the revocation of a locked card in one statement: everything that went to the treasury and was not restored
 * before comes back by one balanced posting, and card, recipient and person are as they were. Which seat it is, `returnSeat`
 * decides.
 */
export const restoreCard = statement<
  [
    correctionId: string,
    cardId: string,
    now: Date,
    actor: string,
    requestId: string,
    firstPurchaseBefore: Date,
    step: string,
    dueAt: Date,
    link: string,
    noticeDays: number,
  ],
  'deadlines/restore-card',
  'restored' | 'amount'
>(
  'deadlines/restore-card',
  `
  with lost as materialized (
    select
      card.card_id, card.person_id, card.holder_name, card.holder_phone, card.holder_email, card.balance,
      case when card.first_paid_at is null then $6::timestamptz else card.first_purchase_before end as first_before,
      case when card.first_paid_at is null then $6 else card.usable_before end as before,
      moved.amount, moved.serial
    from card
    cross join lateral (
      select
        ${lost} as amount,
        coalesce(max(serial) filter (where kind = 'restore') + 1, 0) as serial
      from entry
      where entry.card_id = card.card_id and ${lostEntries}
    ) moved
    where card.card_id = $2 and card.status = 'revoked'
  ),
  approved as (
    update correction
    set approved_by = $4, approved_at = $3, amount = lost.amount
    from lost
    where correction_id = $1 and approved_at is null and withdrawn_at is null
    returning correction.card_id, correction.reason, correction.requested_by
  ),
  restored as (
    update card
    set
      status = 'active', balance = card.balance + lost.amount, first_purchase_before = lost.first_before,
      term_began_at = $3, notice_days = $10
    from lost
    join approved using (card_id)
    where card.card_id = lost.card_id
    returning card.card_id, card.balance
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
    select card_id, 0, 'restore', serial, 'treasury', 'card', amount, $3
    from lost join approved using (card_id)
    where amount > 0
  ),
  welcomed as (
    delete from bar
    using lost join approved using (card_id)
    where bar.person_id = lost.person_id
  ),
  readmitted as (
    update recipient set status = 'notified' from approved where recipient.card_id = approved.card_id
  ),
  planned as (
    insert into deadline (card_id, step, due_at)
    select card_id, $7, $8 from approved
    on conflict (card_id) do update set step = excluded.step, due_at = excluded.due_at
  ),
  told as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      lost.card_id, way.channel, way.address, 'restored', way.language,
      jsonb_build_object(
        'name', holder_name, 'deadline', before, 'balance', restored.balance, 'link', $9::text
      ),
      $3, $3
    from lost
    join restored using (card_id)
    ${waysOf(`'term'`, 'lost')}
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $3, $4, 'restored', 'card:' || card_id, approved.reason, $5,
      jsonb_build_object('correction_id', $1::bigint, 'requested_by', approved.requested_by, 'amount', amount,
        'first_purchase_before', first_before)
    from lost join approved using (card_id)
  )
  select count(*)::int as restored, coalesce(sum(lost.amount), 0)::int as amount
  from lost join approved using (card_id)
  `,
)
