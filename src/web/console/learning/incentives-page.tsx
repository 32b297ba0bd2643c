import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate } from '../../../kernel/wib.ts'
import {
  incentivesOfDay,
  type ListedIncentive,
  stoppedIncentives,
  stoppedStates,
} from '../../../learning/incentives/find-incentives.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import { incentiveWords } from '../../portal/incentive-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing } from '../page.tsx'
import { asked, Filter, Pages, rowsAsked } from '../parts/list-parts.tsx'
import { incentivesWords } from './incentives-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/insentif`: instalments that are stopped and why, or all of one day, each with what is to be done. */
export async function incentivesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = incentivesWords[language]
  const typed = asked(c, 'tanggal')
  const on = typed === '' ? undefined : readCalendarDate(typed)
  const state = stoppedStates.find((one) => one === c.req.query('keadaan')) ?? 'failed'
  const file = wantsCsv(c)
  const page = rowsAsked(c, file)
  const { incentives, total } = on
    ? await incentivesOfDay(ctx, { on, ...page })
    : await stoppedIncentives(ctx, { state, ...page })
  if (file) return incentiveFile(request, incentives)
  const named = incentiveWords[language]
  return consolePage(
    request,
    { title: said.title, csv: true, problem: typed !== '' && !on ? said.dayWrong : undefined },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/insentif" language={language}>
        <parts.Select
          name="keadaan"
          label={said.state}
          options={stoppedStates.map((value) => ({ value, label: named.states[value] }))}
          value={on ? '' : state}
          short
          optional={false}
        />
        <parts.Field
          name="tanggal"
          label={said.day}
          hint={said.dayHint}
          value={typed}
          maxlength={40}
          short
          optional
        />
      </Filter>
      {incentives.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <ListedTable request={request} incentives={incentives} />
      )}
      <Pages request={request} total={total} />
    </>,
  )
}

function ListedTable(props: { request: ConsoleRequest; incentives: readonly ListedIncentive[] }) {
  const { request, incentives } = props
  const { language } = request
  const said = incentivesWords[language]
  const named = incentiveWords[language]
  const columns = [said.due, said.holder, said.what, said.amount, said.now, said.bank, said.todo]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={columns.map((label) => ({ label, right: label === said.amount }))}
      rows={incentives.map((one) => [
        formatDate(one.dueAt, language),
        offers(request, 'see_people') ? (
          <a href={`/konsol/kartu/${one.cardId}`}>{said.card(one.cardId)}</a>
        ) : (
          said.card(one.cardId)
        ),
        named[one.kind](one.number),
        formatRupiah(one.amount),
        named.states[one.state],
        one.bankReason ?? '-',
        <ToDo one={one} language={language} />,
      ])}
    />
  )
}

/** What is to be done about it, and the way to its payment once a run has tried it. */
function ToDo({ one, language }: { one: ListedIncentive; language: Language }) {
  const said = incentivesWords[language]
  return (
    <div class="stack small">
      <span>{said.doing[one.state]}</span>
      {one.paymentId && one.runId ? (
        <a href={`/konsol/keuangan/pembayaran/${one.runId}/${one.paymentId}`}>{said.payment}</a>
      ) : (
        ''
      )}
    </div>
  )
}

function incentiveFile({ c }: ConsoleRequest, incentives: readonly ListedIncentive[]): Response {
  return csvAnswer(
    c,
    'insentif',
    [inWib('due_at'), 'card_id', 'kind', 'number', 'amount', 'state', 'bank_reason'],
    incentives.map((one) => [
      ...[one.dueAt, one.cardId, one.kind, one.number],
      ...[one.amount, one.state, one.bankReason ?? ''],
    ]),
  )
}
