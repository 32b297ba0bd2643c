import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands in front of several servers, in tests alone. */
export interface Balancer {
  readonly port: number
  close(): Promise<void>
}

const askEveryMs = 500

/**
 * Hands each request to the next server that says it is ready, round robin. One that refuses the connection is passed
 * over; an answer that breaks off is a 502, as any balancer gives: whoever asked must ask again.
 */
export async function startBalancer(ports: readonly number[], port = 0): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  const away = new Set<number>()
  let turn = 0

  async function ask(server: number): Promise<void> {
    const ready = await fetch(`http://127.0.0.1:${server}/readyz`, { signal: AbortSignal.timeout(2000) })
      .then(({ ok }) => ok)
      .catch(() => false)
    if (ready) away.delete(server)
    else away.add(server)
  }

  function handOn(incoming: IncomingMessage, outgoing: ServerResponse, tries = ports.length): void {
    const here = ports.filter((server) => !away.has(server))
    const server = here[turn++ % Math.max(1, here.length)]
    if (server === undefined || tries === 0) {
      outgoing.writeHead(503, { 'retry-after': '1' }).end('no server is ready')
      return
    }
    const { method, url, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: server, method, path: url, headers, agent })
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
      answer.on('error', () => outgoing.destroy())
    })
    onward.on('error', (fault: NodeJS.ErrnoException) => {
      away.add(server)
      if (fault.code === 'ECONNREFUSED' && incoming.readableFlowing === null)
        return handOn(incoming, outgoing, tries - 1)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end('the server is gone')
    })
    // Only what has no body yet may be handed to another one.
    onward.on('socket', (socket) => {
      if (!socket.connecting) incoming.pipe(onward)
      else socket.once('connect', () => incoming.pipe(onward))
    })
  }

  const server = createServer((incoming, outgoing) => handOn(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const asking = setInterval(() => void Promise.all(ports.map(ask)), askEveryMs)
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(asking)
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
