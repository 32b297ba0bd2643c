import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { language } from '../words/language.ts'
import { bodies } from './bodies.ts'
import { closeServer, edgeLimits, listenAtEdge } from './edge/edge-server.ts'
import { onFault } from './errors.tsx'
import type { Session } from './sessions/session.ts'
import { csrfToken } from './sessions/session.ts'
import { bodyBytes, readUpload, type UploadTerms } from './uploads.ts'
import type { Web } from './web.ts'

const uploads: readonly UploadTerms[] = [{ path: /^\/tugas$/, mostFileBytes: 200_000, kept: 'bytes' }]
const session = { accountId: '1', csrf: Buffer.alloc(32, 7).toString('base64url') } as Session

// Less than a second here is half a minute there, and 80 kB are the 4 MB of a photo.
const limits = { ...edgeLimits, paceMs: 700, leastBytesPerSecond: 1000 }

async function aSite(knows: boolean) {
  const app = new Hono<Web>()
  const faults: Error[] = []
  app.onError(onFault((fault) => faults.push(fault)))
  app.use(language({ secure: false }), bodies({ mostBytes: bodyBytes(uploads) }))
  app.use(async (c, next) => {
    if (knows) c.set('session', session)
    await next()
  })
  app.use(readUpload(uploads))
  app.post('/tugas', (c) => c.text(`diterima: ${c.get('upload')?.length ?? 'masuk dulu'}`))
  const answer = getRequestListener(app.fetch, { autoCleanupIncoming: false })
  const at = { host: '127.0.0.1', port: 0, behindProxy: false }
  const { server, port } = await listenAtEdge(
    at,
    (incoming, outgoing) => void answer(incoming, outgoing),
    limits,
  )
  after(() => closeServer(server))
  return { port, faults }
}

const head = [
  '--batas',
  'Content-Disposition: form-data; name="csrf"',
  '',
  csrfToken(session),
  '--batas',
  'Content-Disposition: form-data; name="berkas"; filename="IMG_0001.HEIC"',
  'Content-Type: image/heic',
  '',
  '',
].join('\r\n')
const form = Buffer.concat([Buffer.from(head), Buffer.alloc(80_000, 1), Buffer.from('\r\n--batas--\r\n')])

/** A phone that sends `bytes` each 40 ms until `until` are sent, and then waits for its answer. */
async function send(
  port: number,
  { bytes, until = form.length, accept = 'text/html', cookie = 'a=b' }: Phone,
) {
  const socket = connect({ port, host: '127.0.0.1' })
  let answer = ''
  socket.on('data', (piece) => {
    answer += piece.toString('utf8')
  })
  socket.on('error', () => {})
  socket.write(
    `POST /tugas HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\nCookie: ${cookie}\r\nContent-Length: ${form.length}\r\n` +
      'Content-Type: multipart/form-data; boundary=batas\r\n\r\n',
  )
  let sent = 0
  for (; sent < until && !socket.destroyed; sent += bytes) {
    socket.write(form.subarray(sent, Math.min(sent + bytes, until)))
    await sleep(40)
  }
  for (let waited = 0; waited < 5000 && !/diterima|<\/html>|\}$/.test(answer); waited += 10) await sleep(10)
  socket.destroy()
  return { answer, whole: sent >= until }
}

interface Phone {
  readonly bytes: number
  readonly until?: number
  readonly accept?: string
  readonly cookie?: string
}

test('a file takes as long as it moves, many times what a pause may take', async () => {
  const { port } = await aSite(true)
  const { answer } = await send(port, { bytes: 1000 })
  assert.match(answer, /^HTTP\/1\.1 200 .*diterima: 80000/s)
})

test('a file that stops gets a page in the language of the browser, and JSON where JSON is taken', async () => {
  const { port, faults } = await aSite(true)
  const stopped = { bytes: 1000, until: 8000 }
  const page = await send(port, stopped)
  assert.match(page.answer, /^HTTP\/1\.1 408 .*text\/html.*<h1>Kiriman terhenti di tengah jalan/s)
  assert.match((await send(port, { ...stopped, cookie: 'bahasa=en' })).answer, /<html lang="en"/)
  const json = await send(port, { ...stopped, accept: 'application/json' })
  assert.match(json.answer, /^HTTP\/1\.1 408 .*"code":"too_slow"/s)
  assert.deepEqual(faults, [])
})

test('a file that drips slower than the least pace is ended', async () => {
  const { port } = await aSite(true)
  const { answer, whole } = await send(port, { bytes: 20 })
  assert.match(answer, /^HTTP\/1\.1 408 /)
  assert.equal(whole, false)
})

test('who is not logged in may send a slow file to its end, and reads why it was not taken', async () => {
  const { port } = await aSite(false)
  const { answer, whole } = await send(port, { bytes: 1000 })
  assert.match(answer, /^HTTP\/1\.1 200 .*diterima: masuk dulu/s)
  assert.equal(whole, true)
})
