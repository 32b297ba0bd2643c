import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { limitBodies } from './uploads.ts'
import type { Web } from './web.ts'

const app = new Hono<Web>()
app.use(limitBodies({ '/berkas': 200_000 }))
app.post('*', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)))

const form = 'application/x-www-form-urlencoded'

async function post(path: string, bytes: number, type = form): Promise<number> {
  const headers = { 'content-type': type, 'content-length': String(bytes) }
  return (await app.request(path, { method: 'POST', headers, body: 'a'.repeat(bytes) })).status
}

test('a body is as long as its address allows: a form, a file of codes, a work that is handed in', async () => {
  const upload = 'multipart/form-data; boundary=x'
  assert.equal(await post('/pijar/masuk', 60_000), 200)
  assert.equal(await post('/pijar/masuk', 70_000), 413)
  assert.equal(await post('/berkas', 150_000), 200)
  assert.equal(await post('/berkas', 250_000), 413)
  assert.equal(await post('/pijar/belajar/PIJ-1/tugas/tpm', 1_000_000, upload), 200)
  assert.equal(await post('/pijar/belajar/PIJ-1/tugas/tpm', 1_000_000), 413)
  assert.equal(await post('/pijar/belajar/PIJ-1', 1_000_000, upload), 413)
})
