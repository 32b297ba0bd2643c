import { first, one, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { DifferenceKind } from './compare-rules.ts'

/** What became of a difference. `settled_by_file`: a newer file of its day says it no more. */
export const decisions = [
  'accepted',
  'corrected_there',
  'corrected_here',
  'false_alarm',
  'settled_by_file',
] as const
export type Decision = (typeof decisions)[number]

/** What a side says, as it stands in the row: names and values. */
export type Side = Readonly<Record<string, string | number>>

type DifferenceRow = Row<
  'reconciliation/select-differences',
  | { kind: DifferenceKind; ours?: Side; theirs?: Side; decision?: Decision }
  | 'differenceId'
  | 'day'
  | 'subject'
  | 'foundAt'
  | 'foundBy'
>
/** A difference with both sides, and what was decided of it. */
export interface Difference extends DifferenceRow {}

export interface DifferenceFilter {
  readonly clientCode?: string | undefined
  readonly kind?: DifferenceKind | undefined
  /** a decision, or `open` */
  readonly state?: Decision | 'open' | undefined
  /** a WIB day */
  readonly day?: string | undefined
}

const selectDifferences = statement<
  [clientCode: string | null, kind: string | null, state: string | null, day: string | null, limit: number],
  'reconciliation/select-differences',
  DifferenceRow
>(
  'reconciliation/select-differences',
  `
  select
    difference_id, difference.kind, client_code, partner.name as party, day::text as day, subject, ours, theirs, found_by, found_at,
    decision, decided_because, decided_by, decided_at
  from difference
  left join partner using (partner_id)
  where ($1::text is null or client_code = $1) and ($2::text is null or difference.kind = $2)
    and ($3::text is null or coalesce(decision, 'open') = $3) and ($4::date is null or day = $4)
  order by decision is not null, day desc, difference_id
  limit $5
  `,
)

/** Differences, those that wait first. */
export function listDifferences(
  db: Queryable,
  { clientCode, kind, state, day }: DifferenceFilter,
  limit: number,
): Promise<Difference[]> {
  return rows(db, selectDifferences, [clientCode, kind, state, day, limit])
}

const findOne = statement<[differenceId: string], 'reconciliation/find-difference', DifferenceRow>(
  'reconciliation/find-difference',
  `
  select
    difference_id, difference.kind, client_code, partner.name as party, day::text as day, subject, ours, theirs, found_by, found_at,
    decision, decided_because, decided_by, decided_at
  from difference
  left join partner using (partner_id)
  where difference_id = $1
  `,
)

/** One difference by its number. */
export function findDifference(db: Queryable, differenceId: string): Promise<Difference | undefined> {
  return first(db, findOne, [differenceId])
}

const countOpen = statement<[], 'reconciliation/count-open', 'open'>(
  'reconciliation/count-open',
  'select count(*)::int as open from difference where decision is null',
)

/** How many differences wait for a decision. */
export async function openDifferences(db: Queryable): Promise<number> {
  return (await one(db, countOpen, [])).open
}
