import { createHash, randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { rememberedMs } from '../../database/remembered.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { DrawnPage } from '../parts/page/drawn-page.ts'
import type { Answer } from '../site/site-table.ts'
import { takes } from './edge/compress.ts'
import { type PackedAround, packedAround } from './edge/packed-page.ts'
import { csrfToken } from './sessions/session.ts'
import { packed } from './site.ts'
import type { Web } from './web.ts'

/** Pages that are the same for whoever has no session: drawn once for all who come within a moment. */
export interface CommonPages {
  /** Answers with the page of this address, drawn by `draw` if nobody was shown it within {@link rememberedMs}. */
  answer(c: Context<Web>, draw: () => Answer): Answer
  /** Has what a form may have changed drawn anew: who changes something here, and looks, sees it. */
  readonly followForms: MiddlewareHandler<Web>
}

interface CommonPage extends DrawnPage {
  readonly packed: PackedAround
  /** stands for its content; undefined where each has a token in it */
  readonly tag: string | undefined
}

interface Kept {
  /** undefined: what was answered was no page, or is not for all */
  readonly drawing: Promise<CommonPage | undefined>
  /** as `performance.now()` says it */
  readonly since: number
  /** by the clock of the programme, in ms: the demo's may be set */
  readonly at: number
}

/** So many pages at most, of some 80 kB each. */
const mostPages = 256
/** Stands where a token will, as long as one; nobody outside of this process can have written it into a page. */
const gap = randomBytes(64).toString('base64url')

/** The common pages of one process, by `clock`. */
export function commonPages({ clock }: { readonly clock: Clock }, most = mostPages): CommonPages {
  const pages = new Map<string, Kept>()
  const isFresh = ({ since, at }: Kept) =>
    performance.now() - since <= rememberedMs && Math.abs(clock.now().getTime() - at) <= rememberedMs

  /** Keeps it as the newest, and no more than `most`; what is too old goes. */
  function keep(name: string, kept: Kept): void {
    pages.delete(name)
    for (const [oldest, { since }] of pages) {
      if (pages.size < most && performance.now() - since <= rememberedMs) break
      pages.delete(oldest)
    }
    pages.set(name, kept)
  }

  /** Draws it for all, and returns what to answer this request with where it is not for all. */
  function begin(name: string, c: Context<Web>, draw: () => Answer) {
    const drawing = drawCommon(c, draw)
    const kept = {
      drawing: drawing.then(({ page }) => page),
      since: performance.now(),
      at: clock.now().getTime(),
    }
    keep(name, kept)
    const forget = () => {
      if (pages.get(name) === kept) pages.delete(name)
    }
    kept.drawing.then((page) => page ?? forget(), forget)
    return drawing
  }

  return {
    async answer(c, draw) {
      if (!isForStranger(c)) return draw()
      const name = `${c.get('language')} ${new URL(c.req.url).pathname}`
      const known = pages.get(name)
      if (known && isFresh(known)) {
        const page = await known.drawing
        return page ? answerWith(c, page) : draw()
      }
      const { page, answer } = await begin(name, c, draw)
      return page ? answerWith(c, page) : (answer ?? draw())
    },
    async followForms(c, next) {
      await next()
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') pages.clear()
    },
  }
}

/** Somebody of whom nothing is known, or no more than that they were shown a form, and who asks by the address alone. */
function isForStranger(c: Context<Web>): boolean {
  const { method } = c.req
  if ((method !== 'GET' && method !== 'HEAD') || new URL(c.req.url).search !== '') return false
  const session = c.get('session')
  return !c.get('ended') && !c.get('kept') && (!session || session.unwritten !== undefined)
}

/** Draws a page with all that is known of who asks for it put away. */
async function drawCommon(c: Context<Web>, draw: () => Answer) {
  const { session, sessions } = c.var
  let drawn: DrawnPage | undefined
  let tokens = false
  c.set('common', {
    token:
      sessions &&
      (() => {
        tokens = true
        return gap
      }),
    drew(page) {
      drawn = page
      return new Response(null)
    },
  })
  c.set('session', undefined)
  try {
    const answer = await draw()
    if (drawn) return { page: commonPage(drawn), answer: undefined }
    return { page: undefined, answer: tokens ? undefined : answer }
  } finally {
    c.set('common', undefined)
    c.set('session', session)
  }
}

function commonPage({ beginning, rest }: DrawnPage): CommonPage {
  const hash = rest.includes(gap) ? undefined : createHash('sha256').update(beginning).update(rest)
  return {
    beginning,
    rest,
    packed: once(packedAround({ beginning, rest }, gap), hash !== undefined),
    tag: hash && `W/"${hash.digest('base64url').slice(0, 27)}"`,
  }
}

/** Without a gap it is the same for each. */
function once(packedAround: PackedAround, same: boolean): PackedAround {
  if (!same) return packedAround
  const bytes = packedAround(gap)
  return () => bytes
}

function answerWith(c: Context<Web>, { beginning, rest, packed: bytes, tag }: CommonPage): Response {
  if (tag) {
    c.header('ETag', tag)
    if (c.req.header('if-none-match')?.includes(tag.slice(2)))
      return c.body(null, 304, { Vary: 'Accept-Encoding' })
  }
  const sessions = c.get('sessions')
  const token = tag || !sessions ? gap : csrfToken(sessions.ensure(c))
  if (takes(c.req.header('accept-encoding'), 'gzip')) return packed(c, bytes(token))
  return c.html(beginning + rest.replaceAll(gap, token))
}
