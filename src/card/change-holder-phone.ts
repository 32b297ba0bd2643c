import { type Queryable, statement, touched } from '../database/sql.ts'

const updateHolderPhone = statement<[cardId: string, phone: string, payingFrom: Date]>(
  'card/update-holder-phone',
  `
  update card set holder_phone = $2, paying_from = greatest(paying_from, $3::timestamptz)
  where card_id = $1
  `,
)

/** Sends the card's codes to another phone from now on; nothing is paid before `payingFrom`. */
export async function changeHolderPhone(
  tx: Queryable,
  cardId: string,
  phone: string,
  payingFrom: Date,
): Promise<void> {
  await touched(tx, updateHolderPhone, [cardId, phone, payingFrom])
}
