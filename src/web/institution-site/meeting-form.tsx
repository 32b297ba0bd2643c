import type { DeskSchedule } from '../../learning/institution-desk/participants.ts'
import * as parts from '../parts/parts.ts'
import type { Request } from './desk.tsx'
import { deskWords } from './desk-words.ts'

/** Where the institution says to its participants where a schedule is held. */
export function MeetingForm(props: {
  c: Request
  schedule: DeskSchedule
  error: string | undefined
  typed: string | undefined
}) {
  const { c, schedule, error, typed } = props
  const said = deskWords[c.get('language')]
  return (
    <section class="panel stack">
      <h2>{said.meeting}</h2>
      <parts.Form action={`/mitra/jadwal/${schedule.scheduleId}/tempat`}>
        <parts.Field
          name="tempat"
          label={said.meetingLabel}
          hint={said.meetingHint}
          maxlength={600}
          optional
          value={typed ?? schedule.meeting}
          error={error}
        />
        <parts.Button look="second">{said.meetingNow}</parts.Button>
      </parts.Form>
    </section>
  )
}
