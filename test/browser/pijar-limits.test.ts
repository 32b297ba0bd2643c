import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aShop } from './a-shop.ts'

const shop = await aShop()

/** A visitor without a browser: cookies and the token of the last form. */
function aVisitor() {
  let cookie = ''
  let csrf = ''
  return async (path: string, form?: Record<string, string>) => {
    const response = await fetch(shop.url + path, {
      redirect: 'manual',
      headers: { cookie, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { method: 'POST', body: new URLSearchParams({ ...form, csrf }) }),
    })
    const set = response.headers.getSetCookie().map((one) => one.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    const text = await response.text()
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf
    return { status: response.status, text }
  }
}

test('ten passwords for one email in a quarter of an hour are enough, wherever they come from', async () => {
  const form = { email: 'sasaran@contoh.example', password: 'bukan sandinya', lanjut: '' }
  const answers: string[] = []
  for (let i = 0; i < 11; i++) {
    const visit = aVisitor()
    await visit('/pijar/masuk')
    const { status, text } = await visit('/pijar/masuk', form)
    assert.equal(status, 422)
    answers.push(/Terlalu banyak percobaan/.test(text) ? 'too often' : 'wrong')
  }
  assert.deepEqual(answers, [...Array(10).fill('wrong'), 'too often'])
  const visit = aVisitor()
  await visit('/pijar/masuk')
  const other = await visit('/pijar/masuk', { ...form, email: 'lain@contoh.example' })
  assert.match(other.text, /Email atau kata sandi salah/)
})

test('a form without the token of its session is not taken', async () => {
  const visit = aVisitor()
  const { status } = await visit('/pijar/masuk', { email: 'a@contoh.example', password: 'apa saja' })
  assert.equal(status, 403)
})
