import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Meters } from './meters.ts'

/** Who answers, and by which pattern of its addresses: `/pijar/kursus/:slug`, never the address itself. */
export interface Place {
  readonly kind: 'api' | 'sign_on' | 'pages'
  readonly route: string
}

const routes = new WeakMap<ServerResponse, string>()

/** The pattern of what no route knows, or what was refused before its route was looked for. */
export const noRoute = 'none'

/** Says by which pattern a page is answered, once that is known. */
export function noteRoute(outgoing: ServerResponse, route: string): void {
  routes.set(outgoing, route)
}

/** Where a request was answered: what `placeOf` knows by its address, else the pattern that the pages noted. */
export function placeAnswered(place: Place | undefined, outgoing: ServerResponse): Place {
  return place ?? { kind: 'pages', route: routes.get(outgoing) ?? noRoute }
}

const methods = new Set(['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])

/** A method as a label: whatever else somebody invents is one. */
export const methodOf = ({ method = '' }: Pick<IncomingMessage, 'method'>) =>
  methods.has(method) ? method : 'other'

/** A status as a label; `gone` where whoever asked did not wait for the answer. */
export const statusOf = (outgoing: ServerResponse) =>
  outgoing.writableFinished ? String(outgoing.statusCode) : 'gone'

/** Counts what `answer` answers, by place and status, and how long it took. */
export function measureRequests(
  { requests, requestSeconds }: Pick<Meters, 'requests' | 'requestSeconds'>,
  placeOf: (incoming: IncomingMessage) => Place | undefined,
  answer: RequestListener,
): RequestListener {
  return (incoming, outgoing) => {
    const began = performance.now()
    const known = placeOf(incoming)
    outgoing.once('close', () => {
      const { kind, route } = placeAnswered(known, outgoing)
      requests.inc({ kind, method: methodOf(incoming), route, status: statusOf(outgoing) })
      requestSeconds.observe({ kind, route }, (performance.now() - began) / 1000)
    })
    answer(incoming, outgoing)
  }
}
