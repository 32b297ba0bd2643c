import type { Queryable } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { type PostedIncentives, postIncentives } from '../../ledger/post-incentives.ts'
import { afterQuiet } from '../../messages/after-quiet.ts'
import { type News, queueNews } from '../../messages/queue-news.ts'

/**
 * Posts the instalments of these cards that have fallen due, takes back those that are not planned any more
 * ({@link postIncentives}), and tells each holder what that comes to: one statement more, however many they are.
 */
export async function postAndTell(
  tx: Queryable,
  cardIds: readonly string[],
  now: Date,
  by: Actor,
): Promise<PostedIncentives> {
  const done = await postIncentives(tx, cardIds, now, by)
  const own = cardIds.length === 1 && by.actor === `card:${cardIds[0]}`
  const news = done.cards.flatMap(({ cardId, posted, takenBack, owed }): News[] => [
    ...(posted > 0
      ? [{ template: 'incentive-due', cardId, params: { amount: posted, link: '/kartu' } } as const]
      : []),
    ...(takenBack > 0
      ? [
          {
            template: 'incentive-withdrawn',
            cardId,
            params: { amount: takenBack, owed, link: '/kartu' },
          } as const,
        ]
      : []),
  ])
  await queueNews(tx, { now, dueAt: own ? now : afterQuiet(now) }, news)
  return done
}
