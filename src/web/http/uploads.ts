import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { decodeText } from '../../lists/decode-lines.ts'
import { type BodyTerms, formBytes } from './bodies.ts'
import { cleaned } from './forms.ts'
import { readMultipart } from './multipart.ts'
import { formerSession } from './sessions/former-session.ts'
import { csrfHolds } from './sessions/session.ts'
import type { Web } from './web.ts'

/** Addresses that take a file with their form, from whoever is logged in. */
export interface UploadTerms {
  readonly path: RegExp
  /** the most that a file may have */
  readonly mostFileBytes: number
  /**
   * `bytes`: for the page (`c.var.upload`), of a file that is too large one byte more than it may have. `text`: the file
   * becomes a field of the form, and is refused when it is too large.
   */
  readonly kept: 'bytes' | 'text'
}

/** What may come in all: what is far too large is still read away, so that the page can say so instead of a cut line. */
export const mostUploadBytes = 64 * 1024 * 1024

function uploadOf(c: Context<Web>, uploads: readonly UploadTerms[]): UploadTerms | undefined {
  if (c.req.method !== 'POST' || !/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) return
  return uploads.find(({ path }) => path.test(c.req.path))
}

/** How long a body may be: as a form of ours needs, or as a file where one is taken. */
export function bodyBytes(uploads: readonly UploadTerms[]): BodyTerms['mostBytes'] {
  return (c) => (uploadOf(c, uploads) ? mostUploadBytes : formBytes)
}

/**
 * Reads the form with its file where one is taken, piece by piece. Nothing of it is read from who is not logged in and was
 * not until their session ended, and nothing of the file before the form's token, which stands first in our forms. After the sessions' `load`, before CSRF.
 */
export function readUpload(uploads: readonly UploadTerms[]): MiddlewareHandler<Web> {
  return async (c, next) => {
    const terms = uploadOf(c, uploads)
    const body = c.get('body')
    if (!terms || !body) return next()
    const session = c.get('session')
    const form = new URLSearchParams()
    c.set('form', form)
    const loggedIn = (session?.accountId ?? session?.personId) !== undefined
    // What was typed may still be kept for whose session has ended; of the file nothing is read.
    const of = loggedIn ? session : formerSession(c)
    if (!of) return next()
    const file = await readMultipart(body, c.req.header('content-type') ?? '', {
      mostFieldBytes: formBytes,
      mostFileBytes: terms.mostFileBytes,
      field: (name, value) => form.append(cleaned(name), cleaned(value)),
      mayHaveFile: () => loggedIn && csrfHolds(of, form.get('csrf') ?? ''),
    })
    if (!file || file.content.length === 0) return next()
    if (terms.kept === 'text' && file.content.length > terms.mostFileBytes) throw new HTTPException(413)
    if (terms.kept === 'bytes') {
      c.set('upload', new Uint8Array(file.content))
      c.set('uploadName', cleaned(file.filename))
    } else form.append(cleaned(file.name), cleaned(await textOf(file.content)))
    return next()
  }
}

/** A file as text, however it was encoded; what is no text comes as it is, and is refused by whoever reads it. */
function textOf(content: Buffer): Promise<string> {
  return decodeText(content).catch(() => content.toString('utf8'))
}
