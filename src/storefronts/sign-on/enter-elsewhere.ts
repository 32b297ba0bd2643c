import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { AccountProvider, Identity } from './relying-party.ts'

type Params = [
  storefront: string,
  provider: AccountProvider,
  subject: string,
  email: string,
  name: string,
  phone: string | null,
  cardSealed: Buffer | null,
  now: Date,
  requestId: string,
]

/** The email stays as it was when another account of the storefront has the new one. */
const refresh = statement<Params, 'storefronts/refresh-account-elsewhere'>(
  'storefronts/refresh-account-elsewhere',
  `
  with refreshed as (
    update storefront_account as account set
      email = case
        when exists (
          select from storefront_account as other
          where other.storefront = $1 and other.email = $4 and other.account_id <> account.account_id
        ) then account.email
        else $4
      end,
      name = $5, phone = $6, card_sealed = $7
    where storefront = $1 and provider = $2 and subject = $3
    returning account_id
  ),
  told as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $8, 'account:' || account_id, 'account_refreshed', 'account:' || account_id, $2, $9 from refreshed
  )
  select account_id from refreshed
  `,
)

const insert = statement<Params, 'storefronts/insert-account-elsewhere'>(
  'storefronts/insert-account-elsewhere',
  `
  with made as (
    insert into storefront_account (storefront, provider, subject, email, name, phone, card_sealed, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict do nothing
    returning account_id
  ),
  told as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $8::timestamptz, 'account:' || account_id, 'account_opened', 'account:' || account_id, $2::text, $9::text
    from made
  )
  select account_id from made
  `,
)

/**
 * The storefront's account of somebody whose account is kept elsewhere, opened or brought up to date. The provider's
 * subject alone says whose it is. An email never does: refused with `email_taken` when another account has it and this
 * one would be new.
 */
export async function enterElsewhere(
  ctx: Context,
  storefront: string,
  provider: AccountProvider,
  identity: Identity,
  requestId: string,
): Promise<Outcome<{ accountId: string }, 'email_taken'>> {
  const { subject, name, phone, cardNumber } = identity
  const email = identity.email.trim().toLowerCase()
  const card = cardNumber === undefined ? null : ctx.secrets.seal(cardNumber)
  const params: Params = [
    storefront,
    provider,
    subject,
    email,
    name.trim(),
    phone ?? null,
    card,
    ctx.clock.now(),
    requestId,
  ]
  const made =
    (await first(ctx.db, refresh, params)) ??
    (await first(ctx.db, insert, params)) ??
    // The same buyer in another tab was quicker.
    (await first(ctx.db, refresh, params))
  return made ? done({ accountId: made.accountId }) : refuse('email_taken')
}
