import { isIP } from 'node:net'

/**
 * The address that a call came from; behind a proxy of our own the last one in `X-Forwarded-For`, which that proxy
 * wrote itself. `unknown` where there is no connection.
 */
export function callerAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  behindProxy = false,
): string {
  if (behindProxy && forwardedFor) {
    const last = forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim()
    if (isIP(last)) return last
  }
  return remote ?? 'unknown'
}
