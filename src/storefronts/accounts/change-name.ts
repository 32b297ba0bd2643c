import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Journey } from '../journey.ts'
import { byAccount } from './locked-account.ts'

const setName = statement<[storefront: string, accountId: string, name: string]>(
  'storefronts/set-name',
  `
  update storefront_account set name = $3
  where storefront = $1 and account_id = $2 and provider is null and name <> $3
  `,
)

/** Changes the name of an account; the name of one that is kept elsewhere is changed there, and stays here. */
export async function changeName(
  ctx: Context,
  journey: Journey,
  { accountId, name, requestId }: { accountId: string; name: string; requestId: string },
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if ((await touched(tx, setName, [journey.id, accountId, name.trim()])) === 0) return
    const row = { event: 'name_changed' as const, subject: `account:${accountId}` }
    await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
  })
}
