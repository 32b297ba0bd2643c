import { one, type Queryable, statement } from '../../database/sql.ts'

const selectResult = statement<
  [campaignId: number],
  'messages/campaign-result',
  'waiting' | 'parked' | 'sent' | 'failed' | 'delivered' | 'undelivered' | 'smsParts'
>(
  'messages/campaign-result',
  `
  select
    count(outbox.message_id) filter (where outbox.parked_at is null)::int as waiting,
    count(outbox.message_id) filter (where outbox.parked_at is not null)::int as parked,
    count(*) filter (where message.status = 'sent')::int as sent,
    count(*) filter (where message.status in ('failed', 'expired'))::int as failed,
    count(*) filter (where message.delivery = 'delivered')::int as delivered,
    count(*) filter (where message.delivery = 'undelivered')::int as undelivered,
    coalesce(sum(message.parts) filter (where message.status = 'sent'), 0)::int as sms_parts
  from (
    select card_id, unnest(message_ids) as message_id from campaign_receiver
    where campaign_id = $1 and state = 'queued'
  ) mine
  left join message using (card_id, message_id)
  left join outbox on outbox.message_id = mine.message_id
  `,
)

/** What became of the messages of a campaign, and how many SMS the operator counted. It looks up each of them. */
export function resultOf(db: Queryable, campaignId: number) {
  return one(db, selectResult, [campaignId])
}
