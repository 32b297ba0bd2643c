import { type Queryable, rows, statement } from '../database/sql.ts'
import { runPlannedAnew } from './planned-anew.ts'
import { type Channel, secretParams } from './templates.ts'

/** A row that is due. */
export interface Due {
  readonly id: string
  readonly address: string
  readonly template: string
  readonly language: string
  readonly params: Record<string, unknown>
  readonly sealed: Buffer | null
  /** this one included, where it was claimed */
  readonly attempts: number
  readonly expired: boolean
  /** milliseconds it may still take; null: any time */
  readonly livesForMs: number | null
}

const dueColumns = `
  outbox.message_id as id, address, template, language, params, sealed, attempts,
  coalesce(expires_at <= $2, false) as expired,
  (extract(epoch from expires_at - $2) * 1000)::float8 as "livesForMs"`

// What expires goes first: a code must not wait behind a wave's 800,000 notices.
const urgentFirst = (lock: string) => `
  urgent as materialized (
    select message_id from outbox
    where channel = $1 and expires_at is not null and due_at <= $2
    order by due_at limit $3 ${lock}
  ),
  calm as materialized (
    select message_id from outbox
    where channel = $1 and expires_at is null and due_at <= $2
    order by due_at limit $3 - (select count(*) from urgent) ${lock}
  ),
  due as (select message_id from urgent union all select message_id from calm)`

const peek = statement<[channel: Channel, now: Date, limit: number], Due>(
  'messages/peek-due',
  `
  with ${urgentFirst('')}
  select ${dueColumns} from due join outbox using (message_id)
  `,
)

const claim = statement<[channel: Channel, now: Date, limit: number, leaseSeconds: number], Due>(
  'messages/claim-due',
  `
  with ${urgentFirst('for update skip locked')}
  update outbox set due_at = $2::timestamptz + make_interval(secs => $4), attempts = attempts + 1
  from due where outbox.message_id = due.message_id
  returning ${dueColumns}
  `,
)

/** Rows that are due, left where they are. */
export function peekDue(db: Queryable, channel: Channel, now: Date, limit: number): Promise<Due[]> {
  return runPlannedAnew(db, peek, [channel, now, limit])
}

/** Takes rows that are due for `leaseSeconds`: nobody else gets them until then, and whoever comes after that does. */
export function claimDue(
  db: Queryable,
  channel: Channel,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Due[]> {
  return runPlannedAnew(db, claim, [channel, now, limit, leaseSeconds])
}

/** How a claimed message's attempt is written down. */
export interface Settled {
  readonly id: string
  /** as claimed: a retry is not written over somebody else's later claim */
  readonly attempts: number
  readonly status: 'sent' | 'failed' | 'expired' | 'retry'
  readonly retrySeconds?: number | undefined
  readonly reference?: string | undefined
  readonly error?: string | undefined
}

const settle = statement<[settled: string, now: Date, secretParams: readonly string[]]>(
  'messages/settle',
  `
  with settled as materialized (
    select id, attempts, status, "retrySeconds" as retry_seconds, reference, error
    from json_to_recordset($1::json)
      as settled (id bigint, attempts int, status text, "retrySeconds" int, reference text, error text)
  ),
  gone as (
    delete from outbox using settled where outbox.message_id = settled.id and settled.status <> 'retry'
    returning card_id, message_id, channel, address, template, params, created_at,
      settled.status, settled.reference, settled.error
  ),
  waiting as (
    update outbox set
      -- never later than its end, so that it is seen to expire
      due_at = least($2::timestamptz + make_interval(secs => settled.retry_seconds), outbox.expires_at),
      last_error = settled.error
    from settled
    where outbox.message_id = settled.id and settled.status = 'retry' and outbox.attempts = settled.attempts
  )
  insert into message
    (card_id, message_id, channel, address, template, params, status, reference, error, created_at, ended_at)
  select
    card_id, message_id, channel, address, template, params - $3::text[], status, reference, error, created_at, $2
  from gone
  `,
)

/** Writes down how attempts ended, many at once: ended ones go from the outbox into the history, without secrets. */
export async function settleAttempts(db: Queryable, settled: readonly Settled[], now: Date): Promise<void> {
  await runPlannedAnew(db, settle, [JSON.stringify(settled), now, secretParams])
}

const ownWordings = statement<
  [],
  { template: string; channel: Channel; language: string; subject: string | null; body: string }
>('messages/own-wordings', 'select template, channel, language, subject, body from template_wording')

/** Every wording that an operator changed. */
export const ownWordingRows = (db: Queryable) => rows(db, ownWordings, [])
