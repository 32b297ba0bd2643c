import { idOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate, formatDeadline, formatInstant, startOfWibDate } from '../../../kernel/wib.ts'
import { certificatesOf } from '../../../learning/certificates/certificates.ts'
import { incentiveOf } from '../../../learning/incentives/incentives.ts'
import { moneySentence } from '../../../ledger/money-sentence.ts'
import {
  type FiledPurchase,
  noReasonGiven,
  openPersonFile,
  type PersonFile,
  type TimelineEntry,
} from '../../../staff/person-file.ts'
import { askedAhead } from '../../http/asked-ahead.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { groupDigits } from '../../parts/card.tsx'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { eventWord, reasonWord } from '../../words/events.ts'
import { factLines } from '../../words/facts.ts'
import { templateWords } from '../../words/template-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { consolePage, namesIn, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { asked, onPage, PagesByKey } from '../parts/list-parts.tsx'
import { DataActs, dataActsNow } from '../person-data/data-acts.tsx'
import { CancelPurchase } from './cancel-purchase-form.tsx'
import { CardActs } from './card-acts-form.tsx'
import { IncentiveTable } from './incentive-table.tsx'
import { reasonFor, sealedReason } from './look-reason.ts'
import { words } from './people-words.ts'
import { PersonCertificates } from './person-certificates.tsx'
import { keptSearch, maskedNik } from './search-page.tsx'

/** `/konsol/orang/:id`: facts and one timeline. That it was looked at is journaled, with the reason that was given. */
export async function personPage(
  request: ConsoleRequest,
  shown: Shown & { personId?: string } = {},
): Promise<Response> {
  const { ctx, language, actor } = request
  const id = shown.personId ?? request.c.req.param('id') ?? ''
  const known = idOf(id)
  if (!known) return errorPage(request.c, 404)
  const reason = await reasonFor(request, id, keptSearch(request))
  let ofCard: ReturnType<typeof readOfCard> | undefined
  const [file, acts] = await Promise.all([
    openPersonFile(ctx, id, actor, reason, {
      limit: onPage,
      after: asked(request.c, 'sesudah'),
      onCard: (cardId) => (ofCard = readOfCard(request, cardId)),
    }),
    dataActsNow(request, id),
  ])
  if (!file) return errorPage(request.c, 404)
  const { card, wave } = file
  const { instalments, certificates } = (await ofCard) ?? { instalments: [], certificates: undefined }
  return consolePage(
    request,
    { title: file.name, ...shown },
    <>
      {reason === noReasonGiven ? <AskReason personId={file.personId} language={language} /> : ''}
      <Facts file={file} language={language} wave={wave && `${wave.number}/${wave.year}`} />
      {card?.status === 'revoked' && offers(request, 'request_correction') ? (
        <Restore file={file} language={language} />
      ) : (
        ''
      )}
      {file.purchases.length > 0 ? <Purchases file={file} language={language} /> : ''}
      <Beside side={<Timeline file={file} request={request} />}>
        <IncentiveTable instalments={instalments} language={language} />
        <PersonCertificates certificates={certificates} language={language} />
        <CancelPurchase request={request} file={file} shown={shown} />
        <CardActs request={request} file={file} shown={shown} />
        <DataActs request={request} file={file} now={acts} shown={shown} />
      </Beside>
    </>,
  )
}

/** What of a card its holder's page shows beside their file. */
function readOfCard({ ctx }: ConsoleRequest, cardId: string) {
  const read = Promise.all([incentiveOf(ctx, cardId), certificatesOf(ctx.db, cardId)])
  return askedAhead(read.then(([instalments, certificates]) => ({ instalments, certificates })))
}

/** Who looks without having said why is asked: the look stands in the journal as it is, the next one has the reason. */
function AskReason({ personId, language }: { personId: string; language: ConsoleRequest['language'] }) {
  const said = words[language]
  return (
    <parts.Form action={`/konsol/orang/${personId}/alasan`}>
      <p>{said.noReason}</p>
      <parts.Field
        name="look_reason"
        label={said.reason}
        hint={said.reasonHint}
        autocomplete="off"
        maxlength={200}
      />
      <parts.Button>{said.sayReason}</parts.Button>
    </parts.Form>
  )
}

/** `POST /konsol/orang/:id/alasan`: why this very person is looked at. */
export async function submitLookReason(request: ConsoleRequest): Promise<Response> {
  const id = request.c.req.param('id') ?? ''
  if (!/^[1-9]\d{0,17}$/.test(id)) return errorPage(request.c, 404)
  const lookReason = sealedReason(request, (await readForm(request.c)).get('look_reason'), id)
  await request.deps.sessions.remember(request.c, { lookReason })
  return goTo(request.c, `/konsol/orang/${id}`)
}

