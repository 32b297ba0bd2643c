import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { Evidence } from './scan.ts'
import type { CaseKind } from './signals.ts'

export const caseStates = ['open', 'cleared', 'confirmed'] as const
export type CaseState = (typeof caseStates)[number]

export interface FraudCase
  extends Omit<Row<'fraud/select-cases', 'subject' | 'held' | 'heldRupiah'>, 'evidence' | 'heldRupiah'> {
  readonly evidence: Evidence
  /** rupiah: the prices of the purchases that it stops */
  readonly heldRupiah: number
}

const selectCases = statement<
  [caseId: string | null, state: CaseState | null, signal: CaseKind | null, most: number],
  'fraud/select-cases',
  'subject' | 'held' | 'heldRupiah'
>(
  'fraud/select-cases',
  `
  with wanted as materialized (
    select * from fraud_case
    where ($1::bigint is null or case_id = $1) and ($2::text is null or state = $2)
      and ($3::text is null or signal = $3)
    order by state = 'open' desc, case_id desc
    limit $4
  )
  select
    wanted.case_id, signal, subject_kind, subject_id, count, evidence, opened_at, last_seen_at, state, decided_by,
    decided_at, decided_because,
    coalesce(
      case subject_kind
        when 'institution' then (select name from institution where institution_id = subject_id)
        when 'storefront' then (select name from partner where partner_id = subject_id)
        when 'course' then (
          select title || ', ' || institution.name
          from course join institution using (institution_id) where course_id = subject_id
        )
        when 'report' then (select reference from fraud_report where report_id = subject_id)
      end,
      ''
    ) as subject,
    stopped.held, stopped.held_rupiah
  from wanted
  cross join lateral (
    select
      count(*)::int as held,
      coalesce(sum((
        select amount + discount from purchase
        where party_kind = 'purchase' and purchase.card_id = fraud_hold.card_id and purchase_id = party_id
      )), 0)::bigint as held_rupiah
    from fraud_hold join hold using (hold_id, party_kind, party_id)
    where fraud_hold.case_id = wanted.case_id and lifted_at is null
  ) stopped
  order by state = 'open' desc, case_id desc
  `,
)

const countOpen = statement<[], 'fraud/count-open', 'open'>(
  'fraud/count-open',
  `select count(*)::int as open from fraud_case where state = 'open'`,
)

const selectHeld = statement<[caseId: string], 'fraud/select-held', 'parties'>(
  'fraud/select-held',
  `
  select party_kind, count(*)::int as parties
  from fraud_hold join hold using (hold_id, party_kind, party_id)
  where case_id = $1 and lifted_at is null
  group by party_kind
  order by party_kind
  `,
)

const selectExamples = statement<
  [cards: readonly string[], purchases: readonly string[]],
  'fraud/select-examples'
>(
  'fraud/select-examples',
  `
  select
    purchase.card_id, purchase.purchase_id, person_id, course.title as course, institution.name as institution,
    partner.name as storefront, amount + discount as price, paid_at, redeemed_at, finished_at, cancelled_at
  from unnest($1::bigint[], $2::bigint[]) with ordinality as wanted (card_id, purchase_id, place)
  join purchase on purchase.card_id = wanted.card_id and purchase.purchase_id = wanted.purchase_id
  join card on card.card_id = purchase.card_id
  join course using (course_id)
  join institution using (institution_id)
  join partner using (partner_id)
  order by place
  `,
)

const selectNames = statement<
  [institutions: readonly string[], storefronts: readonly string[]],
  'fraud/select-names',
  'name'
>(
  'fraud/select-names',
  `
  select name from institution where institution_id = any ($1::int[])
  union all
  select name from partner where partner_id = any ($2::int[])
  `,
)

/** Cases, those first that wait for a decision, then the newest. */
export async function listCases(
  db: Queryable,
  filter: {
    readonly state?: CaseState | undefined
    readonly signal?: CaseKind | undefined
    readonly most: number
  },
): Promise<FraudCase[]> {
  return (await rows(db, selectCases, [null, filter.state, filter.signal, filter.most])).map(caseFrom)
}

/** One case; undefined where there is none. */
export async function findCase(db: Queryable, caseId: string): Promise<FraudCase | undefined> {
  const row = await first(db, selectCases, [caseId, null, null, 1])
  return row && caseFrom(row)
}

/** How many cases wait for a decision. */
export async function openCases(db: Queryable): Promise<number> {
  return (await first(db, countOpen, []))?.open ?? 0
}

export interface CaseDetails {
  readonly purchases: readonly Row<'fraud/select-examples'>[]
  /** of institutions and storefronts that are in it beside its subject */
  readonly names: readonly string[]
  /** what it stops, by kind of party */
  readonly held: readonly Row<'fraud/select-held', 'parties'>[]
}

/** What the page of a case shows beside it: its examples, and what it stops. */
export async function caseDetails(db: Queryable, { caseId, evidence }: FraudCase): Promise<CaseDetails> {
  const { purchases = [], institutions = [], storefronts = [] } = evidence
  const [examples, names, held] = await Promise.all([
    rows(db, selectExamples, [purchases.map(([card]) => card), purchases.map(([, purchase]) => purchase)]),
    rows(db, selectNames, [institutions, storefronts]),
    rows(db, selectHeld, [caseId]),
  ])
  return { purchases: examples, names: names.map(({ name }) => name), held }
}

function caseFrom(row: Row<'fraud/select-cases', 'subject' | 'held' | 'heldRupiah'>): FraudCase {
  return { ...row, evidence: row.evidence as Evidence, heldRupiah: Number(row.heldRupiah) }
}
