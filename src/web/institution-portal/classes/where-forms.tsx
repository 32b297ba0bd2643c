import type { ScheduleOfInstitution } from '../../../learning/institution-portal/participants.ts'
import { placeFieldOf, setPlace } from '../../../learning/institution-portal/set-place.ts'
import type { InstitutionUser } from '../../../learning/institution-portal/users.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { placeAnswers, placeQuestions } from '../../proposals/place-questions.ts'
import { form } from '../../site/form.tsx'
import { dictionary } from '../../words/dictionary.ts'
import { actorOf, type InstitutionPortalDeps, type Request, whyNot } from '../institution-portal.tsx'
import { MeetingForm } from './meeting-form.tsx'

export const placeFormWords = dictionary({
  id: {
    title: 'Tempat kelas tatap muka',
    save: 'Simpan tempat kelas',
  },
  en: {
    title: 'Place of the class in person',
    save: 'Save the place of the class',
  },
})

const placeForm = form((language) => placeQuestions(language))

/** In which room a schedule is held, as everybody may read. */
function PlaceForm(props: { c: Request; schedule: ScheduleOfInstitution; shown: Shown }) {
  const { c, schedule, shown } = props
  const said = placeFormWords[c.get('language')]
  if (!schedule.startsAt) return null
  return (
    <section class="panel stack">
      <h2>{said.title}</h2>
      <parts.Form action={`/mitra/jadwal/${schedule.scheduleId}/lokasi`}>
        {placeForm.fields(c, beginningWith(placeAnswers(schedule.place), shown))}
        <parts.Button look="second">{said.save}</parts.Button>
      </parts.Form>
    </section>
  )
}

/** Where a schedule is held: the room, for everybody, and how its participants join it. */
export function WhereForms(props: { c: Request; schedule: ScheduleOfInstitution; shown: Shown }) {
  return (
    <>
      <PlaceForm {...props} />
      <MeetingForm {...props} />
    </>
  )
}

/** Takes in which room a schedule is held; returns what is wrong, if anything. */
export async function submitRoomOf(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  schedule: ScheduleOfInstitution,
): Promise<Shown | undefined> {
  const answers = await placeForm.read(c)
  if (!answers.ok) return answers
  const of = { institutionId: user.institutionId, scheduleId: schedule.scheduleId }
  const outcome = await setPlace(deps.ctx, of, answers.values, actorOf(c, user))
  if (outcome.ok) return undefined
  return wrong(placeFieldOf(outcome.refusal), whyNot(c, outcome), answers.typed)
}
