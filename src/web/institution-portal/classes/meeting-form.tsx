import { z } from 'zod'
import type { ScheduleOfInstitution } from '../../../learning/institution-portal/participants.ts'
import { setMeeting } from '../../../learning/institution-portal/set-meeting.ts'
import type { InstitutionUser } from '../../../learning/institution-portal/users.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { actorOf, type InstitutionPortalDeps, type Request, whyNot } from '../institution-portal.tsx'
import { institutionPortalWords } from '../institution-portal-words.ts'

const meetingForm = form((language) => {
  const said = institutionPortalWords[language]
  const place = z.string().trim().max(2000).optional()
  return { tempat: ask.text(place, said.meetingLabel, { hint: said.meetingHint, maxlength: 600 }) }
})

/** Where the institution says to its participants where a schedule is held. */
export function MeetingForm({
  c,
  schedule,
  shown,
}: {
  c: Request
  schedule: ScheduleOfInstitution
  shown: Shown
}) {
  const said = institutionPortalWords[c.get('language')]
  const kept = beginningWith({ tempat: schedule.meeting || undefined }, shown)
  return (
    <section class="panel stack">
      <h2>{said.meeting}</h2>
      <parts.Form action={`/mitra/jadwal/${schedule.scheduleId}/tempat`}>
        {meetingForm.fields(c, kept)}
        <parts.Button look="second">{said.meetingNow}</parts.Button>
      </parts.Form>
    </section>
  )
}

/** Takes where a schedule is held; returns what is wrong, if anything. */
export async function submitMeeting(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  schedule: ScheduleOfInstitution,
): Promise<Shown | undefined> {
  const answers = await meetingForm.read(c)
  if (!answers.ok) return answers
  const of = { institutionId: user.institutionId, scheduleId: schedule.scheduleId }
  const outcome = await setMeeting(deps.ctx, of, answers.values.tempat ?? '', actorOf(c, user))
  return outcome.ok ? undefined : wrong('tempat', whyNot(c, outcome), answers.typed)
}
