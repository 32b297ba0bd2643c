import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, statement, touched } from '../database/sql.ts'
import { day } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'

/** What links are for: declared once, by the room that sends them. A link of one use opens nothing of another. */
export interface LinkUse {
  /** the site whose accounts it is about: `konsol`, `mitra`, `portal`, or a storefront */
  readonly realm: string
  readonly purpose: 'invitation' | 'new_password' | 'new_email' | 'reply' | 'stop_change'
  /** what tokens are hashed with: never changed, or links that are on their way end */
  readonly label: string
}

/** Why a link does nothing. */
export type LinkRefusal = 'link_unknown' | 'link_used' | 'link_expired'

/** Whose link it is: an account's, a purchase's, or that of an email which may have no account yet. */
export interface LinkOwner {
  readonly ownerId?: string | undefined
  /** the email that the link confirms, or whose it is */
  readonly email?: string | undefined
  /** where the owner stands in the history of a card */
  readonly cardId?: string | undefined
}

/** A link whatever became of it, for a page that says more than that. */
export interface FoundLink extends LinkOwner {
  readonly expiresAt: Date
  /** why it does nothing now */
  readonly refusal: LinkRefusal | undefined
}

const insertLink = statement<
  [
    tokenHash: Buffer,
    realm: string,
    purpose: string,
    ownerId: string | null,
    email: string | null,
    cardId: string | null,
    now: Date,
    expiresAt: Date,
  ]
>(
  'identity/insert-link',
  `
  insert into single_use_link (token_hash, realm, purpose, owner_id, email, card_id, created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  `,
)

type LinkRow = Row<'identity/use-link'>

const selectLink = statement<[tokenHash: Buffer, realm: string, purpose: string], 'identity/select-link'>(
  'identity/select-link',
  `
  select owner_id, email, card_id, expires_at, ended_at from single_use_link
  where token_hash = $1 and realm = $2 and purpose = $3
  `,
)

const endLink = statement<
  [tokenHash: Buffer, realm: string, purpose: string, now: Date],
  'identity/use-link'
>(
  'identity/use-link',
  `
  update single_use_link set ended_at = $4
  where token_hash = $1 and realm = $2 and purpose = $3 and ended_at is null and expires_at > $4
  returning owner_id, email, card_id
  `,
)

const endOfOwner = statement<[realm: string, ownerId: string, purpose: string | null, now: Date]>(
  'identity/end-links-of-owner',
  `
  update single_use_link set ended_at = $4
  where realm = $1 and owner_id = $2 and ended_at is null and ($3::text is null or purpose = $3)
  `,
)

const dropOfOwner = statement<[realm: string, ownerId: string]>(
  'identity/drop-links-of-owner',
  'delete from single_use_link where realm = $1 and owner_id = $2',
)

const endOfEmail = statement<[realm: string, email: string, now: Date]>(
  'identity/end-links-of-email',
  `
  update single_use_link set ended_at = $3
  where realm = $1 and email = $2 and owner_id is null and ended_at is null
  `,
)

const countLinks = statement<[realm: string, email: string, since: Date], 'identity/count-links', 'links'>(
  'identity/count-links',
  `
  select count(*)::int as links from single_use_link
  where realm = $1 and email = $2 and owner_id is null and created_at > $3
  `,
)

const forget = statement<[before: Date]>(
  'identity/forget-links',
  'delete from single_use_link where expires_at < $1',
)

/**
 * Makes a link in the caller's transaction; returns its token, which is kept nowhere: 165 bits from the system's CSPRNG,
 * nobody guesses one. It works until `expiresAt`, once.
 */
export async function makeLink(
  tx: Queryable,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  use: LinkUse,
  { ownerId, email, cardId }: LinkOwner,
  expiresAt: Date,
): Promise<string> {
  const token = randomCode(32)
  const owner = [ownerId ?? null, email ?? null, cardId ?? null] as const
  await touched(tx, insertLink, [
    hashOf(ctx, use, token),
    use.realm,
    use.purpose,
    ...owner,
    ctx.clock.now(),
    expiresAt,
  ])
  return token
}

/** What a link leads to; looking at it does not use it, as mail scanners look too. */
export async function findLink(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  use: LinkUse,
  token: string,
): Promise<Outcome<LinkOwner, LinkRefusal>> {
  const link = await lookUpLink(ctx, db, use, token)
  if (!link) return refuse('link_unknown')
  return link.refusal ? refuse(link.refusal) : done(link)
}

/** A link that was made, also one that does nothing any more; undefined for none of ours. */
export async function lookUpLink(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  use: LinkUse,
  token: string,
): Promise<FoundLink | undefined> {
  const link = await first(db, selectLink, [hashOf(ctx, use, token), use.realm, use.purpose])
  if (!link) return undefined
  const { expiresAt, endedAt } = link
  const lapsed = expiresAt <= ctx.clock.now() ? 'link_expired' : undefined
  return { ...ownerOf(link), expiresAt, refusal: endedAt ? 'link_used' : lapsed }
}

/** Uses up a link, once in its life and never from the moment in which it lapses; or says why it does nothing. */
export async function useLink(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  tx: Queryable,
  use: LinkUse,
  token: string,
): Promise<Outcome<LinkOwner, LinkRefusal>> {
  const hash = hashOf(ctx, use, token)
  const used = await first(tx, endLink, [hash, use.realm, use.purpose, ctx.clock.now()])
  if (used) return done(ownerOf(used))
  const since = await findLink(ctx, tx, use, token)
  return since.ok ? refuse('link_used') : since
}

/** Ends the links of an account that are on their way: all of a realm, or those of one purpose. */
export async function endLinks(
  { clock }: Pick<Context, 'clock'>,
  tx: Queryable,
  realm: string,
  ownerId: string,
  purpose?: LinkUse['purpose'],
): Promise<void> {
  await touched(tx, endOfOwner, [realm, ownerId, purpose, clock.now()])
}

/** Removes every link of an account that is ended for good: its links lead nowhere then. */
export async function dropLinks(tx: Queryable, realm: string, ownerId: string): Promise<void> {
  await touched(tx, dropOfOwner, [realm, ownerId])
}

/** Ends the links of an email which may have no account yet. */
export async function endLinksOfEmail(
  { clock }: Pick<Context, 'clock'>,
  tx: Queryable,
  realm: string,
  email: string,
): Promise<void> {
  await touched(tx, endOfEmail, [realm, email, clock.now()])
}

/** How many links were made for an email of a realm since then, whether or not it has an account. */
export async function linksSince(tx: Queryable, realm: string, email: string, since: Date): Promise<number> {
  return (await first(tx, countLinks, [realm, email, since]))?.links ?? 0
}

/** Removes links that lapsed a week ago: until then they say that they are old. For the timetable. */
export async function forgetLinks({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forget, [new Date(clock.now().getTime() - 7 * day)])
}

function hashOf({ secrets }: Pick<Context, 'secrets'>, use: LinkUse, token: string): Buffer {
  return secrets.hash(use.label, token)
}

function ownerOf({ ownerId, email, cardId }: LinkRow): LinkOwner {
  return { ownerId, email, cardId }
}
