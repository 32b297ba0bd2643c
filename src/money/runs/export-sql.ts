import { statement } from '../../database/sql.ts'
import { lineDigest } from '../../ledger/line-digest.ts'
import { accountNow, owing, stopped, summed } from './gates-sql.ts'

/**
 * Locks the payments of the lines that are ready. By itself, and before {@link changedLines}: whoever was taking back an
 * entry of theirs is waited for, and only a statement that begins after that sees what was taken back.
 */
export const lockReady = statement<[runId: number]>(
  'money/lock-ready',
  `
  select payment_id from payment_line join payment using (payment_id)
  where run_id = $1 and payment_line.state = 'ready'
  order by payment_id
  for update of payment
  `,
)

/** Which of the lines that are ready are not what was approved any more, and why. Their payments are locked. */
export const changedLines = statement<
  [runId: number, now: Date],
  'money/changed-lines',
  'paymentId' | 'changed'
>(
  'money/changed-lines',
  `
  with ${summed(`payment.payment_id in (
    select ready.payment_id from payment_line ready where ready.run_id = $1 and ready.state = 'ready'
  )`)},
  -- all at once, and not payment by payment
  gone as materialized (
    select distinct item.payment_id
    from summed
    join payment_item item using (payment_id)
    left join payable_entry payable using (card_id, purchase_id, kind, serial)
    where removed_in is null and orders = 0 and payable.card_id is null
  ),
  now as (
    select
      summed.*, ${stopped}, line.netted, line.account_id as approved_account, line.digest as approved,
      sum(line.netted) over (partition by summed.party_kind, summed.party_id) > owed as owes_less,
      summed.payment_id in (select payment_id from gone) as taken_back,
      summed.payment_id in (
        select item.payment_id from payment_item item
        join hold on hold.party_kind = 'purchase' and hold.party_id = item.purchase_id and lifted_at is null
        where removed_in is null
      ) as item_held
    from summed
    ${owing}
    join payment_line line on line.run_id = $1 and line.payment_id = summed.payment_id
    ${accountNow('$2')}
  ),
  judged as (
    select payment_id, case
      when held or item_held then 'on_hold'
      when account_id is distinct from approved_account or shared then 'account_changed'
      when taken_back then 'entries_changed'
      when owes_less then 'owed_changed'
      when approved <> ${lineDigest()} then 'entries_changed'
    end as changed
    from now
  )
  select payment_id, changed from judged where changed is not null
  `,
)

export const stopChanged = statement<[runId: number, paymentIds: string[], because: string[]]>(
  'money/stop-changed',
  `
  with changed as (select * from unnest($2::bigint[], $3::text[]) as changed (payment_id, because)),
  reopened as (
    update payment set state = 'open' from changed where payment.payment_id = changed.payment_id
  )
  update payment_line line set state = 'waiting', waits_because = because
  from changed where line.run_id = $1 and line.payment_id = changed.payment_id
  `,
)

/** Orders what is ready: the party's part that it owes is netted, the rest is on its way. */
export const orderLines = statement<[runId: number, now: Date], 'money/order-lines', 'lines' | 'amount'>(
  'money/order-lines',
  `
  with ordered as (
    update payment_line set state = case when amount = 0 then 'paid' else 'ordered' end
    where run_id = $1 and state = 'ready'
    returning payment_id, netted, amount, state
  ),
  moved as (
    update payment set state = ordered.state, orders = orders + 1
    from ordered where payment.payment_id = ordered.payment_id
    returning payment.payment_id, party_kind, party_id, netted, ordered.amount
  ),
  posted as (
    insert into payment_entry (kind, debit, credit, party_id, payment_id, run_id, amount, at)
    select part.kind, 'payable_' || party_kind, part.credit, party_id, payment_id, $1, part.amount, $2
    from moved
    cross join lateral (
      values ('net', 'owed_' || party_kind, netted), ('order', 'in_transit', moved.amount)
    ) part (kind, credit, amount)
    where part.amount > 0
  )
  select count(*)::int as lines, coalesce(sum(amount), 0)::bigint as amount from ordered where amount > 0
  `,
)
