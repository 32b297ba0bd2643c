import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { byteBudget } from '../../kernel/network/byte-budget.ts'
import { callerOf } from './edge/caller.ts'
import { slowBody } from './edge/edge-server.ts'
import { errorPage } from './errors.tsx'
import type { Web } from './web.ts'

/** What a form of ours can need at most, in bytes. */
export const formBytes = 64 * 1024

const megabyte = 1024 * 1024

/** What bodies may take of the memory at once: some uploads of one address, and a fraction of it of all. */
const heldAtMost = { perKey: 24 * megabyte, inAll: 192 * megabyte }

export interface BodyTerms {
  /** what may come at most, in bytes, at this address and for this type of body */
  mostBytes(c: Context<Web>): number
  readonly held?: typeof heldAtMost
}

/** After 0 NULL. Bodies are read piece by piece, by whoever wants them: longer ones than the address takes are refused before. */
export function bodies(terms: BodyTerms): MiddlewareHandler<Web> {
  const budget = byteBudget(terms.held ?? heldAtMost)
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const most = terms.mostBytes(c)
    if (Number(c.req.header('content-length') ?? 0) > most) return errorPage(c, 413)
    const address = callerOf(c)
    let held = 0
    const hold = (bytes: number) => {
      const took = budget.take(address, bytes)
      if (took === 'taken') held += bytes
      else throw new HTTPException(took === 'key' ? 429 : 503)
    }
    c.set('body', { pieces: () => pieces(c, most), hold })
    try {
      await next()
    } finally {
      budget.give(address, held)
    }
  }
}

/** The whole body of a form, kept in memory while it is answered. */
export async function wholeBody(c: Context<Web>): Promise<Buffer> {
  const body = c.get('body')
  if (!body) return Buffer.from(await c.req.arrayBuffer())
  const kept: Uint8Array[] = []
  for await (const piece of body.pieces()) {
    body.hold(piece.length)
    kept.push(piece)
  }
  return Buffer.concat(kept)
}

/** The caller is gone in mid-sentence: nobody reads the answer, and it is no fault of ours. */
function broken(): never {
  throw new HTTPException(400)
}

async function* pieces(c: Context<Web>, most: number): AsyncGenerator<Uint8Array> {
  const reader = c.req.raw.body?.getReader()
  if (!reader) return
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  let standStill = () => {}
  const stopped = new Promise<never>((_, reject) => {
    standStill = () => reject(new HTTPException(408))
  })
  stopped.catch(() => {})
  incoming?.once(slowBody, standStill)
  try {
    let size = 0
    for (;;) {
      const { done, value } = await Promise.race([reader.read().catch(broken), stopped])
      if (done) return
      size += value.length
      if (size > most) throw new HTTPException(413)
      yield value
    }
  } finally {
    incoming?.off(slowBody, standStill)
  }
}
