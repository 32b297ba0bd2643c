import { first, type Queryable, statement } from '../../database/sql.ts'

const balanceOf = statement<
  [storefront: string, accountId: string, now: Date],
  'storefronts/balance-of-account',
  'tail' | 'balance'
>(
  'storefronts/balance-of-account',
  `
  select right(card.number, 4) as tail, balance
  from partner
  join storefront_account_card using (partner_id)
  join card using (card_id)
  where storefront = $1 and user_platform_id = $2 and card.status = 'active' and usable_before > $3
  `,
)

/** What lies on the card that an account pays with, in rupiah, and the card's last four digits; undefined where none can pay. */
export function balanceOfAccount(
  db: Queryable,
  storefront: string,
  accountId: string,
  now: Date,
): Promise<{ readonly tail: string; readonly balance: number } | undefined> {
  return first(db, balanceOf, [storefront, accountId, now])
}