function Facts(props: { file: PersonFile; language: ConsoleRequest['language']; wave: string | undefined }) {
  const { file, language } = props
  const said = words[language]
  const { card } = file
  const rows = [
    { label: said.nik, value: maskedNik(file.nikTail) },
    { label: said.phone, value: file.phone },
    { label: said.email, value: file.email },
    { label: said.born, value: formatDate(startOfWibDate(file.bornOn), language) },
    { label: said.occupation, value: file.occupation },
  ]
  if (file.barredAt)
    rows.push({
      label: said.barred,
      value: `${formatInstant(file.barredAt, language)}: ${reasonWord(file.barredBecause ?? '', language)}`,
    })
  if (!card) rows.push({ label: said.card, value: said.noCard })
  else
    rows.push(
      { label: said.card, value: `${groupDigits(card.number)}, ${said.cardStates[card.status]}` },
      { label: said.wave, value: props.wave ?? String(card.waveId) },
      { label: said.balance, value: formatRupiah(card.balance) },
      { label: said.held, value: formatRupiah(card.held) },
      { label: said.deadline, value: formatDeadline(card.deadline, language) },
    )
  return <parts.SummaryList rows={rows} />
}

function Restore({ file, language }: { file: PersonFile; language: ConsoleRequest['language'] }) {
  const said = consoleWords[language]
  return (
    <section class="panel stack">
      <h2>{said.requestRestore}</h2>
      <p>{said.requestRestoreText}</p>
      <parts.Form action={`/konsol/orang/${file.personId}/koreksi`}>
        <parts.Field name="reason" label={said.reason} maxlength={500} />
        <parts.Button>{said.ask}</parts.Button>
      </parts.Form>
    </section>
  )
}

function Purchases({ file, language }: { file: PersonFile; language: ConsoleRequest['language'] }) {
  const said = words[language]
  return (
    <parts.Table
      caption={said.purchases}
      columns={[
        { label: said.at },
        { label: said.course },
        { label: said.storefront },
        { label: said.amount, right: true },
        { label: said.state },
        { label: said.invoice },
        { label: said.money },
        { label: said.evidence },
      ]}
      rows={file.purchases.map((purchase) => [
        formatInstant(purchase.paidAt ?? purchase.createdAt, language),
        purchase.course,
        purchase.storefront,
        formatRupiah(purchase.amount),
        said.states[stateOf(purchase)],
        purchase.invoice && purchase.paidAt ? (
          <a href={`/konsol/kode/${file.card!.cardId}/${purchase.purchaseId}`}>{purchase.invoice}</a>
        ) : (
          (purchase.invoice ?? '-')
        ),
        purchase.money ? moneySentence(purchase.money, language) : '-',
        purchase.paidAt ? (
          <a href={`/konsol/orang/${file.personId}/bukti/${purchase.purchaseId}`}>{said.evidenceFile}</a>
        ) : (
          '-'
        ),
      ])}
    />
  )
}

function stateOf(purchase: FiledPurchase) {
  if (purchase.status !== 'paid') return purchase.status
  if (purchase.finishedAt) return 'finished' as const
  return purchase.redeemedAt ? ('redeemed' as const) : ('paid' as const)
}

function Timeline({ file, request }: { file: PersonFile; request: ConsoleRequest }) {
  const { language } = request
  const said = words[language]
  const name = namesIn(file.timeline, language)
  const who = (actor: string) => (actor === `person:${file.personId}` ? said.self : name(actor))
  return (
    <>
      <parts.Table
        caption={said.timeline}
        history
        columns={[said.at, said.what, said.who, said.why, said.facts].map((label) => ({ label }))}
        rows={file.timeline.map((entry) => [
          formatInstant(entry.at, language),
          eventWords(entry, language),
          who(entry.actor),
          entry.reason ? reasonWord(entry.reason, language) : <span class="none">-</span>,
          <span class="small">{entry.act === 'message' ? '' : factWords(entry.facts, language)}</span>,
        ])}
      />
      <PagesByKey request={request} place={`/konsol/orang/${file.personId}`} next={{ after: file.older }} />
    </>
  )
}

/** An event in words; of a message which one, and by which channel. */
function eventWords({ act, facts }: TimelineEntry, language: ConsoleRequest['language']): string {
  if (act !== 'message') return eventWord(act, language)
  const said = words[language]
  const templates: Readonly<Record<string, string>> = templateWords[language]
  const template = templates[String(facts.template)] ?? String(facts.template)
  return said.message(template, facts.channel === 'sms' ? said.sms : said.mail)
}

function factWords(facts: TimelineEntry['facts'], language: ConsoleRequest['language']): string {
  return factLines(facts, language)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}
