import { type Queryable, rows, statement } from '../../database/sql.ts'

const selectOrders = statement<[cardId: string], 'storefronts/orders-of-card', 'purchaseId'>(
  'storefronts/orders-of-card',
  `
  select order_no, storefront, purchase_id from storefront_order
  where card_id = $1 and purchase_id is not null
  `,
)

/** The orders at our own storefronts that a card has paid, by their purchases: where each is learnt and reviewed. */
export async function ordersOfCard(
  db: Queryable,
  cardId: string,
): Promise<ReadonlyMap<string, { readonly orderNo: string; readonly storefront: string }>> {
  const found = await rows(db, selectOrders, [cardId])
  return new Map(found.map(({ purchaseId, orderNo, storefront }) => [purchaseId, { orderNo, storefront }]))
}
