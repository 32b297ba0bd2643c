import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Hono } from 'hono'
import { testDatabase } from '../../../../test/database.ts'
import { forgetOldSessions } from '../../../identity/forget-sessions.ts'
import { day, hour, minute, stoppedClock } from '../../../kernel/clock.ts'
import { secretsFrom } from '../../../kernel/secrets/secrets.ts'
import { tooOldPage } from '../../site/ended-pages.tsx'
import { csrf } from '../csrf.ts'
import type { Web } from '../web.ts'
import { csrfToken, type SessionLimits, sessionLimits } from './session.ts'
import { sessions } from './sessions.ts'

const database = await testDatabase()
const secrets = secretsFrom('only for the tests of sessions, nowhere else')
const clock = stoppedClock('2026-12-09T03:00:00Z')

function site(name: string, limits: SessionLimits, secure = false) {
  const own = sessions({ db: database.pool, clock, secrets, site: name, limits, secure })
  const app = new Hono<Web>()
  app.use(own.load)
  app.get('/who', (c) => {
    const session = c.get('session')
    return c.json({ account: session?.accountId, person: session?.personId, state: session?.state })
  })
  app.get('/form', async (c) => c.text(csrfToken(own.ensure(c))))
  app.get('/remember', async (c) => c.json((await own.remember(c, { order: 'A1', gone: undefined })).state))
  app.get('/login/:account', async (c) => {
    const { before } = await own.logIn(c, { accountId: c.req.param('account') })
    return c.json({ before: before?.tokenHash.toString('hex') })
  })
  app.get('/logout', async (c) => {
    await own.logOut(c)
    return c.text('bye')
  })
  app.use('/pay', csrf({ refused: (c, mayResend) => tooOldPage(c, mayResend) }))
  app.post('/pay', (c) => c.text('paid'))
  return { app, own }
}

const shop = site('tokopedia', sessionLimits.storefront)
const portal = site('portal', sessionLimits.portal)

type Site = typeof shop

