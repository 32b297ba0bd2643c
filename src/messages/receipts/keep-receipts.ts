import type { Context } from '../../database/context.ts'
import { type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { day } from '../../kernel/clock.ts'
import type { Receipt } from './read-receipt.ts'

const KEPT_FOR_MS = 7 * day
const FORGOTTEN_AT_ONCE = 20_000

const keep = statement<[receipts: string, now: Date], 'messages/keep-receipts'>(
  'messages/keep-receipts',
  `
  with told as materialized (
    select distinct on (coalesce(known.reference, receipt.reference))
      coalesce(known.reference, receipt.reference) as reference, receipt.state, receipt.said
    from json_to_recordset($1::json) as receipt (reference text, otherwise text[], state text, said text)
    left join lateral (
      select part.reference from sms_part as part
      where part.reference = any (receipt.otherwise || receipt.reference) and part.message_id is not null
      order by part.reference <> receipt.reference
      limit 1
    ) known on true
    order by 1
  )
  insert into sms_part as part (reference, state, said, state_at, written_at)
  select reference, state, said, $2, $2 from told
  -- the first end that is told is the end
  on conflict (reference) do update set state = excluded.state, said = excluded.said, state_at = excluded.state_at
    where part.state is null
  returning message_id
  `,
)

const follow = statement<[messageIds: string[]]>(
  'messages/follow-receipts',
  `
  with ended as materialized (
    select
      card_id, message_id, max(state_at) as at,
      case when bool_or(state = 'undelivered') then 'undelivered' when bool_and(state is not null) then 'delivered' end as state
    from sms_part
    where message_id = any ($1::bigint[])
    group by card_id, message_id
  ),
  -- in one order, so that two that follow the same messages never wait for each other in a circle
  locked as materialized (
    select card_id, message_id, ended.state, ended.at
    from ended join message using (card_id, message_id)
    where ended.state is not null
    order by card_id, message_id
    for no key update of message
  )
  update message set delivery = locked.state, delivery_at = locked.at
  from locked
  where message.card_id = locked.card_id and message.message_id = locked.message_id
  `,
)

const forget = statement<[before: Date, count: number]>(
  'messages/forget-sms-parts',
  `
  delete from sms_part
  where reference = any (array(select reference from sms_part where written_at < $1 order by written_at limit $2))
  `,
)

/**
 * Writes receipts down, many at once: an SMS of several parts was delivered when all of them were. A receipt that is
 * faster than the writing down of its SMS waits for it. Repeats change nothing.
 */
export async function keepReceipts(db: Queryable, receipts: readonly Receipt[], now: Date): Promise<void> {
  const told = await rows(db, keep, [JSON.stringify(receipts), now])
  const ids = told.flatMap(({ messageId }) => messageId ?? [])
  if (ids.length > 0) await followEarlyReceipts(db, ids)
}

/** Brings into the history what the receipts of these messages say. */
export async function followEarlyReceipts(db: Queryable, messageIds: readonly string[]): Promise<void> {
  await touched(db, follow, [[...messageIds]])
}

/** Forgets what no receipt will come for any more: a job. Returns how many parts. */
export async function forgetSmsParts({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_FOR_MS)
  let forgotten = 0
  for (let count = FORGOTTEN_AT_ONCE; count === FORGOTTEN_AT_ONCE; forgotten += count)
    count = await touched(db, forget, [before, FORGOTTEN_AT_ONCE])
  return forgotten
}

interface Waiting {
  readonly receipt: Receipt
  resolve(): void
  reject(error: unknown): void
}

/** Takes receipts as they come and writes those that came together; resolves when written, so that the centre may forget. */
export function receiptKeeper({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): (receipt: Receipt) => Promise<void> {
  let waiting: Waiting[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await keepReceipts(
          db,
          batch.map(({ receipt }) => receipt),
          clock.now(),
        )
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    working = false
  }
  return (receipt) =>
    new Promise((resolve, reject) => {
      waiting.push({ receipt, resolve, reject })
      if (!working) void work()
    })
}
