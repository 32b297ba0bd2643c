import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { addressGroup, type ProxiesInFront } from '../../kernel/caller-address.ts'
import { second } from '../../kernel/clock.ts'

/** What one stranger may take of the process, before anybody knows who asks. */
export interface EdgeLimits {
  /** connections at once, of all */
  readonly connections: number
  /** connections at once of one address, or of one /64; not counted behind a proxy, whose address all have */
  readonly connectionsPerAddress: number
  /** requests that wait on one connection for the answer to the one before them; who sends more is cut */
  readonly waiting: number
  /** for the head of a request */
  readonly headMs: number
  /** over such a time a body that comes, and an answer that goes, moves by at least so many bytes a second */
  readonly paceMs: number
  readonly leastBytesPerSecond: number
}

/** A partner's server may have hundreds of connections; no browser has more than six, and none sends ahead. */
export const edgeLimits: EdgeLimits = {
  connections: 8192,
  connectionsPerAddress: 512,
  waiting: 32,
  headMs: 15 * second,
  paceMs: 30 * second,
  leastBytesPerSecond: 1024,
}

/** What a request emits whose body has stopped to move: whoever reads it answers. Nobody listens: it is cut. */
export const slowBody = 'slow-body'

/** A connection: the request in turn, and those behind it. */
interface Line {
  turn: { readonly incoming: IncomingMessage; answered: boolean } | undefined
  readonly waiting: Parameters<RequestListener>[]
  /** bytes in and out at `since`; 0: nothing has to move */
  moved: number
  since: number
}

/** Listens with the bounds of {@link EdgeLimits}; the address in `port` is the one that was given. */
export function listenAtEdge(
  { host, port, behindProxy }: { host: string; port: number; behindProxy: ProxiesInFront },
  answer: RequestListener,
  limits: EdgeLimits = edgeLimits,
): Promise<{ server: Server; port: number }> {
  const lines = new Map<Socket, Line>()
  // A body may take as long as it moves: `keepPace` looks at that, not a time for the whole request.
  const server = createServer(
    { keepAliveTimeout: 65 * second, requestTimeout: 0, headersTimeout: limits.headMs },
    takeTurns(lines, limits.waiting, answer),
  )
  server.maxConnections = limits.connections
  const perAddress = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = behindProxy ? '' : addressGroup(socket.remoteAddress ?? '')
    const open = (perAddress.get(address) ?? 0) + 1
    if (!behindProxy && open > limits.connectionsPerAddress) return void socket.destroy()
    perAddress.set(address, open)
    lines.set(socket, { turn: undefined, waiting: [], moved: 0, since: 0 })
    socket.once('close', () => {
      lines.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
  })
  server.on('clientError', answerGarbage)
  const pacing = setInterval(() => keepPace(lines, limits), Math.min(5 * second, limits.paceMs / 3))
  pacing.unref()
  server.once('close', () => clearInterval(pacing))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}

/**
 * One request of a connection at a time: the next begins when the answer before it was taken. Else who sends a
 * thousand requests and reads nothing has a thousand answers made and kept.
 */
function takeTurns(lines: Map<Socket, Line>, most: number, answer: RequestListener): RequestListener {
  return (incoming, outgoing) => {
    const { socket } = incoming
    const line = lines.get(socket)
    if (!line || socket.destroyed) return
    // A turn whose body came to its end after the answer has nothing that tells of it: the next request does.
    const over = !line.turn || (line.turn.answered && line.turn.incoming.complete)
    if (over) return begin(line, incoming, outgoing)
    if (line.waiting.length < most) return void line.waiting.push([incoming, outgoing])
    line.waiting.length = 0
    socket.destroy()
  }

  function begin(line: Line, ...[incoming, outgoing]: Parameters<RequestListener>): void {
    const turn = { incoming, answered: false }
    line.turn = turn
    line.since = 0
    outgoing.once('close', () => {
      turn.answered = true
      if (line.turn === turn && incoming.complete) line.turn = undefined
      const next = incoming.socket.destroyed ? undefined : line.waiting.shift()
      if (next) begin(line, ...next)
    })
    answer(incoming, outgoing)
  }
}

/** Cuts whoever neither sends nor reads on: a body that stands still, an answer that is not taken. */
function keepPace(lines: Map<Socket, Line>, { paceMs, leastBytesPerSecond }: EdgeLimits): void {
  const now = performance.now()
  for (const [socket, line] of lines) {
    const comes = line.turn && !line.turn.incoming.complete
    if (!comes && socket.writableLength === 0) {
      line.since = 0
      if (line.turn?.answered) line.turn = undefined
      continue
    }
    const moved = socket.bytesRead + socket.bytesWritten - socket.writableLength
    if (line.since === 0) {
      line.since = now
      line.moved = moved
      continue
    }
    const elapsedMs = now - line.since
    if (elapsedMs < paceMs) continue
    // A body that nobody wants any more, for it was refused, has had its time.
    const slow = moved - line.moved < (leastBytesPerSecond * elapsedMs) / second || line.turn?.answered
    line.since = now
    line.moved = moved
    if (slow && !(comes && !line.turn?.answered && line.turn?.incoming.emit(slowBody))) socket.destroy()
  }
}

/** What is no HTTP at all gets JSON: partners' clients read `message` whatever happens. */
function answerGarbage(error: Error, socket: import('node:stream').Duplex): void {
  const late = (error as NodeJS.ErrnoException).code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const code = late ? 'ERRPLT40850' : 'ERRPLT40050'
  const message = late ? 'Permintaan terlalu lama datang. Kirim lagi.' : 'Permintaan HTTP tidak dapat dibaca.'
  const body = JSON.stringify({ success: false, code, message })
  const status = late ? '408 Request Timeout' : '400 Bad Request'
  const head = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n`
  if (socket.writable) socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  else socket.destroy()
}

/** Takes no new requests, lets those under way end, and cuts what is left after five seconds. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5 * second).unref()
  })
}
