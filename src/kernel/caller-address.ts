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

/** Whom to count an address for: one household or host has a whole /64 of IPv6. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::', 2)
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}
