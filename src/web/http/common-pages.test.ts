import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { rememberedMs } from '../../database/remembered.ts'
import { commonPages } from './common-pages.ts'
import type { Session } from './sessions/session.ts'
import { show, viewOf } from './site.ts'
import type { Web } from './web.ts'

const secret = Buffer.alloc(32, 7).toString('base64url')
const later = 1_000_000

/** A site whose pages count how often they are drawn; who sends `x-account` is logged in, `x-visitor` was shown a form before. */
function aSite(most?: number) {
  const clock = { at: new Date('2026-11-30T08:00:00Z') }
  const common = commonPages({ clock: { now: () => clock.at } }, most)
  let drawn = 0
  const app = new Hono<Web>()
  app.use(async (c, next) => {
    const { account, visitor, language } = Object.fromEntries(
      ['account', 'visitor', 'language'].map((name) => [name, c.req.header(`x-${name}`)]),
    )
    c.set('language', language === 'en' ? 'en' : 'id')
    c.set('sessions', {
      ensure(c) {
        c.header('Set-Cookie', 'visit=1')
        return { csrf: secret } as Session
      },
    })
    if (account) c.set('session', { accountId: account, csrf: secret } as Session)
    if (visitor) c.set('session', { unwritten: visitor, csrf: secret } as Session)
    await next()
  })
  app.post('/change', common.followForms, (c) => c.text(''))
  app.get('*', (c) =>
    common.answer(c, async () => {
      drawn += 1
      const number = drawn
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (c.req.path === '/none') return show(c, '<html lang="id"><p>none', 404)
      if (c.req.path === '/away') return c.redirect('/')
      const token = c.req.path === '/form' ? viewOf(c).csrf?.() : ''
      const who = c.get('session')?.accountId ?? 'nobody'
      return show(c, `<html lang="id"><p>${c.get('language')} ${c.req.path} ${number} ${who} [${token}]`)
    }),
  )
  const ask = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
  const read = async (path: string, headers?: Record<string, string>) => (await ask(path, headers)).text()
  return { app, clock, ask, read, drawn: () => drawn }
}

test('a page is drawn once for all strangers who come at a time, for each address and language', async () => {
  const { read, drawn } = aSite()
  const same = await Promise.all([read('/a'), read('/a'), read('/a', { 'x-visitor': 'v' }), read('/a')])
  assert.equal(new Set(same).size, 1)
  assert.match(same[0]!, /id \/a 1 nobody/)
  assert.match(await read('/a', { 'x-language': 'en' }), /en \/a 2 nobody/)
  assert.match(await read('/b'), /id \/b 3 nobody/)
  assert.match(await read('/b?q=1'), /id \/b 4 nobody/)
  // The switch of languages leads to the address as it was typed.
  assert.match(await read('//b'), / 5 nobody/)
  assert.match(await read('/a'), /id \/a 1 nobody/)
  assert.equal(drawn(), 5)
})

test('who is logged in has a page of their own, and nobody else sees it', async () => {
  const { read } = aSite()
  assert.match(await read('/a', { 'x-account': '17' }), /1 17/)
  assert.match(await read('/a'), /2 nobody/)
  assert.match(await read('/a', { 'x-account': '18' }), /3 18/)
  assert.match(await read('/a', { 'x-visitor': 'v' }), /2 nobody/)
})

test('the token of a form is of whoever asks, and never kept', async () => {
  const { ask, drawn } = aSite()
  const tokens = new Set<string>()
  for (const encoding of ['gzip', 'gzip', 'identity', 'identity']) {
    const answer = await ask('/form', { 'accept-encoding': encoding })
    const sent = Buffer.from(await answer.arrayBuffer())
    const html = (encoding === 'gzip' ? gunzipSync(sent) : sent).toString()
    tokens.add(/\[([\w-]{86})\]/.exec(html)?.[1] ?? '')
    assert.equal(answer.headers.get('set-cookie'), 'visit=1')
    assert.equal(answer.headers.get('etag'), null)
  }
  assert.equal(tokens.size, 4)
  assert.ok(!tokens.has(''))
  assert.equal(drawn(), 1)
})

test('a change is seen when the page is old, at once after a form, and when the clock is set', async () => {
  const { app, clock, read } = aSite()
  assert.match(await read('/a'), / 1 nobody/)
  await app.request('/change', { method: 'POST' })
  assert.match(await read('/a'), / 2 nobody/)
  clock.at = new Date(clock.at.getTime() + later)
  assert.match(await read('/a'), / 3 nobody/)
  await new Promise((resolve) => setTimeout(resolve, rememberedMs + 50))
  assert.match(await read('/a'), / 4 nobody/)
})

test('who has the page already is not sent it again, and who asks for its head gets that alone', async () => {
  const { app, ask, drawn } = aSite()
  const tag = (await ask('/a')).headers.get('etag') ?? ''
  assert.match(tag, /^W\/"[\w-]{27}"$/)
  const again = await ask('/a', { 'if-none-match': tag })
  assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', tag])
  assert.equal((await ask('/a', { 'if-none-match': 'W/"other"' })).status, 200)
  const head = await app.request('/a', { method: 'HEAD' })
  assert.deepEqual([head.status, await head.text(), head.headers.get('etag')], [200, '', tag])
  assert.equal(drawn(), 1)
})

test('what is no page is kept for nobody', async () => {
  const { ask, drawn } = aSite()
  for (const [path, status] of [
    ['/none', 404],
    ['/away', 302],
  ] as const)
    for (const answer of [await ask(path), await ask(path)]) assert.equal(answer.status, status)
  assert.equal(drawn(), 4)
})

test('no more pages are kept than so many', async () => {
  const { read, drawn } = aSite(3)
  for (const path of ['/1', '/2', '/3', '/4']) await read(path)
  for (const path of ['/2', '/3', '/4']) await read(path)
  assert.equal(drawn(), 4)
  await read('/1')
  assert.equal(drawn(), 5)
})
