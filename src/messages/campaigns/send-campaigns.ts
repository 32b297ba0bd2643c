import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day } from '../../kernel/clock.ts'
import type { Actor } from '../../kernel/request.ts'
import { afterQuiet } from '../after-quiet.ts'
import { waysOf } from '../ways.ts'
import { inState } from './audience.ts'
import { campaignParams, campaignParts } from './campaign-text.ts'
import { type Campaign, findCampaign } from './campaigns.ts'

/** Nobody gets more than so many campaigns in so many days: what is above that is left out, and counted. */
export const perPerson = { campaigns: 2, days: 7 } as const

/** Who sends and who stops are one at a time, over all processes: a campaign that was stopped queues nothing any more. */
export const lockCampaigns = statement<[]>(
  'messages/lock-campaigns',
  `select pg_advisory_xact_lock(hashtextextended('campaigns', 0))`,
)

const underWay = statement<[], 'messages/campaign-under-way'>(
  'messages/campaign-under-way',
  `
  select campaign_id from campaign
  where begun_at is not null and ended_at is null and stopped_at is null
  order by campaign_id limit 1
  `,
)

/**
 * Settles so many of those who wait: queued by every way that they have not declined, or why not. A receiver is settled in the
 * statement that queues the message, so nobody gets it twice, whoever is killed when.
 */
const sendSome = statement<
  [
    campaignId: number,
    now: Date,
    limit: number,
    dueAt: Date,
    since: Date,
    most: number,
    state: string,
    channels: readonly string[],
    said: string,
    parts: string,
  ],
  'messages/send-campaign',
  'settled'
>(
  'messages/send-campaign',
  `
  with next as materialized (
    select card_id from campaign_receiver
    where campaign_id = $1 and state = 'waiting'
    order by card_id
    limit $3
  ),
  judged as materialized (
    select
      card.card_id, card.person_id, card.holder_name, card.holder_phone, card.holder_email,
      case
        when not (${inState('$7::text', '$2::timestamptz')}) then 'passed_over'
        when $6::int <= (
          select count(*) from campaign_receiver earlier
          where earlier.card_id = next.card_id and earlier.state = 'queued' and earlier.settled_at > $5::timestamptz
        ) then 'limited'
        else 'queued'
      end as verdict
    from next
    cross join lateral (select * from card where card.card_id = next.card_id limit 1) card
  ),
  told as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      card_id, way.channel, way.address, 'campaign', way.language,
      jsonb_build_object('name', holder_name) || ($9::jsonb -> way.language), $4::timestamptz, $2
    from judged
    ${waysOf(`'programme'`, 'judged')}
    where verdict = 'queued' and way.channel = any ($8::text[])
    returning card_id, message_id, channel, language
  ),
  -- Gathered and not joined: what a statement made has no index, and a thousand times a thousand is a million.
  settled as (
    select
      card_id, max(verdict) as verdict,
      coalesce(array_agg(message_id) filter (where message_id is not null), '{}') as message_ids, sum(parts)::int as parts
    from (
      select card_id, verdict, null::bigint as message_id, 0 as parts from judged
      union all
      select card_id, null, message_id, case channel when 'sms' then ($10::jsonb ->> language)::int else 0 end from told
    ) each
    group by card_id
  ),
  written as (
    update campaign_receiver receiver
    set
      state = case when settled.verdict = 'queued' and settled.message_ids = '{}' then 'declined' else settled.verdict end,
      settled_at = $2, message_ids = settled.message_ids
    from settled
    where receiver.card_id = settled.card_id and receiver.campaign_id = $1
    returning receiver.state, receiver.message_ids, settled.parts
  ),
  counted as (
    update campaign_progress
    set
      queued = campaign_progress.queued + sums.queued, messages = campaign_progress.messages + sums.messages,
      sms_parts = campaign_progress.sms_parts + sums.parts,
      declined = campaign_progress.declined + sums.declined, limited = campaign_progress.limited + sums.limited,
      passed_over = campaign_progress.passed_over + sums.passed_over
    from (
      select
        count(*) filter (where state = 'queued')::int as queued,
        coalesce(sum(cardinality(message_ids)), 0)::int as messages, coalesce(sum(parts), 0)::int as parts,
        count(*) filter (where state = 'declined')::int as declined,
        count(*) filter (where state = 'limited')::int as limited,
        count(*) filter (where state = 'passed_over')::int as passed_over
      from written
    ) sums
    where campaign_id = $1
  )
  select count(*)::int as settled from written
  `,
)

const markEnded = statement<[campaignId: number, now: Date]>(
  'messages/end-campaign',
  'update campaign set ended_at = $2 where campaign_id = $1',
)

export interface SendOptions {
  /** the address that people see: it is part of what an SMS costs */
  readonly site: string
  readonly by: Actor
  readonly signal?: AbortSignal | undefined
  /** people in one transaction */
  readonly chunk?: number
}

/**
 * Sends what is under way, a thousand people in a transaction, until nobody waits. Any number of processes may run it; whoever
 * breaks off leaves nothing half done, and whoever comes next goes on. Returns how many people were settled.
 */
export async function sendCampaigns(
  ctx: Pick<Context, 'db' | 'clock'>,
  options: SendOptions,
): Promise<number> {
  let all = 0
  // Looked at first without the lock: most of the time there is nothing.
  while (!options.signal?.aborted && (await first(ctx.db, underWay, []))) {
    all += await inTransaction(ctx.db, async (tx) => {
      await rows(tx, lockCampaigns, [])
      const next = await first(tx, underWay, [])
      const campaign = next && (await findCampaign(tx, next.campaignId))
      return campaign ? settleSome(tx, campaign, ctx.clock.now(), options) : 0
    })
  }
  return all
}

async function settleSome(
  tx: Queryable,
  campaign: Campaign,
  now: Date,
  { site, by, chunk = 1000 }: SendOptions,
): Promise<number> {
  const { campaignId, audience, channels } = campaign
  const { settled } = await one(tx, sendSome, [
    campaignId,
    now,
    chunk,
    afterQuiet(now),
    new Date(now.getTime() - perPerson.days * day),
    perPerson.campaigns,
    audience.state,
    channels,
    JSON.stringify({ id: campaignParams(campaign, 'id'), en: campaignParams(campaign, 'en') }),
    JSON.stringify(campaignParts(campaign, site)),
  ])
  if (settled < chunk) {
    await touched(tx, markEnded, [campaignId, now])
    await writeJournal(tx, by, now, [{ event: 'campaign_ended', subject: `campaign:${campaignId}` }])
  }
  return settled
}
