import { statement } from '../../database/sql.ts'

/** Why a NIK is barred, and the reason in the journal. */
export const missed = 'first_purchase_missed'

/**
 * Hands have to be kept off whole tables: with a few thousand ids a chunk the planner may think otherwise, and plans made
 * while tables were small would be kept.
 */
export const probeIndexes = statement<[]>(
  'programme/probe-indexes',
  `
  select set_config(name, value, true)
  from (values
    ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'),
    ('plan_cache_mode', 'force_generic_plan'), ('jit', 'off')
  ) as setting (name, value)
  `,
)

/** Whose term ended, after the last one looked at; nothing is locked yet. Instants as text keep their microseconds. */
export const selectEnded = statement<
  [now: Date, afterDue: string, afterCardId: string, count: number, lanes: number, lane: number],
  { card_id: string; due: string }
>(
  'programme/select-ended',
  `
  select card_id, due_at::text as due from deadline
  where step = 'end' and due_at <= $1 and (due_at, card_id) > ($2::timestamptz, $3::bigint)
    and card_id % $5::int = $6::int
  order by due_at, card_id
  limit $4
  `,
)

/** Takes cards in the order of their ids, as purchases do. */
export const lockCardsToEnd = statement<[cardIds: string[]]>(
  'programme/lock-cards-to-end',
  'select card_id from card where card_id = any ($1::bigint[]) order by card_id for no key update',
)

export interface EndedRow {
  revoked: number
  cut_off: number
  waits: number
  /** rupiah that went to the treasury */
  revoked_amount: string
  cut_off_amount: string
}

/**
 * Ends the terms of locked cards in one statement, whose snapshot is younger than the locks: what was bought until then
 * is seen. `judgeTerm` in rules.ts says the same as its verdict.
 */
export const endTerms = statement<
  [cardIds: string[], now: Date, actor: string, requestId: string, link: string, reason: string],
  EndedRow
>(
  'programme/end-terms',
  `
  with due as materialized (
    select
      card.card_id, card.person_id, card.balance, card.status, card.first_paid_at, card.usable_before,
      card.holder_name, card.holder_phone, card.holder_email, term.before,
      case
        when card.status = 'active' and card.first_paid_at is null and term.before <= $2::timestamptz then 'revoked'
        when card.status = 'revoked' or card.usable_before <= $2 then 'cut_off'
        else 'waits'
      end as verdict
    from unnest($1::bigint[]) as asked (card_id)
    -- Lookups of at most one row: an index probe for each card, whatever the statistics say.
    cross join lateral (select step, due_at from deadline where card_id = asked.card_id limit 1) planned
    cross join lateral (select * from card where card_id = asked.card_id limit 1) card
    cross join lateral (select
      case
        when card.first_paid_at is null then least(card.first_purchase_before, card.usable_before)
        else card.usable_before
      end as before
    ) term
    where planned.step = 'end' and planned.due_at <= $2
  ),
  ended as materialized (
    select due.*, coalesce(earlier.serial + 1, 0) as serial
    from due
    left join lateral (
      select serial from entry
      where entry.card_id = due.card_id and purchase_id = 0 and kind = 'forfeit'
      order by serial desc limit 1
    ) earlier on true
    where verdict = 'revoked' or (verdict = 'cut_off' and balance > 0)
  ),
  emptied as (
    update card
    set balance = 0, status = case ended.verdict when 'revoked' then 'revoked' else card.status end
    from ended
    where card.card_id = ended.card_id
  ),
  entered as (
    insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
    select card_id, 0, 'forfeit', serial, 'card', 'treasury', balance, $2 from ended where balance > 0
  ),
  barred as (
    update person
    set barred_at = $2, barred_because = '${missed}'
    from ended
    where ended.verdict = 'revoked' and person.person_id = ended.person_id and person.barred_at is null
  ),
  -- the seat is free from then on
  dismissed as (
    update recipient
    set status = 'revoked'
    from ended
    where ended.verdict = 'revoked' and recipient.card_id = ended.card_id
  ),
  told as (
    insert into outbox (card_id, channel, address, template, params, due_at, created_at)
    select
      card_id, way.channel, way.address, case verdict when 'revoked' then 'revoked' else 'cut-off' end,
      case verdict
        when 'revoked' then jsonb_build_object(
          'name', holder_name, 'reason', $6::text, 'at', before, 'balance', balance, 'link', $5::text
        )
        else jsonb_build_object('name', holder_name, 'before', before, 'balance', balance, 'link', $5)
      end,
      $2, $2
    from ended
    cross join lateral (values ('sms', holder_phone), ('email', holder_email)) as way (channel, address)
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $2, $3, verdict, 'card:' || card_id,
      case
        when verdict = 'revoked' then '${missed}'
        when status = 'revoked' then 'returned_after_revocation'
        else 'cut_off_passed'
      end,
      $4, jsonb_build_object('amount', balance)
    from ended
  ),
  closed as (
    delete from deadline using due where deadline.card_id = due.card_id and due.verdict <> 'waits'
  ),
  moved_on as (
    update deadline
    set due_at = case
      when due.first_paid_at is not null then due.usable_before
      when due.before > $2 then due.before
      -- suspended: looked at again every day, in case it may buy again
      else least($2 + interval '1 day', due.usable_before)
    end
    from due
    where due.verdict = 'waits' and deadline.card_id = due.card_id
  )
  select
    count(*) filter (where verdict = 'revoked')::int as revoked,
    count(*) filter (where verdict = 'cut_off' and balance > 0)::int as cut_off,
    count(*) filter (where verdict = 'waits')::int as waits,
    coalesce(sum(balance) filter (where verdict = 'revoked'), 0)::bigint as revoked_amount,
    coalesce(sum(balance) filter (where verdict = 'cut_off'), 0)::bigint as cut_off_amount
  from due
  `,
)
