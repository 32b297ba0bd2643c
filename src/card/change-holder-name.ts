import { type Queryable, statement, touched } from '../database/sql.ts'

const updateHolderName = statement<[cardId: string, name: string]>(
  'card/update-holder-name',
  'update card set holder_name = $2 where card_id = $1',
)

/** Storefronts and certificates are told this name from now on. */
export async function changeHolderName(tx: Queryable, cardId: string, name: string): Promise<void> {
  await touched(tx, updateHolderName, [cardId, name])
}
