/** What `target_session_attrs` may say: we need the server that takes writes, whatever it is called. */
const writable = new Set(['read-write', 'primary', 'any'])

/**
 * One address for each host that a `postgres://` address names, in its order, written as libpq takes them:
 * `postgres://user@a:5432,b:5433/name` or `postgres:///name?user=user&host=a,b&port=5432,5433`. An address of one host stays as it is.
 * Throws a sentence where it makes no sense.
 */
export function addressesOf(url: string): string[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)([^?#]*)(?:\?([^#]*))?$/i.exec(url)
  if (!parts) return [url]
  const [, start, authority = '', path, query = ''] = parts
  const asked = new URLSearchParams(query)
  const named = authority.split(',')
  const asParameters = asked.get('host')?.split(',') ?? []
  if (named.length < 2 && asParameters.length < 2) return [url]
  if (!writable.has(asked.get('target_session_attrs') ?? 'any'))
    throw new Error('target_session_attrs must be read-write: Bekal writes')
  asked.delete('target_session_attrs')
  const ending = (parameters: URLSearchParams) => (parameters.size > 0 ? `?${parameters}` : '')
  if (named.length > 1) {
    if (asParameters.length > 0 || named.includes('')) throw new Error('name each host once, before the /')
    return named.map((host) => `${start}${host}${path}${ending(asked)}`)
  }
  const ports = asked.get('port')?.split(',') ?? []
  if (ports.length > 1 && ports.length !== asParameters.length)
    throw new Error('give as many ports as hosts, or one')
  return asParameters.map((host, at) => {
    const own = new URLSearchParams(asked)
    own.set('host', host)
    const port = ports[at] ?? ports[0]
    if (port) own.set('port', port)
    return `${start}${authority}${path}${ending(own)}`
  })
}
