import { one, type Queryable, rows, statement } from '../../database/sql.ts'
import type { Channel } from '../templates.ts'

/** What of a message can be asked for: `parked` and `waiting` are in the outbox, all others have ended. */
export const messageStates = [
  'waiting',
  'parked',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'expired',
] as const
export type MessageState = (typeof messageStates)[number]

/** Which messages are meant; those that have ended by the instants between which they did. */
export interface WhichMessages {
  readonly state?: MessageState | undefined
  readonly template?: string | undefined
  readonly channel?: Channel | undefined
  readonly from: Date
  readonly before: Date
}

/** A message on its way or at its end. Codes and links of it are kept nowhere. */
export interface ListedMessage {
  readonly id: string
  /** its place in the list that it stands in: others are asked for after it */
  readonly key: string
  /** `0` where no card is meant */
  readonly cardId: string
  readonly template: string
  readonly channel: Channel
  readonly address: string
  readonly state: MessageState
  readonly tries: number | undefined
  /** what the other side answered to the last try */
  readonly error: string | undefined
  /** when it ended, was parked, or is tried next */
  readonly at: Date
  /** when it was sent again */
  readonly resentAt: Date | undefined
}

type Asked = [template: string | null, channel: Channel | null]

const fits = `($1::text is null or template = $1) and ($2::text is null or channel = $2)`

// Those after a message of the list; after none: its instant is that before which they ended, and no message has the id 0.
const ended = `
  ended_at >= $3
  and (ended_at, message_id) < (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $7::bigint)
  and ${fits}
  and case $5::text
    when 'sent' then status = 'sent'
    when 'delivered' then delivery = 'delivered'
    when 'undelivered' then delivery = 'undelivered'
    when 'failed' then status = 'failed'
    when 'expired' then status = 'expired'
    else true
  end`
// The words of the partial index, so that it serves: what went wrong is little of what there is.
const troubled = `${ended} and (status <> 'sent' or delivery = 'undelivered')`

const endedColumns = `
  message_id as id, message_id || '_' || (extract(epoch from ended_at) * 1000000)::bigint as key, card_id, template, channel, address,
  case when delivery in ('delivered', 'undelivered') then delivery else status end as state,
  null::int as tries, error, ended_at as at, resent_at`

type EndedParams = [
  ...Asked,
  from: Date,
  beforeMicros: string,
  state: MessageState | null,
  limit: number,
  beforeId: string,
]

const selectEnded = statement<EndedParams, 'messages/select-ended', ListedMessage>(
  'messages/select-ended',
  `select ${endedColumns} from message where ${ended} order by ended_at desc, message_id desc limit $6`,
)

const selectTroubled = statement<EndedParams, 'messages/select-troubled', ListedMessage>(
  'messages/select-troubled',
  `select ${endedColumns} from message where ${troubled} order by ended_at desc, message_id desc limit $6`,
)

const openColumns = `
  message_id as id, message_id::text as key, card_id, template, channel, address,
  case when parked_at is null then 'waiting' else 'parked' end as state,
  attempts::int as tries, last_error as error, coalesce(parked_at, due_at) as at, null::timestamptz as resent_at`

type OpenParams = [...Asked, limit: number, beforeId: string]

const selectWaiting = statement<OpenParams, 'messages/list-waiting', ListedMessage>(
  'messages/list-waiting',
  `
  select ${openColumns} from outbox where parked_at is null and message_id < $4::bigint and ${fits}
  order by message_id desc limit $3
  `,
)

const selectParked = statement<OpenParams, 'messages/list-parked', ListedMessage>(
  'messages/list-parked',
  `
  select ${openColumns} from outbox where parked_at is not null and message_id < $4::bigint and ${fits}
  order by message_id desc limit $3
  `,
)

/** Ids are given in the order of time, so far below it. */
const noId = '9223372036854775807'

/** Messages that are meant, the newest first: those after the one with this key. */
export function listMessages(
  db: Queryable,
  { state, template, channel, from, before }: WhichMessages,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<ListedMessage[]> {
  const asked: Asked = [template ?? null, channel ?? null]
  const [, id, micros = `${before.getTime()}000`] = /^(\d{1,18})(?:_(\d{1,16}))?$/.exec(after ?? '') ?? []
  if (state === 'waiting' || state === 'parked')
    return rows(db, state === 'parked' ? selectParked : selectWaiting, [...asked, limit, id ?? noId])
  const wrong = state === 'undelivered' || state === 'failed' || state === 'expired'
  return rows(db, wrong ? selectTroubled : selectEnded, [
    ...asked,
    from,
    micros,
    state ?? null,
    limit,
    id ?? '0',
  ])
}

/** How many are looked at to count: beyond that a page says "so many or more". */
export const countedAtMost = 10_000

const countStates = statement<
  [...Asked, from: Date, before: Date, most: number],
  'messages/count-states',
  Exclude<MessageState, 'waiting' | 'parked'> | 'parts' | 'all'
>(
  'messages/count-states',
  `
  select
    count(*)::int as "all",
    count(*) filter (where status = 'sent')::int as sent,
    count(*) filter (where delivery = 'delivered')::int as delivered,
    count(*) filter (where delivery = 'undelivered')::int as undelivered,
    count(*) filter (where status = 'failed')::int as failed,
    count(*) filter (where status = 'expired')::int as expired,
    coalesce(sum(parts) filter (where status = 'sent'), 0)::int as parts
  from (
    select status, delivery, parts from message
    where ended_at >= $3 and ended_at < $4 and ${fits}
    order by ended_at desc
    limit $5
  ) newest
  `,
)

const countOpen = statement<[...Asked, most: number], 'messages/count-open-messages', 'waiting' | 'parked'>(
  'messages/count-open-messages',
  `
  select
    (select count(*)::int from (
      select from outbox where parked_at is null and ${fits} limit $3
    ) counted) as waiting,
    (select count(*)::int from (
      select from outbox where parked_at is not null and ${fits} limit $3
    ) counted) as parked
  `,
)

/** Counts by state, of what is meant but for its state: of the newest {@link countedAtMost} that ended, and of so many that wait. */
export async function countByState(db: Queryable, { template, channel, from, before }: WhichMessages) {
  const asked: Asked = [template ?? null, channel ?? null]
  const [closed, open] = await Promise.all([
    one(db, countStates, [...asked, from, before, countedAtMost]),
    one(db, countOpen, [...asked, countedAtMost]),
  ])
  return { ...closed, ...open }
}
