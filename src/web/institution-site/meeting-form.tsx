import { z } from 'zod'
import type { DeskSchedule } from '../../learning/institution-desk/participants.ts'
import { setMeeting } from '../../learning/institution-desk/set-meeting.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { beginningWith, type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { actorOf, type DeskDeps, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'

const meetingForm = form((language) => {
  const said = deskWords[language]
  const place = z.string().trim().max(2000).optional()
  return { tempat: ask.text(place, said.meetingLabel, { hint: said.meetingHint, maxlength: 600 }) }
})

/** Where the institution says to its participants where a schedule is held. */
export function MeetingForm({ c, schedule, shown }: { c: Request; schedule: DeskSchedule; shown: Shown }) {
  const said = deskWords[c.get('language')]
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
  deps: DeskDeps,
  user: InstitutionUser,
  schedule: DeskSchedule,
): Promise<Shown | undefined> {
  const answers = await meetingForm.read(c)
  if (!answers.ok) return answers
  const of = { institutionId: user.institutionId, scheduleId: schedule.scheduleId }
  const outcome = await setMeeting(deps.ctx, of, answers.values.tempat ?? '', actorOf(c, user))
  return outcome.ok ? undefined : wrong('tempat', whyNot(c, outcome), answers.typed)
}
