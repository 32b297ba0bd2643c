import { one, type Queryable, statement } from '../database/sql.ts'

const selectSuspended = statement<[storefront: string], 'storefronts/is-suspended', 'suspended'>(
  'storefronts/is-suspended',
  `
  select exists (
    select from suspension
    where party_kind = 'storefront' and ended_at is null
      and party_id = (select partner_id from partner where storefront = $1)
  ) as suspended
  `,
)

/** Whether the programme has suspended one of our own storefronts: nothing is bought there, what was bought goes on. */
export async function storefrontIsSuspended(db: Queryable, storefront: string): Promise<boolean> {
  return (await one(db, selectSuspended, [storefront])).suspended
}
