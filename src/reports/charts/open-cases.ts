import { rows, statement } from '../../database/sql.ts'
import type { ReadFigures } from './figures.ts'

export const caseKinds = ['appeal', 'report', 'fraud', 'correction', 'work', 'difference'] as const
/** Of a case: younger than two days, four, eight, fifteen, or older. */
export const caseAges = ['2', '4', '8', '15', 'older'] as const

const countCases = statement<
  [now: Date],
  'reports/chart-cases',
  'kind' | 'd2' | 'd4' | 'd8' | 'd15' | 'older'
>(
  'reports/chart-cases',
  `
  with waiting as (
    select 'appeal' as kind, filed_at as since from appeal where answered_at is null
    union all
    select 'report', reported_at from completion_report where verdict is null
    union all
    select 'fraud', opened_at from fraud_case where state = 'open'
    union all
    select 'correction', requested_at from correction where approved_at is null and withdrawn_at is null
    union all
    select 'work', submitted_at from submission where status = 'pending'
    union all
    select 'difference', found_at from difference where decision is null
  )
  select
    kind,
    count(*) filter (where since > $1::timestamptz - interval '2 days')::int as d2,
    count(*) filter (where since <= $1::timestamptz - interval '2 days' and since > $1::timestamptz - interval '4 days')::int as d4,
    count(*) filter (where since <= $1::timestamptz - interval '4 days' and since > $1::timestamptz - interval '8 days')::int as d8,
    count(*) filter (where since <= $1::timestamptz - interval '8 days' and since > $1::timestamptz - interval '15 days')::int as d15,
    count(*) filter (where since <= $1::timestamptz - interval '15 days')::int as older
  from waiting
  group by kind
  `,
)

/** What waits for somebody's decision, by how long it has waited. */
export const openCases: ReadFigures<Date> = async (db, now) => {
  const counted = new Map((await rows(db, countCases, [now])).map((row) => [row.kind, row]))
  return caseKinds.map((name) => {
    const of = counted.get(name)
    return { name, values: [of?.d2 ?? 0, of?.d4 ?? 0, of?.d8 ?? 0, of?.d15 ?? 0, of?.older ?? 0] }
  })
}
