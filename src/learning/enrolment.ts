import { statement } from '../database/sql.ts'

/** A purchase, as the key to what it opened. */
export interface Enrolment {
  readonly cardId: string
  readonly purchaseId: string
}

/** All that is done with the trainings of a card happens one after the other, as its purchases do. */
export const lockLearner = statement<[cardId: string]>(
  'learning/lock-learner',
  'select card_id from card where card_id = $1 for no key update',
)
