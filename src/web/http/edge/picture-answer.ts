import type { Handler, MiddlewareHandler } from 'hono'
import { pictureFile } from '../../../catalogue/pictures/course-pictures.ts'
import { remembered } from '../../../database/remembered.ts'
import type { AppDeps } from '../../app-deps.ts'
import { errorPage } from '../errors.tsx'
import type { Web } from '../web.ts'
import { rateLimit } from './rate-limit.ts'

/** Files that a process remembers for a moment: of a front page that many open at once each is read once. */
const mostRemembered = 300

/**
 * The pictures of courses, by the digest in their address (`pictureAddress`): kept by browsers for ever, as another picture has another
 * address. Nobody is asked for, and no session is read. A page has a dozen of them, so that they are counted apart from pages.
 */
export function pictureAnswer(deps: AppDeps): [MiddlewareHandler<Web>, Handler<Web>] {
  const { ctx, systemClock, behindProxy, processes } = deps
  const window = { quota: 9000, windowMs: 15_000, changesOnly: false }
  const files = new Map<string, () => Promise<Buffer | undefined>>()
  const fileOf = (digest: string) => {
    const known = files.get(digest) ?? remembered(() => pictureFile(ctx.db, digest))
    if (files.size >= mostRemembered) files.delete(files.keys().next().value ?? '')
    files.set(digest, known)
    return known()
  }
  return [
    rateLimit({ purpose: 'gambar', ...window, clock: systemClock, behindProxy, processes }),
    async (c) => {
      const digest = /^([0-9a-f]{32})\.avif$/.exec(c.req.param('file') ?? '')?.[1]
      const content = digest && (await fileOf(digest))
      if (!content) return errorPage(c, 404)
      const tag = `"${digest}"`
      c.header('ETag', tag)
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      if (c.req.header('if-none-match') === tag) return c.body(null, 304)
      return c.body(new Uint8Array(content), 200, { 'Content-Type': 'image/avif' })
    },
  ]
}
