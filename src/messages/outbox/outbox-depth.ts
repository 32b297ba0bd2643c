import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { Channel } from '../templates.ts'

/** A lane of the outbox: what waits in it and since when. */
export interface OutboxLane {
  readonly channel: Channel
  /** `parked`: nobody sends it until somebody decides */
  readonly lane: 'urgent' | 'calm' | 'parked'
  /** messages that are due, counted up to `most` */
  readonly due: number
  /** since when the oldest is due; undefined where none is */
  readonly oldestDueAt: Date | undefined
}

// The words of the partial indexes, so that they serve.
const lanes = {
  urgent: 'due_at <= $1 and expires_at is not null and parked_at is null order by due_at',
  calm: 'due_at <= $1 and expires_at is null and parked_at is null order by due_at',
  parked: 'parked_at is not null',
}

const countLanes = statement<[now: Date, most: number], 'messages/outbox-depth', OutboxLane>(
  'messages/outbox-depth',
  Object.entries(lanes)
    .map(
      ([lane, which]) => `
  select channel, '${lane}' as lane, counted.due, counted.oldest_due_at
  from unnest(array['sms', 'email']) as channel
  cross join lateral (
    select count(*)::int as due, min(due_at) as oldest_due_at
    from (select due_at from outbox where outbox.channel = channel.channel and ${which} limit $2) waiting
  ) counted`,
    )
    .join('\n  union all'),
)

/** How much waits in each lane, counted up to `most`: a campaign may leave a million. */
export function outboxDepth(db: Queryable, now: Date, most: number): Promise<OutboxLane[]> {
  return rows(db, countLanes, [now, most])
}
