import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockCards } from '../../purchase/authorize-sql.ts'
import { postAndTell } from './post-and-tell.ts'

const selectToPost = statement<[now: Date, most: number], 'learning/incentives-to-post'>(
  'learning/incentives-to-post',
  `
  select card_id from incentive
  where posted_at is null and (kind = 'completion' or answered_at is not null) and due_at <= $1
  order by due_at
  limit $2
  `,
)

const actor: Actor = { actor: 'system:incentives', requestId: 'timetable' }
const atATime = 1000

/**
 * Puts the instalments that have fallen due by the calendar into the ledger, the oldest first. Safe to repeat, and to run
 * twice at a time: each batch is decided under the locks of its cards. Breaks off between two batches. Returns how many were
 * posted. For the timetable.
 */
export async function postDueIncentives(
  ctx: Pick<Context, 'db' | 'clock'>,
  stopping?: AbortSignal,
): Promise<number> {
  const now = ctx.clock.now()
  let posted = 0
  while (!stopping?.aborted) {
    const due = await rows(ctx.db, selectToPost, [now, atATime])
    if (due.length === 0) break
    posted += await inTransaction(ctx.db, async (tx) => {
      const cardIds = due.map(({ cardId }) => cardId)
      await rows(tx, lockCards, [cardIds])
      return (await postAndTell(tx, cardIds, now, actor)).posted
    })
  }
  return posted
}
