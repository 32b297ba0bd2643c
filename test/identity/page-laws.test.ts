import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()

/** Where people log in with a password; the form of those with a second factor asks for its code, too. */
const logIns = ['/masuk/sandi', '/pijar/masuk', '/kemnaker/masuk', '/konsol/masuk', '/mitra/masuk']

/** Links that were never sent. */
const links = [
  '/daftar/email',
  '/pijar/sandi-baru',
  '/pijar/email-baru',
  '/konsol/undangan',
  '/mitra/undangan',
]

/** What stands above the form, and under the field of that name. */
function saidOf(text: string, name: string) {
  const above = /id="salah"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? ''
  const under = new RegExp(`id="${name}-error"[^>]*>([\\s\\S]*?)</p>`).exec(text)?.[1] ?? ''
  return { above, under: under.replace(/<span.*?<\/span>|<[^>]*>/gs, '').trim() }
}

for (const path of logIns) {
  const tried = { email: `siapa${logIns.indexOf(path)}@contoh.example`, password: 'bukan ini', otp: '123456' }

  test(`${path}: what is missing is told by the name that the page gives it`, async () => {
    const visitor = new Visitor(shop.url)
    assert.equal((await visitor.get(path)).status, 200)
    const { status, text } = await visitor.post(path, { ...tried, email: '', password: '' })
    assert.equal(status, 422)
    for (const name of ['email', 'password']) {
      const label = new RegExp(`<label[^>]*for="${name}"[^>]*>([^<]*)`).exec(text)?.[1]?.trim()
      const { above, under } = saidOf(text, name)
      assert.equal(under, `${label} belum diisi.`)
      assert.ok(above.includes(`<a href="#${name}">${under}</a>`), above)
    }
  })

  test(`${path}: a wrong try keeps the email, and is told above the form and under its first field`, async () => {
    const visitor = new Visitor(shop.url)
    await visitor.get(path)
    const { status, text } = await visitor.post(path, tried)
    assert.equal(status, 422)
    assert.ok(text.includes(`value="${tried.email}"`))
    const { above, under } = saidOf(text, 'email')
    assert.notEqual(under, '')
    assert.ok(above.includes(`<a href="#email">${under}</a>`), above)
    assert.equal(saidOf(text, 'password').under, '')
  })

  test(`${path}: too many tries are no fault of a field`, async () => {
    const visitor = new Visitor(shop.url)
    await visitor.get(path)
    const form = { ...tried, email: `banyak${logIns.indexOf(path)}@contoh.example` }
    const texts: string[] = []
    for (let at = 0; at < 12; at++) texts.push((await visitor.post(path, form)).text)
    const { above, under } = saidOf(texts.at(-1) ?? '', 'email')
    assert.match(above, /Terlalu (banyak|sering)/)
    assert.ok(!above.includes('href='), above)
    assert.equal(under, '')
  })
}

for (const path of links)
  test(`${path}: a link of nobody is gone, and leads on`, async () => {
    const { status, text } = await new Visitor(shop.url).get(`${path}/${'A'.repeat(32)}`)
    assert.equal(status, 410)
    assert.match(text, /<main[\s\S]*<a class="button[^"]*" href="\/[\s\S]*<\/main>/)
  })

test('who has logged in already is led on, and sees no form for it', async () => {
  const visitor = new Visitor(shop.url)
  await visitor.get('/kemnaker/daftar')
  const account = { name: 'Siti Aminah', email: 'sudah@contoh.example', password: 'tiga kata berbeda sekali' }
  assert.equal((await visitor.post('/kemnaker/daftar', account)).status, 303)
  await visitor.get('/kemnaker')
  for (const answer of [await visitor.get('/kemnaker/masuk'), await visitor.post('/kemnaker/masuk')])
    assert.deepEqual([answer.status, answer.location], [303, '/kemnaker'])
})
