import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { second, stoppedClock } from '../../../kernel/clock.ts'
import { addressGroup } from '../../../kernel/network/caller-address.ts'
import { stylesheet } from '../../parts/page/stylesheet.ts'
import { programmeTheme, themeOf } from '../../parts/page/themes.ts'
import { outside } from '../../site/link.ts'
import { language } from '../../words/language.ts'
import { bodies, wholeBody } from '../bodies.ts'
import { errorPage, notFound, onFault } from '../errors.tsx'
import { onSite } from '../site.ts'
import type { Web } from '../web.ts'
import { caller } from './caller.ts'
import { compress } from './compress.ts'
import { headers } from './headers.ts'
import { rateLimit } from './rate-limit.ts'
import { requestId } from './request-id.ts'

const clock = stoppedClock('2026-12-09T03:00:00Z')
const faults: Error[] = []

function edge(secure: boolean) {
  const app = new Hono<Web>()
  app.use(requestId({ behindProxy: false }), compress(), headers({ secure }), language({ secure }))
  app.use('/tokopedia/*', onSite({ theme: themeOf('tokopedia'), home: outside('/tokopedia'), nav: () => [] }))
  app.onError(onFault((fault) => faults.push(fault)))
  app.notFound(notFound)
  app.get('/tokopedia/beranda', (c) => c.html(`<!DOCTYPE html>${'panjang '.repeat(1000)}`))
  app.get('/pendek', (c) => c.html('pendek'))
  app.get('/berkas.csv', (c) => c.body('a,b\n'.repeat(1000), 200, { 'content-type': 'text/csv' }))
  app.get('/tokopedia/rusak', () => {
    throw new Error('password of the database is hunter2')
  })
  app.get('/api/rusak', () => {
    throw new Error('password of the database is hunter2')
  })
  app.get('/putus', () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  })
  app.get('/teapot', () => {
    throw new HTTPException(418)
  })
  app.get('/status/:status', (c) => errorPage(c, Number(c.req.param('status')) as 403))
  const limit = { purpose: 'login', quota: 3, windowMs: 60 * second, clock, behindProxy: true }
  app.post('/masuk', rateLimit(limit), (c) => c.text('ok'))
  return app
}

const app = edge(false)

test('every answer carries the headers that keep the browser in check, faults and unknown addresses too', async () => {
  for (const path of ['/tokopedia/beranda', '/tokopedia/rusak', '/nirwana', '/api/rusak']) {
    const { headers: got } = await app.request(path)
    const policy = got.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'sha256-/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.equal(got.get('x-content-type-options'), 'nosniff')
    assert.equal(got.get('referrer-policy'), 'same-origin')
    assert.equal(got.get('cross-origin-opener-policy'), 'same-origin')
    assert.match(got.get('permissions-policy') ?? '', /camera=\(\)/)
    assert.match(got.get('x-request-id') ?? '', /^[\da-f-]{36}$/)
    assert.equal(got.get('strict-transport-security'), null)
  }
})

test('the policy allows the very stylesheet of the site', async () => {
  const shop = (await app.request('/tokopedia/beranda')).headers.get('content-security-policy') ?? ''
  assert.ok(shop.includes(stylesheet(themeOf('tokopedia')).source))
  const portal = (await app.request('/pendek')).headers.get('content-security-policy') ?? ''
  assert.ok(portal.includes(stylesheet(programmeTheme).source))
})

test('where the site is https browsers are told to stay with it', async () => {
  const { headers: got } = await edge(true).request('/pendek')
  assert.match(got.get('strict-transport-security') ?? '', /max-age=63072000/)
})

test('a request id from outside is not believed', async () => {
  const answer = await app.request('/pendek', { headers: { 'x-request-id': 'palsu' } })
  assert.notEqual(answer.headers.get('x-request-id'), 'palsu')
})

test('a fault is told in the site’s look and both languages, without its inside', async () => {
  const id = await app.request('/tokopedia/rusak')
  const page = await id.text()
  assert.equal(id.status, 500)
  assert.match(page, /data-site="tokopedia"/)
  assert.match(page, /Ada gangguan di pihak kami/)
  assert.ok(page.includes(id.headers.get('x-request-id') ?? 'none'))
  assert.doesNotMatch(page, /hunter2|at .*\.ts/)
  assert.match(await (await app.request('/tokopedia/rusak?lang=en')).text(), /Something broke on our side/)
  assert.match(faults.at(-1)?.message ?? '', /hunter2/)
})

test('programs get JSON', async () => {
  const fault = await app.request('/api/rusak')
  assert.equal(fault.status, 500)
  const told = (await fault.json()) as Record<string, unknown>
  assert.equal(told.success, false)
  assert.equal(told.code, 'internal_fault')
  assert.doesNotMatch(JSON.stringify(told), /hunter2/)
  assert.equal(((await (await app.request('/x.json')).json()) as { code: string }).code, 'not_found')
  const asks = async (path: string, accept: string) =>
    (await app.request(path, { headers: { accept } })).headers.get('content-type')
  assert.match((await asks('/nirwana', 'application/json, text/plain, */*')) ?? '', /^application\/json/)
  assert.match((await asks('/api/rusak', 'text/html,application/xhtml+xml,*/*;q=0.8')) ?? '', /^text\/html/)
  assert.match((await asks('/nirwana', '*/*')) ?? '', /^text\/html/)
})

