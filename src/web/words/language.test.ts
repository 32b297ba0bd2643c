import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { Web } from '../http/web.ts'
import { inLanguage, language } from './language.ts'

const app = new Hono<Web>()
app.use(language({ secure: false }))
app.get('/', (c) => c.text(c.get('language')))

async function ask(address: string, cookie = '') {
  const answer = await app.request(address, { headers: { cookie } })
  return { text: await answer.text(), cookie: answer.headers.get('set-cookie') ?? '' }
}

test('pages speak Indonesian first', async () => {
  assert.deepEqual(await ask('/'), { text: 'id', cookie: '' })
})

test('a language that was asked for is remembered', async () => {
  const chosen = await ask('/?lang=en')
  assert.equal(chosen.text, 'en')
  assert.match(chosen.cookie, /^bahasa=en;/)
  assert.equal((await ask('/', 'bahasa=en')).text, 'en')
  assert.equal((await ask('/?lang=id', 'bahasa=en')).text, 'id')
})

test('an unknown language is Indonesian', async () => {
  assert.equal((await ask('/?lang=xx', 'bahasa=%00')).text, 'id')
})

test('the switch keeps the rest of the address', () => {
  assert.equal(inLanguage('/cari?q=roti&lang=id', 'en'), '/cari?q=roti&lang=en')
  assert.equal(inLanguage('/', 'en'), '/?lang=en')
})
