import { approvedActs } from '../../../acts/acts-of-two.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import {
  cancelledSchedules,
  type SoldSchedule,
  soldSchedule,
} from '../../../learning/cancellation/sold-schedules.ts'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { cancelWords } from './cancel-words.ts'

const cancelForm = form((language) => {
  const said = cancelWords[language]
  return {
    kode: ask.text(field.text(64), said.code, { short: true }),
    alasan: ask.text(field.text(300), said.because, { hint: said.becauseHint, maxlength: 300 }),
  }
})

/** `/konsol/jadwal`: the schedules that were cancelled, how far their prices are given back, and the form to cancel one. */
export async function schedulesPage(
  request: ConsoleRequest,
  shown: Shown & { asked?: SoldSchedule } = {},
): Promise<Response> {
  const { ctx, language } = request
  const said = cancelWords[language]
  const schedules = await cancelledSchedules(ctx.db, mostRows(request.c))
  const name = await actorNames(
    request,
    schedules.map(({ cancelledBy }) => cancelledBy),
  )
  return listPage(
    request,
    {
      title: said.schedules,
      lead: said.lead,
      place: '/konsol/jadwal',
      file: 'jadwal',
      columns: columnsOf(language, name),
      rows: schedules,
      after: offers(request, 'run_catalogue') ? (
        <CancelSchedule request={request} shown={shown} asked={shown.asked} />
      ) : (
        ''
      ),
    },
    shown,
  )
}

function columnsOf(
  language: ConsoleRequest['language'],
  name: (actor: string) => string,
): ListColumn<SoldSchedule>[] {
  const said = cancelWords[language]
  return [
    { label: said.schedule, key: 'jadwal', cell: (one) => one.scheduleCode },
    { label: said.course, key: 'pelatihan', cell: (one) => one.course },
    { label: said.institution, key: 'lembaga', cell: (one) => one.institution },
    { label: said.cancelledAt, key: 'dibatalkan', cell: (one) => one.cancelledAt },
    { label: said.by, cell: (one) => one.cancelledBy && name(one.cancelledBy) },
    { label: said.because, cell: (one) => one.cancelledBecause },
    { label: said.returned, key: 'kembali', right: true, cell: (one) => one.returned },
    { label: said.waits, key: 'menunggu', right: true, cell: (one) => one.purchases },
  ]
}

/** Asks for the code and the reason; then once more, with what that gives back. */
function CancelSchedule(props: { request: ConsoleRequest; shown: Shown; asked: SoldSchedule | undefined }) {
  const { request, shown, asked } = props
  const said = cancelWords[request.language]
  return (
    <section class="panel stack">
      <h2>{said.ask}</h2>
      <parts.Form action="/konsol/jadwal" button={asked ? said.ask : said.look}>
        {asked ? (
          <>
            <p>
              {asked.course}, {asked.institution}.{' '}
              {said.sure(whole(asked.purchases, request.language), formatRupiah(asked.rupiah))}
            </p>
            <input type="hidden" name="yakin" value={asked.scheduleCode} />
          </>
        ) : (
          ''
        )}
        {cancelForm.fields(request.c, shown)}
      </parts.Form>
    </section>
  )
}

/** Asks for the act of two people; first shows what it gives back. */
export async function askToCancelSchedule(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const answers = await cancelForm.read(request.c)
  if (!answers.ok) return schedulesPage(request, answers)
  const { kode, alasan } = answers.values
  const { typed } = answers
  const schedule = await soldSchedule(ctx.db, kode)
  const act = schedule
    ? await approvedActs.cancel_schedule.wanted(ctx, schedule.scheduleId, { because: alasan })
    : refuse('schedule_unknown')
  if (!act.ok) return schedulesPage(request, { problem: sentence(language, act), typed })
  // The form of before the second look has another button: it is not taken for a yes.
  if ((await readForm(request.c)).get('yakin') !== kode)
    return schedulesPage(request, { typed, ...(schedule && { asked: schedule }) })
  return askForApproval(request, act, (refused) => schedulesPage(request, { ...refused, typed }))
}
