import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { askJson } from './ask-json.ts'

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
let connections = 0
const server = createServer(async (request, response) => {
  let body = ''
  for await (const piece of request) body += piece
  answer(request, response, body)
})
server.on('connection', () => connections++)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => {
  server.close()
  server.closeAllConnections()
})
const { port } = server.address() as AddressInfo
const service = { url: `http://127.0.0.1:${port}/`, token: 'kunci', timeoutMs: 500 }

test('a question goes out as JSON with its token, on a connection that is kept', async () => {
  answer = ({ headers }, response, body) =>
    response.end(JSON.stringify({ body, type: headers['content-type'], token: headers.authorization }))
  const said = { body: '{"nama":"Siti é"}', type: 'application/json', token: 'Bearer kunci' }
  for (let time = 0; time < 3; time++)
    assert.deepEqual(await askJson(service, { nama: 'Siti é' }), { status: 200, answer: said })
  assert.equal(connections, 1)
})

test('a kept connection that is found closed is asked once more on a new one, and no more than that', async () => {
  let heard = 0
  answer = (_, response) => {
    heard++
    response.end('{}')
  }
  await askJson(service, {})
  const former = connections
  answer = ({ socket }) => {
    heard++
    socket.resetAndDestroy()
  }
  await assert.rejects(askJson(service, {}), { code: 'ECONNRESET' })
  assert.equal(connections, former + 1)
  assert.equal(heard, 3)
})

test('another status, no JSON, too much and nothing at all are told, and quote nothing of the question', async () => {
  answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end()
  assert.deepEqual(await askJson(service, {}), { status: 302, answer: undefined })
  answer = (_, response) => void response.end('<html>')
  await assert.rejects(askJson(service, { nik: '3273' }), SyntaxError)
  answer = (_, response) => void response.end(JSON.stringify('x'.repeat(70_000)))
  await assert.rejects(askJson(service, { nik: '3273' }), /the answer is too long/)
  answer = async (_, response) => {
    response.write('{')
    await sleep(1500)
    response.end('}')
  }
  await assert.rejects(askJson(service, { nik: '3273' }), (error: Error) => !error.message.includes('3273'))
})
