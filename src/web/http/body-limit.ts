import type { MiddlewareHandler } from 'hono'
import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { errorPage } from './errors.tsx'
import type { Web } from './web.ts'

/** What a form of ours can need at most, in bytes. */
export const formBytes = 64 * 1024

/** Refuses longer bodies with 413 before they are read to the end. */
export function bodyLimit(maxBytes: number = formBytes): MiddlewareHandler<Web> {
  const limit = honoBodyLimit({ maxSize: maxBytes, onError: (c) => errorPage(c, 413) })
  return (c, next) => limit(c, next)
}
