/** Why an address cannot be one that participants are sent back to. */
export type RedirectProblem =
  | 'too_long'
  | 'not_an_address'
  | 'not_https'
  | 'names_somebody'
  | 'has_fragment'
  | 'has_state'

/**
 * https, without fragment, credentials and a `state` of its own; http only on the partner's own machine, for those who
 * write a client. Undefined: it will do. It is compared to the letter afterwards, so nothing is tidied.
 */
export function redirectProblem(uri: string): RedirectProblem | undefined {
  if (uri.length > 2048) return 'too_long'
  // An address that a browser would read otherwise than it is written is none.
  if (/[\s\\]/.test(uri) || !URL.canParse(uri)) return 'not_an_address'
  const { protocol, hostname, username, password, searchParams } = new URL(uri)
  const own = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (protocol !== 'https:' && !(protocol === 'http:' && own)) return 'not_https'
  if (username !== '' || password !== '') return 'names_somebody'
  if (uri.includes('#')) return 'has_fragment'
  return searchParams.has('state') ? 'has_state' : undefined
}
