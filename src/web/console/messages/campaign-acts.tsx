import { refuse } from '../../../kernel/refusal.ts'
import { beginCampaignAct } from '../../../messages/campaigns/begin-campaign.ts'
import { campaignPreview } from '../../../messages/campaigns/campaign-text.ts'
import { draftCampaign } from '../../../messages/campaigns/campaigns.ts'
import { stopCampaign } from '../../../messages/campaigns/stop-campaign.ts'
import { sendTest } from '../../../messages/wording/send-test.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { campaignOf, campaignPage } from './campaign-page.tsx'
import { campaignWords } from './campaign-words.ts'
import { campaignFormNow, campaignsPage } from './campaigns-page.tsx'
import { wordingWords } from './wording-words.ts'

/** Drafts a campaign. */
export async function submitCampaign(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language, deps } = request
  const answers = await (await campaignFormNow(request)).read(c)
  if (!answers.ok) return campaignsPage(request, answers)
  const { values, typed } = answers
  const channels = [...(values.sms ? (['sms'] as const) : []), ...(values.email ? (['email'] as const) : [])]
  if (channels.length === 0) {
    const message = campaignWords[language].channelMissing
    return campaignsPage(request, { problems: [{ field: 'sms', message }], typed })
  }
  const { gelombang, provinsi, bahasa } = values
  const drafted = await draftCampaign(
    ctx,
    {
      name: values.nama,
      audience: {
        state: values.kelompok,
        ...(gelombang && /^\d{1,9}$/.test(gelombang) && { wave: Number(gelombang) }),
        ...(provinsi && { province: provinsi }),
        ...(bahasa === 'id' || bahasa === 'en' ? { language: bahasa } : {}),
      },
      channels,
      subjectId: values.judul_id,
      subjectEn: values.judul_en,
      textId: values.isi_id,
      textEn: values.isi_en,
      path: values.tautan,
      partRupiah: values.harga,
    },
    { site: deps.link('/'), by: actor },
  )
  if (!drafted.ok) return campaignsPage(request, { problem: sentence(language, drafted), typed })
  return goTo(c, `/konsol/pesan/kampanye/${drafted.value.campaignId}?kabar=campaign_drafted`)
}

/** Sends every form of it to whoever asks, and to nobody else. */
export async function submitCampaignTest(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language, staff, deps } = request
  const campaign = await campaignOf(request)
  if (!campaign) return errorPage(c, 404)
  const said = wordingWords[language]
  const to = { name: staff.name, email: staff.email, language }
  for (const channel of campaign.channels)
    for (const each of ['id', 'en'] as const) {
      const what = `${campaignWords[language].testOf(campaign.name)}: ${said.channels[channel]}, ${said.languages[each]}`
      const preview = campaignPreview(campaign, channel, each, deps.link('/'))
      const sent = await sendTest(ctx, { template: 'campaign', what, preview }, to, actor)
      if (!sent.ok) return campaignPage(request, { problem: sentence(language, sent) })
    }
  deps.onMessages()
  return goTo(c, `/konsol/pesan/kampanye/${campaign.campaignId}?kabar=test_sent`)
}

/** Asks that it is sent, which takes a second person. */
export async function askToSend(request: ConsoleRequest): Promise<Response> {
  const { c, ctx } = request
  const campaign = await campaignOf(request)
  if (!campaign) return errorPage(c, 404)
  const act = await beginCampaignAct(ctx.db, campaign.campaignId, ctx.clock.now())
  return askForApproval(request, act, (refused) => campaignPage(request, refused))
}

/** Stops it: one person may. */
export async function submitStop(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const campaign = await campaignOf(request)
  if (!campaign) return errorPage(c, 404)
  const because = String((await readForm(c)).get('alasan') ?? '').trim()
  if (because.length < 3 || because.length > 500)
    return campaignPage(request, { problem: sentence(language, refuse('reason_missing')) })
  const stopped = await stopCampaign(
    ctx,
    campaign.campaignId,
    { because, site: request.deps.link('/') },
    actor,
  )
  if (!stopped.ok) return campaignPage(request, { problem: sentence(language, stopped) })
  return goTo(c, `/konsol/pesan/kampanye/${campaign.campaignId}?kabar=campaign_stopped`)
}
