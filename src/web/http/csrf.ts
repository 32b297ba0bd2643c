import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { readForm } from './forms.ts'
import type { Session } from './session.ts'
import type { Web } from './web.ts'

/** Where a request that changes something comes from, by what the browser says of it. */
export type Provenance = 'own' | 'foreign' | 'unsaid'

/** `ownHost`: the host that people see, when a proxy in front changes it. */
export function provenance(c: Context, ownHost?: string): Provenance {
  const site = c.req.header('sec-fetch-site')
  if (site) return site === 'same-origin' ? 'own' : 'foreign'
  const origin = c.req.header('origin')
  if (!origin) return 'unsaid'
  const host = hostOf(origin)
  return host !== undefined && (host === c.req.header('host') || host === ownHost) ? 'own' : 'foreign'
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

export interface CsrfOptions {
  readonly ownHost?: string
  /** answers a form that cannot be taken; `mayResend` when it surely came from our own page */
  readonly refused: (c: Context<Web>, mayResend: boolean) => Response | Promise<Response>
}

/** Takes forms only from our own pages, with the token of the browser's session. After the sessions' `load`. */
export function csrf(options: CsrfOptions): MiddlewareHandler<Web> {
  return async (c, next) => {
    if (isSafe(c)) return next()
    const from = provenance(c, options.ownHost)
    if (from === 'foreign') return options.refused(c, false)
    const session = c.get('session')
    const token = (await readForm(c)).get('csrf') ?? ''
    if (!session || !csrfHolds(session, token)) return options.refused(c, from === 'own')
    return next()
  }
}

/** Only where the request comes from, without a token: for pages without sessions, like the demo's tools. */
export function ownPagesOnly(options: {
  ownHost?: string
  refused: (c: Context) => Response | Promise<Response>
}): MiddlewareHandler {
  return async (c, next) => {
    if (!isSafe(c) && provenance(c, options.ownHost) === 'foreign') return options.refused(c)
    return next()
  }
}

function isSafe(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS'
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)))
}
