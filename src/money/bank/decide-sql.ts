import { type Row, statement } from '../../database/sql.ts'
import { nameOfPartner } from '../runs/gates-sql.ts'

/** What may be decided of a line of a statement that matches nothing. */
export const lineDecisions = ['funding', 'fee', 'pays', 'gives_back', 'paid_back', 'party_owes'] as const
export type LineDecision = (typeof lineDecisions)[number]

export interface WaitingLine extends Row<'money/select-waiting-lines', Sure> {}
type Sure = 'amount' | { decision: LineDecision | undefined }

const columns = `
  statement_line_id, statement_id, line, line.amount, booked_on::text as booked_on, end_to_end_id, line.reference, reason, outcome,
  line.payment_id, decision, decided_payment_id, decided_because, decided_by, decided_at,
  bank_statement.reference as statement, bank_account_id,
  coalesce(${nameOfPartner}, payment.party_kind || ' ' || payment.party_id) as party,
  (
    select payment_line.amount from payment_line
    where payment_line.payment_id = line.payment_id and payment_line.state in ('ordered', 'paid')
    order by run_id desc limit 1
  ) as ordered
`
const from = `
  from statement_line line
  join bank_statement using (statement_id)
  left join payment using (payment_id)
`

export const selectWaitingLines = statement<[limit: number], 'money/select-waiting-lines', Sure>(
  'money/select-waiting-lines',
  `
  select ${columns} ${from}
  where decision is null and outcome not in ('paid', 'returned')
  order by statement_line_id
  limit $1
  `,
)

export const selectLine = statement<[lineId: string], 'money/select-line', Sure>(
  'money/select-line',
  `select ${columns} ${from} where statement_line_id = $1`,
)

export const selectLinesOf = statement<[statementId: number, limit: number], 'money/select-lines-of', Sure>(
  'money/select-lines-of',
  `select ${columns} ${from} where statement_id = $1 order by line limit $2`,
)

export const lockLine = statement<[lineId: string], 'money/lock-line', 'amount'>(
  'money/lock-line',
  `
  select statement_line_id, amount, outcome, decision, payment_id from statement_line where statement_line_id = $1
  for update
  `,
)

/** A payment as a decision needs it, locked: whose it is, and its last line that a bank was asked for. */
export const lockPayment = statement<
  [paymentId: string],
  'money/lock-payment',
  'paymentId' | 'partyKind' | 'partyId' | 'state'
>(
  'money/lock-payment',
  `
  select payment_id, party_kind, party_id, payment.state, tried.run_id, tried.amount
  from payment
  left join lateral (
    select run_id, amount from payment_line
    where payment_line.payment_id = payment.payment_id and payment_line.state in ('ordered', 'paid')
    order by run_id desc limit 1
  ) tried on true
  where payment_id = $1
  for update of payment
  `,
)

export const setDecided = statement<
  [
    lineId: string,
    decision: LineDecision,
    paymentId: string | null,
    because: string,
    actor: string,
    now: Date,
  ]
>(
  'money/set-line-decided',
  `
  update statement_line
  set decision = $2, decided_payment_id = $3, decided_because = $4, decided_by = $5, decided_at = $6
  where statement_line_id = $1
  `,
)

export const postDecision = statement<
  [
    kind: string,
    debit: string,
    credit: string,
    partyId: string | null,
    paymentId: string | null,
    runId: number | null,
    lineId: string,
    amount: number,
    now: Date,
  ]
>(
  'money/post-decision',
  `
  insert into payment_entry (kind, debit, credit, party_id, payment_id, run_id, statement_line_id, amount, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  `,
)

export const setTried = statement<
  [
    paymentId: string,
    runId: number,
    state: 'paid' | 'returned',
    payment: 'paid' | 'open',
    reason: string | null,
  ]
>(
  'money/set-tried',
  `
  with tried as (
    update payment_line set state = $3, bank_reason = $5 where payment_id = $1 and run_id = $2 returning payment_id
  )
  update payment set state = $4 from tried where payment.payment_id = tried.payment_id
  `,
)
