import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { stylesheet } from '../../parts/page/stylesheet.ts'
import { programmeTheme } from '../../parts/page/themes.ts'
import type { Web } from '../web.ts'

export interface HeadersOptions {
  /** the site is reached by https */
  readonly secure: boolean
}

/**
 * The headers that keep a browser from doing what our pages never do. No inline script is ever allowed, of styles only
 * the site's own sheet by its hash.
 */
export function headers(options: HeadersOptions): MiddlewareHandler<Web> {
  const shared = secureHeaders({
    strictTransportSecurity: options.secure ? 'max-age=63072000; includeSubDomains' : false,
    // `no-referrer` would make browsers post forms with the origin `null`.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    xDownloadOptions: false,
    xXssProtection: false,
    permissionsPolicy: {
      camera: false,
      microphone: false,
      geolocation: false,
      payment: false,
      usb: false,
      browsingTopics: false,
      otpCredentials: ['self'],
      clipboardWrite: ['self'],
    },
  })
  return async (c, next) => {
    await shared(c, async () => {
      await next()
    })
    const theme = c.get('site')?.theme ?? programmeTheme
    // Not by `c.header`: of an answer that is made already it makes another one each time.
    const { headers } = c.res
    headers.set(
      'Content-Security-Policy',
      policy(stylesheet(theme).source, options.secure, c.get('formTarget'), c.get('site')?.worker),
    )
    if (headers.has('Cache-Control')) return
    const same = c.get('sameForAll') && isSameForAll(c)
    headers.set('Cache-Control', same ? `public, max-age=${publicSeconds}` : caching(c.get('session')))
    // Another language or a log-in is another cookie, and asks anew.
    if (same) headers.append('Vary', 'Cookie')
  }
}

function policy(
  styleSource: string,
  secure: boolean,
  formTarget: string | undefined,
  worker: true | undefined,
): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSource}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    // Nothing but the portal has a worker, or is installed.
    `worker-src ${worker ? "'self'" : "'none'"}`,
    ...(worker ? ["manifest-src 'self'"] : []),
    // Browsers hold the whole chain of redirects after a form to this.
    `form-action 'self'${formTarget ? ` ${new URL(formTarget).origin}` : ''}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

/** So long a page that is the same for all may lie on the way. What the staff takes back is gone everywhere that soon. */
const publicSeconds = 10

/** A page that was asked for by its address alone, by somebody of whom nothing is known, and that leaves nothing in their browser. */
function isSameForAll(c: Context<Web>): boolean {
  const { status, headers } = c.res
  if (status !== 200 && status !== 304) return false
  if (c.get('session') || c.get('ended') || headers.has('Set-Cookie')) return false
  return new URL(c.req.url).search === ''
}

// Phones are shared: what somebody saw logged in must not come back from the cache after the logout.
function caching(session: { accountId: unknown; personId: unknown } | undefined): string {
  return (session?.accountId ?? session?.personId) === undefined ? 'private, no-cache' : 'private, no-store'
}
