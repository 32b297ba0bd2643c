import { statement } from '../../database/sql.ts'
import { evidenceGaps } from '../../ledger/evidence-gaps.ts'
import { lineDigest } from '../../ledger/line-digest.ts'
import { accountNow, gathered, owing, purchaseHeld, stopped, summed } from './gates-sql.ts'

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
      or ${purchaseHeld('item')}
    )
  `,
)

/**
 * Whether PostgreSQL may join row by row, or by sorting. Not while all that is payable is gathered: what it believes of the
 * size of a select on a select is a few rows. Row by row a hundred thousand parts took the square of that, and sorting them
 * for each join took longer than hashing. What is sorted and hashed stays in memory, for the rest of the run.
 */
export const planForMany = statement<[rowByRowAndSorted: 'on' | 'off']>(
  'money/plan-for-many',
  `select set_config('enable_nestloop', $1, true), set_config('enable_mergejoin', $1, true), set_config('work_mem', '64MB', true)`,
)

/**
 * What joins: all that is payable, was not gathered before, and that nothing stops; in a payment of each party, which begins
 * with it where none still gathers. A part whose evidence is not whole waits, and
 * so does the commission that goes with it.
 */
export const gatherItems = statement<[asOf: Date, withSandbox: boolean, runId: number]>(
  'money/gather-items',
  `
  with candidate as materialized (
    select payable.* from payable_entry payable join card using (card_id)
    where at <= $1 and ($2 or not card.sandbox)
      and not ${gathered}
      and not ${purchaseHeld('payable')}
  ),
  begun as (
    insert into payment (party_kind, party_id, state)
    select distinct party_kind, party_id, 'open' from candidate order by party_kind, party_id
    on conflict (party_kind, party_id) where orders = 0 do nothing
    returning payment_id, party_kind, party_id
  ),
  gathering as (
    select payment_id, party_kind, party_id from payment where orders = 0
    union all
    select * from begun
  ),
  part as materialized (
    select distinct card_id, purchase_id, kind from candidate where kind in ('first_part', 'rest_part')
  ),
  asked as materialized (select distinct card_id, purchase_id, 'purchase:' || purchase_id as subject from part),
  gap as materialized (${evidenceGaps('part', 'asked')})
  insert into payment_item (payment_id, card_id, purchase_id, kind, serial, amount, run_id)
  select payment_id, card_id, purchase_id, kind, serial, amount, $3
  from candidate
  join gathering using (party_kind, party_id)
  where not exists (
    select from gap
    where gap.card_id = candidate.card_id and gap.purchase_id = candidate.purchase_id
      and gap.kind = replace(candidate.kind, '_commission', '_part')
  )
  `,
)

/** A line for every payment that is not with the bank, with the reason why it waits where a gate stops it. */
export const insertLines = statement<[runId: number, now: Date, minimum: number]>(
  'money/insert-lines',
  `
  with ${summed(`payment.state = 'open'`)},
  netted as materialized (
    select
      summed.*, ${stopped},
      least(gross, greatest(owed - (sum(gross) over before_it - gross), 0))::bigint as netted
    from summed
    ${owing}
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
      when duplicate then 'duplicate_person'
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
    -- asked once: where no year is capped nothing is summed
    where (select count(*) from capped) > 0
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

export const withdrawLines = statement<[runId: number]>(
  'money/withdraw-lines',
  `
  with withdrawn as (
    update payment_line set state = 'withdrawn' where run_id = $1 and state = 'ready' returning payment_id
  )
  update payment set state = 'open' from withdrawn where payment.payment_id = withdrawn.payment_id
  `,
)
