import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono, type Context as RequestContext } from 'hono'
import { cors } from 'hono/cors'
import type { Context } from '../../database/context.ts'
import { minute } from '../../kernel/clock.ts'
import { type DrawRow, readDrawRow } from '../../waves/draw/draw-store.ts'
import { drawFiles } from '../../waves/draw/lines.ts'
import { proofsOfRef } from '../../waves/draw/proof-of-ref.ts'
import { type DrawFile, drawFile } from '../../waves/draw/publish-draw.ts'
import { findWave } from '../../waves/waves.ts'
import type { AppParts } from '../app-parts.ts'
import { errorPage } from '../http/errors.tsx'
import { rateLimit } from '../http/rate-limit.ts'
import { onSite, type Site } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { drawPage, drawsPage } from './draw-pages.tsx'

type Request = RequestContext<Web>

const script = new URL('../../../docs/examples/verify-draw.py', import.meta.url)
const known = new Set<string>(Object.values(drawFiles))

/** `/undian`: everything of the draws that is public, for people and for programs. */
export function drawRoutes(parts: Pick<AppParts, 'ctx' | 'behindProxy'>, site: Site): Hono<Web> {
  const { ctx, behindProxy } = parts
  const routes = new Hono<Web>()
  const limits = { purpose: 'undian', quota: 240, windowMs: minute, clock: ctx.clock, behindProxy }
  for (const path of ['/', '/*']) routes.use(path, onSite(site), rateLimit({ ...limits, changesOnly: false }))
  // Whoever checks a draw may do so from a page of their own.
  routes.use('/:wave/*', cors({ origin: '*', allowMethods: ['GET'] }))
  routes.get('/', (c) => drawsPage(c, ctx))
  routes.get('/verify-draw.py', async (c) =>
    c.body(await readFile(script, 'utf8'), 200, {
      'content-type': 'text/x-python; charset=utf-8',
      'content-disposition': 'attachment; filename="verify-draw.py"',
    }),
  )
  routes.get('/:wave', (c) => withDraw(c, ctx, (draw) => drawPage(c, ctx, draw)))
  routes.get('/:wave/:file', (c) => withDraw(c, ctx, (draw) => file(c, ctx, draw)))
  routes.get('/:wave/bukti/:ref/:list', (c) => withDraw(c, ctx, (draw) => proof(c, ctx, draw)))
  return routes
}

/** The draw of a wave as its address names it, `2026-3`, once its rules are public. */
async function withDraw(
  c: Request,
  ctx: Context,
  work: (draw: DrawRow) => Promise<Response>,
): Promise<Response> {
  const [, year, number] = /^(\d{4})-([1-9]\d{0,8})$/.exec(c.req.param('wave') ?? '') ?? []
  const wave = number && (await findWave(ctx.db, Number(number), Number(year)))
  const draw = wave && (await readDrawRow(ctx.db, wave.waveId))
  return draw && draw.rules !== undefined ? work(draw) : errorPage(c, 404)
}

/** In pieces, as it is read: a list of millions never stands in memory. */
async function file(c: Request, ctx: Context, draw: DrawRow): Promise<Response> {
  const name = c.req.param('file') ?? ''
  const pieces = known.has(name) ? await drawFile(ctx, draw.waveId, name as DrawFile) : undefined
  if (!pieces) return errorPage(c, 404)
  const body = Readable.toWeb(Readable.from(bytes(pieces))) as ReadableStream<Uint8Array>
  c.header('Cache-Control', 'public, max-age=60')
  return c.body(body, 200, {
    'content-type': name.endsWith('.json') ? 'application/json' : 'text/plain; charset=us-ascii',
    'content-disposition': `inline; filename="${name}"`,
  })
}

async function proof(c: Request, ctx: Context, draw: DrawRow): Promise<Response> {
  const list = (c.req.param('list') ?? '').replace(/\.json$/, '.txt')
  const proofs = await proofsOfRef(ctx, draw.waveId, c.req.param('ref') ?? '')
  const found = proofs.find((candidate) => candidate.list === list)
  return found ? c.json(found) : errorPage(c, 404)
}

async function* bytes(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece, 'utf8')
}
