import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { Web } from '../web.ts'
import { plainAddress } from './plain-address.ts'

const app = new Hono<Web>()
app.use(plainAddress())
app.all('*', (c) => c.text(new URL(c.req.url).pathname))

async function ledTo(path: string, method = 'GET'): Promise<string | number | null> {
  const answer = await app.request(`http://bekal.example${path}`, { method })
  return answer.status === 303 ? answer.headers.get('location') : answer.status
}

test('an address copied out of a sentence leads to the one without its sign or blank', async () => {
  for (const tail of ['.', ',', ').', '%20', '%C2%A0', '%E2%80%8B', '%22', '.%20'])
    assert.equal(
      await ledTo(`/verifikasi/AB12CD34EF56${tail}?lang=en`),
      '/verifikasi/AB12CD34EF56?lang=en',
      tail,
    )
  assert.equal(await ledTo('/undian/2026-3.'), '/undian/2026-3')
})

test('whole addresses, forms and files are taken as they are', async () => {
  for (const path of ['/', '/verifikasi/AB12CD34EF56', '/undian/2026-3/rules.json', '/.', '/%20'])
    assert.equal(await ledTo(path), 200, path)
  assert.equal(await ledTo('/masuk.', 'POST'), 200)
})

test('no address leads to another host', async () => {
  for (const path of ['//lain.example.', '/\\lain.example.', '///lain.example%20'])
    assert.equal(await ledTo(path), '/lain.example', path)
})
