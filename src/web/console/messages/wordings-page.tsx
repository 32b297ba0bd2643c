import { formatRupiah } from '../../../kernel/rupiah.ts'
import { listCampaigns } from '../../../messages/campaigns/campaigns.ts'
import { dutyKinds, newsKinds, occasions } from '../../../messages/occasions.ts'
import { exampleParams } from '../../../messages/rendering/example-params.ts'
import { render, wordingKey } from '../../../messages/rendering/render.ts'
import { loadOwnWordings } from '../../../messages/rendering/wordings.ts'
import { type Channel, type TemplateName, templates } from '../../../messages/templates.ts'
import { smsLength } from '../../../messages/wording/preview.ts'
import * as parts from '../../parts/parts.ts'
import { templateWords } from '../../words/template-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, whole } from '../page.tsx'
import { asked, Filter, FilterChoice } from '../parts/list-parts.tsx'
import { wordingWords } from './wording-words.ts'

/** Where nobody has said yet what a part of an SMS costs. */
const usualPartRupiah = 350
const languages = ['id', 'en'] as const
const kinds = [...dutyKinds, ...newsKinds]

/** What a part of an SMS costs, as the newest campaign says. */
export async function partRupiah({ ctx }: ConsoleRequest): Promise<number> {
  return (await listCampaigns(ctx.db, 1))[0]?.partRupiah ?? usualPartRupiah
}

/** `/konsol/pesan`: every message by channel and language, how long it is, and whether it was worded otherwise. */
export async function wordingsPage(request: ConsoleRequest): Promise<Response> {
  const { c, language } = request
  const said = wordingWords[language]
  const kind = kinds.find((one) => one === asked(c, 'jenis'))
  const [rows, price] = await Promise.all([wordingsNow(request, kind), partRupiah(request)])
  if (wantsCsv(c)) return wordingFile(c, rows)
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/pesan" language={language}>
        <FilterChoice
          name="jenis"
          label={said.why}
          language={language}
          options={kinds.map((value) => ({ value, label: said.kinds[value] }))}
          value={kind}
        />
      </Filter>
      <parts.Table
        caption={said.title}
        captionHidden
        columns={[said.message, said.why, said.channel, said.languages.id, said.languages.en].map(
          (label) => ({ label }),
        )}
        rows={rows.map(({ template, channel, each }) => [
          templateWords[language][template],
          said.kinds[occasions[template].kind],
          said.channels[channel],
          ...each.map((one) => (
            <>
              <a href={`/konsol/pesan/kata/${template}/${channel}/${one.language}`}>
                {one.sms
                  ? said.parts(whole(one.sms.parts, language), formatRupiah(one.sms.parts * price))
                  : said.read}
                <span class="hidden">
                  {' '}
                  {templateWords[language][template]}, {said.channels[channel]},{' '}
                  {said.languages[one.language]}
                </span>
              </a>{' '}
              {one.own ? <parts.StatusTag tone="waiting">{said.own}</parts.StatusTag> : ''}
            </>
          )),
        ])}
      />
    </>,
  )
}

/** Every message as it is sent now, with invented values. */
async function wordingsNow({ ctx, deps }: ConsoleRequest, kind: string | undefined) {
  const own = await loadOwnWordings(ctx.db, () => {})
  const example = { now: ctx.clock.now(), site: deps.link('/') }
  return (Object.keys(templates) as TemplateName[])
    .filter((name) => kind === undefined || occasions[name].kind === kind)
    .flatMap((template) => {
      const params = exampleParams(template, example)
      return (templates[template].channels as readonly Channel[]).map((channel) => ({
        template,
        channel,
        each: languages.map((language) => {
          const said = render({ template, channel, language, params }, own)
          const changed = own.has(wordingKey(template, channel, language))
          return {
            language,
            own: changed,
            ...said,
            sms: channel === 'sms' ? smsLength(said.text) : undefined,
          }
        }),
      }))
    })
}

function wordingFile(c: ConsoleRequest['c'], rows: Awaited<ReturnType<typeof wordingsNow>>): Response {
  return csvAnswer(
    c,
    'kata-kata-pesan',
    ['template', 'channel', 'language', 'changed', 'sms_parts', 'subject', 'text'],
    rows.flatMap(({ template, channel, each }) =>
      each.map((one) => [
        ...[template, channel, one.language, one.own ? 'yes' : 'no'],
        ...[one.sms?.parts ?? '', one.subject ?? '', one.text],
      ]),
    ),
  )
}
