import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Language } from '../../kernel/wib.ts'
import type { Web } from '../http/web.ts'

const cookieName = 'bahasa'
const year = 365 * 24 * 60 * 60

/** The language of a request: `?lang=` wins, then the cookie of an earlier choice; without either Indonesian. */
export function languageOf(c: Context): Language {
  return knownLanguage(c.req.query('lang')) ?? knownLanguage(getCookie(c, cookieName)) ?? 'id'
}

/** Sets `c.var.language`, and remembers a language that was asked for by `?lang=`. */
export function language(options: { secure: boolean }): MiddlewareHandler<Web> {
  return async (c, next) => {
    const chosen = languageOf(c)
    c.set('language', chosen)
    if (knownLanguage(c.req.query('lang')) && getCookie(c, cookieName) !== chosen) {
      setCookie(c, cookieName, chosen, { path: '/', maxAge: year, sameSite: 'Lax', secure: options.secure })
    }
    await next()
  }
}

/** The same address in another language, for the switch. `url` is a path with or without a query. */
export function inLanguage(url: string, wanted: Language): string {
  const [path = '/', query = ''] = url.split('?', 2)
  const params = new URLSearchParams(query)
  params.set('lang', wanted)
  return `${path}?${params}`
}

/** A language of ours, by its tag. */
export function knownLanguage(tag: string | undefined): Language | undefined {
  return tag === 'id' || tag === 'en' ? tag : undefined
}
