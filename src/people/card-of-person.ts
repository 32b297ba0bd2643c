import { first, type Queryable, statement } from '../database/sql.ts'

/** A person and their card. */
export interface Holder {
  readonly personId: string
  readonly cardId: string
  /** what must be finished on it, where that was asked for with the rest */
  readonly unfinishedPurchaseId?: string | undefined
}

const selectCardOfPerson = statement<[personId: string], 'people/select-card-of-person', 'cardId'>(
  'people/select-card-of-person',
  'select card_id from recipient where person_id = $1 and card_id is not null',
)

/** The card of a person, or undefined for somebody who has none. */
export async function cardOfPerson(db: Queryable, personId: string): Promise<string | undefined> {
  return (await first(db, selectCardOfPerson, [personId]))?.cardId
}
