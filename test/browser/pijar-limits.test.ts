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

test('a forgotten password gets the same answer with and without an account, five times an hour', async () => {
  const owner = aVisitor()
  await owner('/pijar/daftar')
  const account = { name: 'Sari', email: 'lupa@contoh.example', phone: '', password: 'kata sandi panjang' }
  assert.equal((await owner('/pijar/daftar', account)).status, 303)
  const answers = await Promise.all(
    ['lupa@contoh.example', 'tidak-ada@contoh.example'].map(async (email) => {
      const visit = aVisitor()
      await visit('/pijar/lupa-sandi')
      const said: number[] = []
      for (let i = 0; i < 6; i++) said.push((await visit('/pijar/lupa-sandi', { email, lanjut: '' })).status)
      const { text } = await visit('/pijar/lupa-sandi', { email, lanjut: '' })
      return { said, tooOften: /Terlalu banyak tautan diminta/.test(text) }
    }),
  )
  const same = { said: [303, 303, 303, 303, 303, 422], tooOften: true }
  assert.deepEqual(answers, [same, same])
  assert.equal((await shop.messagesTo('tidak-ada@contoh.example')).length, 0)
})

test('one address asks for sixty links a minute, one account changes thirty things', async () => {
  const visit = aVisitor()
  await visit('/tokopedia/lupa-sandi')
  const links = await takenBefore429(
    async (at) =>
      (await visit('/tokopedia/lupa-sandi', { email: `a${at}@contoh.example`, lanjut: '' })).status,
  )
  assert.ok(links >= 60 && links < 80, `${links} links`)

  const owner = aVisitor()
  await owner('/sekolahmu/daftar')
  const account = { name: 'Sari', email: 'nama@contoh.example', password: 'kata sandi panjang' }
  assert.equal((await owner('/sekolahmu/daftar', account)).status, 303)
  await owner('/sekolahmu/akun/nama')
  const names = await takenBefore429(
    async (at) => (await owner('/sekolahmu/akun/nama', { name: `Sari ${at}` })).status,
  )
  assert.ok(names >= 30 && names < 45, `${names} names`)
})

/** How many are taken at once; some come back while it counts. */
async function takenBefore429(change: (at: number) => Promise<number>): Promise<number> {
  for (let at = 0; at < 200; at++) {
    const status = await change(at)
    if (status === 429) return at
    assert.equal(status, 303)
  }
  return assert.fail('nothing was too often')
}

test('a form without the token of its session is not taken', async () => {
  const visit = aVisitor()
  const { status } = await visit('/pijar/masuk', { email: 'a@contoh.example', password: 'apa saja' })
  assert.equal(status, 403)
})
