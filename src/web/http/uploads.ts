import type { Context, MiddlewareHandler } from 'hono'
import { mostFileBytes } from '../../learning/assignments/file-rules.ts'
import { bodyLimit, formBytes } from './body-limit.ts'
import type { Web } from './web.ts'

/** The addresses that take a file: `/pijar/belajar/ORDER/tugas/tpm`, `/mitra/peserta/12-345/selesai`. */
const takesFile = /^(?:\/[\w-]+\/belajar\/[\w-]+\/tugas\/(?:tpm|uk)|\/mitra\/peserta\/[\d-]+\/selesai)$/

function isUpload(c: Context): boolean {
  return takesFile.test(c.req.path) && /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
}

/**
 * Refuses longer bodies than a form needs, or than a file may have where one is taken. `longer`: other addresses that
 * take more, in bytes.
 */
export function limitBodies(longer: Readonly<Record<string, number>> = {}): MiddlewareHandler<Web> {
  const form = bodyLimit(formBytes, longer)
  // A little more than is taken: what is a little too large is told so by the page.
  const file = bodyLimit(2 * mostFileBytes + formBytes)
  return (c, next) => (isUpload(c) ? file(c, next) : form(c, next))
}

/** Reads the form with its file where one is taken, from whoever has a session; before the form's token is looked at. */
export function readUpload(): MiddlewareHandler<Web> {
  return async (c, next) => {
    if (c.req.method === 'POST' && isUpload(c) && c.get('session')) {
      const sent = await c.req.formData().catch(() => new FormData())
      const form = new URLSearchParams()
      for (const [name, value] of sent) {
        if (typeof value === 'string') form.append(name, value.replaceAll('\u0000', ''))
        else if (value.size > 0) c.set('upload', new Uint8Array(await value.arrayBuffer()))
      }
      c.set('form', form)
    }
    return next()
  }
}
