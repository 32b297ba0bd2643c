import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Hono } from 'hono'

const source = readFileSync(new URL('./enhance.js', import.meta.url))
const hash = createHash('sha256').update(source).digest('hex').slice(0, 12)

/** The one script, which no page needs: its address changes with its content, so that it is kept for ever. */
export const enhanceScript = { path: `/assets/enhance.${hash}.js`, bytes: source.byteLength } as const

const bodies = {
  br: brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: gzipSync(source, { level: 9 }),
}

/** Serves the script at {@link enhanceScript}; to be mounted at the root of the address space. */
export function assets(): Hono {
  return new Hono().get(enhanceScript.path, (c) => {
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    if (!encoding) return c.body(new Uint8Array(source))
    c.header('Content-Encoding', encoding)
    return c.body(new Uint8Array(bodies[encoding]))
  })
}
