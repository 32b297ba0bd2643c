import { cardFacts } from '../../card/card-facts.ts'
import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { cardOfPerson } from '../card-of-person.ts'

const select = statement<[personId: string], 'people/sign-on-claims'>(
  'people/sign-on-claims',
  'select name, email, phone from person where person_id = $1',
)

/** What the programme can tell a partner of a person, where a consent lets it. */
export interface SignOnClaims {
  readonly name: string
  readonly email: string
  /** E.164 */
  readonly phone_number: string
  /** the card number, for those who have a card */
  readonly no_prakerja: string | undefined
}

/** The facts of a person, by the names they have in the claims of single sign-on. */
export async function signOnClaims(ctx: Context, personId: string): Promise<SignOnClaims | undefined> {
  const person = await first(ctx.db, select, [personId])
  if (!person) return undefined
  const cardId = await cardOfPerson(ctx.db, personId)
  const card = cardId ? await cardFacts(ctx, cardId) : undefined
  const { name, email, phone } = person
  return { name, email, phone_number: phone, no_prakerja: card?.number }
}
