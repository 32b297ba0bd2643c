import { type Queryable, rows, statement } from '../../database/sql.ts'
import { keptAddress } from '../kept-address.ts'
import { followEarlyReceipts } from '../receipts/keep-receipts.ts'
import { secretParams } from '../templates.ts'

/** How a claimed message's attempt is written down. */
export interface Settled {
  readonly id: string
  /** as claimed: a retry is not written over somebody else's later claim */
  readonly attempts: number
  /**
   * `retry`: tried again after `retrySeconds`; `returned`: the same, and this attempt does not count, for nobody looked at
   * the message; `parked`: kept until somebody sends it again. The others are ends.
   */
  readonly status: 'sent' | 'failed' | 'expired' | 'retry' | 'returned' | 'parked'
  readonly retrySeconds?: number | undefined
  /** the other side's name for it; of an SMS one for each part, with blanks between them */
  readonly reference?: string | undefined
  readonly parts?: number | undefined
  /** the references of parts whose receipts were asked for */
  readonly awaited?: readonly string[] | undefined
  readonly error?: string | undefined
}

const settle = statement<
  [settled: string, now: Date, secretParams: readonly string[]],
  'messages/settle',
  'messageId'
>(
  'messages/settle',
  `
  with settled as materialized (
    select id, attempts, status, "retrySeconds" as retry_seconds, reference, parts, awaited, error
    from json_to_recordset($1::json) as settled (
      id bigint, attempts int, status text, "retrySeconds" int, reference text, parts int, awaited text[], error text
    )
  ),
  gone as (
    delete from outbox using settled
    where outbox.message_id = settled.id and settled.status in ('sent', 'failed', 'expired')
    returning card_id, message_id, channel, address, template, params, created_at,
      settled.status, settled.reference, settled.parts, settled.awaited, settled.error
  ),
  waiting as (
    update outbox set
      -- never later than its end, so that it is seen to expire
      due_at = case settled.status
        when 'parked' then outbox.due_at
        else least($2::timestamptz + make_interval(secs => settled.retry_seconds), outbox.expires_at)
      end,
      attempts = outbox.attempts - case settled.status when 'returned' then 1 else 0 end,
      first_tried_at = case when settled.status <> 'returned' or outbox.attempts > 1 then outbox.first_tried_at end,
      unanswered = 0,
      parked_at = case settled.status when 'parked' then $2 end,
      last_error = coalesce(settled.error, outbox.last_error)
    from settled
    where outbox.message_id = settled.id and settled.status in ('retry', 'returned', 'parked')
      and outbox.attempts = settled.attempts
  ),
  remembered as (
    insert into message (
      card_id, message_id, channel, address, template, params, status, reference, parts, delivery, error, created_at,
      ended_at
    )
    select
      card_id, message_id, channel, ${keptAddress}, template, params - $3::text[], status, reference, parts,
      case when cardinality(awaited) > 0 then 'awaited' end, error, created_at, $2
    from gone
  ),
  -- a receipt may have come already; one of another message under a name that the centre uses again is over
  followed as (
    insert into sms_part as part (reference, card_id, message_id, written_at)
    select distinct on (piece) piece, card_id, message_id, $2::timestamptz
    from gone, unnest(gone.awaited) as piece
    order by piece
    on conflict (reference) do update set
      card_id = excluded.card_id, message_id = excluded.message_id, written_at = excluded.written_at,
      state = case when part.message_id is null then part.state end,
      said = case when part.message_id is null then part.said end,
      state_at = case when part.message_id is null then part.state_at end
    returning message_id, state
  )
  select distinct message_id from followed where state is not null
  `,
)

/** Writes down how attempts ended, many at once: ended ones go from the outbox into the history, without secrets. */
export async function settleAttempts(db: Queryable, settled: readonly Settled[], now: Date): Promise<void> {
  const early = await rows(db, settle, [JSON.stringify(settled), now, secretParams])
  if (early.length > 0)
    await followEarlyReceipts(
      db,
      early.map(({ messageId }) => messageId),
    )
}