async function visit(of: Site, path: string, cookie?: string) {
  const answer = await of.app.request(path, {
    headers: { ...(cookie && { cookie }), 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile' },
  })
  const set = answer.headers.get('set-cookie') ?? ''
  return { status: answer.status, set, cookie: set.split(';')[0] ?? '', text: await answer.text() }
}

async function count(): Promise<number> {
  const found = await database.pool.query('select count(*)::int as count from web_session')
  return found.rows[0].count
}

function pay(of: Site, cookie: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return of.app.request('/pay?kursus=1', {
    method: 'POST',
    headers: { cookie, ...headers },
    body: new URLSearchParams(form),
  })
}

test('a visitor who only looks leaves no session', async () => {
  const before = await count()
  const seen = await visit(shop, '/who')
  assert.equal(seen.set, '')
  assert.equal(await count(), before)
})

test('a form page for a stranger writes nothing down: what holds its token stands in the cookie', async () => {
  const before = await count()
  const { set, cookie, text } = await visit(shop, '/form')
  assert.match(set, /^bekal_tokopedia=[\w-]{43}\.[\da-z]+\.[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.equal((await pay(shop, cookie, { csrf: text })).status, 200)
  assert.equal(await count(), before)
  const again = await visit(shop, '/form', cookie)
  assert.equal(again.set, '')
  assert.equal((await pay(shop, cookie, { csrf: again.text })).status, 200)
  assert.equal(await count(), before)
})

test('a stranger’s cookie that we did not make, or made for another site or day, is none', async () => {
  const { cookie, text } = await visit(shop, '/form')
  const [name, token, seconds, mac] = cookie.split(/[=.]/)
  const later = (Number.parseInt(seconds ?? '', 36) + 1).toString(36)
  for (const forged of [
    `${token}.${later}.${mac}`,
    `${'A'.repeat(43)}.${seconds}.${mac}`,
    `${token}.${seconds}.${'A'.repeat(22)}`,
    `${token}.${seconds}`,
    `${token}`,
  ])
    assert.equal((await pay(shop, `${name}=${forged}`, { csrf: text })).status, 403, forged)
  assert.equal((await pay(portal, cookie.replace('tokopedia', 'portal'), { csrf: text })).status, 403)
  clock.advance(day)
  assert.equal((await pay(shop, cookie, { csrf: text })).status, 403)
})

test('what must be kept makes a session, whose token is kept only as a hash, and the forms hold on', async () => {
  const stranger = await visit(shop, '/form')
  const { set, cookie } = await visit(shop, '/remember', stranger.cookie)
  assert.match(set, /^bekal_tokopedia=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const token = cookie.split('=')[1] ?? ''
  const hash = createHash('sha256').update(token).digest()
  const found = await database.pool.query('select * from web_session where token_hash = $1', [hash])
  assert.equal(found.rowCount, 1)
  assert.doesNotMatch(JSON.stringify(found.rows), new RegExp(token))
  assert.equal((await pay(shop, cookie, { csrf: stranger.text })).status, 200)
  // A second tab, which still holds the stranger's cookie, meets the same session.
  assert.deepEqual(JSON.parse((await visit(shop, '/remember', stranger.cookie)).text), { order: 'A1' })
})

test('where the site is https the cookie is bound to the host', async () => {
  const { set } = await visit(site('portal', sessionLimits.portal, true), '/form')
  assert.match(set, /^__Host-portal=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
})

test('facts are remembered, and forgotten one by one', async () => {
  const first = await visit(shop, '/remember')
  assert.deepEqual(JSON.parse(first.text), { order: 'A1' })
  assert.deepEqual(JSON.parse((await visit(shop, '/who', first.cookie)).text).state, { order: 'A1' })
})

test('the login turns the token over and brings the facts along', async () => {
  const anonymous = await visit(shop, '/remember')
  const known = await visit(shop, '/login/7', anonymous.cookie)
  assert.notEqual(known.cookie, anonymous.cookie)
  assert.match(known.set, /Max-Age=7776000/)
  assert.match(JSON.parse(known.text).before, /^[\da-f]{64}$/)
  const who = await visit(shop, '/who', known.cookie)
  assert.deepEqual(JSON.parse(who.text), { account: '7', state: { order: 'A1' } })
  assert.deepEqual(JSON.parse((await visit(shop, '/who', anonymous.cookie)).text), {})
})

test('whoever logs in over another account gets nothing of it', async () => {
  const seven = await visit(shop, '/login/7', (await visit(shop, '/remember')).cookie)
  const eight = await visit(shop, '/login/8', seven.cookie)
  assert.deepEqual(JSON.parse(eight.text), {})
  assert.deepEqual(JSON.parse((await visit(shop, '/who', eight.cookie)).text), { account: '8', state: {} })
})

test('the logout ends the session here and in the browser', async () => {
  const known = await visit(shop, '/login/9')
  const bye = await visit(shop, '/logout', known.cookie)
  assert.match(bye.set, /bekal_tokopedia=; Max-Age=0/)
  assert.deepEqual(JSON.parse((await visit(shop, '/who', known.cookie)).text), {})
})

test('the session of one site opens no other', async () => {
  const known = await visit(shop, '/login/10')
  const token = known.cookie.split('=')[1]
  assert.deepEqual(JSON.parse((await visit(portal, '/who', `bekal_portal=${token}`)).text), {})
})

test('the portal forgets who is idle for half an hour, and everybody after twelve hours', async () => {
  clock.set('2026-12-10T00:00:00Z')
  const idle = await visit(portal, '/login/1')
  clock.advance(30 * minute - 1)
  assert.equal(JSON.parse((await visit(portal, '/who', idle.cookie)).text).account, '1')
  clock.advance(30 * minute)
  assert.deepEqual(JSON.parse((await visit(portal, '/who', idle.cookie)).text), {})

  const busy = await visit(portal, '/login/1')
  for (let at = 0; at < 12 * hour - 20 * minute; at += 20 * minute) {
    clock.advance(20 * minute)
    assert.equal(JSON.parse((await visit(portal, '/who', busy.cookie)).text).account, '1')
  }
  clock.advance(20 * minute)
  assert.deepEqual(JSON.parse((await visit(portal, '/who', busy.cookie)).text), {})
})

test('a storefront remembers for thirty days', async () => {
  const known = await visit(shop, '/login/11')
  clock.advance(29 * day)
  assert.equal(JSON.parse((await visit(shop, '/who', known.cookie)).text).account, '11')
  clock.advance(31 * day)
  assert.deepEqual(JSON.parse((await visit(shop, '/who', known.cookie)).text), {})
})

test('a page costs one select, and a write at most once a minute', async () => {
  const known = await visit(shop, '/login/12')
  const statements: string[] = []
  const query = database.pool.query
  database.pool.query = ((sql: { name: string }) => {
    statements.push(sql.name)
    return Reflect.apply(query, database.pool, [sql])
  }) as typeof query
  try {
    await visit(shop, '/who', known.cookie)
    await visit(shop, '/who')
    assert.deepEqual(statements, ['web/find-session'])
    clock.advance(minute)
    await visit(shop, '/who', known.cookie)
    await visit(shop, '/who', known.cookie)
    assert.deepEqual(statements.slice(1), ['web/find-session', 'web/see-session', 'web/find-session'])
  } finally {
    database.pool.query = query
  }
})

test('people see their sessions and end them, but nobody else’s', async () => {
  const mine = await visit(shop, '/login/20')
  clock.advance(minute)
  const phone = await visit(shop, '/login/20')
  await visit(shop, '/login/21')
  const list = await shop.own.list({ accountId: '20' })
  assert.deepEqual(
    list.map((session) => session.device),
    ['Chrome, Android', 'Chrome, Android'],
  )
  const [newest] = list
  assert.ok(newest)
  assert.equal(await shop.own.revoke({ accountId: '21' }, newest.tokenHash), false)
  assert.equal(await shop.own.revoke({ personId: '20' }, newest.tokenHash), false)
  assert.equal(await shop.own.revoke({ accountId: '20' }, newest.tokenHash), true)
  assert.deepEqual(JSON.parse((await visit(shop, '/who', phone.cookie)).text), {})
  assert.equal(await shop.own.revokeOthers({ accountId: '20' }, undefined), 1)
  assert.deepEqual(JSON.parse((await visit(shop, '/who', mine.cookie)).text), {})
})

test('what is idle for longer than any limit is removed', async () => {
  await visit(shop, '/login/30')
  clock.advance(31 * day)
  assert.ok((await forgetOldSessions({ db: database.pool, clock })) > 0)
  assert.equal(await count(), 0)
})

test('a form with the token of its session is taken, wherever the browser says it is from', async () => {
  const form = await visit(shop, '/form')
  for (const headers of [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost', host: 'localhost' },
  ]) {
    assert.equal((await pay(shop, form.cookie, { csrf: form.text }, headers)).status, 200)
  }
})

test('the token never reads the same twice', async () => {
  const form = await visit(shop, '/form')
  const again = await visit(shop, '/form', form.cookie)
  assert.notEqual(form.text, again.text)
  assert.equal((await pay(shop, form.cookie, { csrf: again.text })).status, 200)
})

test('a form of another site is refused, even with the right token', async () => {
  const form = await visit(shop, '/form')
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://jahat.example', host: 'localhost' },
    { origin: 'null' },
  ]) {
    const answer = await pay(
      shop,
      form.cookie,
      { csrf: form.text, jumlah: '5' },
      headers as Record<string, string>,
    )
    assert.equal(answer.status, 403)
    assert.doesNotMatch(await answer.text(), /name="jumlah"/)
  }
})

test('the token of another session is refused', async () => {
  const [mine, other] = [await visit(shop, '/form'), await visit(shop, '/form')]
  assert.equal((await pay(shop, mine.cookie, { csrf: other.text })).status, 403)
  assert.equal((await pay(shop, mine.cookie, {})).status, 403)
  assert.equal((await pay(shop, mine.cookie, { csrf: '%%%' })).status, 403)
})

test('a form that was open for too long keeps its answers and can be sent again', async () => {
  const form = await visit(shop, '/form')
  clock.advance(2 * day)
  const typed = { csrf: form.text, nama: 'Siti "Rahma"', otp: '482913', password: 'rahasia sekali' }
  const answer = await pay(shop, form.cookie, typed, { 'sec-fetch-site': 'same-origin' })
  assert.equal(answer.status, 403)
  const page = await answer.text()
  assert.match(page, /Halaman ini sudah terlalu lama terbuka/)
  assert.match(page, /action="\/pay\?kursus=1"/)
  assert.match(page, /name="nama" value="Siti &quot;Rahma&quot;"/)
  assert.doesNotMatch(page, /482913|rahasia sekali/)
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const token = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  assert.equal((await pay(shop, cookie, { ...typed, csrf: token })).status, 200)
})
