import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forgetOldSessions } from '../src/identity/forget-sessions.ts'
import { hour, minute, stoppedClock } from '../src/kernel/clock.ts'
import { hashPassword } from '../src/kernel/secrets/passwords.ts'
import { demoClock } from '../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from './a-visitor.ts'
import { aShop } from './browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const password = 'kata sandi panjang'
const typed = {
  nik: '3201046107980001',
  kk: '3201041205150100',
  name: 'Siti Rahma',
  birth_date: '21-07-1998',
}
let accounts = 0

/** An account that stands before the step of its identity. */
async function aRegistering(): Promise<string> {
  const email = `berakhir-${++accounts}@contoh.id`
  const { rows } = await pool.query(
    `insert into portal_account (email, password_hash, email_verified_at, created_at)
     values ($1, $2, now(), now()) returning account_id`,
    [email, await hashPassword(password)],
  )
  await pool.query('insert into registration (account_id) values ($1)', [rows[0].account_id])
  await pool.query(
    `insert into consent (account_id, purpose, version, given_at)
     select $1, purpose, 1, now() from unnest(array['registration', 'registry']) as purpose`,
    [rows[0].account_id],
  )
  return email
}

const tokenOf = (page: string) => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
const identity = '/daftar/identitas'
const again = '/masuk/sandi?lanjut=%2Fdaftar%2Fidentitas'

async function logIn(visitor: Visitor, email: string) {
  await visitor.get(again)
  return visitor.post(again, { email, password })
}

/** Somebody who typed into the form of their identity for so long that the session ended. */
async function whoTypedTooLong(email: string) {
  const visitor = new Visitor(shop.url)
  assert.equal((await logIn(visitor, email)).location, identity)
  const csrf = tokenOf((await visitor.get(identity)).text)
  await shop.advance(31 * minute)
  return { visitor, csrf }
}

/** What is kept in the database at all, as it is there. */
async function keptStates(): Promise<string[]> {
  const { rows } = await pool.query<{ state: { kept?: string } }>(
    `select state from web_session where site = 'portal' and state ? 'kept' order by created_at desc`,
  )
  return rows.flatMap(({ state }) => state.kept ?? [])
}

