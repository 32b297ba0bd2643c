import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { chosenPassword, type PasswordRefusal, passwordHolds } from '../../kernel/secrets/passwords.ts'

/** A buyer's account at one storefront; every storefront keeps its own. */
export interface StorefrontAccount {
  readonly accountId: string
  readonly storefront: string
  readonly email: string
  readonly name: string
  readonly phone: string | undefined
  readonly phoneVerifiedAt: Date | undefined
  /** who keeps the account, when it is not the storefront itself */
  readonly provider: string | undefined
}

const accountColumns = 'account_id, storefront, email, name, phone, phone_verified_at, provider'

const insertAccount = statement<
  [
    storefront: string,
    email: string,
    name: string,
    phone: string | null,
    passwordHash: string,
    now: Date,
    requestId: string,
  ],
  'storefronts/insert-account'
>(
  'storefronts/insert-account',
  `
  with made as (
    insert into storefront_account (storefront, email, name, phone, password_hash, created_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (storefront, email) do nothing
    returning ${accountColumns}
  ),
  told as (
    insert into journal (at, actor, act, subject, request_id, facts)
    select
      $6, 'account:' || account_id, 'account_opened', 'account:' || account_id, $7,
      jsonb_build_object('storefront', storefront)
    from made
  )
  select ${accountColumns} from made
  `,
)

const accountByEmail = statement<[storefront: string, email: string], 'storefronts/account-by-email'>(
  'storefronts/account-by-email',
  `
  select ${accountColumns}, password_hash from storefront_account
  where storefront = $1 and email = $2
  `,
)

const accountById = statement<[storefront: string, accountId: string], 'storefronts/account-by-id'>(
  'storefronts/account-by-id',
  `
  select ${accountColumns} from storefront_account
  where storefront = $1 and account_id = $2
  `,
)

export interface SignUp {
  readonly storefront: string
  readonly email: string
  readonly name: string
  /** E.164 */
  readonly phone?: string | undefined
  readonly password: string
  readonly requestId: string
}

/** Opens an account; refused for a password that is guessed soon, and when the email has one at this storefront. */
export async function signUp(
  ctx: Context,
  wanted: SignUp,
): Promise<Outcome<StorefrontAccount, 'email_taken' | PasswordRefusal>> {
  const { email, name, phone, storefront } = wanted
  const hash = await chosenPassword(wanted.password, [email, name, phone, storefront])
  if (!hash.ok) return hash
  const row = await first(ctx.db, insertAccount, [
    storefront,
    email.trim().toLowerCase(),
    name.trim(),
    phone,
    hash.value,
    ctx.clock.now(),
    wanted.requestId,
  ])
  return row ? done(row) : refuse('email_taken')
}

/** Checks email and password; unknown accounts take as long as wrong passwords. */
export async function checkPassword(
  ctx: Context,
  storefront: string,
  email: string,
  password: string,
): Promise<Outcome<StorefrontAccount, 'log_in_wrong'>> {
  const row = await first(ctx.db, accountByEmail, [storefront, email.trim().toLowerCase()])
  if (!(await passwordHolds(password, row?.passwordHash)) || !row) return refuse('log_in_wrong')
  const { passwordHash, ...account } = row
  return done(account)
}

/** An account of a storefront by its id. */
export function findAccount(
  db: Queryable,
  storefront: string,
  accountId: string,
): Promise<StorefrontAccount | undefined> {
  return first(db, accountById, [storefront, accountId])
}

const sealedCardOf = statement<[storefront: string, accountId: string], 'storefronts/sealed-card-of'>(
  'storefronts/sealed-card-of',
  'select card_sealed from storefront_account where storefront = $1 and account_id = $2',
)

/** The card number that came with an account of the programme, as its holder consented; undefined without one. */
export async function cardOfAccount(
  ctx: Context,
  storefront: string,
  accountId: string,
): Promise<string | undefined> {
  const row = await first(ctx.db, sealedCardOf, [storefront, accountId])
  return row?.cardSealed ? ctx.secrets.open(row.cardSealed) : undefined
}

const cardTail = statement<
  [storefront: string, accountId: string],
  'storefronts/card-tail-of-account',
  'tail'
>(
  'storefronts/card-tail-of-account',
  `
  select right(card.number, 4) as tail
  from partner
  join storefront_account_card using (partner_id)
  join card using (card_id)
  where storefront = $1 and user_platform_id = $2
  `,
)

/** The last four digits of the card that an account pays with; undefined until it has paid. */
export async function cardTailOf(
  db: Queryable,
  storefront: string,
  accountId: string,
): Promise<string | undefined> {
  return (await first(db, cardTail, [storefront, accountId]))?.tail
}
