import { formatRupiah } from '../../../kernel/rupiah.ts'
import { type Channel, type TemplateName, templates } from '../../../messages/templates.ts'
import { type Preview, previewOf, type WordingPlace } from '../../../messages/wording/preview.ts'
import { type WrittenWording, wordingNow, wordingsOf } from '../../../messages/wording/wordings.ts'
import type { Wording } from '../../../messages/words/words.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { templateWords } from '../../words/template-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { wordingWords } from './wording-words.ts'
import { partRupiah } from './wordings-page.tsx'

type Language = ConsoleRequest['language']
const versionsShown = 20

/** What the address names, or undefined. */
export function placeOf({ c }: ConsoleRequest): (WordingPlace & { template: TemplateName }) | undefined {
  const [name, channel, language] = ['template', 'channel', 'language'].map((part) => c.req.param(part) ?? '')
  if (!name || !Object.hasOwn(templates, name)) return undefined
  const template = name as TemplateName
  const known = (templates[template].channels as readonly string[]).includes(channel ?? '')
  if (!known || (language !== 'id' && language !== 'en')) return undefined
  return { template, channel: channel as Channel, language }
}

export const addressOf = ({ template, channel, language }: WordingPlace) =>
  `/konsol/pesan/kata/${template}/${channel}/${language}` as const

/** What somebody words otherwise; an SMS has no subject. */
export const wordingForm = (channel: Channel) =>
  form((language) => {
    const said = wordingWords[language]
    return {
      ...(channel === 'email' && { judul: ask.text(field.text(200), said.subject, { maxlength: 200 }) }),
      teks: ask.text(field.text(10_000), said.body, { lines: channel === 'email' ? 16 : 5 }),
      alasan: ask.text(field.text(500, 3), said.because, { maxlength: 500 }),
    }
  })

/** The newest draft of a place that is not in force, or undefined. */
export function draftOf(
  versions: readonly WrittenWording[],
): (WrittenWording & { body: string }) | undefined {
  const [newest] = versions
  return newest?.body !== undefined && !newest.inForceAt ? { ...newest, body: newest.body } : undefined
}

/** A preview with invented values, at the address that people see. */
export function shownPreview({ ctx, deps }: ConsoleRequest, place: WordingPlace, wording: Wording): Preview {
  return previewOf(place, wording, { now: ctx.clock.now(), site: deps.link('/') })
}

/** `/konsol/pesan/kata/:template/:channel/:language`: what is sent, a draft of other words, and who wrote them. */
export async function wordingPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = wordingWords[language]
  const place = placeOf(request)
  if (!place) return errorPage(c, 404)
  const [now, versions, price] = await Promise.all([
    wordingNow(ctx.db, place),
    wordingsOf(ctx.db, place, versionsShown),
    partRupiah(request),
  ])
  if (!now) return errorPage(c, 404)
  const [history, table] = await Promise.all([
    historyTable(
      request,
      versions.map(({ wordingId }) => `wording:${wordingId}`),
    ),
    versionTable({ request, versions }),
  ])
  const draft = draftOf(versions)
  const name = templateWords[language][place.template]
  return consolePage(
    request,
    { title: `${name}: ${said.channels[place.channel]}, ${said.languages[place.language]}`, ...shown },
    <>
      <p>
        <a href="/konsol/pesan">{said.title}</a>
      </p>
      <Shows
        title={`${said.now}: ${now.own ? said.ownWords : said.builtIn}`}
        preview={shownPreview(request, place, now)}
        price={price}
        language={language}
      />
      {draft ? <DraftPart request={request} place={place} draft={draft} price={price} /> : ''}
      <Known place={place} language={language} />
      <Beside side={history}>
        {offers(request, 'run_messages') ? (
          <WordingActs request={request} place={place} now={now} shown={shown} />
        ) : (
          ''
        )}
        {table}
      </Beside>
    </>,
  )
}

