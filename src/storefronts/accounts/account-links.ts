import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement, touched } from '../../database/sql.ts'
import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { linkHash } from './locked-account.ts'

export type LinkPurpose = 'new_password' | 'new_email'

/** Why a link does nothing. */
export type LinkRefusal = 'link_unknown' | 'link_used' | 'link_expired'

/** A link that may still be used. */
export interface LiveLink {
  readonly accountId: string
  /** the email that it confirms */
  readonly email: string | undefined
}

/** 165 bits from the system's CSPRNG: nobody guesses a link. */
export function drawLinkToken(): string {
  return randomCode(32)
}

const findLink = statement<
  [tokenHash: Buffer, purpose: LinkPurpose, storefront: string],
  { account_id: string; email: string | null; expires_at: Date; ended_at: Date | null }
>(
  'storefronts/find-account-link',
  `
  select account_id, account_link.email, expires_at, ended_at
  from account_link
  join storefront_account using (account_id)
  where token_hash = $1 and purpose = $2 and storefront = $3
  `,
)

/** What a link leads to; looking at it does not use it, as mail scanners look too. */
export async function findLiveLink(
  { clock, secrets }: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  storefront: string,
  purpose: LinkPurpose,
  token: string,
): Promise<Outcome<LiveLink, LinkRefusal>> {
  const link = await first(db, findLink, [linkHash({ secrets }, token), purpose, storefront])
  if (!link) return refuse('link_unknown')
  if (link.ended_at) return refuse('link_used')
  if (link.expires_at <= clock.now()) return refuse('link_expired')
  return done({ accountId: link.account_id, email: link.email ?? undefined })
}

const useLink = statement<[tokenHash: Buffer, now: Date]>(
  'storefronts/use-account-link',
  `
  update account_link set ended_at = $2
  where token_hash = $1 and ended_at is null and expires_at > $2
  `,
)

/** Uses up a link; true once in its life, and never from the moment that it expires. */
export async function takeLink(
  { clock, secrets }: Pick<Context, 'clock' | 'secrets'>,
  tx: Queryable,
  token: string,
): Promise<boolean> {
  return (await touched(tx, useLink, [linkHash({ secrets }, token), clock.now()])) === 1
}

const endLinks = statement<[accountId: string, now: Date, purpose: LinkPurpose | null]>(
  'storefronts/end-account-links',
  `
  update account_link set ended_at = $2
  where account_id = $1 and ended_at is null and ($3::text is null or purpose = $3)
  `,
)

/** Ends the links of an account that are on their way: all, or those of one purpose. */
export async function endLinksOf(
  { clock }: Pick<Context, 'clock'>,
  tx: Queryable,
  accountId: string,
  purpose?: LinkPurpose,
): Promise<void> {
  await touched(tx, endLinks, [accountId, clock.now(), purpose ?? null])
}
