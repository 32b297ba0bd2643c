import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../database.ts'
import { aServer } from './server.ts'
import { logInBySms, Visitor } from './visitor.ts'

const database = await testDatabase()
const server = await aServer(database, {
  BEKAL_URL: 'https://bekal.example',
  BEKAL_BEHIND_PROXY: 'true',
})

test('behind a proxy that speaks https the issuer has the public name, and its cookies are secure', async () => {
  const answer = await fetch(`${server.url}/oidc/.well-known/openid-configuration`)
  const said = (await answer.json()) as Record<string, unknown>
  assert.equal(said.issuer, 'https://bekal.example/oidc')
  assert.equal(said.authorization_endpoint, 'https://bekal.example/oidc/auth')
  assert.equal(said.jwks_uri, 'https://bekal.example/oidc/jwks')
  assert.equal(said.end_session_endpoint, 'https://bekal.example/oidc/session/end')
})

test('a storefront reaches its provider in its own process, whatever the public name resolves to', async () => {
  const { cards } = (await (await fetch(`${server.url}/dev/demo.json`)).json()) as {
    cards: { name: string; phone: string }[]
  }
  const { name, phone } = cards[0] ?? assert.fail('no card')
  const visitor = new Visitor(server.url)
  const start = await visitor.go('/pintaria/masuk')
  const page = await visitor.send(start, {})
  assert.ok(visitor.cookies.length > 0)
  // Everything but the choice of a language, which is no secret.
  for (const cookie of visitor.cookies.filter((line) => !line.startsWith('bahasa=')))
    assert.match(cookie, /^__(Host|Secure)-.*; secure/i)
  const consent = await logInBySms(visitor, server.url, page, phone)
  assert.match(consent, /Izinkan Pintaria\?/)
  await visitor.send(consent, { answer: 'allow' })
  assert.match(await visitor.go('/pintaria/akun'), new RegExp(name))
  const { rows } = await database.pool.query(
    `select redirect_uris from sign_on_client where client_id = 'pintaria'`,
  )
  assert.deepEqual(rows[0].redirect_uris, ['https://bekal.example/pintaria/masuk/kembali'])
})
