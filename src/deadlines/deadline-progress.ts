import { type Queryable, rows, statement } from '../database/sql.ts'

/** Deadlines that a run of the sweep would look at now. */
export interface DueStep {
  readonly step: 'reminder' | 'end'
  /** counted up to `most` */
  readonly due: number
  /** undefined where none is due */
  readonly oldestDueAt: Date | undefined
}

const countDueSteps = statement<[now: Date, most: number], 'deadlines/count-due-steps', DueStep>(
  'deadlines/count-due-steps',
  `
  select step, counted.due, counted.oldest_due_at
  from unnest(array['reminder', 'end']) as step
  cross join lateral (
    select count(*)::int as due, min(due_at) as oldest_due_at
    from (
      select due_at from deadline where deadline.step = step.step and due_at <= $1 order by due_at limit $2
    ) waiting
  ) counted
  `,
)

/** How many deadlines are due by step, counted up to `most`, and since when the oldest is. */
export function dueSteps(db: Queryable, now: Date, most: number): Promise<DueStep[]> {
  return rows(db, countDueSteps, [now, most])
}

const countHeldWaves = statement<[], 'deadlines/count-held-waves', 'because' | 'waves'>(
  'deadlines/count-held-waves',
  'select because, count(*)::int as waves from wave_hold where released_at is null group by because',
)

/** Waves that nobody is revoked of until two people decide, by why. */
export function heldWaves(db: Queryable) {
  return rows(db, countHeldWaves, [])
}
