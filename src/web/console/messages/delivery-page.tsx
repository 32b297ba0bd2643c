import { maskEmail } from '../../../kernel/email.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { addDays, startOfWibDate, wibDate } from '../../../kernel/wib.ts'
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
import { templateWords } from '../../words/template-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { addressWith } from '../csv.ts'
import { type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, rowsByKey } from '../parts/list-parts.tsx'
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

/**
 * `/konsol/pesan/kiriman`: what became of each message of a day, and what waits; the addresses are masked. Counting a day of
 * millions would not end: it is paged by its key.
 */
export async function deliveryPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = deliveryWords[language]
  const { day, which } = filterOf(request)
  const [page, counts] = await Promise.all([
    rowsByKey(
      c,
      (after, limit) => listMessages(ctx.db, which, { after, limit }),
      ({ key }) => key,
    ),
    c.get('taking') ? undefined : countByState(ctx.db, which),
  ])
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place,
      file: 'kiriman-pesan',
      columns: columnsOf(request),
      ...page,
      filter: <FilterForm request={request} day={day} which={which} />,
      before: (
        <>
          {counts ? <Counts request={request} counts={counts} /> : ''}
          {which.state === 'parked' ? <p class="small">{said.parkedText}</p> : ''}
        </>
      ),
    },
    shown,
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

function Counts(props: { request: ConsoleRequest; counts: Awaited<ReturnType<typeof countByState>> }) {
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
          <a href={addressWith(request.c, { keadaan: state, sesudah: undefined, format: undefined }, place)}>
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

function columnsOf(request: ConsoleRequest): ListColumn<ListedMessage>[] {
  const { language } = request
  const said = deliveryWords[language]
  const again: ListColumn<ListedMessage> = {
    label: said.again,
    show: (one) => <Again request={request} message={one} />,
  }
  return [
    { label: said.at, instants: true, cell: (one) => one.at },
    { label: said.message, cell: (one) => nameOf(one.template, request) },
    { label: said.channel, cell: (one) => wordingWords[language].channels[one.channel] },
    { label: said.to, cell: masked },
    {
      label: said.state,
      cell: (one) => said.states[one.state],
      show: (one) => <parts.StatusTag tone={tones[one.state]}>{said.states[one.state]}</parts.StatusTag>,
    },
    { label: said.tries, right: true, cell: (one) => one.tries },
    { label: said.answer, cell: (one) => one.error },
    ...(offers(request, 'run_messages') ? [again] : []),
  ]
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
