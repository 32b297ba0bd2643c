import type { Context } from '../database/context.ts'
import { beginCampaign, beginCampaignAct } from '../messages/campaigns/begin-campaign.ts'
import { useWording, useWordingAct } from '../messages/wording/wordings.ts'
import type { Performing } from './performing.ts'

const takes = { first: 'run_messages', second: 'approve' } as const

/** The acts of two people upon messages: a part of the list of acts-of-two.ts. */
export const messageActs = {
  /** what a message says from then on: a wrong link in it would reach everybody */
  use_wording: {
    words: { id: 'Mengganti kata-kata pesan', en: 'Change the wording of a message' },
    takes,
    wanted: ({ db }: Context, wordingId: number) => useWordingAct(db, String(wordingId)),
    perform: ({ ctx, actor }: Performing, wordingId: number) => useWording(ctx, String(wordingId), actor),
  },
  /** a text to a group, which is fixed in that moment; the job sends it */
  send_campaign: {
    words: { id: 'Mengirim kampanye pesan', en: 'Send a campaign' },
    takes,
    wanted: ({ db, clock }: Context, campaignId: number) => beginCampaignAct(db, campaignId, clock.now()),
    perform: ({ ctx, actor }: Performing, campaignId: number) => beginCampaign(ctx, campaignId, actor),
  },
} as const
