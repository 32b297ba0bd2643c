import { one, type Queryable, rows, statement } from '../../database/sql.ts'
import { maskEmail } from '../../kernel/email.ts'
import { maskPhone } from '../../kernel/phone.ts'
import type { Language } from '../../kernel/wib.ts'
import { waysOf } from '../ways.ts'
import { type Audience, type AudienceParams, audienceParams, ofAudience } from './audience.ts'
import { type CampaignText, campaignParts } from './campaign-text.ts'

const countAudience = statement<
  AudienceParams,
  'messages/count-audience',
  'people' | 'smsId' | 'smsEn' | 'emails' | 'nothing'
>(
  'messages/count-audience',
  `
  select
    count(*)::int as people,
    count(*) filter (where sms and told.language = 'id')::int as sms_id,
    count(*) filter (where sms and told.language = 'en')::int as sms_en,
    count(*) filter (where email)::int as emails,
    count(*) filter (where not sms and not email)::int as nothing
  from (
    select card.person_id, card.holder_phone, card.holder_email, chosen.language from ${ofAudience}
  ) holder
  cross join lateral (
    select
      coalesce(bool_or(way.channel = 'sms'), false) as sms, coalesce(bool_or(way.channel = 'email'), false) as email,
      holder.language
    from (values (1)) as once (one) ${waysOf(`'programme'`, 'holder')}
  ) told
  `,
)

const sampleAudience = statement<
  [...AudienceParams, limit: number],
  'messages/sample-audience',
  'name' | 'phone' | 'email' | 'language'
>(
  'messages/sample-audience',
  `
  select card.holder_name as name, card.holder_phone as phone, card.holder_email as email, chosen.language
  from ${ofAudience}
  order by hashint8(card.card_id)
  limit $6
  `,
)

/** How many an audience is now, what it would cost, and some of it with masked addresses. */
export interface AudienceSample {
  readonly people: number
  /** messages that would be sent, after what people have declined */
  readonly sms: number
  readonly emails: number
  /** who has declined all of it */
  readonly unreached: number
  /** SMS as the operator counts them, and rupiah for them */
  readonly smsParts: number
  readonly rupiah: number
  readonly examples: readonly {
    readonly name: string
    readonly phone: string
    readonly email: string
    readonly language: Language
  }[]
}

const examples = 5

/** Looks at an audience before anything is sent to it. The examples are the same ones each time. */
export async function sampleOf(
  db: Queryable,
  campaign: CampaignText & {
    readonly audience: Audience
    readonly channels: readonly string[]
    readonly partRupiah: number
  },
  { now, site }: { readonly now: Date; readonly site: string },
): Promise<AudienceSample> {
  const params = audienceParams(campaign.audience, now)
  const [counted, some] = [
    await one(db, countAudience, params),
    await rows(db, sampleAudience, [...params, examples]),
  ]
  const by = (channel: string) => (campaign.channels.includes(channel) ? 1 : 0)
  const parts = campaignParts(campaign, site)
  const smsParts = by('sms') * (counted.smsId * parts.id + counted.smsEn * parts.en)
  return {
    people: counted.people,
    sms: by('sms') * (counted.smsId + counted.smsEn),
    emails: by('email') * counted.emails,
    unreached: counted.nothing,
    smsParts,
    rupiah: smsParts * campaign.partRupiah,
    examples: some.map(({ name, phone, email, language }) => ({
      name: maskName(name),
      phone: maskPhone(phone),
      email: maskEmail(email),
      language: language as Language,
    })),
  }
}

/** `Siti Aminah` as `S*** A***`. */
const maskName = (name: string) => name.replace(/(\p{L})\S*/gu, '$1***')
