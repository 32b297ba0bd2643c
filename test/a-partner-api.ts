import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { IntegrationDeps } from '../src/partners/integration-call.ts'
import { integrationListener } from '../src/partners/integration-listener.ts'
import type { signedRequest } from '../src/partners/signatures/signed-request.ts'

/** The partners' API on a port of its own; everything is asked over a socket, as partners do. */
export interface PartnerApi {
  readonly port: number
  /** asks by `fetch` */
  request(path: string, init?: RequestInit): Promise<Response>
  /** asks by node:http, which is a third of the work; `target` stands in the request line to the letter */
  post(target: string, signed: ReturnType<typeof signedRequest>): Promise<Response>
}

/** Serves the partners' API through the listener of production, until the file's or the test's end. */
export async function aPartnerApi(deps: IntegrationDeps): Promise<PartnerApi> {
  const listener = integrationListener(deps)
  // A kept connection never ends by itself: no call meets one that is just being closed.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    if (!listener(incoming, outgoing)) outgoing.writeHead(404).end('not of the partners')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ keepAlive: true })
  after(() => {
    agent.destroy()
    server.close().closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    request: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    async post(target, { headers, body }) {
      const length = { 'content-length': Buffer.byteLength(body) }
      const terms = { port, agent, path: target, method: 'POST', headers: { ...headers, ...length } }
      const [response] = await once(request({ host: '127.0.0.1', ...terms }).end(body), 'response')
      const said = Buffer.concat(await response.toArray())
      return new Response(said, { status: response.statusCode, headers: response.headers })
    },
  }
}
