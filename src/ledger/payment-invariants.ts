import { type Invariant, invariant } from './invariant.ts'
import { lineDigest } from './line-digest.ts'

/** What must hold of what was ordered at banks, and of what they say. */
export const paymentInvariants: readonly Invariant[] = [
  invariant(
    'in_transit_is_ordered',
    'what is in transit is what the payments come to that are with the bank, to the rupiah',
    `
    select 'payment:' || coalesce(moved.payment_id, line.payment_id) as subject
    from (
      select payment_id, sum(case when credit = 'in_transit' then amount else -amount end) as amount
      from payment_entry where 'in_transit' in (debit, credit) group by payment_id
    ) moved
    full join (select payment_id, amount from payment_line where state = 'ordered') line using (payment_id)
    where coalesce(moved.amount, 0) <> coalesce(line.amount, 0)
    `,
  ),
  invariant(
    'bank_as_stated',
    'the account of the programme at a bank is what its last statement closes with',
    `
    select 'bank_account:' || bank_account.bank_account_id as subject
    from bank_account
    left join lateral (
      select closing from bank_statement
      where bank_statement.bank_account_id = bank_account.bank_account_id order by statement_id desc limit 1
    ) last on true
    left join (
      select bank_account_id, sum(case when debit = 'bank' then amount else -amount end) as amount
      from payment_entry where 'bank' in (debit, credit) group by bank_account_id
    ) moved using (bank_account_id)
    where coalesce(moved.amount, 0) <> coalesce(last.closing, bank_account.opening)
    `,
  ),
  invariant(
    'statements_follow',
    'each statement is whole, and opens with what the one before it closed with',
    `
    select 'statement:' || statement_id as subject
    from (
      select
        statement_id, opening, closing,
        coalesce(
          lag(closing) over (partition by bank_account_id order by statement_id),
          (select opening from bank_account where bank_account.bank_account_id = bank_statement.bank_account_id)
        ) as before,
        coalesce((
          select sum(amount) from statement_line where statement_line.statement_id = bank_statement.statement_id
        ), 0) as moved
      from bank_statement
    ) followed
    where opening <> before or opening + moved <> closing
    `,
  ),
  invariant(
    'suspense_is_undecided',
    'money of a bank that matches nothing is in suspense until it is decided, and nothing else is',
    `
    select 'statement_line:' || coalesce(moved.statement_line_id, line.statement_line_id) as subject
    from (
      select statement_line_id, sum(case when credit = 'suspense' then amount else -amount end) as amount
      from payment_entry where 'suspense' in (debit, credit) group by statement_line_id
    ) moved
    full join (
      select statement_line_id, amount from statement_line
      where decision is null and outcome not in ('paid', 'returned')
    ) line using (statement_line_id)
    where coalesce(moved.amount, 0) <> coalesce(line.amount, 0)
    `,
  ),
  invariant(
    'payment_is_of_entries',
    'a payment pays entries of the ledger of its party, each with its amount, and what was ordered of it is what they come to',
    `
    select 'payment:' || item.payment_id as subject
    from payment_item item
    left join payment using (payment_id)
    left join entry
      on entry.card_id = item.card_id and entry.purchase_id = item.purchase_id and entry.kind = item.kind
        and entry.serial = item.serial
    where item.removed_in is null and (
      entry.amount is distinct from item.amount or entry.party_id is distinct from payment.party_id
      or entry.credit is distinct from 'payable_' || payment.party_kind
    )
    union
    select 'payment:' || payment.payment_id
    from payment
    join payment_sum using (payment_id)
    left join (
      select payment_id, sum(case when debit ~ '^payable_' then amount else -amount end) as moved
      from payment_entry
      where payment_id is not null and (debit ~ '^payable_' or credit ~ '^payable_')
      group by payment_id
    ) moved using (payment_id)
    where (payment.state in ('ordered', 'paid')) <> (payment_sum.amount = coalesce(moved.moved, 0))
    union
    select 'payment:' || payment_id
    from payment_item item
    where not exists (select from payment_run run where run.run_id = item.run_id)
      or (removed_in is not null and not exists (select from payment_run run where run.run_id = item.removed_in))
    `,
  ),
  invariant(
    'line_as_approved',
    'every line that a bank was asked for is, to the last entry and the account, what two people approved',
    `
    select 'payment:' || payment_id as subject
    from payment_line line
    join payment using (payment_id)
    join payment_sum sum using (payment_id)
    join (
      select account_id as known_account, encode(number_mark, 'hex') as mark from payout_account
    ) account on known_account = account_id
    where line.state in ('ordered', 'paid', 'refused', 'returned')
      and line.digest <> ${lineDigest('sum.')}
    union
    select 'run:' || run_id
    from payment_run run
    where approval_id is not null and not exists (
      select from approval
      where approval.approval_id = run.approval_id and facts ->> 'hash' = encode(run.digest, 'hex')
        and facts ->> 'amount' = run.amount::text
    )
    `,
  ),
]
