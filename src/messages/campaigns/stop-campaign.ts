import type { Context } from '../../database/context.ts'
import { one, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { CampaignRefusal } from './campaign-refusals.ts'
import { campaignParts } from './campaign-text.ts'
import { findCampaign } from './campaigns.ts'
import { lockCampaigns } from './send-campaigns.ts'

const markStopped = statement<[campaignId: number, by: string, now: Date]>(
  'messages/mark-campaign-stopped',
  'update campaign set stopped_by = $2, stopped_at = $3 where campaign_id = $1 and stopped_at is null',
)

/**
 * Takes out of the outbox what nobody has under way (`unanswered` is 0 but while a message is being sent), and settles who has
 * got nothing of it.
 */
const takeBack = statement<
  [campaignId: number, now: Date, parts: string],
  'messages/take-campaign-back',
  'people' | 'messages'
>(
  'messages/take-campaign-back',
  `
  with mine as materialized (
    select card_id, unnest(message_ids) as message_id, cardinality(message_ids) as ways from campaign_receiver
    where campaign_id = $1 and state = 'queued'
  ),
  taken as (
    delete from outbox using mine
    where outbox.message_id = mine.message_id and outbox.unanswered = 0
    returning outbox.card_id, mine.ways, case outbox.channel when 'sms' then ($3::jsonb ->> outbox.language)::int else 0 end as parts
  ),
  told_nothing as (
    select card_id from taken group by card_id, ways having count(*) = ways
  ),
  stopped as (
    update campaign_receiver receiver set state = 'stopped', settled_at = $2
    where campaign_id = $1 and (state = 'waiting' or card_id in (select card_id from told_nothing))
    returning card_id
  ),
  counted as (
    update campaign_progress
    set
      queued = queued - (select count(*)::int from told_nothing),
      messages = messages - (select count(*)::int from taken),
      sms_parts = sms_parts - (select coalesce(sum(parts), 0)::int from taken),
      stopped = (select count(*)::int from stopped)
    where campaign_id = $1
  )
  select (select count(*)::int from stopped) as people, (select count(*)::int from taken) as messages
  `,
)

/**
 * Stops a campaign: nothing more of it is queued, and what waits in the outbox is taken out. What is being sent in this moment, or
 * was, has been sent. `site` is the address that people see. One person may: stopping needs no second one. Refused where nothing of it waits any more.
 */
export function stopCampaign(
  ctx: Pick<Context, 'db' | 'clock'>,
  campaignId: number,
  { because, site }: { readonly because: string; readonly site: string },
  by: Actor,
): Promise<Outcome<{ readonly people: number; readonly messages: number }, CampaignRefusal>> {
  return inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<{ people: number; messages: number }, CampaignRefusal>> => {
      await rows(tx, lockCampaigns, [])
      const campaign = await findCampaign(tx, campaignId)
      if (!campaign) return refuse('campaign_unknown')
      if (!campaign.begunAt) return refuse('campaign_not_begun')
      if (campaign.stoppedAt) return refuse('campaign_over')
      const now = ctx.clock.now()
      const taken = await one(tx, takeBack, [campaignId, now, JSON.stringify(campaignParts(campaign, site))])
      if (campaign.endedAt && taken.messages === 0) return refuse('campaign_over')
      await touched(tx, markStopped, [campaignId, by.actor, now])
      const facts = { people: taken.people, because }
      await writeJournal(tx, by, now, [
        { event: 'campaign_stopped', subject: `campaign:${campaignId}`, facts },
      ])
      return done(taken)
    },
  )
}
