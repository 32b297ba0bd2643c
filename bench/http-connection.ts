import { connect } from 'node:net'

export interface Answer {
  readonly status: number
  /** as it came, a character for each byte */
  readonly head: string
  readonly body: string
}

/** One keep-alive connection, one request at a time: as little client as HTTP allows, for it shares the machine. */
export interface HttpConnection {
  /** `request` is the whole request, head and body, a character for each byte. */
  ask(request: string): Promise<Answer>
  close(): void
}

// Read and used up before the next read of any connection: one buffer serves them all.
const shared = Buffer.allocUnsafeSlow(256 * 1024)

/** Connects to the server under load. */
export function openConnection(port: number): Promise<HttpConnection> {
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  let received = ''

  function take(bytes: number): boolean {
    const text = shared.toString('latin1', 0, bytes)
    received = received === '' ? text : received + text
    const answer = readAnswer(received)
    if (answer && waiting) {
      const { resolve } = waiting
      waiting = undefined
      received = ''
      resolve(answer)
    }
    return true
  }

  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: shared, callback: take },
    })
    const fail = (error: Error) => {
      reject(error)
      waiting?.reject(error)
      waiting = undefined
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed the connection')))
    socket.once('connect', () =>
      resolve({
        ask: (request) =>
          new Promise((resolve, reject) => {
            if (socket.destroyed) return reject(new Error('the connection is closed'))
            waiting = { resolve, reject }
            socket.write(request, 'latin1')
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

/** A whole answer, or undefined while some of it is still on its way. */
export function readAnswer(received: string): Answer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.slice(0, end)
  const status = Number(head.slice(9, 12))
  const length = headerOf(head, 'content-length')
  if (length !== undefined) {
    const body = received.slice(end + 4)
    return body.length >= Number(length) ? { status, head, body } : undefined
  }
  if (headerOf(head, 'transfer-encoding') !== 'chunked') return { status, head, body: '' }
  const body = readChunks(received, end + 4)
  return body === undefined ? undefined : { status, head, body }
}

/** A header of an answer, by its lower-case name. */
export function headerOf(head: string, name: string): string | undefined {
  const lower = `\r\n${name}: `
  let at = head.indexOf(lower)
  if (at < 0) at = head.toLowerCase().indexOf(lower)
  if (at < 0) return undefined
  const from = at + lower.length
  const to = head.indexOf('\r\n', from)
  return to < 0 ? head.slice(from) : head.slice(from, to)
}

function readChunks(received: string, from: number): string | undefined {
  let body = ''
  for (let at = from; ; ) {
    const line = received.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(received.slice(at, line), 16)
    const next = line + 2 + size + 2
    if (received.length < next) return undefined
    if (size === 0) return body
    body += received.slice(line + 2, line + 2 + size)
    at = next
  }
}
