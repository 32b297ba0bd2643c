import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { cancelOwnSchedule } from '../../learning/cancellation/cancel-schedule.ts'
import { soldSchedule } from '../../learning/cancellation/sold-schedules.ts'
import type { ScheduleOfInstitution } from '../../learning/institution-portal/participants.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { field } from '../http/form-fields.ts'
import { type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import { cancelWords } from './cancel-words.ts'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  timesOf,
  whyNot,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

const cancelForm = form((language) => {
  const { because, becauseHint: hint } = cancelWords[language]
  return { alasan: ask.text(field.text(300), because, { hint, maxlength: 300 }) }
})

/** The way to cancel a schedule, or when it was cancelled. */
export function CancelLine({ c, schedule }: { c: Request; schedule: ScheduleOfInstitution }) {
  const said = cancelWords[c.get('language')]
  if (schedule.cancelledAt)
    return (
      <parts.Notice tone="warning">
        <p>{said.cancelled(formatInstant(schedule.cancelledAt, c.get('language')))}</p>
      </parts.Notice>
    )
  return (
    <p>
      <a href={`/mitra/jadwal/${schedule.scheduleId}/batalkan`}>{said.cancel}</a>
    </p>
  )
}

/** `/mitra/jadwal/7/batalkan`: what will happen to how many, and why it is asked. */
export async function cancelPage(
  c: Request,
  deps: InstitutionPortalDeps,
  _user: InstitutionUser,
  schedule: ScheduleOfInstitution,
  shown: Shown = {},
): Promise<Response> {
  const said = cancelWords[c.get('language')]
  const { scheduleId, scheduleCode, cancelledAt, startsAt, course } = schedule
  const sold = await soldSchedule(deps.ctx.db, scheduleCode)
  const began = startsAt && startsAt <= deps.ctx.clock.now()
  const count = String(sold?.purchases ?? 0)
  return institutionPortalPage(
    c,
    said.cancel,
    <>
      <p class="lead">
        {course}. {timesOf(c, schedule)}
      </p>
      {cancelledAt || began ? (
        <parts.Notice tone="warning">
          <p>{cancelledAt ? said.cancelled(formatInstant(cancelledAt, c.get('language'))) : said.began}</p>
        </parts.Notice>
      ) : (
        <>
          <p>{said.lead(count, formatRupiah(sold?.rupiah ?? 0))}</p>
          <parts.Form action={`/mitra/jadwal/${scheduleId}/batalkan`}>
            {cancelForm.fields(c, shown)}
            <parts.Button look="danger">{said.yes}</parts.Button>
          </parts.Form>
        </>
      )}
      <p>
        <a href={`/mitra/jadwal/${scheduleId}`}>{institutionPortalWords[c.get('language')].back}</a>
      </p>
    </>,
    shown,
  )
}

/** Cancels it: the prices are given back within seconds, by the job. */
export async function submitCancel(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  schedule: ScheduleOfInstitution,
): Promise<Response> {
  const answers = await cancelForm.read(c)
  if (!answers.ok) return cancelPage(c, deps, user, schedule, answers)
  const { institutionId } = user
  const { scheduleId } = schedule
  const outcome = await cancelOwnSchedule(
    deps.ctx,
    { institutionId, scheduleId },
    answers.values.alasan,
    actorOf(c, user),
  )
  if (!outcome.ok)
    return cancelPage(c, deps, user, schedule, wrong('alasan', whyNot(c, outcome), answers.typed))
  return goTo(c, `/mitra/jadwal/${scheduleId}?tersimpan`)
}
