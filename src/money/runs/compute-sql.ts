import { statement } from '../../database/sql.ts'
import { lineDigest } from '../../ledger/line-digest.ts'

/** Everything that decides about runs, their files and the bank's answers is done one after the other. */
export const lockRuns = statement<[]>(
  'money/lock-runs',
  `select pg_advisory_xact_lock(hashtextextended('payment runs', 0))`,
)

export const insertRun = statement<
  [bankAccountId: number, now: Date, actor: string, secondFrom: number],
  'money/insert-run'
>(
  'money/insert-run',
  `
  insert into payment_run (bank_account_id, as_of, made_by, second_from) values ($1, $2, $3, $4)
  on conflict do nothing
  returning run_id
  `,
)

/** The policy of the year in which a run is made, and the one account that it is paid from, where there is one. */
export const policyOfRun = statement<[year: number, bankAccountId: number | null], 'money/policy-of-run'>(
  'money/policy-of-run',
  `
  select
    (
      select rules -> 'payments' from programme_year where year <= $1 order by year desc limit 1
    ) as payments,
    (
      select min(bank_account_id) from bank_account where $2::int is null or bank_account_id = $2
      having count(*) = 1
    ) as bank_account_id
  `,
)

/** What was taken back, or is held, before any bank was asked leaves its payment. */
export const removeTakenBack = statement<[runId: number]>(
  'money/remove-taken-back',
  `
  update payment_item item set removed_in = $1
  from payment
  where payment.payment_id = item.payment_id and payment.orders = 0 and item.removed_in is null
    and (
      not exists (
        select from payable_entry payable
        where payable.card_id = item.card_id and payable.purchase_id = item.purchase_id
          and payable.kind = item.kind and payable.serial = item.serial
      )
      or exists (
        select from hold
        where party_kind = 'purchase' and hold.party_id = item.purchase_id and lifted_at is null
      )
    )
  `,
)

/** A payment for each party that has something new and none that still gathers. */
export const beginPayments = statement<[asOf: Date, withSandbox: boolean]>(
  'money/begin-payments',
  `
  insert into payment (party_kind, party_id, state)
  select distinct party_kind, party_id, 'open'
  from payable_entry payable
  join card using (card_id)
  where at <= $1 and ($2 or not card.sandbox) and not exists (
    select from payment_item item
    where item.card_id = payable.card_id and item.purchase_id = payable.purchase_id and item.kind = payable.kind
      and item.serial = payable.serial and item.removed_in is null
  )
  on conflict (party_kind, party_id) where orders = 0 do nothing
  `,
)

/** What joins: all that is payable, was not gathered before, and that nothing stops. */
export const gatherItems = statement<[asOf: Date, withSandbox: boolean, runId: number]>(
  'money/gather-items',
  `
  insert into payment_item (payment_id, card_id, purchase_id, kind, serial, amount, run_id)
  select payment_id, payable.card_id, payable.purchase_id, payable.kind, payable.serial, payable.amount, $3
  from payable_entry payable
  join card using (card_id)
  join payment
    on payment.party_kind = payable.party_kind and payment.party_id = payable.party_id and payment.orders = 0
  where at <= $1 and ($2 or not card.sandbox)
    and not exists (
      select from payment_item item
      where item.card_id = payable.card_id and item.purchase_id = payable.purchase_id and item.kind = payable.kind
        and item.serial = payable.serial and item.removed_in is null
    )
    and not exists (
      select from hold
      where party_kind = 'purchase' and hold.party_id = payable.purchase_id and lifted_at is null
    )
  `,
)

/**
 * What payments come to, with the digest over their items. Of one that was tried before, what is left to pay.
 */
const summed = (payments: string) => `
  summed as (
    select
      payment.payment_id, payment.party_kind, payment.party_id, payment.orders, item.items,
      item.amount - coalesce(before.moved, 0) as gross, item.digest
    from payment
    join payment_sum item using (payment_id)
    cross join lateral (
      select sum(case when debit ~ '^payable_' then amount else -amount end)::bigint as moved from payment_entry
      where payment_entry.payment_id = payment.payment_id and (debit ~ '^payable_' or credit ~ '^payable_')
    ) before
    where ${payments}
  )
`

/** What each party of payments owes, by the ledger. */
const owing = `
  owing as (
    select party_kind, party_id, greatest(-(
      coalesce((select sum(amount) from entry where entry.party_id = party.party_id and credit = 'owed_' || party_kind), 0)
      - coalesce((select sum(amount) from entry where entry.party_id = party.party_id and debit = 'owed_' || party_kind), 0)
      + coalesce((select sum(amount) from payment_entry moved where moved.party_id = party.party_id and credit = 'owed_' || party_kind), 0)
      - coalesce((select sum(amount) from payment_entry moved where moved.party_id = party.party_id and debit = 'owed_' || party_kind), 0)
    ), 0)::bigint as owed
    from (select distinct party_kind, party_id from summed) party
  )
`

/** What stops a payment but for its amount: a hold, or the account that there is. `summed` has the payment. */
const stopped = `
  exists (
    select from hold
    where hold.party_kind = summed.party_kind and hold.party_id = summed.party_id and lifted_at is null
  ) as held,
  account.account_id, account.shared, encode(account.number_mark, 'hex') as mark,
  exists (
    select from payout_account asked
    where asked.party_kind = summed.party_kind and asked.party_id = summed.party_id and ended_at is null
  ) as asked,
  -- the bank said no to this very account, and not for want of money or time
  exists (
    select from payment_line tried
    where tried.payment_id = summed.payment_id and tried.account_id = account.account_id
      and tried.state in ('refused', 'returned') and coalesce(bank_reason, '') !~ '^(AM|DT|ED|MS|TM)[0-9]{2}'
  ) as refused_there
`
const accountNow = (now: string) => `
  left join lateral (
    select * from usable_account usable
    where usable.party_kind = summed.party_kind and usable.party_id = summed.party_id
      and usable_from <= ${now} and (usable_until is null or usable_until > ${now})
  ) account on true
`

