/**
 * One attack on the server under load, in a process of its own, so that the bench's own clock does not suffer with the
 * server. Forked by edge.ts with the attack's name and the port; loopback only; ends by itself.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AttackName, formPage, page, type ToWatcher, upload } from './edge-messages.ts'

const [, , name, portText] = process.argv
const port = Number(portText)
const host = '127.0.0.1'

const attacks: Record<AttackName, () => Promise<Omit<ToWatcher, 'type'>>> = {
  uploads: () => uploads(150, 10),
  pipelines: () => pipelines(100, 200),
  one_pipeline: () => pipelines(1, 235_000 / pageRequest.length),
  form_pages: () => formPages(16, 2000),
}

const pageRequest = `GET ${page} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: identity\r\n\r\n`

const attack = attacks[name as AttackName]
process.send?.({ type: 'attacked', ...(await attack()) } satisfies ToWatcher, () => process.exit(0))

/** Bodies in chunks to an address that takes files, from nobody: `count` at once, `megabytes` each. */
async function uploads(count: number, megabytes: number) {
  const chunk = Buffer.alloc(64 * 1024, 'a')
  const piece = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
  const head =
    `POST ${upload} HTTP/1.1\r\nHost: bench\r\nContent-Type: multipart/form-data; boundary=x\r\n` +
    'Transfer-Encoding: chunked\r\n\r\n'
  let sentBytes = 0
  async function one() {
    const socket = await opened()
    socket.resume()
    socket.write(head)
    for (let sent = 0; sent < megabytes * 1024 * 1024 && !socket.destroyed; sent += chunk.length) {
      sentBytes += chunk.length
      if (!socket.write(piece)) await drained(socket)
    }
    // The last chunk never comes: what the server holds, it goes on holding.
    return socket
  }
  const sockets = await Promise.all(Array.from({ length: count }, one))
  const cut = await cutAfter(sockets, 5000)
  return { connections: count, sentBytes, cut }
}

/** `count` connections that ask for `pages` pages each at once and read nothing. */
async function pipelines(count: number, pages: number) {
  const asked = Buffer.from(pageRequest.repeat(Math.ceil(pages)))
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await opened()
      socket.pause()
      socket.write(asked)
      return socket
    }),
  )
  const cut = await cutAfter(sockets, 10_000)
  return { connections: count, sentBytes: asked.length * count, cut }
}

/** Pages with a form, asked for by nobody in particular, one after the other on each connection. */
async function formPages(connections: number, pages: number) {
  let asked = 0
  const answers: Record<string, number> = {}
  async function one() {
    while (asked < pages) {
      asked += 1
      const { status } = await fetch(`http://${host}:${port}${formPage}`)
      answers[status] = (answers[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return { connections, sentBytes: 0, cut: 0, answers }
}

function opened(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host }, () => resolve(socket))
    socket.once('error', reject)
    socket.on('error', () => socket.destroy())
  })
}

function drained(socket: Socket): Promise<unknown> {
  return Promise.race([
    new Promise((resolve) => socket.once('drain', resolve)),
    new Promise((resolve) => socket.once('close', resolve)),
    sleep(10_000),
  ])
}

/** Holds the connections for so long; how many the server has ended meanwhile. */
async function cutAfter(sockets: readonly Socket[], ms: number): Promise<number> {
  await sleep(ms)
  const ended = sockets.filter((socket) => socket.destroyed || socket.readableEnded).length
  for (const socket of sockets) socket.destroy()
  return ended
}
