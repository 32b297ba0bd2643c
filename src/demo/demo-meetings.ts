import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'

const fillMeetings = statement<[]>(
  'demo/fill-meetings',
  `
  update schedule set meeting = 'https://temu.contoh.test/' || schedule_code
  where starts_at is not null and meeting is null
  `,
)

/** Says of every dated schedule of the demo where it is held; what an institution has said itself is left as it is. */
export async function seedMeetings(ctx: Pick<Context, 'db'>): Promise<void> {
  await rows(ctx.db, fillMeetings, [])
}
