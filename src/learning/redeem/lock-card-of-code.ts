import { statement } from '../../database/sql.ts'

/** Takes the card of a code, as every change of its purchases does; none when there is no such code. */
export const lockCardOfCode = statement<[code: string, kind: string], 'learning/lock-card-of-code'>(
  'learning/lock-card-of-code',
  `
  select card_id from card
  where card_id = (select card_id from code where code = $1 and kind = $2)
  for no key update
  `,
)
