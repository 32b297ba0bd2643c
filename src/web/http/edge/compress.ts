import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)
const compressible =
  /^(text\/(html|css|plain|javascript)|application\/(json|ld\+json|problem\+json)|image\/svg)/

/**
 * Compresses pages and JSON with brotli or gzip, off the main thread. Hono's own knows no brotli, which makes a page a
 * seventh smaller than gzip does. Long exports are streamed and left alone.
 */
export function compress(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    if (c.req.method === 'HEAD' || !c.res.body || headers.has('Content-Encoding')) return
    if (!compressible.test(headers.get('Content-Type') ?? '')) return
    headers.append('Vary', 'Accept-Encoding')
    const encoding = chosenEncoding(c.req.header('accept-encoding'))
    if (!encoding) return
    const body = Buffer.from(await c.res.arrayBuffer())
    const small = body.length < 1024
    const packed = small ? body : await pack(body, encoding)
    const answer = new Response(new Uint8Array(packed), c.res)
    answer.headers.delete('Content-Length')
    if (!small) answer.headers.set('Content-Encoding', encoding)
    c.res = answer
  }
}

/** The best encoding that the browser takes; one with `q=0` is refused. */
export function chosenEncoding(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const takes = (name: string) =>
    accepted?.split(',').some((entry) => {
      const [encoding, ...params] = entry
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      return encoding === name && !params.some((param) => /^q=0(\.0*)?$/.test(param))
    })
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

function pack(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return compressGzip(body, { level: 6 })
  return compressBrotli(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}
