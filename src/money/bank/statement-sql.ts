import { statement } from '../../database/sql.ts'

/** The account that a statement is of, and what its last one said. */
export const accountOfStatement = statement<
  [bankAccountId: number | null, number: string | null],
  'money/account-of-statement',
  'bankAccountId' | 'closing'
>(
  'money/account-of-statement',
  `
  select bank_account_id, number, coalesce(last.closing, opening) as closing, last.sequence, last.until_on::text as until_on,
    last.reference
  from bank_account
  left join lateral (
    select closing, sequence, until_on, reference from bank_statement
    where bank_statement.bank_account_id = bank_account.bank_account_id
    order by statement_id desc limit 1
  ) last on true
  where ($1::int is null or bank_account_id = $1)
    and ($2::text is null or ltrim(number, '0') = ltrim(regexp_replace($2, '\\D', '', 'g'), '0') or right($2, length(number)) = number)
  order by bank_account_id
  limit 2
  `,
)

/** Whether these very bytes were read before: a file of several statements is known by its first. */
export const statementKnown = statement<[hash: Buffer], 'money/statement-known'>(
  'money/statement-known',
  'select statement_id, imported_at from bank_statement where file_hash = $1',
)

export const insertStatement = statement<
  [
    bankAccountId: number,
    format: string,
    reference: string,
    sequence: number | null,
    fromOn: string,
    untilOn: string,
    opening: number,
    closing: number,
    lines: number,
    hash: Buffer,
    actor: string,
    now: Date,
  ],
  'money/insert-statement'
>(
  'money/insert-statement',
  `
  insert into bank_statement (bank_account_id, format, reference, sequence, from_on, until_on, opening, closing, lines,
    file_hash, imported_by, imported_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  returning statement_id
  `,
)

/** The payments that the bank has answered. */
type Named = { paymentIds: string[] }

type LinesOf = [
  statementId: number,
  numbers: number[],
  amounts: string[],
  bookedOn: string[],
  endToEndIds: (string | null)[],
  references: string[],
  reasons: (string | null)[],
  paymentIds: (string | null)[],
  now: Date,
]

const lines = `
  line as materialized (
    select line, amount, booked_on, end_to_end_id, reference, reason, named.payment_id as named,
      payment.payment_id, payment.party_kind, payment.party_id,
      row_number() over (partition by payment.payment_id order by line) as nth
    from unnest($2::int[], $3::bigint[], $4::date[], $5::text[], $6::text[], $7::text[], $8::bigint[])
      as named (line, amount, booked_on, end_to_end_id, reference, reason, payment_id)
    left join payment on payment.payment_id = named.payment_id
  )
`
const inserted = (outcome: string) => `
  written as (
    insert into statement_line (statement_id, line, amount, booked_on, end_to_end_id, reference, reason, outcome, payment_id)
    select $1, line, amount, booked_on, end_to_end_id, reference, reason, ${outcome}, payment_id from judged
    returning statement_line_id, line, amount, outcome, payment_id, reason
  )
`

/** What left the account: it pays what was ordered with that reference and to the rupiah, or waits for a decision. */
export const insertDebits = statement<LinesOf, 'money/insert-debits', 'matched' | 'waiting' | Named>(
  'money/insert-debits',
  `
  with ${lines},
  judged as (
    select line.*, ordered.run_id, case
      when line.payment_id is null then 'unordered'
      when ordered.run_id is not null and ordered.amount = -line.amount then case nth when 1 then 'paid' else 'paid_twice' end
      when ordered.run_id is not null then 'amount_differs'
      when exists (select from payment where payment.payment_id = line.payment_id and state = 'paid') then 'paid_twice'
      else 'unordered'
    end as outcome
    from line
    left join payment_line ordered on ordered.payment_id = line.payment_id and ordered.state = 'ordered'
  ),
  ${inserted('outcome')},
  paid_line as (
    update payment_line set state = 'paid' from written
    where payment_line.payment_id = written.payment_id and outcome = 'paid' and payment_line.state = 'ordered'
    returning payment_line.payment_id, payment_line.run_id
  ),
  paid as (
    update payment set state = 'paid' from paid_line where payment.payment_id = paid_line.payment_id
  ),
  posted as (
    insert into payment_entry (kind, debit, credit, payment_id, run_id, statement_line_id, bank_account_id, amount, at)
    select
      case outcome when 'paid' then 'pay' else 'unmatched' end, case outcome when 'paid' then 'in_transit' else 'suspense' end,
      'bank', case outcome when 'paid' then written.payment_id end, paid_line.run_id, statement_line_id,
      bank_statement.bank_account_id, -written.amount, $9
    from written
    left join paid_line on outcome = 'paid' and paid_line.payment_id = written.payment_id
    join bank_statement on statement_id = $1
  )
  select count(*) filter (where outcome = 'paid')::int as matched, count(*) filter (where outcome <> 'paid')::int as waiting,
    coalesce(array_agg(payment_id) filter (where outcome = 'paid'), '{}') as payment_ids
  from written
  `,
)

