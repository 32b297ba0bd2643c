import type { MiddlewareHandler } from 'hono'
import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { errorPage } from './errors.tsx'
import type { Web } from './web.ts'

/** What a form of ours can need at most, in bytes. */
export const formBytes = 64 * 1024

/** Refuses longer bodies with 413 before they are read to the end. `longer`: addresses that take more, in bytes. */
export function bodyLimit(
  maxBytes: number = formBytes,
  longer: Readonly<Record<string, number>> = {},
): MiddlewareHandler<Web> {
  const of = (maxSize: number) => honoBodyLimit({ maxSize, onError: (c) => errorPage(c, 413) })
  const usual = of(maxBytes)
  const others = new Map(Object.entries(longer).map(([path, bytes]) => [path, of(bytes)]))
  return (c, next) => (others.get(c.req.path) ?? usual)(c, next)
}
