import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { isApproved } from './approve-run.ts'
import { gathered, nameOfPartner, purchaseHeld } from './gates-sql.ts'
import type { RunRow } from './run-sql.ts'

/** Where a run stands: computed, approved, exported, answered in part, closed by the bank's last answer; or withdrawn. */
export type RunState = 'computed' | 'approved' | 'exported' | 'answered' | 'closed' | 'withdrawn'

interface CountedRun extends Row<'money/select-runs', 'amount' | 'waiting' | 'ordered' | 'paid' | 'back'> {}

export interface Run extends CountedRun {
  readonly state: RunState
}

const selectRuns = statement<
  [runId: number | null, limit: number],
  'money/select-runs',
  'amount' | 'waiting' | 'ordered' | 'paid' | 'back'
>(
  'money/select-runs',
  `
  select
    run_id, as_of, made_by, payment_run.lines, amount, digest, second_from, approval_id, approved_by, second_approval_id,
    second_approved_by, exported_by, exported_at, pain_hash, csv_hash, withdrawn_by, withdrawn_at,
    bank_account_id, holder, bic, number,
    counted.waiting, counted.ordered, counted.paid, counted.back
  from payment_run
  join bank_account using (bank_account_id)
  cross join lateral (
    select
      count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'ordered')::int as ordered,
      count(*) filter (where state = 'paid')::int as paid,
      count(*) filter (where state in ('refused', 'returned'))::int as back
    from payment_line where payment_line.run_id = payment_run.run_id
  ) counted
  where $1::int is null or run_id = $1
  order by run_id desc
  limit $2
  `,
)

const nameOfParty = `
  coalesce(
    ${nameOfPartner},
    (select name from person where payment.party_kind = 'person' and person_id = payment.party_id)
  )
`

export interface Line extends Row<'money/select-lines', 'gross' | 'netted' | 'amount'> {}

/** The columns of a line, by the names of where it stands. */
export const lineColumns = `
  line.run_id, line.payment_id, payment.party_kind, payment.party_id, ${nameOfParty} as party, line.items, gross, netted, line.amount, line.state,
  waits_because, bank_reason, provider, number_tail, as_of, exported_at,
  (
    select max(booked_on)::text from statement_line
    where statement_line.payment_id = line.payment_id and outcome = 'paid' and line.state in ('paid', 'returned')
  ) as paid_on
`

const selectLines = statement<
  [runId: number, limit: number, begun: boolean, afterId: string],
  'money/select-lines',
  'gross' | 'netted' | 'amount'
>(
  'money/select-lines',
  `
  select ${lineColumns}
  from payment_line line
  join payment_run using (run_id)
  join payment using (payment_id)
  left join payout_account using (account_id)
  where run_id = $1 and (line.state <> 'waiting', line.payment_id) > ($3::boolean, $4::bigint)
  order by line.state <> 'waiting', line.payment_id
  limit $2
  `,
)

const selectTries = statement<[paymentId: string], 'money/select-tries', 'gross' | 'netted' | 'amount'>(
  'money/select-tries',
  `
  select ${lineColumns}
  from payment_line line
  join payment_run using (run_id)
  join payment using (payment_id)
  left join payout_account using (account_id)
  where payment_id = $1
  order by line.run_id
  `,
)

export interface PaymentItem extends Row<'money/select-items', 'cardId' | 'purchaseId' | 'kind' | 'amount'> {}

const selectItems = statement<
  [paymentId: string, limit: number, cardId: string, purchaseId: string, kind: string, serial: number],
  'money/select-items',
  'cardId' | 'purchaseId' | 'kind' | 'amount' | 'serial'
>(
  'money/select-items',
  `
  select item.card_id, item.purchase_id, item.kind, item.serial, item.amount, entry.at, person_id, invoice_code, course.title as course
  from payment_item item
  join entry
    on entry.card_id = item.card_id and entry.purchase_id = item.purchase_id and entry.kind = item.kind
      and entry.serial = item.serial
  join card on card.card_id = item.card_id
  left join purchase on purchase.card_id = item.card_id and purchase.purchase_id = item.purchase_id
  left join course using (course_id)
  where payment_id = $1 and removed_in is null
    and (item.card_id, item.purchase_id, item.kind, item.serial) > ($3::bigint, $4::bigint, $5::text, $6::int)
  order by item.card_id, item.purchase_id, item.kind, item.serial
  limit $2
  `,
)

