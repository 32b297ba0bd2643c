import type { Hono } from 'hono'
import type { Web } from '../http/web.ts'

/**
 * Lets every address that only takes a form be asked for as well, once all routes of `app` are there. A refused form is
 * answered at the address that took it, and there people stand: they reload, go back, or change the language. They are
 * led to the nearest page above it, so a form's address lies below the page that draws it. Calls of programs (`/api/`,
 * `.json`) are no forms.
 */
export function answerFormAddresses(app: Hono<Web>): void {
  const taken = (wanted: string) =>
    new Set(app.routes.filter(({ method }) => method === wanted).map(({ path }) => path))
  const pages = taken('GET')
  for (const path of taken('POST')) {
    if (pages.has(path) || path.startsWith('/api/') || path.endsWith('.json')) continue
    const depth = depthOfPage(path, pages)
    app.get(path, (c) => c.redirect(c.req.path.split('/').slice(0, depth).join('/') || '/', 303))
  }
}

/** How many parts of a form's address are the nearest page above it. */
function depthOfPage(path: string, pages: ReadonlySet<string>): number {
  const parts = path.split('/')
  for (let depth = parts.length - 1; depth > 0; depth--)
    if (pages.has(parts.slice(0, depth).join('/') || '/')) return depth
  throw new Error(`no page stands above ${path}`)
}
