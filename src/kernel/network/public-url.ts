import { BlockList, isIP } from 'node:net'

// Two lists: an IPv4 address would be found in the nets of IPv6 that carry such addresses.
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.ipv4.addSubnet(net, prefix, 'ipv4')
// Those that carry an IPv4 address within them are looked at by nobody: they are none to be given out.
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 16],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  notPublic.ipv6.addSubnet(net, prefix, 'ipv6')

const inside = /(^|\.)(localhost|localdomain|local|internal|intranet|private|lan|home|corp|home\.arpa)$/

/**
 * Whether an address is https, names nobody, and does not lie in a private network as far as its text tells: names are
 * not resolved here, so whoever fetches it must look at the address again.
 */
export function isPublicHttpsUrl(text: string): boolean {
  if (/[\s\\]/.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (protocol !== 'https:' || username !== '' || password !== '') return false
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const family = isIP(host) === 4 ? 'ipv4' : 'ipv6'
  if (isIP(host) !== 0) return !notPublic[family].check(host, family)
  return host.includes('.') && !inside.test(host)
}

/**
 * An address as it goes over the wire: blanks, accents and letters of other scripts percent-encoded, blanks around it
 * dropped, and all else as it was typed. People and programs paste names of files as they see them.
 */
export function encodedUrl(text: string): string {
  const typed = text.trim()
  // Printable ASCII without blanks is left to the letter: a signature may stand in it.
  if (/^[!-~]*$/.test(typed) || /[\p{Cc}\p{Zl}\p{Zp}\\]/u.test(typed) || !URL.canParse(typed)) return typed
  return new URL(typed).href
}