export interface Moved extends Row<'money/select-moved', 'amount'> {}

const selectMoved = statement<[paymentId: string], 'money/select-moved', 'amount'>(
  'money/select-moved',
  `
  select kind, debit, credit, payment_entry.amount, at, run_id, bank_statement.reference as statement, statement_line.line
  from payment_entry
  left join statement_line using (statement_line_id)
  left join bank_statement using (statement_id)
  where payment_entry.payment_id = $1
  order by payment_entry_id
  `,
)

export interface NotGathered extends Row<'money/not-gathered', Known> {}
type Known = 'amount' | 'entries' | { because: 'on_hold' | 'evidence_missing' | 'next_run' }

const selectNotGathered = statement<[withSandbox: boolean], 'money/not-gathered', Known>(
  'money/not-gathered',
  `
  select
    case when held.held then 'on_hold' when payable.at <= last.as_of then 'evidence_missing' else 'next_run' end as because, count(*)::int as entries,
    sum(payable.amount)::bigint as amount
  from payable_entry payable
  join card using (card_id)
  cross join lateral (select ${purchaseHeld('payable')} as held) held
  -- what the last run could have gathered, and did not
  cross join (select max(as_of) as as_of from payment_run) last
  where ($1 or not card.sandbox) and not ${gathered}
  group by 1
  order by 1
  `,
)

/** The payment runs, the newest first. */
export async function listRuns(db: Queryable, limit = 200): Promise<Run[]> {
  return (await rows(db, selectRuns, [null, limit])).map(withState)
}

/** One run; undefined where there is none. */
export async function findRun(db: Queryable, runId: number): Promise<Run | undefined> {
  const run = await first(db, selectRuns, [runId, 1])
  return run && withState(run)
}

/** The lines of a run, those first that wait; so many at most, those after the one with a key. */
export function linesOfRun(db: Queryable, runId: number, limit = 1000, after = ''): Promise<Line[]> {
  const [, waits = 'waits', id = '0'] = /^(waits|goes)_(\d{1,18})$/.exec(after) ?? []
  return rows(db, selectLines, [runId, limit, waits === 'goes', id])
}

/** The key of a line among those of its run. */
export const keyOfLine = ({ state, paymentId }: Line) =>
  `${state === 'waiting' ? 'waits' : 'goes'}_${paymentId}`

/** A payment: every line that tried to pay it, and every movement of its money. Undefined where there is none. */
export async function findPayment(
  db: Queryable,
  paymentId: string,
): Promise<{ readonly tries: Line[]; readonly moved: Moved[] } | undefined> {
  const tries = await rows(db, selectTries, [paymentId])
  return tries.length === 0 ? undefined : { tries, moved: await rows(db, selectMoved, [paymentId]) }
}

/** The entries of the ledger that a payment pays, so many at most, those after the one with a key. */
export function itemsOfPayment(
  db: Queryable,
  paymentId: string,
  { limit, after = '' }: { readonly limit: number; readonly after?: string | undefined },
): Promise<PaymentItem[]> {
  const key = /^(\d{1,18})-(\d{1,18})-([a-z_]{1,40})-(\d{1,9})$/.exec(after)
  const [, cardId = '0', purchaseId = '0', kind = '', serial = '0'] = key ?? []
  return rows(db, selectItems, [paymentId, limit, cardId, purchaseId, kind, Number(serial)])
}

/** The key of an entry among those of its payment. */
export const keyOfItem = ({ cardId, purchaseId, kind, serial }: PaymentItem) =>
  `${cardId}-${purchaseId}-${kind}-${serial}`

/** What is payable and in no payment yet, by why: it goes with the next run, a hold on its purchase stops it, or its evidence is not whole. */
export function notGathered(
  db: Queryable,
  { withSandbox }: { readonly withSandbox: boolean },
): Promise<NotGathered[]> {
  return rows(db, selectNotGathered, [withSandbox])
}

function withState(run: CountedRun): Run {
  return { ...run, state: stateOf(run) }
}

function stateOf(run: CountedRun): RunState {
  if (run.withdrawnAt) return 'withdrawn'
  if (!run.exportedAt) return isApproved(run as RunRow) ? 'approved' : 'computed'
  if (run.ordered === 0) return 'closed'
  return run.paid + run.back > 0 ? 'answered' : 'exported'
}
