import { type Queryable, rows, statement } from '../database/sql.ts'
import type { Channel } from './templates.ts'

/** A message that went to a card's holder, or is kept for another try. Codes and links in it are kept nowhere. */
export interface PastMessage {
  readonly template: string
  readonly channel: Channel
  /** E.164 or an email address */
  readonly to: string
  /** `parked`: it could not be sent, and waits for somebody of the programme */
  readonly status: 'sent' | 'failed' | 'expired' | 'parked'
  readonly endedAt: Date
  /** of an SMS whose receipt was asked for: what the operator says became of it, and when */
  readonly delivery: 'awaited' | 'delivered' | 'undelivered' | undefined
  readonly deliveryAt: Date | undefined
}

const selectMessages = statement<[cardId: string, limit: number], 'messages/select-history', PastMessage>(
  'messages/select-history',
  `
  select template, channel, address as to, status, ended_at, delivery, delivery_at
  from (
    select message_id, template, channel, address, status, ended_at, delivery, delivery_at
    from message where card_id = $1
    union all
    select message_id, template, channel, address, 'parked', parked_at, null, null
    from outbox where card_id = $1 and parked_at is not null
  ) known
  order by ended_at desc, message_id desc
  limit $2
  `,
)

/** The messages of a card, the newest first. */
export function messagesOfCard(db: Queryable, cardId: string, limit: number): Promise<PastMessage[]> {
  return rows(db, selectMessages, [cardId, limit])
}
