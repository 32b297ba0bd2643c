import { DatabaseError } from 'pg'
import { first, type Queryable, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { passwordHolds } from '../../kernel/secrets/passwords.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { type AccountRules, accountRules } from './account-rules.ts'

/** An account with what only its changes look at. */
export interface ChangingAccount {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly phone: string | undefined
  readonly phoneVerifiedAt: Date | undefined
  /** undefined: the account is kept elsewhere, and has no password here */
  readonly passwordHash: string | undefined
}

const changingColumns = 'account_id, email, name, phone, phone_verified_at, password_hash'

const changingAccount = statement<
  [storefront: string, accountId: string],
  'storefronts/changing-account',
  ChangingAccount
>(
  'storefronts/changing-account',
  `select ${changingColumns} from storefront_account where storefront = $1 and account_id = $2`,
)

const lockedAccount = statement<
  [storefront: string, accountId: string],
  'storefronts/locked-account',
  ChangingAccount
>(
  'storefronts/locked-account',
  `
  select ${changingColumns} from storefront_account where storefront = $1 and account_id = $2
  for no key update
  `,
)

/** The account as it is now, to decide what takes long (a password) before anything is locked. */
export async function accountToChange(
  db: Queryable,
  storefront: string,
  accountId: string,
): Promise<ChangingAccount> {
  return found(await first(db, changingAccount, [storefront, accountId]))
}

/** Every change of an account begins with this lock, so that changes of one account never meet. */
export async function lockAccount(
  tx: Queryable,
  storefront: string,
  accountId: string,
): Promise<ChangingAccount> {
  return found(await first(tx, lockedAccount, [storefront, accountId]))
}

function found(account: ChangingAccount | undefined): ChangingAccount {
  if (!account) throw new Error('a session belongs to an account that is not there')
  return account
}

/** Whether that is the password of the account; false for one that is kept elsewhere. */
export function isPassword(account: ChangingAccount, password: string): Promise<boolean> {
  return passwordHolds(password, account.passwordHash)
}

/** Tells the owner, at the address that the account had until now, that something was changed. */
export async function tellOfChange(
  tx: Queryable,
  storefronts: Storefronts,
  owner: { readonly journey: Journey; readonly account: ChangingAccount; readonly language: Language },
  changed: 'password' | 'email' | 'phone',
): Promise<void> {
  const { journey, account, language } = owner
  const { ctx } = storefronts
  const at = ctx.clock.now()
  await queueMessages(tx, ctx, [
    {
      channel: 'email',
      to: account.email,
      template: 'account-changed',
      language,
      params: {
        name: account.name,
        site: journey.name,
        ...(changed === 'password' && { passwordChangedAt: at }),
        ...(changed === 'email' && { emailChangedAt: at }),
        ...(changed === 'phone' && { phoneChangedAt: at }),
        link: storefronts.link(`/${journey.id}/lupa-sandi`),
      },
    },
  ])
}

/** The account acts for itself. */
export function byAccount(accountId: string, requestId: string): Actor {
  return { actor: `account:${accountId}`, requestId }
}

export function rulesOf(storefronts: Storefronts): AccountRules {
  return storefronts.accountRules ?? accountRules
}

/** Whether a statement failed because somebody else has what only one may have. */
export function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '23505'
}
