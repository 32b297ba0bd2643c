import { statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endSessions } from '../../identity/end-sessions.ts'
import { endLinks } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { chosenPassword, type PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { accountToChange, byAccount, isPassword, tellOfChange } from './locked-account.ts'

const replacePassword = statement<[accountId: string, before: string, passwordHash: string]>(
  'storefronts/replace-password',
  'update storefront_account set password_hash = $3 where account_id = $1 and password_hash = $2',
)

export interface PasswordChange {
  readonly accountId: string
  readonly currentPassword: string
  readonly password: string
  /** hash of the session that goes on; all others of the account end */
  readonly keep: Buffer | undefined
  readonly language: Language
  readonly requestId: string
}

/**
 * Changes a password by the old one. An account that is kept elsewhere has none here: `password_wrong` too. Refused as
 * {@link chosenPassword} is, once the old one is right.
 */
export async function changePassword(
  storefronts: Storefronts,
  journey: Journey,
  { accountId, currentPassword, password, keep, language, requestId }: PasswordChange,
): Promise<Outcome<undefined, 'password_wrong' | PasswordRefusal>> {
  const { ctx } = storefronts
  const account = await accountToChange(ctx.db, journey.id, accountId)
  const before = account.passwordHash
  if (before === undefined || !(await isPassword(account, currentPassword))) return refuse('password_wrong')
  const { email, name, phone } = account
  const hash = await chosenPassword(password, [email, name, phone, journey.id, journey.name])
  if (!hash.ok) return hash
  const changed = await inTransaction(ctx.db, async (tx) => {
    // Changed meanwhile: what was typed is the old one no longer.
    if ((await touched(tx, replacePassword, [accountId, before, hash.value])) === 0) return false
    await endLinks(ctx, tx, journey.id, accountId)
    await endSessions(tx, [journey.id], { accountId }, keep)
    await tellOfChange(tx, storefronts, { journey, account, language }, 'password')
    const row = { event: 'password_changed' as const, subject: `account:${accountId}` }
    await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
    return true
  })
  if (!changed) return refuse('password_wrong')
  storefronts.onMessages()
  return done(undefined)
}
