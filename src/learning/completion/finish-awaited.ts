import type { Context } from '../../database/context.ts'
import { type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Actor } from '../../kernel/request.ts'
import { type Enrolment, lockLearner } from '../enrolment.ts'
import { completeIfReady } from './complete-if-ready.ts'

type AwaitedRow = Row<'learning/awaited-completions'>

const selectAwaited = statement<
  [now: Date, most: number, dueAfter: Date, cardAfter: string, purchaseAfter: string],
  'learning/awaited-completions'
>(
  'learning/awaited-completions',
  `
  select card_id, purchase_id, due_at from awaited_completion
  where due_at <= $1 and (due_at, card_id, purchase_id) > ($3, $4, $5)
  order by due_at, card_id, purchase_id
  limit $2
  `,
)

const actor: Actor = { actor: 'system:completion', requestId: 'timetable' }
const atATime = 500

/**
 * Finishes the trainings that were waiting for nothing but time: the end of their schedule or minimum time, or the rest
 * of what their institution reported. Each is judged anew under the lock of its card, so the job may run twice, and at
 * the same time. One that fails is thrown when the others are through. Returns how many were finished. For the timetable.
 */
export async function finishAwaited(ctx: Context): Promise<number> {
  const now = ctx.clock.now()
  const faults: unknown[] = []
  let finished = 0
  let last: AwaitedRow | undefined = { dueAt: new Date(0), cardId: '0', purchaseId: '0' }
  while (last) {
    const found: AwaitedRow[] = await rows(ctx.db, selectAwaited, [
      now,
      atATime,
      last.dueAt,
      last.cardId,
      last.purchaseId,
    ])
    for (const { cardId, purchaseId } of found) {
      const isFinished = await finish(ctx, { cardId, purchaseId }).catch((fault) => {
        faults.push(fault)
      })
      if (isFinished) finished++
    }
    last = found.at(-1)
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} trainings could not be finished`)
  return finished
}

function finish(ctx: Context, enrolment: Enrolment): Promise<boolean> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockLearner, [enrolment.cardId])
    return completeIfReady({ db: tx, clock: ctx.clock }, enrolment, actor)
  })
}
