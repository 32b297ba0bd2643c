import { type Queryable, rows, statement } from '../database/sql.ts'
import type { Channel } from './templates.ts'

/** A message that went to a card's holder. Codes and links in it are kept nowhere. */
export interface PastMessage {
  readonly template: string
  readonly channel: Channel
  /** E.164 or an email address */
  readonly to: string
  readonly status: 'sent' | 'failed' | 'expired'
  readonly endedAt: Date
}

interface MessageRow {
  template: string
  channel: Channel
  address: string
  status: PastMessage['status']
  ended_at: Date
}

const selectMessages = statement<[cardId: string, limit: number], MessageRow>(
  'messages/select-history',
  `
  select template, channel, address, status, ended_at
  from message
  where card_id = $1
  order by ended_at desc, message_id desc
  limit $2
  `,
)

/** The messages of a card, the newest first. */
export async function messagesOfCard(db: Queryable, cardId: string, limit: number): Promise<PastMessage[]> {
  return (await rows(db, selectMessages, [cardId, limit])).map((row) => ({
    template: row.template,
    channel: row.channel,
    to: row.address,
    status: row.status,
    endedAt: row.ended_at,
  }))
}