test('what was typed when the session had ended is there again after the login, at the same step', async () => {
  const email = await aRegistering()
  const { visitor, csrf } = await whoTypedTooLong(email)
  const ended = await visitor.post(identity, { ...typed, csrf, password: 'rahasia sekali', otp: '123456' })
  assert.equal(ended.status, 403)
  assert.match(ended.text, /Sesi sudah berakhir/)
  assert.ok(ended.text.includes(again), 'the login leads back')
  // Kept sealed, and without secrets.
  const [kept = ''] = await keptStates()
  assert.doesNotMatch(kept, /3201046107980001/)
  const opened = shop.secrets.open(Buffer.from(kept, 'base64url'))
  assert.match(opened, /3201046107980001/)
  assert.doesNotMatch(opened, /rahasia sekali|123456"|csrf/)

  const asked = await visitor.get(again)
  assert.match(asked.text, /Demi keamanan akun ini kami keluarkan/)
  assert.equal((await visitor.post(again, { email, password })).location, identity)
  const page = await visitor.get(identity)
  assert.match(page.text, /Belum terkirim/)
  for (const value of Object.values(typed)) assert.ok(page.text.includes(`value="${value}"`), value)
  // Read in another language it is still there; once sent it is not.
  assert.match((await visitor.get(`${identity}?lang=en`)).text, /Not sent yet/)
  await visitor.get(`${identity}?lang=id`)
  await visitor.post(identity, { ...typed, nik: '1' })
  assert.doesNotMatch((await visitor.get(identity)).text, /Belum terkirim|Siti Rahma/)
  assert.deepEqual(await keptStates(), [])
})

test('the page is loaded first and the old form sent afterwards: it is kept as well', async () => {
  const email = await aRegistering()
  const { visitor, csrf } = await whoTypedTooLong(email)
  assert.equal((await visitor.get(identity)).location, again)
  await visitor.get(again)
  const ended = await visitor.post(identity, { ...typed, csrf })
  assert.match(ended.text, /Sesi sudah berakhir/)
  await logIn(visitor, email)
  assert.match((await visitor.get(identity)).text, /value="Siti Rahma"/)
  // Never sent, it goes half a day after its session was last seen.
  assert.equal((await keptStates()).length, 1)
  const later = new Date((await demoClock(pool)).now().getTime() + 12 * hour + 1000)
  await forgetOldSessions({ db: pool, clock: stoppedClock(later) })
  assert.deepEqual(await keptStates(), [])
})

test('nobody else who logs in in the same browser sees it, and then it is gone', async () => {
  const email = await aRegistering()
  const other = await aRegistering()
  const { visitor, csrf } = await whoTypedTooLong(email)
  await visitor.post(identity, { ...typed, csrf })
  await logIn(visitor, other)
  assert.doesNotMatch((await visitor.get(identity)).text, /Belum terkirim|Siti Rahma|320104/)
  assert.deepEqual(await keptStates(), [])
  await visitor.get('/beranda')
  await visitor.post('/keluar')
  await logIn(visitor, email)
  assert.doesNotMatch((await visitor.get(identity)).text, /Belum terkirim|Siti Rahma/)
})

test('a form that was drawn in no session of theirs is not kept, nor one after a logout', async () => {
  const email = await aRegistering()
  const { visitor } = await whoTypedTooLong(email)
  const forged = await visitor.post(identity, { ...typed, csrf: 'AAAA' })
  assert.equal(forged.status, 403)
  assert.deepEqual(await keptStates(), [])

  const left = new Visitor(shop.url)
  await logIn(left, email)
  const csrf = tokenOf((await left.get(identity)).text)
  await left.post('/keluar')
  assert.equal((await left.post(identity, { ...typed, csrf })).status, 403)
  assert.deepEqual(await keptStates(), [])
})

test('what nobody comes back for is given up after twelve hours', async () => {
  const email = await aRegistering()
  const { visitor, csrf } = await whoTypedTooLong(email)
  await visitor.post(identity, { ...typed, csrf })
  await shop.advance(11 * hour)
  await visitor.get('/daftar')
  await shop.advance(hour)
  await logIn(visitor, email)
  assert.doesNotMatch((await visitor.get(identity)).text, /Belum terkirim|Siti Rahma/)
  assert.deepEqual(await keptStates(), [])
})

test('the console says that the session has ended, keeps what was typed, and leads back to the page', async () => {
  const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
  const staff = await aStaffMember(ctx, ['operator', 'admin'], new Date())
  const visitor = new Visitor(shop.url)
  assert.equal((await visitor.logIn(staff)).location, '/konsol')
  await visitor.get('/konsol/gelombang')
  await shop.advance(16 * minute)
  const ended = await visitor.post('/konsol/gelombang', { quota: '4321' })
  assert.match(ended.text, /Sesi sudah berakhir/)
  const back = '/konsol/masuk?lanjut=%2Fkonsol%2Fgelombang'
  assert.ok(ended.text.includes(back))
  assert.equal((await visitor.get('/konsol/gelombang')).location, back)
  assert.match((await visitor.get(back)).text, /Sesi sudah berakhir/)
  const { totpCode } = await import('../src/kernel/secrets/second-factor.ts')
  const otp = totpCode(staff.secret, new Date(Date.now() + 30_000))
  const entered = await visitor.post(back, { email: staff.email, password: staff.password, otp })
  assert.equal(entered.location, '/konsol/gelombang')
  const page = await visitor.get('/konsol/gelombang')
  assert.match(page.text, /Belum terkirim/)
  assert.match(page.text, /value="4321"/)
  const outside = await new Visitor(shop.url).get('/konsol/masuk?lanjut=https%3A%2F%2Fjahat.example')
  assert.match(outside.text, /action="\/konsol\/masuk"/)
})

test('a session that ended by its time is known by the cookie alone, and lets nobody in', async () => {
  const email = await aRegistering()
  const { visitor } = await whoTypedTooLong(email)
  for (const path of ['/kartu', '/data-saya', identity]) {
    const { status, location } = await visitor.get(path)
    assert.deepEqual([status, location.startsWith('/masuk/sandi?lanjut=')], [303, true], path)
  }
})
