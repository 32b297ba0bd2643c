import { z } from 'zod'
import type { DeskSchedule } from '../../learning/institution-desk/participants.ts'
import { setMeeting } from '../../learning/institution-desk/set-meeting.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { parseForm } from '../http/forms.ts'
import { schedulePage } from './class-pages.tsx'
import { actorOf, type DeskDeps, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'

const meetingForm = z.object({ tempat: z.string().trim().max(2000).optional() })

/** Takes where a schedule is held, or draws its page again with what is wrong. */
export async function takeMeeting(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  schedule: DeskSchedule,
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const answers = await parseForm(c, meetingForm, { tempat: said.meetingLabel })
  if (!answers.ok) return schedulePage(c, deps, user, schedule, answers)
  const of = { institutionId: user.institutionId, scheduleId: schedule.scheduleId }
  const outcome = await setMeeting(deps.ctx, of, answers.values.tempat ?? '', actorOf(c, user))
  if (outcome.ok) return c.redirect(`/mitra/jadwal/${schedule.scheduleId}?tersimpan`, 303)
  const problems = [{ field: 'tempat', message: whyNot(c, outcome) }]
  return schedulePage(c, deps, user, schedule, { problems, typed: answers.typed })
}
