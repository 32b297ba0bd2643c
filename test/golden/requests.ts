import type { Running } from '../../src/start.ts'
import type { Values } from './values.ts'

/** One address to ask for. */
export interface Asked {
  readonly method: string
  /** as the route table writes it, without patterns */
  readonly route: string
  readonly path: string
  /** the route with the labels of its values, as the name of a file */
  readonly name: string
}

/** Addresses at which nothing is, one at each site. */
const nowhere = ['', '/pijar', '/konsol', '/mitra', '/lembaga', '/kemnaker', '/undian', '/daftar'].map(
  (site) => ({ method: 'GET', route: `${site}/tidak-ada` }),
)

/** Every address of the route table, in an order of its own, with each of the values of its parameters. Throws when one has none. */
export function requestsOf(addresses: Running['addresses'], values: Values): Asked[] {
  const routes = new Map(
    addresses.map(({ method, path }) => {
      const route = path.replaceAll(/:(\w+)\{(?:[^{}]|\{[^}]*\})*\}/g, ':$1')
      return [`${method} ${route}`, { method, route }]
    }),
  )
  const missing = new Set<string>()
  const asked = [...routes.values(), ...nowhere].flatMap(({ method, route }) => {
    let made = [{ path: '', name: '' }]
    const parts = route.split('/').slice(1)
    for (const [place, part] of parts.entries()) {
      const address = `/${parts.slice(0, place + 1).join('/')}`
      const choices = part.startsWith(':') ? values.get(address) : new Map([[part, part]])
      if (!choices) missing.add(address)
      made = made.flatMap(({ path, name }) =>
        [...(choices ?? [])].map(([label, value]) => ({
          path: `${path}/${value}`,
          name: `${name}/${part.startsWith(':') ? `${part.slice(1)}=${label}` : part}`,
        })),
      )
    }
    return made.map((one) => ({ method, route, ...one }))
  })
  if (missing.size > 0) throw new Error(`test/golden/values.ts has no value for:\n${[...missing].join('\n')}`)
  const names = new Set<string>()
  for (const { method, name } of asked) {
    if (names.has(`${method} ${name}`)) throw new Error(`two answers would be kept as ${method} ${name}`)
    names.add(`${method} ${name}`)
  }
  return asked.sort((one, other) => (one.name < other.name ? -1 : 1))
}
