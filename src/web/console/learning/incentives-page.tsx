import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate } from '../../../kernel/wib.ts'
import {
  incentivesOfDay,
  type ListedIncentive,
  stoppedIncentives,
  stoppedStates,
} from '../../../learning/incentives/find-incentives.ts'
import * as parts from '../../parts/parts.ts'
import { incentiveWords } from '../../portal/incentive-words.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, rowsAsked } from '../parts/list-parts.tsx'
import { incentivesWords } from './incentives-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/insentif`: instalments that are stopped and why, or all of one day, each with what is to be done. */
export async function incentivesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = incentivesWords[language]
  const typed = asked(c, 'tanggal')
  const on = typed === '' ? undefined : readCalendarDate(typed)
  const state = stoppedStates.find((one) => one === c.req.query('keadaan')) ?? 'failed'
  const page = rowsAsked(c)
  const { incentives, total } = on
    ? await incentivesOfDay(ctx, { on, ...page })
    : await stoppedIncentives(ctx, { state, ...page })
  const named = incentiveWords[language]
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/insentif',
      file: 'insentif',
      columns: columnsOf(request),
      rows: incentives,
      total,
      filter: (
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
      ),
    },
    typed !== '' && !on ? { problem: said.dayWrong } : {},
  )
}

function columnsOf(request: ConsoleRequest): ListColumn<ListedIncentive>[] {
  const { language } = request
  const said = incentivesWords[language]
  const named = incentiveWords[language]
  return [
    { label: said.due, cell: (one) => one.dueAt, show: (one) => formatDate(one.dueAt, language) },
    {
      label: said.holder,
      cell: (one) => said.card(one.cardId),
      show: (one) =>
        offers(request, 'see_people') ? (
          <a href={`/konsol/kartu/${one.cardId}`}>{said.card(one.cardId)}</a>
        ) : (
          said.card(one.cardId)
        ),
    },
    { label: said.what, cell: (one) => named[one.kind](one.number) },
    {
      label: said.amount,
      right: true,
      cell: (one) => one.amount,
      show: (one) => formatRupiah(one.amount),
    },
    { label: said.now, cell: (one) => named.states[one.state] },
    { label: said.bank, cell: (one) => one.bankReason },
    {
      label: said.todo,
      cell: (one) => said.doing[one.state],
      show: (one) => <ToDo one={one} language={language} />,
    },
  ]
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
