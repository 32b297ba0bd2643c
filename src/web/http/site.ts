import type { Context, MiddlewareHandler } from 'hono'
import { drawnPage } from '../parts/page/page.tsx'
import { programmeTheme } from '../parts/page/themes.ts'
import type { View } from '../parts/view.ts'
import type { Site } from '../site/site.ts'
import { takes } from './edge/compress.ts'
import { packedPage } from './edge/packed-page.ts'
import { formerSession } from './sessions/former-session.ts'
import { csrfToken } from './sessions/session.ts'
import type { Web } from './web.ts'

const nowhere: Site = { theme: programmeTheme, home: '/', nav: () => [] }

/** Says which site answers under this part of the address space. */
export function onSite(site: Site): MiddlewareHandler<Web> {
  return async (c, next) => {
    c.set('site', site)
    await next()
  }
}

/** The view that a page of this request is drawn with; a form that is drawn in it makes its session. */
export function viewOf(c: Context<Web>): View {
  const site = c.get('site') ?? nowhere
  const language = c.get('language') ?? 'id'
  const session = c.get('session')
  const sessions = c.get('sessions')
  const common = c.get('common')
  const url = new URL(c.req.url)
  return {
    theme: site.name ? { ...site.theme, name: site.name } : site.theme,
    language,
    line: site.line?.(language),
    url: url.pathname + url.search,
    home: site.home,
    nav: site.nav(language, session, url.pathname),
    ...(site.foot && { foot: site.foot(language) }),
    account: site.account?.(language, session),
    search: site.search?.(language, url.pathname),
    csrf: common ? common.token : sessions && once(() => csrfToken(sessions.ensure(c))),
    kept: c.get('kept'),
    sessionEnded: c.req.query('lanjut') !== undefined && formerSession(c) !== undefined,
    demo: site.demo && { nav: site.demo(language) },
  }
}

/** The statuses that a page answers with. */
export type PageStatus = 200 | 400 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503

/** Answers with a page. */
export function show(
  c: Context,
  page: { toString(): string | Promise<string> },
  status: PageStatus = 200,
): Response {
  const drawn = drawnPage(page)
  const common = c.get('common')
  if (common && status === 200) return common.drew(drawn)
  if (!takes(c.req.header('accept-encoding'), 'gzip')) return c.html(drawn.beginning + drawn.rest, status)
  return packed(c, packedPage(drawn), status)
}

/** Answers with a page that is packed already. */
export function packed(c: Context, bytes: Buffer<ArrayBuffer>, status: PageStatus = 200): Response {
  return c.body(bytes, status, {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Encoding': 'gzip',
    Vary: 'Accept-Encoding',
  })
}

/** One token serves all forms of a page. */
function once(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}