test('a database out of reach is 503 with a time to come back', async () => {
  const answer = await app.request('/putus')
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '30')
})

test('every error has a page, and a strange one is an ordinary one', async () => {
  for (const status of [400, 403, 404, 405, 408, 413, 429, 500, 503]) {
    const answer = await app.request(`/status/${status}`)
    assert.equal(answer.status, status)
    assert.match(await answer.text(), /<h1>/)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
  }
  assert.equal((await app.request('/teapot')).status, 400)
})

test('a body that is too long is refused, by the limit of its own address where it has one', async () => {
  const limited = new Hono<Web>()
  limited.use(
    requestId({ behindProxy: false }),
    language({ secure: false }),
    bodies({ mostBytes: (c) => (c.req.path === '/berkas' ? 200 : 100) }),
  )
  limited.onError(onFault((fault) => faults.push(fault)))
  limited.post('*', async (c) => c.text(String((await wholeBody(c)).length)))
  const known = faults.length
  for (const body of [(length: number) => 'x'.repeat(length), chunked]) {
    const send = async (path: string, length: number) => {
      const init = { method: 'POST', body: body(length), duplex: 'half' }
      return (await limited.request(path, init as RequestInit)).status
    }
    assert.deepEqual([await send('/form', 100), await send('/form', 101)], [200, 413])
    assert.deepEqual([await send('/berkas', 200), await send('/berkas', 201)], [200, 413])
    assert.equal(await send('/berkas/lain', 101), 413)
  }
  assert.equal(faults.length, known)
})

/** A body that does not say how long it is. */
function chunked(length: number): ReadableStream {
  return new Blob(Array.from({ length }, () => 'x')).stream()
}

test('bodies that are held are counted for each address and in all, and given back when they are answered', async () => {
  const held = { perKey: 100, inAll: 250 }
  const counted = new Hono<Web>()
  const open: (() => void)[] = []
  counted.use(caller({ behindProxy: true }), bodies({ mostBytes: () => 100, held }))
  counted.onError(onFault((fault) => faults.push(fault)))
  counted.post('*', async (c) => {
    await wholeBody(c)
    await new Promise<void>((resolve) => open.push(resolve))
    return c.text('ok')
  })
  const send = (address: string) =>
    counted.request('/', { method: 'POST', body: 'x'.repeat(100), headers: { 'x-forwarded-for': address } })
  const first = send('203.0.113.1')
  const second = send('203.0.113.2')
  const own = await send('203.0.113.1')
  assert.deepEqual([own.status, own.headers.get('retry-after')], [429, '10'])
  const all = await send('203.0.113.3')
  assert.deepEqual([all.status, all.headers.get('retry-after')], [503, '10'])
  for (const end of open.splice(0)) end()
  assert.deepEqual([(await first).status, (await second).status], [200, 200])
  const again = send('203.0.113.1')
  await new Promise((resolve) => setTimeout(resolve, 20))
  for (const end of open.splice(0)) end()
  assert.equal((await again).status, 200)
})

test('pages are compressed for who takes it, and say so', async () => {
  const ask = (encoding: string, path = '/tokopedia/beranda') =>
    app.request(path, { headers: { 'accept-encoding': encoding } })
  const plain = await (await ask('identity')).text()
  const br = await ask('gzip, deflate, br')
  assert.equal(br.headers.get('content-encoding'), 'br')
  assert.equal(br.headers.get('vary'), 'Accept-Encoding')
  assert.equal(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString(), plain)
  const gz = await ask('gzip, br;q=0')
  assert.equal(gz.headers.get('content-encoding'), 'gzip')
  assert.equal(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString(), plain)
  assert.equal((await ask('br', '/pendek')).headers.get('content-encoding'), null)
  assert.equal((await ask('br', '/berkas.csv')).headers.get('content-encoding'), null)
})

test('who tries too often is told how long to wait', async () => {
  const from = (address: string) =>
    app.request('/masuk', { method: 'POST', headers: { 'x-forwarded-for': `1.2.3.4, ${address}` } })
  for (let left = 2; left >= 0; left--) {
    const answer = await from('203.0.113.9')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('ratelimit') ?? '', new RegExp(`^"login";r=${left};t=`))
  }
  const refused = await from('203.0.113.9')
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('retry-after'), '20')
  assert.match(await refused.text(), /Coba lagi 20 detik lagi/)
  assert.equal((await from('203.0.113.10')).status, 200)
  clock.advance(20 * second)
  assert.equal((await from('203.0.113.9')).status, 200)
})

test('an IPv6 household counts as one', () => {
  assert.equal(addressGroup('2001:db8:1:2:aaaa::1'), addressGroup('2001:db8:1:2:bbbb:0:0:9'))
  assert.notEqual(addressGroup('2001:db8:1:2::1'), addressGroup('2001:db8:1:3::1'))
  assert.equal(addressGroup('2001:db8::1'), '2001:db8:0:0::/64')
  assert.equal(addressGroup('::ffff:203.0.113.9'), '203.0.113.9')
  assert.equal(addressGroup('unknown'), 'unknown')
})
