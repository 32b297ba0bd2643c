import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'

const fillMeetings = statement<[now: Date, actor: string, requestId: string]>(
  'demo/fill-meetings',
  `
  with filled as (
    update schedule set meeting = 'https://temu.contoh.test/' || schedule_code
    where starts_at is not null and meeting is null and place is null
    returning schedule_id
  )
  insert into journal (card_id, at, actor, act, subject, reason, request_id)
  select 0, $1, $2, 'meeting_set', 'schedule:' || schedule_id, 'demo', $3 from filled
  `,
)

/** Says of every dated schedule of the demo that is held online by which link; what an institution has said itself is left as it is. */
export async function seedMeetings(ctx: Pick<Context, 'db' | 'clock'>, by: Actor): Promise<void> {
  await rows(ctx.db, fillMeetings, [ctx.clock.now(), by.actor, by.requestId])
}
