import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)
const compressible =
  /^(text\/(html|css|plain|javascript)|application\/(json|ld\+json|problem\+json)|image\/svg)/

/**
 * Compresses JSON, text and what else is no page of ours (those are packed where they are drawn, packed-page.ts) with brotli or
 * gzip, off the main thread. Hono's own knows no brotli. Long exports are streamed and left alone.
 */
export function compress(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    // Its body is looked at last: that makes another answer of it.
    if (c.req.method === 'HEAD' || headers.has('Content-Encoding')) return
    if (!compressible.test(headers.get('Content-Type') ?? '')) return
    headers.append('Vary', 'Accept-Encoding')
    const encoding = chosenEncoding(c.req.header('accept-encoding'))
    if (!encoding || !c.res.body) return
    const body = Buffer.from(await c.res.arrayBuffer())
    const small = body.length < 1024
    const packed = small ? body : await pack(body, encoding)
    const answer = new Response(new Uint8Array(packed), c.res)
    answer.headers.delete('Content-Length')
    if (!small) answer.headers.set('Content-Encoding', encoding)
    c.res = answer
  }
}

/** The best encoding that the browser takes. */
export function chosenEncoding(accepted: string | undefined): 'br' | 'gzip' | undefined {
  return takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : undefined
}

/** Whether a browser takes an encoding; one with `q=0` is refused. */
export function takes(accepted: string | undefined, name: 'br' | 'gzip'): boolean {
  if (!accepted?.includes(name)) return false
  return accepted.split(',').some((entry) => {
    const [encoding, ...params] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    return encoding === name && !params.some((param) => /^q=0(\.0*)?$/.test(param))
  })
}

function pack(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return compressGzip(body, { level: 6 })
  return compressBrotli(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}
