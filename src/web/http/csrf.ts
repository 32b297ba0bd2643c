import type { Context, MiddlewareHandler } from 'hono'
import { readForm } from './forms.ts'
import { csrfHolds } from './sessions/session.ts'
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
