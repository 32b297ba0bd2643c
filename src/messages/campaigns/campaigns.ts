import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { leadsElsewhere } from '../rendering/own-addresses.ts'
import type { Channel } from '../templates.ts'
import { type Audience, audienceFacts } from './audience.ts'
import type { CampaignRefusal } from './campaign-refusals.ts'
import { type CampaignText, campaignParts } from './campaign-text.ts'

/** `drafted`: waits for two people; `sending`; `sent`: everybody was looked at; `stopped`: by somebody, before that. */
export type CampaignState = 'drafted' | 'sending' | 'sent' | 'stopped'
interface Progress {
  /** whom it is for, fixed when it began */
  people: number
  /** who was written to, by how many messages, and SMS as the operator counts them */
  queued: number
  messages: number
  smsParts: number
  /** who was not, and why */
  declined: number
  limited: number
  passedOver: number
  stopped: number
}
type Typed = { audience: Audience; channels: Channel[]; state: CampaignState } & Progress
type CampaignRow = Row<'messages/select-campaign', Typed>

/** A campaign with how far it is; before it begins nobody is counted. */
export interface Campaign extends CampaignRow {}

/** What somebody drafts. */
export interface CampaignDraft extends CampaignText {
  readonly name: string
  readonly audience: Audience
  readonly channels: readonly Channel[]
  /** rupiah that the operator of the phone network takes for one part of an SMS */
  readonly partRupiah: number
}

const columns = `
  campaign.campaign_id, name, audience, channels, subject_id, subject_en, text_id, text_en, path, part_rupiah, made_by, made_at,
  begun_at, stopped_by, stopped_at, ended_at,
  case
    when stopped_at is not null then 'stopped' when ended_at is not null then 'sent' when begun_at is not null then 'sending'
    else 'drafted'
  end as state,
  coalesce(people, 0) as people, coalesce(queued, 0) as queued, coalesce(messages, 0) as messages,
  coalesce(sms_parts, 0) as sms_parts, coalesce(declined, 0) as declined, coalesce(limited, 0) as limited,
  coalesce(passed_over, 0) as passed_over, coalesce(stopped, 0) as stopped
  from campaign
  left join campaign_progress using (campaign_id)`

const selectCampaign = statement<[campaignId: number], 'messages/select-campaign', CampaignRow>(
  'messages/select-campaign',
  `select ${columns} where campaign.campaign_id = $1`,
)

const selectCampaigns = statement<[limit: number, offset: number], 'messages/select-campaigns', CampaignRow>(
  'messages/select-campaigns',
  `select ${columns} order by campaign.campaign_id desc limit $1 offset $2`,
)

const insertCampaign = statement<
  [
    name: string,
    audience: string,
    channels: readonly Channel[],
    subjectId: string,
    subjectEn: string,
    textId: string,
    textEn: string,
    path: string,
    partRupiah: number,
    by: string,
    now: Date,
  ],
  'messages/insert-campaign'
>(
  'messages/insert-campaign',
  `
  insert into campaign (
    name, audience, channels, subject_id, subject_en, text_id, text_en, path, part_rupiah, made_by, made_at
  )
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  returning campaign_id
  `,
)

const waveThere = statement<[waveId: number], 'messages/campaign-wave'>(
  'messages/campaign-wave',
  'select wave_id from wave where wave_id = $1',
)

const countCampaigns = statement<[], 'messages/count-campaigns', 'campaigns'>(
  'messages/count-campaigns',
  'select count(*)::int as campaigns from campaign',
)

/** Campaigns, the newest first. */
export function listCampaigns(db: Queryable, limit: number, offset = 0): Promise<Campaign[]> {
  return rows(db, selectCampaigns, [limit, offset])
}

/** How many campaigns there are. */
export async function campaignCount(db: Queryable): Promise<number> {
  return (await one(db, countCampaigns, [])).campaigns
}

/** One campaign, or undefined. */
export function findCampaign(db: Queryable, campaignId: number): Promise<Campaign | undefined> {
  return first(db, selectCampaign, [campaignId])
}

const mostParts = 4

/**
 * Drafts a campaign; nothing is sent until two people have approved it. `site` is the address that people see, which is part of
 * the SMS. A draft is not changed any more: who wants another text drafts another one.
 */
export function draftCampaign(
  ctx: Pick<Context, 'db' | 'clock'>,
  draft: CampaignDraft,
  { site, by }: { readonly site: string; readonly by: Actor },
): Promise<Outcome<{ readonly campaignId: number }, CampaignRefusal>> {
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ campaignId: number }, CampaignRefusal>> => {
    const { name, audience, channels, subjectId, subjectEn, textId, textEn, path, partRupiah } = draft
    if ([subjectId, subjectEn, textId, textEn].some(leadsElsewhere))
      return refuse('campaign_text_own_address')
    const parts = campaignParts(draft, site)
    if (channels.includes('sms') && Math.max(parts.id, parts.en) > mostParts)
      return refuse('campaign_text_too_long')
    if (audience.wave !== undefined && !(await first(tx, waveThere, [audience.wave])))
      return refuse('campaign_wave_unknown')
    const now = ctx.clock.now()
    const said = [name, JSON.stringify(audience), channels, subjectId, subjectEn, textId, textEn] as const
    const { campaignId } = await one(tx, insertCampaign, [...said, path, partRupiah, by.actor, now])
    const facts = { name, ...audienceFacts(audience), channel: channels.join(', ') }
    await writeJournal(tx, by, now, [{ event: 'campaign_made', subject: `campaign:${campaignId}`, facts }])
    return done({ campaignId })
  })
}
