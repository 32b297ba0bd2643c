import { z } from 'zod'
import { audienceStates } from '../../../messages/campaigns/audience.ts'
import { campaignPaths } from '../../../messages/campaigns/campaign-text.ts'
import { type Campaign, campaignCount, listCampaigns } from '../../../messages/campaigns/campaigns.ts'
import { provinceNames } from '../../../people/region-codes.ts'
import { listWaves } from '../../../waves/waves.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, rowsAsked } from '../parts/list-parts.tsx'
import { campaignWords } from './campaign-words.ts'
import { partRupiah } from './wordings-page.tsx'

type Options = readonly parts.Option[]

/** What somebody drafts; the waves and provinces are those that there are. */
export const campaignForm = (waves: Options, provinces: Options) =>
  form((language) => {
    const said = campaignWords[language]
    const narrows = (label: string, all: string, options: Options) =>
      ask.select(z.string().max(10).optional(), label, [{ value: '', label: all }, ...options], {
        short: true,
      })
    return {
      nama: ask.text(field.text(80, 3), said.name, { hint: said.nameHint, maxlength: 80 }),
      kelompok: ask.radios(
        field.choice(audienceStates),
        said.who,
        audienceStates.map((value) => ({ value, label: said.whos[value] })),
      ),
      gelombang: narrows(said.wave, said.allWaves, waves),
      provinsi: narrows(said.province, said.anyProvince, provinces),
      bahasa: narrows(
        said.language,
        said.anyLanguage,
        (['id', 'en'] as const).map((value) => ({ value, label: said.languages[value] })),
      ),
      sms: ask.tick(field.flag(), said.sms),
      email: ask.tick(field.flag(), said.email),
      judul_id: ask.text(field.text(120, 3), said.subjectId, { maxlength: 120 }),
      isi_id: ask.text(field.text(600, 10), said.textId, { hint: said.textHint, lines: 4, maxlength: 600 }),
      judul_en: ask.text(field.text(120, 3), said.subjectEn, { maxlength: 120 }),
      isi_en: ask.text(field.text(600, 10), said.textEn, { lines: 4, maxlength: 600 }),
      tautan: ask.radios(
        field.choice(campaignPaths),
        said.path,
        campaignPaths.map((value) => ({ value, label: said.paths[value] })),
      ),
      harga: ask.whole(0, 100_000, said.price),
    }
  })

/** The form as it stands now. */
export async function campaignFormNow({ ctx, language }: ConsoleRequest) {
  const said = campaignWords[language]
  const [listed, named] = await Promise.all([listWaves(ctx.db), provinceNames()])
  const waves = listed
    .reverse()
    .map(({ waveId, number, year }) => ({ value: String(waveId), label: said.waveOf(number, year) }))
  const provinces = [...named].map(([value, label]) => ({ value, label }))
  return campaignForm(waves, provinces)
}

/** `/konsol/pesan/kampanye`: every campaign, and the form that drafts another one. */
export async function campaignsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = campaignWords[language]
  const { limit, offset } = rowsAsked(c)
  const [campaigns, total, price, draft] = await Promise.all([
    listCampaigns(ctx.db, limit, offset),
    campaignCount(ctx.db),
    partRupiah(request),
    campaignFormNow(request),
  ])
  const name = await actorNames(
    request,
    campaigns.map(({ madeBy }) => madeBy),
  )
  const beginning = { kelompok: 'not_bought', sms: 'yes', email: 'yes', tautan: '/kartu' }
  const harga = String(price)
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/pesan/kampanye',
      file: 'kampanye',
      columns: columnsOf(language, name),
      rows: campaigns,
      total,
      after: offers(request, 'run_messages') ? (
        <Act title={said.add} text={said.addText} action="/konsol/pesan/kampanye" button={said.add}>
          {draft.fields(c, beginningWith({ ...beginning, harga }, shown))}
        </Act>
      ) : (
        ''
      ),
    },
    shown,
  )
}

const tones = { drafted: 'waiting', sending: 'info', sent: 'success', stopped: 'quiet' } as const

/** How a campaign stands. */
export function CampaignTag({
  campaign,
  language,
}: {
  campaign: Campaign
  language: ConsoleRequest['language']
}) {
  const { state } = campaign
  return <parts.StatusTag tone={tones[state]}>{campaignWords[language].states[state]}</parts.StatusTag>
}

function columnsOf(
  language: ConsoleRequest['language'],
  name: (actor: string) => string,
): ListColumn<Campaign>[] {
  const said = campaignWords[language]
  const count = (label: string, cell: (one: Campaign) => number) => ({ label, right: true, cell })
  return [
    {
      label: said.name,
      cell: (one) => one.name,
      show: (one) => <a href={`/konsol/pesan/kampanye/${one.campaignId}`}>{one.name}</a>,
    },
    {
      label: said.state,
      cell: (one) => said.states[one.state],
      show: (one) => <CampaignTag campaign={one} language={language} />,
    },
    { label: said.made, cell: (one) => one.madeAt },
    { label: said.madeBy, cell: (one) => name(one.madeBy) },
    count(said.people, (one) => one.people),
    count(said.queued, (one) => one.queued),
    count(said.messages, (one) => one.messages),
  ]
}
