import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { bodies } from './bodies.ts'
import { onFault } from './errors.tsx'
import { readForm } from './forms.ts'
import type { Session } from './sessions/session.ts'
import { csrfToken } from './sessions/session.ts'
import { bodyBytes, readUpload, type UploadTerms } from './uploads.ts'
import type { Web } from './web.ts'

const uploads: readonly UploadTerms[] = [
  { path: /^\/tugas$/, mostFileBytes: 200_000, kept: 'bytes' },
  { path: /^\/kode$/, mostFileBytes: 100, kept: 'text' },
]
const faults: Error[] = []
const session = (accountId: string | undefined) =>
  ({ accountId, state: {}, csrf: Buffer.alloc(32, 7).toString('base64url') }) as Session
const token = csrfToken(session('1'))

function site(accountId: string | undefined) {
  const app = new Hono<Web>()
  app.onError(onFault((fault) => faults.push(fault)))
  app.use(bodies({ mostBytes: bodyBytes(uploads) }))
  app.use(async (c, next) => {
    c.set('session', session(accountId))
    await next()
  })
  app.use(readUpload(uploads))
  app.post('*', async (c) =>
    c.json({ form: Object.fromEntries(await readForm(c)), file: c.get('upload')?.length }),
  )
  return app
}
const known = site('1')

function form(
  csrf: string,
  file: string | Uint8Array<ArrayBuffer>,
  more: Record<string, string> = {},
): FormData {
  const made = new FormData()
  made.set('csrf', csrf)
  for (const [name, value] of Object.entries(more)) made.set(name, value)
  made.set('berkas', new Blob([file]), 'tugas.pdf')
  return made
}

/** Sends a body in pieces of 16 kB that does not say how long it is; how many of its bytes were asked for. */
async function sendCounted(app: Hono<Web>, path: string, body: FormData) {
  const whole = new Response(body)
  const type = whole.headers.get('content-type') ?? ''
  const bytes = new Uint8Array(await whole.arrayBuffer())
  let at = 0
  const stream = new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(bytes.slice(at, at + 16_384))
        at += 16_384
        if (at >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const init = { method: 'POST', body: stream, headers: { 'content-type': type }, duplex: 'half' }
  const answer = await app.request(path, init as RequestInit)
  const said = answer.status === 200 ? ((await answer.json()) as { form: object; file?: number }) : undefined
  return { status: answer.status, said, read: Math.min(at, bytes.length) }
}

const megabyte = new Uint8Array(1_000_000).fill(97)

test('a file comes with its form, for who is logged in and has the form’s token', async () => {
  const { said } = await sendCounted(
    known,
    '/tugas',
    form(token, megabyte.slice(0, 150_000), { tautan: 'x\u0000y' }),
  )
  assert.deepEqual(said, { form: { csrf: token, tautan: 'xy' }, file: 150_000 })
})

test('of who is not logged in nothing is read, and without the token nothing of the file', async () => {
  const stranger = await sendCounted(site(undefined), '/tugas', form(token, megabyte))
  assert.deepEqual([stranger.said, stranger.read], [{ form: {} }, 0])
  const forged = await sendCounted(known, '/tugas', form('salah', megabyte))
  assert.deepEqual(forged.said, { form: { csrf: 'salah' } })
  assert.ok(forged.read <= 32_768, String(forged.read))
  const without = new FormData()
  without.set('berkas', new Blob([megabyte]), 'a.pdf')
  without.set('csrf', token)
  const late = await sendCounted(known, '/tugas', without)
  assert.equal(late.said?.file, undefined)
  assert.ok(late.read <= 32_768, String(late.read))
})

test('a file that is too large is read away and told by the page, a byte longer than it may be', async () => {
  const { said, read } = await sendCounted(known, '/tugas', form(token, megabyte))
  assert.equal(said?.file, 200_001)
  assert.ok(read > 1_000_000)
})

test('a file of codes becomes a field of its form, and is refused when it is too large', async () => {
  const { said } = await sendCounted(known, '/kode', form(token, 'kode\nABC'))
  assert.deepEqual(said, { form: { csrf: token, berkas: 'kode\nABC' } })
  assert.equal((await sendCounted(known, '/kode', form(token, 'x'.repeat(101)))).status, 413)
})

test('elsewhere a body is as long as a form, whatever it says it is', async () => {
  const send = async (path: string, bytes: number, type: string) => {
    const headers = { 'content-type': type, 'content-length': String(bytes) }
    return (await known.request(path, { method: 'POST', headers, body: 'a'.repeat(bytes) })).status
  }
  const form = 'application/x-www-form-urlencoded'
  assert.equal(await send('/masuk', 60_000, form), 200)
  assert.equal(await send('/masuk', 70_000, form), 413)
  assert.equal(await send('/tugas', 70_000, form), 413)
  assert.equal(await send('/tugas/lain', 70_000, 'multipart/form-data; boundary=x'), 413)
})

test('nonsense that says it is a form with a file is told so, and what can be read is read', async () => {
  const readable = new Set(['--x\r\n\r\n--x--', '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--'])
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
  ])
    for (const body of [
      '',
      'x',
      '--x',
      '--x\r\n\r\n--x--',
      '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--',
    ]) {
      const answer = await known.request('/tugas', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
      const expected = type.endsWith('=x') && readable.has(body) ? 200 : 400
      assert.equal(answer.status, expected, `${type} ${JSON.stringify(body)}`)
    }
  assert.deepEqual(faults, [])
})
