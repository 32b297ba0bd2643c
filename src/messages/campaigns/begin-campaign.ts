import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import { one, type Queryable, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type AudienceParams, audienceFacts, audienceParams, ofAudience } from './audience.ts'
import type { CampaignRefusal } from './campaign-refusals.ts'
import { type Campaign, findCampaign } from './campaigns.ts'

/** Fixes who gets it, in the statement that begins it. */
const begin = statement<
  [...AudienceParams, campaignId: number, approvalId: string],
  'messages/begin-campaign',
  'people'
>(
  'messages/begin-campaign',
  `
  with begun as (
    update campaign set approval_id = $7, begun_at = $5 where campaign_id = $6 and begun_at is null
    returning campaign_id
  ),
  chosen as (
    insert into campaign_receiver (card_id, campaign_id)
    select card.card_id, $6 from ${ofAudience} and exists (select from begun)
    returning card_id
  )
  insert into campaign_progress (campaign_id, people)
  select $6, (select count(*)::int from chosen) from begun
  returning people
  `,
)

const anybody = statement<AudienceParams, 'messages/anybody-in-audience', 'there'>(
  'messages/anybody-in-audience',
  `select exists (select from ${ofAudience}) as there`,
)

/** What two people approve: that this text goes to this group. How many they are is counted when it begins. */
export async function beginCampaignAct(
  db: Queryable,
  campaignId: number,
  now: Date,
): Promise<Outcome<TwoPersonAct, CampaignRefusal>> {
  const campaign = await findCampaign(db, campaignId)
  if (!campaign) return refuse('campaign_unknown')
  if (campaign.begunAt) return refuse('campaign_begun')
  const { there } = await one(db, anybody, audienceParams(campaign.audience, now))
  return there ? done(actOf(campaign)) : refuse('nobody_meant')
}

function actOf({ campaignId, name, audience, channels, subjectId, textId, textEn }: Campaign): TwoPersonAct {
  return {
    act: 'send_campaign',
    subject: `campaign:${campaignId}`,
    facts: {
      name,
      ...audienceFacts(audience),
      channel: channels.join(', '),
      email_subject: subjectId,
      body: textId,
      body_en: textEn,
    },
  }
}

/**
 * Begins a campaign that two people have approved: from then on it goes to those who belong to its audience in this moment, and
 * to nobody else. The job sends it; whoever has left the group by then is passed over. Returns how many they are.
 */
export function beginCampaign(
  ctx: Pick<Context, 'db' | 'clock'>,
  campaignId: number,
  by: Actor,
): Promise<Outcome<{ readonly people: number }, CampaignRefusal | ApprovalRefusal>> {
  return inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<{ people: number }, CampaignRefusal | ApprovalRefusal>> => {
      const now = ctx.clock.now()
      const act = await beginCampaignAct(tx, campaignId, now)
      if (!act.ok) return act
      const approval = await takeApproval(tx, act.value, by, now)
      if (!approval.ok) return approval
      const { audience } = (await findCampaign(tx, campaignId))!
      const { people } = await one(tx, begin, [
        ...audienceParams(audience, now),
        campaignId,
        approval.value.approvalId,
      ])
      const { subject } = act.value
      await writeJournal(tx, by, now, [{ event: 'campaign_begun', subject, facts: { people } }])
      return done({ people })
    },
  )
}
