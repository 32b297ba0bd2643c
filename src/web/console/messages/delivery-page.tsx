import { maskEmail } from '../../../kernel/email.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { addDays, startOfWibDate, wibDate } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import {
  countByState,
  countedAtMost,
  type ListedMessage,
  listMessages,
  messageStates,
  type WhichMessages,
} from '../../../messages/delivery/list-messages.ts'
import { repeatable } from '../../../messages/delivery/send-again.ts'
import { type TemplateName, templateNamed, templates } from '../../../messages/templates.ts'
import * as parts from '../../parts/parts.ts'
import type { Target } from '../../site/link.ts'
import { pageNumber } from '../../site/page-number.ts'
import { templateWords } from '../../words/template-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { addressWith, csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing, type Shown, whole } from '../page.tsx'
import { asked, Filter, FilterChoice, rowsAsked } from '../parts/list-parts.tsx'
import { deliveryWords } from './delivery-words.ts'
import { wordingWords } from './wording-words.ts'

const channels = ['sms', 'email'] as const
const place = '/konsol/pesan/kiriman'

/** What the address asks for; a day that is none is today. */
function filterOf({ c, ctx }: ConsoleRequest) {
  const typed = asked(c, 'hari')
  const is = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed))
  const day = is ? typed : wibDate(ctx.clock.now())
  const template = asked(c, 'pesan')
  const which: WhichMessages = {
    state: messageStates.find((one) => one === asked(c, 'keadaan')),
    channel: channels.find((one) => one === asked(c, 'lewat')),
    template: templateNamed(template) ? template : undefined,
    from: startOfWibDate(day),
    before: startOfWibDate(addDays(day, 1)),
  }
  return { day, which }
}

/** `/konsol/pesan/kiriman`: what became of each message of a day, and what waits; the addresses are masked. */
export async function deliveryPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = deliveryWords[language]
  const { day, which } = filterOf(request)
  const file = wantsCsv(c)
  const { limit, offset } = rowsAsked(c, file)
  // One more than is shown says whether there is another page: counting a day of millions would not end.
  const found = await listMessages(ctx.db, which, { limit: limit + 1, offset })
  const messages = found.slice(0, limit)
  if (file) return deliveryFile(request, messages)
  return consolePage(
    request,
    { title: said.title, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <FilterForm request={request} day={day} which={which} />
      <Counts request={request} counts={await countByState(ctx.db, which)} day={day} />
      {which.state === 'parked' ? <p class="small">{said.parkedText}</p> : ''}
      {messages.length === 0 ? <Nothing language={language} /> : <MessageTable {...{ request, messages }} />}
      {found.length > limit ? (
        <p>
          <a href={addressWith(c, { halaman: String(pageNumber(c) + 1) }, place)}>{said.next}</a>
        </p>
      ) : (
        ''
      )}
    </>,
  )
}

function FilterForm(props: { request: ConsoleRequest; day: string; which: WhichMessages }) {
  const { request, day, which } = props
  const { language } = request
  const said = deliveryWords[language]
  const names = templateWords[language]
  return (
    <Filter action="/konsol/pesan/kiriman" language={language}>
      <FilterChoice
        name="keadaan"
        label={said.state}
        language={language}
        options={messageStates.map((value) => ({ value, label: said.states[value] }))}
        value={which.state}
      />
      <FilterChoice
        name="lewat"
        label={said.channel}
        language={language}
        options={channels.map((value) => ({ value, label: wordingWords[language].channels[value] }))}
        value={which.channel}
      />
      <FilterChoice
        name="pesan"
        label={said.message}
        language={language}
        options={(Object.keys(templates) as TemplateName[]).map((value) => ({ value, label: names[value] }))}
        value={which.template}
      />
      <parts.Field name="hari" label={said.day} hint={said.dayHint} value={day} short optional={false} />
    </Filter>
  )
}

function Counts(props: {
  request: ConsoleRequest
  counts: Awaited<ReturnType<typeof countByState>>
  day: string
}) {
  const { request, counts } = props
  const { language } = request
  const said = deliveryWords[language]
  const shown = (count: number) =>
    count >= countedAtMost ? said.orMore(whole(count, language)) : whole(count, language)
  return (
    <parts.Table
      caption={said.counts}
      columns={[{ label: said.state }, { label: said.count, right: true }]}
      rows={[
        ...messageStates.map((state) => [
          <a href={addressWith(request.c, { keadaan: state, halaman: undefined }, place)}>
            {said.states[state]}
          </a>,
          shown(counts[state]),
        ]),
        [said.smsParts, whole(counts.parts, language)],
      ]}
    />
  )
}

const tones = {
  waiting: 'waiting',
  parked: 'error',
  sent: 'success',
  delivered: 'success',
  undelivered: 'error',
  failed: 'error',
  expired: 'quiet',
} as const

const masked = ({ channel, address }: ListedMessage) =>
  channel === 'sms' ? maskPhone(address) : maskEmail(address)

function nameOf(template: string, { language }: ConsoleRequest): string {
  const names: Readonly<Record<string, string>> = templateWords[language]
  return names[template] ?? template
}

function MessageTable(props: { request: ConsoleRequest; messages: readonly ListedMessage[] }) {
  const { request, messages } = props
  const { language } = request
  const said = deliveryWords[language]
  const runs = offers(request, 'run_messages')
  const labels = [said.at, said.message, said.channel, said.to, said.state, said.tries, said.answer]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[...labels, ...(runs ? [said.again] : [])].map((label) => ({ label }))}
      rows={messages.map((one) => [
        instant(one.at, language),
        nameOf(one.template, request),
        wordingWords[language].channels[one.channel],
        masked(one),
        <parts.StatusTag tone={tones[one.state]}>{said.states[one.state]}</parts.StatusTag>,
        one.tries === undefined ? '-' : whole(one.tries, language),
        one.error ?? '-',
        ...(runs ? [<Again request={request} message={one} />] : []),
      ])}
    />
  )
}

function Again({ request, message }: { request: ConsoleRequest; message: ListedMessage }) {
  const said = deliveryWords[request.language]
  const { state, template, resentAt } = message
  if (resentAt) return <span class="small muted">{said.resent}</span>
  if (state !== 'parked' && state !== 'failed' && state !== 'undelivered') return <span>-</span>
  if (state !== 'parked' && !repeatable(template)) return <span class="small muted">{said.notAgain}</span>
  const which = { kartu: message.cardId, kiriman: message.id, tertahan: state === 'parked' ? 'ya' : '' }
  return (
    <>
      <ActOn action="/konsol/pesan/kiriman/lagi" label={said.again} which={which} />
      {state === 'parked' ? (
        <ActOn action="/konsol/pesan/kiriman/hentikan" label={said.drop} which={which} />
      ) : (
        ''
      )}
    </>
  )
}

function ActOn(props: { action: Target; label: string; which: Readonly<Record<string, string>> }) {
  return (
    <parts.Form action={props.action} plain>
      <parts.Hidden values={props.which} />
      <parts.Button look="plain">
        {props.label}
        <span class="hidden"> {props.which.kiriman}</span>
      </parts.Button>
    </parts.Form>
  )
}

function deliveryFile(request: ConsoleRequest, messages: readonly ListedMessage[]): Response {
  return csvAnswer(
    request.c,
    'kiriman-pesan',
    ['id', inWib('at'), 'template', 'channel', 'to', 'state', 'tries', 'answer', inWib('sent_again_at')],
    messages.map((one) => [
      ...[one.id, one.at, one.template, one.channel, masked(one)],
      ...[one.state, one.tries ?? '', one.error ?? '', one.resentAt],
    ]),
  )
}
