import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { type DrawRow, readDrawRow } from '../../waves/draw/draw-store.ts'
import { drawFiles } from '../../waves/draw/lines.ts'
import { proofsOfRef } from '../../waves/draw/published/proof-of-ref.ts'
import { type DrawFile, drawFile } from '../../waves/draw/published/publish-draw.ts'
import { findWave } from '../../waves/waves.ts'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import { type Answer, everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { drawPage, drawsPage } from './draw-pages.tsx'

type Request = RequestContext<Web>

const script = new URL('../../../docs/examples/verify-draw.py', import.meta.url)
const known = new Set<string>(Object.values(drawFiles))

type Deps = { readonly ctx: Context }

/** The draw of a wave as its address names it, `2026-3`, once its rules are public. */
async function draw(
  c: Request,
  { ctx }: Deps,
  page: (c: Request, ctx: Context, draw: DrawRow) => Answer,
): Promise<Response> {
  const [, year, number] = /^(\d{4})-([1-9]\d{0,8})$/.exec(c.req.param('wave') ?? '') ?? []
  const wave = number && (await findWave(ctx.db, Number(number), Number(year)))
  const found = wave && (await readDrawRow(ctx.db, wave.waveId))
  return found && found.rules !== undefined ? page(c, ctx, found) : errorPage(c, 404)
}

const { get } = rowsOf({ everybody: everybody<Deps>(), draw })
// Whoever checks a draw may do so from a page of their own.
const open = { anyOrigin: true } as const

/** `/undian`: everything of the draws that is public, for people and for programs. */
export const drawTable: SiteTable<Deps> = {
  base: '/undian',
  limits: [{ under: '/*', purpose: 'undian', perMinute: 240, reads: true }],
  routes: [
    get('/', 'everybody', (c, { ctx }) => drawsPage(c, ctx)),
    get('/verify-draw.py', 'everybody', scriptFile, open),
    get('/:wave', 'draw', drawPage, open),
    get('/:wave/:file', 'draw', file, open),
    get('/:wave/bukti/:ref/:list', 'draw', proof, open),
  ],
}

async function scriptFile(c: Request): Promise<Response> {
  return c.body(await readFile(script, 'utf8'), 200, {
    'content-type': 'text/x-python; charset=utf-8',
    'content-disposition': 'attachment; filename="verify-draw.py"',
  })
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
