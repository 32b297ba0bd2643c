import { isIP } from 'node:net'

/** How many proxies of our own stand in front; `true` is one. Each adds an address to `X-Forwarded-For`. */
export type ProxiesInFront = boolean | number

/**
 * The address that a call came from; behind proxies of our own the one in `X-Forwarded-For` that the outermost of them
 * wrote itself, with or without a port. Whatever stands left of it came from outside and is not believed. `unknown`
 * where there is no connection.
 */
export function callerAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  behindProxy: ProxiesInFront = false,
): string {
  const proxies = Number(behindProxy)
  if (proxies > 0 && forwardedFor) {
    const written = forwardedFor.split(',').slice(-proxies)[0] ?? ''
    const address = withoutPort(written.trim())
    if (isIP(address)) return address
  }
  return remote ?? 'unknown'
}

/** `203.0.113.9:51234`, `[2001:db8::1]:443` and `[2001:db8::1]`, as some proxies write them; quotes dropped. */
function withoutPort(written: string): string {
  const [, inBrackets, plain] = /^"?(?:\[([^\]]*)\]|(\d+(?:\.\d+){3}))(?::\d{1,5})?"?$/.exec(written) ?? []
  return inBrackets ?? plain ?? written
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
