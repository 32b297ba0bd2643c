import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { isWebLink } from '../../kernel/text.ts'
import { fileRefusals } from '../assignments/rules.ts'

export const meetingRefusals = refusalWords({
  id: {
    schedule_unknown: 'Jadwal ini bukan milik lembaga Anda. Kembalilah ke daftar jadwal.',
    meeting_too_long: 'Tempat atau tautan paling banyak 500 karakter. Ringkaslah.',
  },
  en: {
    schedule_unknown: 'This schedule is none of your institution. Go back to the list of schedules.',
    meeting_too_long: 'A place or link has at most 500 characters. Shorten it.',
  },
  also: [only(fileRefusals, 'link_malformed')],
})
export type MeetingRefusal = ReasonOf<typeof meetingRefusals>

const setMeetingOf = statement<
  [
    scheduleId: number | null,
    scheduleCode: string | null,
    institutionId: number | null,
    meeting: string | null,
    now: Date,
    actor: string,
    requestId: string,
  ],
  'learning/set-meeting'
>(
  'learning/set-meeting',
  `
  with changed as (
    update schedule set meeting = $4
    from course
    where (schedule_id = $1 or schedule_code = $2) and course.course_id = schedule.course_id
      and ($3::int is null or institution_id = $3)
    returning schedule_id
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id, facts)
    select $5, $6, 'meeting_set', 'schedule:' || schedule_id, $7, jsonb_build_object('meeting', $4::text)
    from changed
  )
  select schedule_id from changed
  `,
)

/** A schedule of an institution as its site names it, or any as the programme does. */
export type MeetingOf =
  | { readonly institutionId: number; readonly scheduleId: number }
  | { readonly scheduleCode: string }

/**
 * Says where a schedule is held, to those who have bought it: an https link or a place, up to 500 characters; empty takes
 * it away. Refused for a schedule that is none of the institution's, and for what looks like a link and is none.
 */
export async function setMeeting(
  ctx: Pick<Context, 'db' | 'clock'>,
  of: MeetingOf,
  typed: string,
  { actor, requestId }: Actor,
): Promise<Outcome<null, MeetingRefusal>> {
  const meeting = typed.trim()
  if ([...meeting].length > 500) return refuse('meeting_too_long')
  if (/^[a-z]+:\/\//i.test(meeting) && !isWebLink(meeting)) return refuse('link_malformed')
  const schedule =
    'scheduleCode' in of
      ? ([null, of.scheduleCode, null] as const)
      : ([of.scheduleId, null, of.institutionId] as const)
  const change = [meeting || null, ctx.clock.now(), actor, requestId] as const
  return (await first(ctx.db, setMeetingOf, [...schedule, ...change]))
    ? done(null)
    : refuse('schedule_unknown')
}