/** What came in: it gives back what was paid with that reference and to the rupiah, or waits for a decision. */
export const insertCredits = statement<LinesOf, 'money/insert-credits', 'matched' | 'waiting' | Named>(
  'money/insert-credits',
  `
  with ${lines},
  judged as (
    select line.*, case
      when line.payment_id is null or paid.run_id is null then 'unknown_credit'
      when paid.amount = line.amount and nth = 1 then 'returned'
      else 'return_differs'
    end as outcome
    from line
    left join lateral (
      select run_id, amount from payment_line
      join payment using (payment_id)
      where payment_line.payment_id = line.payment_id and payment.state = 'paid' and payment_line.state = 'paid'
      order by run_id desc limit 1
    ) paid on true
  ),
  ${inserted('outcome')},
  returned_line as (
    update payment_line set state = 'returned', bank_reason = written.reason
    from written
    where payment_line.payment_id = written.payment_id and outcome = 'returned' and payment_line.state = 'paid'
      and payment_line.run_id = (
        select max(run_id) from payment_line last where last.payment_id = written.payment_id and last.state = 'paid'
      )
    returning payment_line.payment_id, payment_line.run_id
  ),
  reopened as (
    update payment set state = 'open' from returned_line where payment.payment_id = returned_line.payment_id
    returning payment.payment_id, party_kind, party_id, run_id
  ),
  posted as (
    insert into payment_entry (kind, debit, credit, party_id, payment_id, run_id, statement_line_id, bank_account_id, amount, at)
    select
      case outcome when 'returned' then 'return' else 'unmatched' end, 'bank',
      case outcome when 'returned' then 'payable_' || party_kind else 'suspense' end, party_id,
      case outcome when 'returned' then written.payment_id end, reopened.run_id, statement_line_id,
      bank_statement.bank_account_id, written.amount, $9
    from written
    left join reopened on outcome = 'returned' and reopened.payment_id = written.payment_id
    join bank_statement on statement_id = $1
  )
  select
    count(*) filter (where outcome = 'returned')::int as matched,
    count(*) filter (where outcome <> 'returned')::int as waiting,
    coalesce(array_agg(payment_id) filter (where outcome = 'returned'), '{}') as payment_ids
  from written
  `,
)

/** Orders that the bank refuses before anything moved: they are payable again, and go with the next run. */
export const refuseOrders = statement<
  [paymentIds: string[], reasons: string[], now: Date],
  'money/refuse-orders',
  'refused' | 'before' | Named
>(
  'money/refuse-orders',
  `
  with answer as (
    select distinct on (payment_id) payment_id, reason
    from unnest($1::bigint[], $2::text[]) as answer (payment_id, reason)
  ),
  refused as (
    update payment_line set state = 'refused', bank_reason = answer.reason
    from answer
    where payment_line.payment_id = answer.payment_id and payment_line.state = 'ordered'
    returning payment_line.payment_id, run_id, amount
  ),
  reopened as (
    update payment set state = 'open' from refused where payment.payment_id = refused.payment_id
    returning payment.payment_id, party_kind, party_id, run_id, amount
  ),
  posted as (
    insert into payment_entry (kind, debit, credit, party_id, payment_id, run_id, amount, at)
    select 'refuse', 'in_transit', 'payable_' || party_kind, party_id, payment_id, run_id, amount, $3 from reopened
  )
  select
    (select count(*)::int from refused) as refused,
    (select coalesce(array_agg(payment_id), '{}') from refused) as payment_ids,
    (
      select count(distinct answer.payment_id)::int from answer
      join payment_line using (payment_id)
      where payment_line.state = 'refused' and answer.payment_id not in (select payment_id from refused)
    ) as before
  `,
)