/** A line for every payment that is not with the bank, with the reason why it waits where a gate stops it. */
export const insertLines = statement<[runId: number, now: Date, minimum: number]>(
  'money/insert-lines',
  `
  with ${summed(`payment.state = 'open'`)},
  ${owing},
  netted as materialized (
    select
      summed.*, ${stopped},
      least(gross, greatest(owed - (sum(gross) over before_it - gross), 0))::bigint as netted
    from summed
    join owing using (party_kind, party_id)
    ${accountNow('$2')}
    where gross > 0
    window before_it as (partition by summed.party_kind, summed.party_id order by payment_id rows unbounded preceding)
  ),
  gated as (
    select *, case
      when held then 'on_hold'
      when account_id is null and asked then 'account_rests'
      when account_id is null then 'no_account'
      when shared then 'account_shared'
      when refused_there then 'account_refused'
      when gross - netted between 1 and $3 - 1 then 'below_minimum'
    end as waits_because
    from netted
  )
  insert into payment_line (run_id, payment_id, account_id, items, gross, netted, state, waits_because, digest)
  select
    $1, payment_id, account_id, items, gross, netted, case when waits_because is null then 'ready' else 'waiting' end,
    waits_because, ${lineDigest()}
  from gated
  `,
)

/**
 * Stops the lines that would pass the budget of a programme year, where the years have one: what was ordered of its cards
 * before, and the lines before it, count.
 */
export const stopOverBudget = statement<[runId: number]>(
  'money/stop-over-budget',
  `
  with capped as (
    select year, (rules #>> '{payments,budgetRupiah}')::bigint as budget
    from programme_year where rules #>> '{payments,budgetRupiah}' is not null
  ),
  by_year as materialized (
    select
      payment.payment_id, card.year, sum(item.amount)::bigint as amount,
      payment.state in ('ordered', 'paid') as ordered, line.state = 'ready' as ready
    from capped
    join card using (year)
    join payment_item item on item.card_id = card.card_id and item.removed_in is null
    join payment using (payment_id)
    left join payment_line line on line.run_id = $1 and line.payment_id = payment.payment_id
    group by payment.payment_id, card.year, payment.state, line.state
  ),
  running as (
    select payment_id, year, ready,
      sum(amount) filter (where ordered or ready) over (
        partition by year order by ordered desc, payment_id rows unbounded preceding
      ) as so_far
    from by_year
  )
  update payment_line line set state = 'waiting', waits_because = 'budget_passed'
  where run_id = $1 and state = 'ready' and exists (
    select from running join capped using (year)
    where running.payment_id = line.payment_id and ready and so_far > budget
  )
  `,
)

export const markReady = statement<[runId: number]>(
  'money/mark-ready',
  `
  update payment set state = 'ready'
  from payment_line line
  where line.run_id = $1 and line.payment_id = payment.payment_id and line.state = 'ready'
  `,
)

/** The run's lines, its amount, and the digest of both that is approved: over the digests of its lines, in order. */
export const sumRun = statement<[runId: number], 'money/sum-run', 'lines' | 'waiting' | 'amount' | 'digest'>(
  'money/sum-run',
  `
  with summed as (
    select
      count(*) filter (where state = 'ready')::int as lines, count(*) filter (where state = 'waiting')::int as waiting,
      coalesce(sum(amount) filter (where state = 'ready'), 0)::bigint as amount,
      sha256(convert_to(coalesce(
        string_agg(encode(digest, 'hex'), ',' order by payment_id) filter (where state = 'ready'), ''
      ), 'UTF8')) as digest
    from payment_line where run_id = $1
  )
  update payment_run set lines = summed.lines, amount = summed.amount, digest = summed.digest
  from summed
  where run_id = $1
  returning summed.lines, waiting, summed.amount, summed.digest
  `,
)

/** Which of the lines that are ready are not what was approved any more, and why. Locks their payments. */
export const changedLines = statement<
  [runId: number, now: Date],
  'money/changed-lines',
  'paymentId' | 'changed'
>(
  'money/changed-lines',
  `
  with locked as materialized (
    select payment_id from payment_line join payment using (payment_id)
    where run_id = $1 and payment_line.state = 'ready'
    order by payment_id
    for update of payment
  ),
  ${summed('payment.payment_id in (select payment_id from locked)')},
  ${owing},
  now as (
    select
      summed.*, ${stopped}, line.netted, line.account_id as approved_account, line.digest as approved,
      sum(line.netted) over (partition by summed.party_kind, summed.party_id) > owed as owes_less,
      exists (
        select from payment_item item
        where item.payment_id = summed.payment_id and removed_in is null and summed.orders = 0
          and not exists (
            select from payable_entry payable
            where payable.card_id = item.card_id and payable.purchase_id = item.purchase_id
              and payable.kind = item.kind and payable.serial = item.serial
          )
      ) as taken_back,
      exists (
        select from payment_item item
        join hold on hold.party_kind = 'purchase' and hold.party_id = item.purchase_id and lifted_at is null
        where item.payment_id = summed.payment_id and removed_in is null
      ) as item_held
    from summed
    join owing using (party_kind, party_id)
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

export const withdrawLines = statement<[runId: number]>(
  'money/withdraw-lines',
  `
  with withdrawn as (
    update payment_line set state = 'withdrawn' where run_id = $1 and state = 'ready' returning payment_id
  )
  update payment set state = 'open' from withdrawn where payment.payment_id = withdrawn.payment_id
  `,
)
