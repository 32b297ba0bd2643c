import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressGroup, callerAddress } from '../kernel/network/caller-address.ts'
import { collapseSlashes } from './collapse-slashes.ts'
import { bodyLimitBytes, type IntegrationDeps, integrationCalls, isCallPath } from './integration-call.ts'
import { requestIdFrom } from './request-ids.ts'

const root = '/api/v1/integration'
const prefix = `${root}/`

/**
 * The integration API, straight on node:http because it is the hot path: false if the request is for somebody else,
 * who must then answer it. It answers for everything at and below `/api/v1/integration`, in JSON.
 */
export function integrationListener(
  deps: IntegrationDeps,
): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  const handle = integrationCalls(deps)

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, path: string): Promise<void> {
    const { headers } = incoming
    const header = (name: string) => headers[name] as string | undefined
    const {
      status,
      headers: answered,
      body,
    } = await handle({
      method: incoming.method ?? '',
      path,
      header,
      body: await limitedBody(incoming),
      ip: addressGroup(
        callerAddress(incoming.socket.remoteAddress, header('x-forwarded-for'), deps.behindProxy),
      ),
      requestId: requestIdFrom(header('x-request-id')),
    })
    outgoing.writeHead(status, { ...answered, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  return (incoming, outgoing) => {
    const path = pathOf(incoming.url ?? '')
    if (path !== root && !path.startsWith(prefix)) return false
    // `handle` answers faults itself; what is left is a connection that broke meanwhile.
    answer(incoming, outgoing, path).catch(() => outgoing.destroy())
    return true
  }
}

/** The path of the call that a request line asks for, `none` where the API has none such; undefined elsewhere. For figures. */
export function integrationRoute(target: string): string | undefined {
  const path = pathOf(target)
  if (path !== root && !path.startsWith(prefix)) return undefined
  return isCallPath(path) ? path : 'none'
}

/** The path that a request line asks for, without its query. */
function pathOf(target: string): string {
  const url = collapseSlashes(target)
  if (url.startsWith(prefix)) return withoutQuery(url)
  // HTTP also lets a caller write the whole address, or steps like `/./`: read as the web does, where it may be ours.
  if (!url.includes('integration')) return url
  const read = URL.parse(target.startsWith('/') ? `http://bekal${target}` : target)
  return collapseSlashes(read?.pathname ?? url)
}

function withoutQuery(url: string): string {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

/** The body, or undefined as soon as it is known to be over the limit; the rest is then read away by node:http. */
function limitedBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    if (Number(incoming.headers['content-length'] ?? 0) > bodyLimitBytes) return resolve(undefined)
    const chunks: Buffer[] = []
    let size = 0
    function take(chunk: Buffer): void {
      size += chunk.length
      if (size <= bodyLimitBytes) {
        chunks.push(chunk)
        return
      }
      incoming.off('data', take)
      incoming.resume()
      resolve(undefined)
    }
    incoming.on('data', take)
    incoming.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('close', () => resolve(undefined))
    incoming.on('error', () => resolve(undefined))
  })
}
