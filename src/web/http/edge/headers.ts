import type { MiddlewareHandler } from 'hono'
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
      policy(stylesheet(theme).source, options.secure, c.get('formTarget')),
    )
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', caching(c.get('session')))
  }
}

function policy(styleSource: string, secure: boolean, formTarget: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSource}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    // Browsers hold the whole chain of redirects after a form to this.
    `form-action 'self'${formTarget ? ` ${new URL(formTarget).origin}` : ''}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

// Phones are shared: what somebody saw logged in must not come back from the cache after the logout.
function caching(session: { accountId: unknown; personId: unknown } | undefined): string {
  return (session?.accountId ?? session?.personId) === undefined ? 'private, no-cache' : 'private, no-store'
}
