import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerBare } from './bare-answer.ts'
import { notReady } from './bare-refusals.ts'
import { closeServer, type EdgeLimits, edgeLimits, listenAtEdge, slowBody } from './edge-server.ts'

const ending: (() => Promise<void>)[] = []
after(async () => {
  for (const end of ending) await end()
})

async function aServer(answer: RequestListener, limits: Partial<EdgeLimits> = {}, behindProxy = false) {
  const terms = { host: '127.0.0.1', port: 0, behindProxy }
  const { server, port } = await listenAtEdge(terms, answer, { ...edgeLimits, ...limits })
  ending.push(() => {
    server.closeAllConnections()
    return closeServer(server)
  })
  return {
    port,
    async open(): Promise<Caller> {
      const socket = connect({ port, host: '127.0.0.1' })
      const caller: Caller = { socket, received: '' }
      socket.on('data', (piece) => {
        caller.received += piece.toString('latin1')
      })
      socket.on('error', () => {})
      await new Promise((resolve) => socket.once('connect', resolve))
      return caller
    },
  }
}

interface Caller {
  readonly socket: Socket
  received: string
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const ok: RequestListener = (_incoming, outgoing) => outgoing.end('ok')
const answers = (caller: Caller) => caller.received.split('HTTP/1.1 200').length - 1

async function until(holds: () => boolean, most = 4000): Promise<void> {
  for (let waited = 0; !holds() && waited < most; waited += 10) await sleep(10)
  assert.ok(holds())
}

test('requests that are sent ahead on one connection are answered one after the other, in their order', async () => {
  let atOnce = 0
  let most = 0
  let count = 0
  const { open } = await aServer(async (_incoming, outgoing) => {
    atOnce += 1
    most = Math.max(most, atOnce)
    const number = ++count
    await sleep(5)
    atOnce -= 1
    outgoing.end(`nomor-${number};`)
  })
  const caller = await open()
  caller.socket.write(get.repeat(6))
  await until(() => answers(caller) === 6)
  assert.equal(most, 1)
  assert.deepEqual(
    caller.received.match(/nomor-\d/g),
    [1, 2, 3, 4, 5, 6].map((n) => `nomor-${n}`),
  )
})

test('a request that follows one whose body came after its answer is answered, too', async () => {
  const { open } = await aServer(ok)
  const caller = await open()
  caller.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n')
  await until(() => answers(caller) === 1)
  // In pieces of their own, as a client sends on a connection that it keeps.
  caller.socket.write('isi!')
  await sleep(20)
  caller.socket.write(get)
  await until(() => answers(caller) === 2, 2000)
})

test('who sends more ahead than may wait is cut, and nothing of it is answered', async () => {
  let begun = 0
  const { open } = await aServer(
    async (_incoming, outgoing) => {
      begun += 1
      await sleep(50)
      outgoing.end('ok')
    },
    { waiting: 4 },
  )
  const caller = await open()
  caller.socket.write(get.repeat(400))
  await until(() => caller.socket.destroyed)
  await sleep(80)
  assert.equal(begun, 1)
  assert.equal((await fetch(`http://127.0.0.1:${(await aServer(ok)).port}/`)).status, 200)
})

test('who reads nothing gets one answer made, and is cut when it does not move', async () => {
  let made = 0
  const { open } = await aServer(
    (_incoming, outgoing) => {
      made += 1
      outgoing.end(Buffer.alloc(20 * 1024 * 1024))
    },
    { paceMs: 300 },
  )
  const caller = await open()
  caller.socket.pause()
  caller.socket.write(get.repeat(5))
  const closed = new Promise((resolve) => caller.socket.once('close', resolve))
  await sleep(1200)
  assert.equal(made, 1)
  // The end of the connection is only seen by who reads on.
  caller.socket.resume()
  await closed
  assert.ok(caller.received.length < 20 * 1024 * 1024)
})

test('one address has so many connections and no more, behind a proxy as many as the proxy', async () => {
  for (const [behindProxy, expected] of [
    [false, 3],
    [true, 5],
  ] as const) {
    const { open } = await aServer(ok, { connectionsPerAddress: 3 }, behindProxy)
    const callers = await Promise.all(Array.from({ length: 5 }, open))
    for (const caller of callers) caller.socket.write(get)
    await until(() => callers.filter((caller) => answers(caller) === 1).length === expected)
    await until(() => callers.filter(({ socket }) => socket.destroyed).length === 5 - expected)
    for (const { socket } of callers) socket.destroy()
    await sleep(50)
    if (behindProxy) continue
    const later = await open()
    later.socket.write(get)
    await until(() => answers(later) === 1)
  }
})

const post = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n'

test('a body lives as long as it moves, and is told when it stops; where nobody answers the edge does', async () => {
  const told: string[] = []
  const { open } = await aServer(
    (incoming, outgoing) => {
      incoming.resume()
      incoming.once('end', () => outgoing.end('whole'))
      if (incoming.url === '/')
        incoming.once(slowBody, () => outgoing.writeHead(408).end(told.push('slow') && 'late'))
    },
    { paceMs: 300, leastBytesPerSecond: 1000 },
  )
  const moving = await open()
  moving.socket.write(post)
  for (let sent = 0; sent < 4000; sent += 200) {
    moving.socket.write('x'.repeat(200))
    await sleep(60)
  }
  await until(() => moving.received.includes('whole'))
  const stopped = await open()
  stopped.socket.write(`${post}xx`)
  await until(() => stopped.received.includes('408'))
  const unread = await open()
  unread.socket.write(post.replace('/', '/api/lain'))
  await until(() => unread.socket.destroyed)
  assert.deepEqual(told, ['slow'])
  assert.match(unread.received, /^HTTP\/1\.1 408 .*"code":"ERRPLT40850"/s)
})

test('a body that nobody wanted and that does not end holds no connection', async () => {
  const { open } = await aServer((_incoming, outgoing) => outgoing.writeHead(413).end(), {
    paceMs: 300,
    unwantedMs: 600,
  })
  const caller = await open()
  caller.socket.write(post)
  await until(() => caller.received.includes('413'))
  const dripping = setInterval(() => caller.socket.write('x'.repeat(50)), 20)
  await until(() => caller.socket.destroyed)
  clearInterval(dripping)
})

test('what is no HTTP is told so in JSON', async () => {
  const { open } = await aServer(ok)
  const caller = await open()
  caller.socket.write('halo\r\n\r\n')
  await until(() => caller.received.includes('"message":"Permintaan HTTP tidak dapat dibaca."'))
})

test('a browser gets a page in its language for what the edge refuses, and a program JSON', async () => {
  const { open } = await aServer((incoming) => void incoming.resume(), { paceMs: 300, headMs: 600 })
  const of = async (sent: string) => {
    const caller = await open()
    caller.socket.write(sent)
    await until(() => caller.socket.destroyed)
    return caller.received
  }
  const browser = 'Host: x\r\nAccept: text/html,application/xhtml+xml\r\n'
  const stopped = `POST /pijar/x HTTP/1.1\r\n${browser}Content-Length: 9\r\n`
  assert.match(
    await of(`${stopped}\r\nx`),
    /^HTTP\/1\.1 408 .*text\/html.*<html lang="id">.*Kiriman terhenti/s,
  )
  assert.match(await of(`${stopped}Cookie: a=b; bahasa=en\r\n\r\nx`), /<html lang="en">/)
  const crammed = `GET / HTTP/1.1\r\n${browser}Cookie: ${'a'.repeat(20_000)}\r\n\r\n`
  assert.match(await of(crammed), /^HTTP\/1\.1 431 .*text\/html.*Hapus data situs/s)
  assert.match(
    await of(crammed.replace('text/html,application/xhtml+xml', 'application/json')),
    /^HTTP\/1\.1 431 .*"code":"ERRPLT43150"/s,
  )
  const garbled = `GET /?lang=en HTTP/1.1\r\n${browser}kacau\r\n\r\n`
  assert.match(await of(garbled), /^HTTP\/1\.1 400 .*text\/html.*That request cannot be read/s)
})

test('who sends a file that was refused early can send it to its end and reads the answer', async () => {
  const { open } = await aServer((_incoming, outgoing) => outgoing.writeHead(403).end('masuk dulu'), {
    paceMs: 100,
  })
  const caller = await open()
  caller.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n')
  for (let sent = 0; sent < 60_000; sent += 3000) {
    await sleep(60)
    caller.socket.write('x'.repeat(3000))
  }
  caller.socket.write(get)
  await until(() => caller.received.split('HTTP/1.1 403').length === 3)
})

test('while the server starts a browser is asked to reload, in its language, and a program told so in JSON', async () => {
  const { port } = await aServer((incoming, outgoing) => answerBare(incoming, outgoing, notReady))
  const ask = (path: string, accept: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } })
  const page = await ask('/pijar', 'text/html')
  assert.deepEqual([page.status, page.headers.get('retry-after')], [503, '1'])
  assert.match(await page.text(), /<html lang="id">.*Layanan sedang mulai.*Muat ulang/)
  assert.match(await (await ask('/pijar?lang=en', 'text/html')).text(), /<html lang="en">.*Reload this page/)
  for (const accept of ['*/*', 'application/json']) {
    const told = (await (await ask('/api/v1/integration/payment/status', accept)).json()) as {
      status: string
    }
    assert.equal(told.status, 'not_ready')
  }
})
