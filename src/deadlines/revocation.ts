import { type Appeal, appealsOfSubject } from '../appeals/appeals.ts'
import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { declinedReason } from './decline.ts'
import { missed } from './end-terms-sql.ts'

/** Why a card is revoked, since when, and what its holder can do about it. */
export interface Revocation {
  /** the term was missed, or the holder did not want the card; undefined where people revoked it, for reasons of their own */
  readonly because: typeof missed | typeof declinedReason | undefined
  /** the first instant at which it holds: the end of the term that was missed */
  readonly since: Date
  /** the first instant at which a correction can give nothing back any more */
  readonly correctBefore: Date
  /** the newest appeal against it */
  readonly appeal: Appeal | undefined
}

const selectRevocation = statement<[cardId: string], 'deadlines/select-revocation', 'since'>(
  'deadlines/select-revocation',
  `
  select
    card.person_id, bar.because, card.usable_before,
    least(card.first_purchase_before, card.usable_before) as since
  from card
  left join bar using (person_id)
  where card_id = $1 and status = 'revoked'
  `,
)

/** The revocation of a card as its holder is told of it; undefined for a card that is not revoked. */
export async function revocationOf(
  { db }: Pick<Context, 'db'>,
  cardId: string,
): Promise<Revocation | undefined> {
  const row = await first(db, selectRevocation, [cardId])
  if (!row) return undefined
  const appeals = await appealsOfSubject(db, { personId: row.personId })
  return {
    because: [missed, declinedReason].find((known) => known === row.because) as Revocation['because'],
    since: row.since,
    correctBefore: row.usableBefore,
    appeal: appeals.find(({ about, filedAt }) => about === 'revoked' && filedAt >= row.since),
  }
}
