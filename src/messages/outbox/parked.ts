import type { Context } from '../../database/context.ts'
import { one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import type { EventName } from '../../journal/events.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { keptAddress } from '../kept-address.ts'
import type { Channel } from '../templates.ts'

/** A message that could not be sent and waits in the outbox, with its secrets, until somebody sends it again or drops it. */
export interface ParkedMessage {
  readonly id: string
  /** `0` where no card is meant */
  readonly cardId: string
  readonly template: string
  readonly channel: Channel
  readonly address: string
  readonly error: string | undefined
  readonly attempts: number
  readonly createdAt: Date
  readonly parkedAt: Date
}

/** Which parked messages are meant: all of them where nothing is said. */
export interface WhichParked {
  readonly ids?: readonly string[] | undefined
  readonly template?: string | undefined
  readonly cardId?: string | undefined
}

const meant = `
  parked_at is not null
  and ($1::bigint[] is null or message_id = any ($1)) and ($2::text is null or template = $2)
  and ($3::bigint is null or card_id = $3)`

type Which = [ids: readonly string[] | null, template: string | null, cardId: string | null]

const selectParked = statement<[...Which, limit: number], 'messages/select-parked', ParkedMessage>(
  'messages/select-parked',
  `
  select
    message_id as id, card_id, template, channel, address, last_error as error, attempts,
    created_at, parked_at
  from outbox
  where ${meant}
  order by parked_at desc, message_id desc
  limit $4
  `,
)

type Ending = [...Which, now: Date, actor: string, requestId: string]

const journaled = (event: EventName) => `
  insert into journal (card_id, at, actor, act, subject, request_id, facts)
  select card_id, $4, $5, '${event}', 'message:' || message_id, $6, jsonb_build_object('template', template) from ended
  returning 1`

const resend = statement<Ending>(
  'messages/resend-parked',
  `
  with ended as (
    update outbox set parked_at = null, due_at = $4::timestamptz, attempts = 0, unanswered = 0, first_tried_at = null
    where ${meant}
    returning card_id, message_id, template
  )
  ${journaled('message_resent')}
  `,
)

const drop = statement<Ending>(
  'messages/drop-parked',
  `
  with ended as (
    delete from outbox where ${meant}
    returning card_id, message_id, channel, address, template, last_error, created_at
  ),
  remembered as (
    insert into message (card_id, message_id, channel, address, template, params, status, error, created_at, ended_at)
    select card_id, message_id, channel, ${keptAddress}, template, '{}', 'failed', last_error, created_at, $4::timestamptz
    from ended
  )
  ${journaled('message_dropped')}
  `,
)

const whichOf = ({ ids, template, cardId }: WhichParked): Which => [
  ids ?? null,
  template ?? null,
  cardId ?? null,
]

/** Parked messages, the newest first. */
export function parkedMessages(db: Queryable, which: WhichParked, limit: number): Promise<ParkedMessage[]> {
  return rows(db, selectParked, [...whichOf(which), limit])
}

export const parkedRefusals = refusalWords({
  id: {
    nothing_parked: 'Tidak ada pesan tertahan yang dimaksud: bekal message list --parked menunjukkannya.',
  },
  en: { nothing_parked: 'No parked message is meant: bekal message list --parked shows them.' },
})

/**
 * Sends parked messages again, as if they were new: a running outbox finds them within a second. `drop` gives them up:
 * they go into the history as failed. Both are written into the journal. Refused where none is meant.
 */
export async function endParked(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  how: 'resend' | 'drop',
  which: WhichParked,
  { actor, requestId }: Actor,
): Promise<Outcome<{ readonly messages: number }, 'nothing_parked'>> {
  const ending: Ending = [...whichOf(which), clock.now(), actor, requestId]
  const messages = await touched(db, how === 'resend' ? resend : drop, ending)
  return messages === 0 ? refuse('nothing_parked') : done({ messages })
}

/** How the outbox stands: what waits, what is parked, and what became of the messages of the last day. */
export interface MessageCounts {
  readonly waiting: Readonly<Record<Channel, number>>
  readonly parked: number
  readonly lastDay: {
    readonly sent: number
    readonly failed: number
    readonly expired: number
    /** SMS as the operator counts them */
    readonly smsParts: number
    readonly delivered: number
    readonly undelivered: number
    /** sent, and no receipt yet */
    readonly awaited: number
  }
}

const countMessages = statement<
  [since: Date],
  'messages/count',
  | 'sms'
  | 'email'
  | 'parked'
  | 'sent'
  | 'failed'
  | 'expired'
  | 'smsParts'
  | 'delivered'
  | 'undelivered'
  | 'awaited'
>(
  'messages/count',
  `
  select
    waiting.*,
    count(*) filter (where status = 'sent')::int as sent,
    count(*) filter (where status = 'failed')::int as failed,
    count(*) filter (where status = 'expired')::int as expired,
    coalesce(sum(parts) filter (where status = 'sent'), 0)::int as sms_parts,
    count(*) filter (where delivery = 'delivered')::int as delivered,
    count(*) filter (where delivery = 'undelivered')::int as undelivered,
    count(*) filter (where delivery = 'awaited')::int as awaited
  from (
    select
      count(*) filter (where channel = 'sms' and parked_at is null)::int as sms,
      count(*) filter (where channel = 'email' and parked_at is null)::int as email,
      count(*) filter (where parked_at is not null)::int as parked
    from outbox
  ) waiting
  left join message on message.ended_at > $1
  group by waiting.sms, waiting.email, waiting.parked
  `,
)

const countParked = statement<[], 'messages/count-parked', 'parked'>(
  'messages/count-parked',
  'select count(*)::int as parked from outbox where parked_at is not null',
)

/** How many messages are parked. */
export async function parkedCount(db: Queryable): Promise<number> {
  return (await one(db, countParked, [])).parked
}

/** Counts messages; it looks at all that waits, and is for an operator and not for a page. */
export async function messageCounts({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<MessageCounts> {
  const { sms, email, parked, ...lastDay } = await one(db, countMessages, [
    new Date(clock.now().getTime() - day),
  ])
  return { waiting: { sms, email }, parked, lastDay }
}
