import { formatRupiah } from '../../../kernel/rupiah.ts'
import { sampleOf } from '../../../messages/campaigns/audience-sample.ts'
import { resultOf } from '../../../messages/campaigns/campaign-result.ts'
import { campaignPreview } from '../../../messages/campaigns/campaign-text.ts'
import { type Campaign, findCampaign } from '../../../messages/campaigns/campaigns.ts'
import { smsLength } from '../../../messages/wording/preview.ts'
import { provinceNames } from '../../../people/region-codes.ts'
import { listWaves } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown, whole } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { campaignWords } from './campaign-words.ts'
import { CampaignTag } from './campaigns-page.tsx'
import { Shows } from './wording-page.tsx'
import { wordingWords } from './wording-words.ts'

/** The campaign of the address, or undefined. */
export function campaignOf({ c, ctx }: ConsoleRequest): Promise<Campaign | undefined> {
  const id = c.req.param('campaign') ?? ''
  return /^\d{1,9}$/.test(id) ? findCampaign(ctx.db, Number(id)) : Promise.resolve(undefined)
}

/** `/konsol/pesan/kampanye/:campaign`: what it says, to whom, what it costs, how far it is and what became of it. */
export async function campaignPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, language } = request
  const said = campaignWords[language]
  const campaign = await campaignOf(request)
  if (!campaign) return errorPage(c, 404)
  const { campaignId, state } = campaign
  const at = `/konsol/pesan/kampanye/${campaignId}` as const
  const runs = offers(request, 'run_messages')
  return consolePage(
    request,
    { title: campaign.name, ...shown },
    <>
      <p>
        <a href="/konsol/pesan/kampanye">{said.title}</a>
      </p>
      {await factsOf({ request, campaign })}
      <Beside side={await historyTable(request, [`campaign:${campaignId}`])}>
        {state === 'drafted'
          ? await samplePart({ request, campaign })
          : await progressPart({ request, campaign })}
        <Previews request={request} campaign={campaign} />
        {runs && state === 'drafted' ? (
          <Act title={said.ask} text={said.askText} action={`${at}/minta`} button={said.ask} />
        ) : (
          ''
        )}
        {runs ? (
          <Act
            title={said.test}
            text={said.testText(request.staff.email)}
            action={`${at}/uji`}
            button={said.test}
          />
        ) : (
          ''
        )}
        {runs && (state === 'sending' || state === 'sent') ? (
          <Act title={said.stop} text={said.stopText} action={`${at}/hentikan`} button={said.stop}>
            <parts.Field name="alasan" label={said.because} maxlength={500} />
          </Act>
        ) : (
          ''
        )}
      </Beside>
    </>,
  )
}

async function factsOf({ request, campaign }: { request: ConsoleRequest; campaign: Campaign }) {
  const { ctx, language } = request
  const said = campaignWords[language]
  const { audience, channels } = campaign
  const wave = (await listWaves(ctx.db)).find(({ waveId }) => waveId === audience.wave)
  const group = [
    said.whos[audience.state],
    wave ? said.waveOf(wave.number, wave.year) : said.allWaves,
    audience.province
      ? ((await provinceNames()).get(audience.province) ?? audience.province)
      : said.anyProvince,
    audience.language ? said.languages[audience.language] : said.anyLanguage,
  ]
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: <CampaignTag campaign={campaign} language={language} /> },
        { label: said.group, value: group.join('; ') },
        {
          label: wordingWords[language].channel,
          value: channels.map((channel) => wordingWords[language].channels[channel]).join(', '),
        },
        { label: said.price, value: formatRupiah(campaign.partRupiah) },
      ]}
    />
  )
}

async function samplePart({ request, campaign }: { request: ConsoleRequest; campaign: Campaign }) {
  const { ctx, deps, language } = request
  const said = campaignWords[language]
  const sample = await sampleOf(ctx.db, campaign, { now: ctx.clock.now(), site: deps.link('/') })
  const count = (number: number) => whole(number, language)
  return (
    <>
      <h2>{said.sample}</h2>
      <parts.SummaryList
        rows={[
          { label: said.people, value: count(sample.people) },
          { label: said.reached, value: said.reachedText(count(sample.sms), count(sample.emails)) },
          { label: said.unreached, value: count(sample.unreached) },
          { label: said.cost, value: said.costText(count(sample.smsParts), formatRupiah(sample.rupiah)) },
        ]}
      />
      <p class="small muted">{said.countedNow}</p>
      {sample.examples.length === 0 ? (
        ''
      ) : (
        <parts.Table
          caption={said.examples}
          columns={[said.name, said.phone, said.mail, said.language].map((label) => ({ label }))}
          rows={sample.examples.map((one) => [one.name, one.phone, one.email, said.languages[one.language]])}
        />
      )}
    </>
  )
}

async function progressPart({ request, campaign }: { request: ConsoleRequest; campaign: Campaign }) {
  const { c, ctx, language } = request
  const said = campaignWords[language]
  const { people, queued, declined, limited, passedOver, stopped, messages, smsParts, partRupiah } = campaign
  const settled = queued + declined + limited + passedOver + stopped
  const row = (label: string, number: number) => ({ label, value: whole(number, language) })
  const result = c.req.query('hasil') ? await resultOf(ctx.db, campaign.campaignId) : undefined
  return (
    <>
      <h2>{said.progress}</h2>
      <progress class="bar" max={Math.max(people, 1)} value={settled} aria-label={said.progress} />
      <parts.SummaryList
        rows={[
          row(said.chosen, people),
          row(said.queued, queued),
          row(said.waiting, people - settled),
          row(said.declined, declined),
          row(said.limited, limited),
          row(said.passedOver, passedOver),
          row(said.stopped, stopped),
          row(said.messages, messages),
          {
            label: said.spent,
            value: said.costText(whole(smsParts, language), formatRupiah(smsParts * partRupiah)),
          },
        ]}
      />
      <p class="small muted">{said.quiet}</p>
      {result ? (
        <>
          <h2>{said.result}</h2>
          <parts.SummaryList
            rows={(Object.keys(said.outcomes) as (keyof typeof said.outcomes)[]).map((name) =>
              row(said.outcomes[name], result[name]),
            )}
          />
        </>
      ) : (
        <p>
          <a href={`/konsol/pesan/kampanye/${campaign.campaignId}?hasil=ya`}>{said.showResult}</a>
        </p>
      )}
    </>
  )
}

function Previews({ request, campaign }: { request: ConsoleRequest; campaign: Campaign }) {
  const { deps, language } = request
  const said = campaignWords[language]
  return (
    <>
      {campaign.channels.flatMap((channel) =>
        (['id', 'en'] as const).map((each) => {
          const preview = campaignPreview(campaign, channel, each, deps.link('/'))
          return (
            <Shows
              title={said.preview(wordingWords[language].channels[channel], said.languages[each])}
              preview={channel === 'sms' ? { ...preview, sms: smsLength(preview.text) } : preview}
              price={campaign.partRupiah}
              language={language}
            />
          )
        }),
      )}
    </>
  )
}
