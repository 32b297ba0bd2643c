import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { Channel } from '../templates.ts'

/** What expires is urgent and goes first: a code must not wait behind a wave's 800,000 notices. All else is calm. */
export type Haste = 'urgent' | 'calm'

/**
 * How long a claimed message belongs to the process that claimed it; longer than any send may take. An OTP whose process
 * was killed must not wait for a minute.
 */
export const leaseSeconds = { urgent: 20, calm: 60 } as const

/** A row that is due. */
export interface Due {
  readonly id: string
  readonly address: string
  readonly template: string
  readonly language: string
  readonly params: Record<string, unknown>
  readonly sealed: Buffer | undefined
  /** this one included, where it was claimed */
  readonly attempts: number
  /** claims whose end nobody wrote down, this one included */
  readonly unanswered: number
  readonly firstTriedAt: Date | undefined
  readonly expiresAt: Date | undefined
  readonly expired: boolean
  /** milliseconds it may still take; undefined: any time */
  readonly livesForMs: number | undefined
}

const dueColumns = `
  message_id as id, address, template, language, params, sealed, attempts, unanswered,
  first_tried_at, expires_at,
  coalesce(expires_at <= $2, false) as expired,
  (extract(epoch from expires_at - $2) * 1000)::float8 as lives_for_ms`

// The words of the partial indexes, so that they serve.
const isDue: Readonly<Record<Haste, string>> = {
  urgent: 'channel = $1 and due_at <= $2 and expires_at is not null and parked_at is null',
  calm: 'channel = $1 and due_at <= $2 and expires_at is null and parked_at is null',
}

const peekOf = (haste: Haste) =>
  `(select ${dueColumns} from outbox where ${isDue[haste]} order by due_at limit $3)`

// The second half is not begun where the first has filled the batch.
const peek = statement<[channel: Channel, now: Date, limit: number], 'messages/peek', Due>(
  'messages/peek',
  `select * from (${peekOf('urgent')} union all ${peekOf('calm')}) due limit $3`,
)

// The ids go through an array: whatever the planner believes of how many they are, it looks each of them up. A join
// with them read the whole table as soon as a wave stood in it.
const claimOf = (haste: Haste) =>
  statement<
    [channel: Channel, now: Date, limit: number, leaseSeconds: number],
    `messages/claim-${Haste}`,
    Due
  >(
    `messages/claim-${haste}`,
    `
    update outbox set
      due_at = $2::timestamptz + make_interval(secs => $4), attempts = attempts + 1, unanswered = unanswered + 1,
      first_tried_at = coalesce(first_tried_at, $2)
    where message_id = any (array(
      select message_id from outbox
      where ${isDue[haste]}
      order by due_at limit $3 for update skip locked
    ))
    returning ${dueColumns}
    `,
  )

const claim = { urgent: claimOf('urgent'), calm: claimOf('calm') }

/** Rows that are due, left where they are: the urgent ones first. */
export function peekDue(db: Queryable, channel: Channel, now: Date, limit: number): Promise<Due[]> {
  return rows(db, peek, [channel, now, limit])
}

/** Takes rows that are due for the {@link leaseSeconds} of their haste: nobody else gets them until then, and whoever comes after that does. */
export function claimDue(
  db: Queryable,
  haste: Haste,
  channel: Channel,
  now: Date,
  limit: number,
): Promise<Due[]> {
  return rows(db, claim[haste], [channel, now, limit, leaseSeconds[haste]])
}

const ownWordings = statement<[], 'messages/own-wordings', { channel: Channel; body: string }>(
  'messages/own-wordings',
  `
  select template, channel, language, subject, body
  from (
    select distinct on (template, channel, language) template, channel, language, subject, body from wording
    where in_force_at is not null
    order by template, channel, language, in_force_at desc, wording_id desc
  ) newest
  where body is not null
  `,
)

/** Every wording that an operator changed. */
export const ownWordingRows = (db: Queryable) => rows(db, ownWordings, [])
