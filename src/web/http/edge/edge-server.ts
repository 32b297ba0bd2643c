import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { minute, second } from '../../../kernel/clock.ts'
import { addressGroup, type ProxiesInFront } from '../../../kernel/network/caller-address.ts'
import { answerBare, bareAnswer } from './bare-answer.ts'
import { headTooLarge, tooSlow, unreadable } from './bare-refusals.ts'

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
  /** so long the rest of a body is read away that was answered before it had come: who sends it reads nothing before */
  readonly unwantedMs: number
}

/** A partner's server may have hundreds of connections; no browser has more than six, and none sends ahead. */
export const edgeLimits: EdgeLimits = {
  connections: 8192,
  connectionsPerAddress: 512,
  waiting: 32,
  headMs: 15 * second,
  paceMs: 30 * second,
  leastBytesPerSecond: 1024,
  unwantedMs: 2 * minute,
}

/** What a request emits whose body has stopped to move: whoever reads it answers. Nobody listens: the edge does. */
export const slowBody = 'slow-body'

interface Turn {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  /** as `performance.now()` says it */
  answeredAt?: number
}

/** A connection: the request in turn, and those behind it. */
interface Line {
  turn: Turn | undefined
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
    const over = !line.turn || (line.turn.answeredAt && line.turn.incoming.complete)
    if (over) return begin(line, incoming, outgoing)
    if (line.waiting.length < most) return void line.waiting.push([incoming, outgoing])
    line.waiting.length = 0
    socket.destroy()
  }

  function begin(line: Line, ...[incoming, outgoing]: Parameters<RequestListener>): void {
    const turn: Turn = { incoming, outgoing }
    line.turn = turn
    line.since = 0
    outgoing.once('close', () => {
      turn.answeredAt = performance.now()
      if (!incoming.complete) readAway(incoming)
      else if (line.turn === turn) line.turn = undefined
      const next = incoming.socket.destroyed ? undefined : line.waiting.shift()
      if (next) begin(line, ...next)
    })
    answer(incoming, outgoing)
  }
}

/** Cuts whoever neither sends nor reads on: a body that stands still, an answer that is not taken. */
function keepPace(lines: Map<Socket, Line>, limits: EdgeLimits): void {
  const { paceMs, leastBytesPerSecond, unwantedMs } = limits
  const now = performance.now()
  for (const [socket, line] of lines) {
    const comes = line.turn && !line.turn.incoming.complete
    if (!comes && socket.writableLength === 0) {
      line.since = 0
      if (line.turn?.answeredAt) line.turn = undefined
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
    const unwanted = line.turn?.answeredAt !== undefined && now - line.turn.answeredAt >= unwantedMs
    const slow = moved - line.moved < (leastBytesPerSecond * elapsedMs) / second
    line.since = now
    line.moved = moved
    if (slow || unwanted) endSlow(socket, comes ? line.turn : undefined)
  }
}

/** Whoever reads the body answers, else the edge where nothing was answered yet; whatever else stands still is cut. */
function endSlow(socket: Socket, turn: Turn | undefined): void {
  if (!turn || turn.answeredAt) return void socket.destroy()
  if (turn.incoming.emit(slowBody)) return
  if (turn.outgoing.headersSent) return void socket.destroy()
  answerBare(turn.incoming, turn.outgoing, tooSlow)
}

/** The rest of a body that was answered before it had come, kept nowhere. */
function readAway(incoming: IncomingMessage): void {
  incoming.removeAllListeners('data')
  incoming.removeAllListeners('readable')
  incoming.resume()
}

type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

/** What cannot be read as a request. What came of it says whether a browser sent it; of who says nothing it is JSON. */
function answerGarbage(error: ParserError, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy()
  const refusal =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? tooSlow
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? headTooLarge
        : unreadable
  const sent = error.rawPacket?.toString('latin1') ?? ''
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(sent)?.[1]
  const url = /^[A-Z]+ (\S+)/.exec(sent)?.[1]
  // Partners' clients read `message` whatever happens.
  const asked = {
    url: url ?? '/api/',
    accept: header('accept') ?? 'application/json',
    cookie: header('cookie'),
  }
  const { headers, body } = bareAnswer(asked, refusal)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`)
}

/** Takes no new requests, lets those under way end, and cuts what is left after five seconds. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 5 * second).unref()
  })
}
