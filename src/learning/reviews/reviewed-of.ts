import { type Queryable, rows, statement } from '../../database/sql.ts'
import type { Enrolment } from '../enrolment.ts'

const reviewedPurchases = statement<
  [cardIds: string[], purchaseIds: string[]],
  'learning/reviewed-purchases'
>(
  'learning/reviewed-purchases',
  `
  select purchase_id from review
  where card_id = any ($1::bigint[]) and (card_id, purchase_id) in (select * from unnest($1, $2::bigint[]))
  `,
)

const reviewedByCard = statement<[cardId: string], 'learning/reviewed-by-card'>(
  'learning/reviewed-by-card',
  'select purchase_id from review where card_id = $1',
)

/** Which purchases of a card have a review, a hidden one too, by their ids. */
export async function reviewedOfCard(db: Queryable, cardId: string): Promise<ReadonlySet<string>> {
  const found = await rows(db, reviewedByCard, [cardId])
  return new Set(found.map((row) => row.purchaseId))
}

/** Which of some purchases have a review, a hidden one too, by their ids. */
export async function reviewedOf(db: Queryable, of: readonly Enrolment[]): Promise<ReadonlySet<string>> {
  if (of.length === 0) return new Set()
  const found = await rows(db, reviewedPurchases, [
    of.map(({ cardId }) => cardId),
    of.map(({ purchaseId }) => purchaseId),
  ])
  return new Set(found.map((row) => row.purchaseId))
}
