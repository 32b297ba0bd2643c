import { one, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { proposalKey } from './proposals.ts'
import { type CurationPoint, type Decision, pointsOf } from './rules.ts'

/** A point of the checklist as it was found. */
export interface FoundPoint {
  readonly point: CurationPoint
  readonly ticked: boolean
  /** empty: nothing was noted */
  readonly comment: string
}

export type KeptCuration = Row<
  'catalogue/curations',
  'curationId' | { verdict: Decision['verdict']; points: readonly FoundPoint[] }
>

const insertCuration = statement<
  [
    kind: string,
    id: string,
    verdict: string,
    points: string,
    reason: string | null,
    now: Date,
    actor: string,
  ],
  'catalogue/insert-curation'
>(
  'catalogue/insert-curation',
  `
  insert into curation (draft_kind, draft_id, verdict, points, reason, decided_at, decided_by)
  values ($1, $2, $3, $4::jsonb, $5, $6, $7)
  returning curation_id
  `,
)

const selectCurations = statement<
  [kind: string, id: string],
  'catalogue/curations',
  'curationId' | { verdict: Decision['verdict']; points: readonly FoundPoint[] }
>(
  'catalogue/curations',
  `
  select curation_id, verdict, points, reason, decided_at, decided_by
  from curation
  where draft_kind = $1 and draft_id = $2
  order by curation_id desc
  `,
)

/** The longest comment beside a point, and the longest reason. */
export const longestComment = 300
export const longestReason = 500

/** Keeps what the curator found beside the decision, in its transaction. */
export async function keepCuration(
  db: Queryable,
  key: { readonly kind: 'course' | 'schedule'; readonly id: string },
  { verdict, curation, reason }: Decision,
  now: Date,
  { actor }: Actor,
): Promise<void> {
  const { ticked, comments = {} } = curation
  const points: FoundPoint[] = pointsOf(key.kind).map((point) => ({
    point,
    ticked: ticked.includes(point),
    comment: (comments[point] ?? '').trim().slice(0, longestComment),
  }))
  const because = reason.slice(0, longestReason) || null
  await one(db, insertCuration, [key.kind, key.id, verdict, JSON.stringify(points), because, now, actor])
}

/** Every decision of a proposal with its checklist, the newest first. */
export async function curationsOf(db: Queryable, draftId: string): Promise<KeptCuration[]> {
  const key = proposalKey(draftId)
  return key ? rows(db, selectCurations, [key.kind, key.id]) : []
}
