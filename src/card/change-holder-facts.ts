import { type Queryable, statement, touched } from '../database/sql.ts'

const updateHolderFacts = statement<
  [cardId: string, email: string | null, education: number | null, bornOn: string | null]
>(
  'card/update-holder-facts',
  `
  update card set
    holder_email = coalesce($2, holder_email), holder_education = coalesce($3::smallint, holder_education),
    holder_born_on = coalesce($4::date, holder_born_on)
  where card_id = $1
  `,
)

/** What storefronts and purchases go by from now on, of those that are given. */
export async function changeHolderFacts(
  tx: Queryable,
  cardId: string,
  facts: { readonly email?: string; readonly education?: number; readonly bornOn?: string },
): Promise<void> {
  const { email = null, education = null, bornOn = null } = facts
  await touched(tx, updateHolderFacts, [cardId, email, education, bornOn])
}