function WordingActs(props: {
  request: ConsoleRequest
  place: WordingPlace
  now: Wording & { readonly own: boolean }
  shown: Shown
}) {
  const { request, place, now, shown } = props
  const said = wordingWords[request.language]
  const at = addressOf(place)
  const typed = { teks: now.body, ...(place.channel === 'email' && { judul: now.subject }) }
  return (
    <>
      <Act title={said.change} text={said.changeText} action={at} button={said.save}>
        {place.channel === 'email' ? <p class="small">{said.emailText}</p> : ''}
        {wordingForm(place.channel).fields(request.c, beginningWith(typed, shown))}
      </Act>
      <Act
        title={said.test}
        text={said.testText(request.staff.email)}
        action={`${at}/uji`}
        button={said.test}
      />
      {now.own ? (
        <Act title={said.back} text={said.backText} action={`${at}/bawaan`} button={said.back}>
          <parts.Field name="alasan_bawaan" label={said.because} maxlength={500} />
        </Act>
      ) : (
        ''
      )}
    </>
  )
}

/** A message as it arrives. */
export function Shows(props: { title: string; preview: Preview; price: number; language: Language }) {
  const { title, preview, price, language } = props
  const said = wordingWords[language]
  const { sms, subject } = preview
  return (
    <section class="panel stack">
      <h2>{title}</h2>
      {subject === undefined ? '' : <p>{`${said.subject}: ${subject}`}</p>}
      <pre class="message">{preview.text}</pre>
      {sms ? (
        <p class="small muted">
          {said.length}: {said.parts(whole(sms.parts, language), formatRupiah(sms.parts * price))} (
          {said.signs(whole(sms.signs, language), sms.unicode ? 'UCS-2' : 'GSM-7')})
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

function DraftPart(props: {
  request: ConsoleRequest
  place: WordingPlace
  draft: WrittenWording & { body: string }
  /** of a part of an SMS, in rupiah */
  price: number
}) {
  const { request, place, draft, price } = props
  const said = wordingWords[request.language]
  const preview = shownPreview(request, place, { subject: draft.subject, body: draft.body })
  return (
    <>
      <Shows title={said.preview} preview={preview} price={price} language={request.language} />
      {offers(request, 'run_messages') ? (
        <Act title={said.ask} text={said.askText} action={`${addressOf(place)}/minta`} button={said.ask}>
          <parts.Hidden values={{ rancangan: draft.wordingId }} />
        </Act>
      ) : (
        ''
      )}
    </>
  )
}

function Known({
  place,
  language,
}: {
  place: WordingPlace & { template: TemplateName }
  language: Language
}) {
  const said = wordingWords[language]
  const { fields, needs } = templates[place.template]
  return (
    <p>
      {said.fields}:{' '}
      {Object.keys(fields).map((name, at) => (
        <>
          {at > 0 ? ', ' : ''}
          <code>{`{${name}}`}</code>
          {(needs as readonly string[]).includes(name) ? ` (${said.needed})` : ''}
        </>
      ))}
    </p>
  )
}

async function versionTable({
  request,
  versions,
}: {
  request: ConsoleRequest
  versions: readonly WrittenWording[]
}) {
  const { language } = request
  const said = wordingWords[language]
  const name = await actorNames(
    request,
    versions.map(({ writtenBy }) => writtenBy),
  )
  const inForce = versions.filter(({ inForceAt }) => inForceAt).at(0)
  const stateOf = (one: WrittenWording, at: number) => {
    if (one === inForce) return said.states.inForce
    if (one.inForceAt) return said.states.was
    return at === 0 ? said.states.draft : said.states.old
  }
  if (versions.length === 0) return <p class="muted">{said.noDrafts}</p>
  return (
    <parts.Table
      caption={said.drafts}
      columns={[said.writtenAt, said.writtenBy, said.state, said.reason, said.text].map((label) => ({
        label,
      }))}
      rows={versions.map((one, at) => [
        instant(one.writtenAt, language),
        name(one.writtenBy),
        stateOf(one, at),
        one.because,
        one.body === undefined ? said.builtIn : <pre class="message">{one.body}</pre>,
      ])}
    />
  )
}
