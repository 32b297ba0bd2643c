import { statement } from '../database/sql.ts'
import type { CaseKind } from './kinds.ts'
import { caseDays } from './rules.ts'

/**
 * What is open of every kind, from each kind's own rows and their indexes of what waits: decided there, it is closed here.
 * `detail` is what the page of its kind needs beside its subject: what an appeal is about, the signal, the last payment run.
 */
const openCase = `
  open_case as not materialized (
    select
      case
        when about in ('copy', 'correction', 'erasure') then 'data_request'
        when about = 'complaint' then 'complaint'
        else 'appeal'
      end as kind,
      reference as subject, filed_at as opened_at, answer_before as due_at, appeal.person_id, about as detail,
      exists (
        select from correction
        where correction.correction_id = appeal.correction_id and approved_at is null and withdrawn_at is null
      ) as needs_second
    from appeal
    where answered_at is null
    union all
    select 'inquiry', reference, asked_at, answer_before, null, topic, false
    from inquiry
    where answered_at is null
    union all
    select
      'fraud', case_id::text, opened_at, opened_at + interval '${caseDays.fraud} days', null, signal, false
    from fraud_case
    where state = 'open'
    union all
    select
      'completion', report_id::text, reported_at,
      case
        when finish_withdrawn_at is null then rests_until
        else reported_at + interval '${caseDays.completion} days'
      end,
      (select person_id from card where card.card_id = report.card_id), report.kind, false
    from completion_report report
    join purchase using (card_id, purchase_id)
    where verdict is null and purchase.status = 'paid' and finished_at is null
    union all
    select
      'assignment', submission_id::text, submitted_at, submitted_at + interval '${caseDays.assignment} days',
      (select person_id from card where card.card_id = submission.card_id), scope || ' ' || sequence, false
    from submission
    where status = 'pending'
    union all
    select
      'incentive', payment_id::text, failed.at, failed.at + interval '${caseDays.incentive} days', party_id,
      (select max(run_id) from payment_line where payment_line.payment_id = payment.payment_id)::text, false
    from payment
    cross join lateral (
      select max(at) as at from payment_entry
      where payment_entry.payment_id = payment.payment_id and kind in ('refuse', 'return', 'gives_back')
    ) failed
    where party_kind = 'person' and state = 'open' and orders > 0 and failed.at is not null
    union all
    select
      'recovery', contact_change_id::text, stopped_at, stopped_at + interval '${caseDays.recovery} days', person_id,
      field, false
    from contact_change
    where stopped_at is not null and settled_at is null
  )
`

/** Whether $3 owns it, or stands in for whoever does at $4. */
const mine = `
  (
    handling.owner_id = $3
    or exists (
      select from staff_leave
      where staff_leave.staff_id = handling.owner_id and deputy_id = $3 and ended_at is null
        and from_at <= $4 and until_at > $4
    )
  )
`
/** Nobody owns it, or whoever did is not of the staff any more. */
const unowned = '(handling.owner_id is null or owner.disabled_at is not null)'
const handled = `
  left join case_handling handling on handling.kind = open_case.kind and handling.subject = open_case.subject
  left join staff owner on owner.staff_id = handling.owner_id
`

/** Every column is of one of five tables: those of the union are never absent, but for the person and the detail. */
type Sure = 'subject' | 'openedAt' | 'dueAt' | 'needsSecond' | { kind: CaseKind }

export const selectOpenCases = statement<
  [
    kinds: readonly CaseKind[],
    subject: string | null,
    staffId: string | null,
    now: Date,
    whose: 'mine' | 'unowned' | null,
    state: 'overdue' | 'second' | null,
    most: number,
  ],
  'cases/select-open',
  Sure
>(
  'cases/select-open',
  `
  with ${openCase}
  select
    open_case.kind, open_case.subject, opened_at, due_at, person_id, detail, needs_second,
    handling.owner_id, owner.name as owner, handling.escalated_at,
    (
      select deputy.name from staff_leave join staff deputy on deputy.staff_id = deputy_id
      where staff_leave.staff_id = handling.owner_id and ended_at is null and from_at <= $4 and until_at > $4
    ) as deputy
  from open_case ${handled}
  where open_case.kind = any ($1::text[]) and ($2::text is null or open_case.subject = $2)
    and case $5::text when 'mine' then ${mine} when 'unowned' then ${unowned} else true end
    and case $6::text when 'overdue' then due_at <= $4 when 'second' then needs_second else true end
  order by due_at, open_case.kind, open_case.subject
  limit $7
  `,
)

export const countOpenCases = statement<
  [kinds: readonly CaseKind[], nobody: null, staffId: string, now: Date],
  'cases/count-open',
  'mine' | 'unowned' | 'overdue'
>(
  'cases/count-open',
  `
  with ${openCase}
  select
    count(*) filter (where ${mine})::int as mine, count(*) filter (where ${unowned})::int as unowned,
    count(*) filter (where due_at <= $4)::int as overdue
  from open_case ${handled}
  where open_case.kind = any ($1::text[]) and $2::text is null
  `,
)

/**
 * Marks what is late and was not told yet, in an order that is the same for all, and returns how many of each kind. A
 * second process waits for the first at the key, and then finds them marked.
 */
export const escalateOpenCases = statement<[now: Date], 'cases/escalate', 'cases' | { kind: CaseKind }>(
  'cases/escalate',
  `
  with ${openCase},
  late as (
    select kind, subject from open_case
    where due_at <= $1 and not exists (
      select from case_handling handling
      where handling.kind = open_case.kind and handling.subject = open_case.subject and escalated_at is not null
    )
    order by kind, subject
  ),
  marked as (
    insert into case_handling (kind, subject, escalated_at)
    select kind, subject, $1 from late
    on conflict (kind, subject) do update set escalated_at = excluded.escalated_at
    where case_handling.escalated_at is null
    returning kind
  )
  select kind, count(*)::int as cases from marked group by kind order by kind
  `,
)
