import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { idleSessionMs } from '../../../identity/forget-sessions.ts'
import { day, hour, minute } from '../../../kernel/clock.ts'

/** A browser's session at one site. Its token is only ever in the cookie; here it goes by the token's hash. */
export interface Session {
  /** sha256 of the token; the id of the session in lists and orders */
  readonly tokenHash: Buffer
  readonly site: string
  /** a storefront's account */
  readonly accountId: string | undefined
  /** a person of the programme */
  readonly personId: string | undefined
  /** the secret behind the tokens of its forms */
  readonly csrf: string
  readonly state: Readonly<Record<string, unknown>>
  readonly device: string
  readonly createdAt: Date
  readonly seenAt: Date
  /** the token itself, of a visitor about whom nothing is written down yet */
  readonly unwritten?: string
}

/** How long a session lives, in ms. */
export interface SessionLimits {
  readonly idleMs: number
  readonly absoluteMs: number
  /** outlives the browser's window */
  readonly persistent: boolean
}

/** The limits of the kinds of sites. Nobody is logged in: the `anonymous` ones hold everywhere. */
export const sessionLimits = {
  anonymous: { idleMs: idleSessionMs.nobody, absoluteMs: day, persistent: false },
  storefront: { idleMs: idleSessionMs.longest, absoluteMs: 90 * day, persistent: true },
  portal: { idleMs: 30 * minute, absoluteMs: 12 * hour, persistent: false },
  console: { idleMs: 15 * minute, absoluteMs: 8 * hour, persistent: false },
} as const satisfies Record<string, SessionLimits>

/** Who logs in: one of the two. */
export type Owner = { readonly accountId: string } | { readonly personId: string }

/** Whether a session may still be used. */
export function alive(session: Session, limits: SessionLimits, now: Date): boolean {
  const { idleMs, absoluteMs } = session.accountId || session.personId ? limits : sessionLimits.anonymous
  const at = now.getTime()
  return at - session.seenAt.getTime() < idleMs && at - session.createdAt.getTime() < absoluteMs
}

/** Somebody is logged in. */
export function isOwned({ accountId, personId }: Session): boolean {
  return (accountId ?? personId) !== undefined
}

/** Gives a request its session, where it has none yet. */
export interface SessionMaker {
  ensure(c: Context): Session
}

/**
 * The token for the forms of one page: the session's secret under a fresh mask, so that it never reads the same
 * twice and compression tells nothing about it.
 */
export function csrfToken(session: Session): string {
  const secret = Buffer.from(session.csrf, 'base64url')
  const mask = randomBytes(secret.length)
  return Buffer.concat([mask, xor(secret, mask)]).toString('base64url')
}

/** Whether a token was made by {@link csrfToken} for this session. */
export function csrfHolds(session: Pick<Session, 'csrf'>, token: string): boolean {
  const secret = Buffer.from(session.csrf, 'base64url')
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== secret.length * 2) return false
  const mask = bytes.subarray(0, secret.length)
  return timingSafeEqual(xor(bytes.subarray(secret.length), mask), secret)
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)))
}
