import type { Language } from '../../kernel/wib.ts'
import { render } from '../rendering/render.ts'
import type { Channel } from '../templates.ts'
import { smsLength } from '../wording/preview.ts'

/** Where the button of a campaign may lead: pages of ours, and nowhere else. */
export const campaignPaths = ['/kartu', '/rekening', '/pesan-saya'] as const
export type CampaignPath = (typeof campaignPaths)[number]

/** What a campaign says. */
export interface CampaignText {
  readonly subjectId: string
  readonly subjectEn: string
  readonly textId: string
  readonly textEn: string
  readonly path: string
}

const headlineOf = (text: CampaignText, language: Language) =>
  language === 'en' ? text.subjectEn : text.subjectId
const bodyOf = (text: CampaignText, language: Language) => (language === 'en' ? text.textEn : text.textId)

/** What the template of a campaign is told, but for the name. */
export function campaignParams(text: CampaignText, language: Language) {
  return { headline: headlineOf(text, language), text: bodyOf(text, language), link: text.path }
}

/** A campaign as it arrives; `site` is the address that people see, and the name is invented. */
export function campaignPreview(text: CampaignText, channel: Channel, language: Language, site: string) {
  const params = {
    ...campaignParams(text, language),
    name: 'Siti Aminah',
    link: new URL(text.path, site).href,
  }
  return render({ template: 'campaign', channel, language, params })
}

/** How many SMS the operator counts for one person, in each language: the text says nothing of the person, so it is exact. */
export function campaignParts(text: CampaignText, site: string): Readonly<Record<Language, number>> {
  const parts = (language: Language) => smsLength(campaignPreview(text, 'sms', language, site).text).parts
  return { id: parts('id'), en: parts('en') }
}
