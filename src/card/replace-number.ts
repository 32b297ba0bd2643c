import { one, type Queryable, statement, touched } from '../database/sql.ts'
import { newCardNumber } from '../kernel/codes.ts'

const lockNumber = statement<[cardId: string], 'card/lock-number'>(
  'card/lock-number',
  'select number from card where card_id = $1 for no key update',
)

const endNumber = statement<[number: string, now: Date]>(
  'card/end-number',
  'update card_number set replaced_at = $2 where number = $1 and replaced_at is null',
)

const insertNumber = statement<[number: string, cardId: string]>(
  'card/insert-number',
  'insert into card_number (number, card_id) values ($1, $2)',
)

const setNumber = statement<[cardId: string, number: string]>(
  'card/set-number',
  'update card set number = $2 where card_id = $1',
)

/**
 * Gives a card another number in the caller's transaction: its id, balance and purchases stay. The old number stays known, and
 * is refused by name. A number that is taken fails the transaction (`cardNumberTaken`): drawn again, it passes.
 */
export async function replaceNumber(tx: Queryable, cardId: string, now: Date): Promise<string> {
  const { number: old } = await one(tx, lockNumber, [cardId])
  const number = newCardNumber()
  await touched(tx, endNumber, [old, now])
  await touched(tx, insertNumber, [number, cardId])
  await touched(tx, setNumber, [cardId, number])
  return number
}
