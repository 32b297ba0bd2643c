import type { Context } from '../../database/context.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Actor } from '../../kernel/request.ts'
import { cancelTrainings } from './cancel-trainings.ts'

const returningSchedules = statement<[], 'learning/returning-schedules', 'cancelledBecause' | 'cancelledBy'>(
  'learning/returning-schedules',
  `
  select schedule_id, cancelled_because, cancelled_by, cancel_approval_id is not null as by_programme
  from schedule
  where cancelled_at is not null and returned_at is null
  order by schedule_id
  `,
)

const paidOfSchedule = statement<[scheduleId: number, most: number], 'learning/paid-of-schedule'>(
  'learning/paid-of-schedule',
  `
  select card_id, purchase_id from purchase
  where schedule_id = $1 and status = 'paid'
  order by card_id, purchase_id
  limit $2
  `,
)

const markReturned = statement<[scheduleId: number, now: Date, actor: string, requestId: string]>(
  'learning/mark-returned',
  `
  with returned as (
    update schedule set returned_at = $2
    where schedule_id = $1 and returned_at is null
      and not exists (select from purchase where purchase.schedule_id = $1 and status = 'paid')
    returning schedule_id
  )
  insert into journal (at, actor, act, subject, request_id)
  select $2, $3, 'schedule_returned', 'schedule:' || schedule_id, $4 from returned
  `,
)

const atOnce = 100

export interface ReturnOptions {
  /** the holder's card page, for the messages */
  readonly link: string
  readonly requestId: string
  /** breaks off between two steps */
  readonly stopping?: AbortSignal
  /** told after each step, with how many prices are back by now */
  readonly onProgress?: (returned: number) => void
}

/**
 * Gives back the prices of every schedule that was cancelled: all its purchases are cancelled, a hundred in a transaction,
 * and their holders told. Goes on where it broke off, and two at once do nothing twice. Returns how many it gave back.
 */
export async function returnPrices(
  ctx: Context,
  { link, requestId, stopping, onProgress }: ReturnOptions,
): Promise<number> {
  let returned = 0
  for (const schedule of await rows(ctx.db, returningSchedules, [])) {
    const { scheduleId, cancelledBy, cancelledBecause, byProgramme } = schedule
    const actor: Actor = { actor: cancelledBy, requestId }
    const reason = `jadwal dibatalkan ${byProgramme ? 'program' : 'lembaga pelatihan'}: ${cancelledBecause}`
    for (;;) {
      const paid = await rows(ctx.db, paidOfSchedule, [scheduleId, atOnce])
      if (paid.length === 0) break
      if (stopping?.aborted) return returned
      const cancelled = await inTransaction(ctx.db, (tx) =>
        cancelTrainings(tx, ctx, paid, { by: 'schedule_cancelled', reason, actor, link }),
      )
      returned += cancelled.length
      onProgress?.(returned)
    }
    await touched(ctx.db, markReturned, [scheduleId, ctx.clock.now(), actor.actor, requestId])
  }
  return returned
}
