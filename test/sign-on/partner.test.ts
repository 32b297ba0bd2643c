import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as oidc from 'openid-client'
import { day, machineClock, offsetClock } from '../../src/kernel/clock.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { forgetSignOnModels } from '../../src/partners/sign-on/adapter.ts'
import { addSignOnClient, listSignOnClients, rotateSignOnSecret } from '../../src/partners/sign-on/clients.ts'
import { consentsOf, revokeConsent } from '../../src/partners/sign-on/consents.ts'
import { forgetOldSignOnKeys, rotateSignOnKey } from '../../src/partners/sign-on/keys.ts'
import { testDatabase } from '../database.ts'
import { testSecret } from '../test-secret.ts'
import { aServer } from './server.ts'
import { logInBySms, Visitor } from './visitor.ts'

const database = await testDatabase()
const server = await aServer(database)
const ctx = { db: database.pool, clock: machineClock, secrets: secretsFrom(testSecret) }
const by = { actor: 'cli:test', requestId: 'test' }
const { cards } = (await (await fetch(`${server.url}/dev/demo.json`)).json()) as {
  cards: { prakerja_id: string; name: string; phone: string }[]
}

// A partner as any other: it knows the issuer, its name and secret, and its own address.
const home = 'http://localhost:4999'
const callback = `${home}/kembali`
const issuer = new URL(`${server.url}/oidc`)
const added = await addSignOnClient(ctx, {
  ...by,
  issuer: 'programme',
  clientCode: 'mitra-uji-01',
  redirectUris: [callback],
  postLogoutUris: [`${home}/`],
  scopes: ['profile', 'email', 'phone', 'prakerja'],
})
assert.ok(added.ok)
const clientSecret = added.value.secret
const config = await configured(clientSecret)

function configured(clientSecret: string) {
  return oidc.discovery(
    issuer,
    'mitra-uji-01',
    { client_secret: clientSecret },
    oidc.ClientSecretBasic(clientSecret),
    { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
  )
}

/** What a partner sends somebody away with. */
async function departure(more: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email prakerja',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  })
  const arrive = (url: string, at = config) =>
    oidc.authorizationCodeGrant(at, new URL(url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
  return { to, arrive }
}

const unauthorized = (fault: oidc.WWWAuthenticateChallengeError) => fault.status === 401

let used = 0

/** Somebody who is logged in at the portal, by SMS. */
async function somebody() {
  const card = cards[used++] ?? assert.fail('no card is left')
  const visitor = new Visitor(server.url)
  await logInBySms(visitor, server.url, await visitor.go('/masuk'), card.phone)
  const { rows } = await database.pool.query('select person_id from person where phone = $1', [card.phone])
  return { visitor, card, personId: rows[0].person_id as string }
}

/** Goes to the provider and allows; the address to which the browser is sent. */
async function allowed(visitor: Visitor, to: URL): Promise<string> {
  const page = await visitor.go(to.href, { until: callback })
  if (page) await visitor.send(page, { answer: 'allow' }, { until: callback })
  return visitor.url
}

test('discovery offers the authorization code with PKCE for clients with a secret, and nothing else', async () => {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    headers: { host: 'jahat.example' },
  })
  const said = (await answer.json()) as Record<string, unknown>
  // `fetch` may drop the header; the one below cannot.
  assert.equal(said.issuer, issuer.href)
  assert.equal(said.token_endpoint, `${issuer}/token`)
  assert.deepEqual(said.response_types_supported, ['code'])
  assert.deepEqual(said.grant_types_supported, ['authorization_code'])
  assert.deepEqual(said.code_challenge_methods_supported, ['S256'])
  assert.deepEqual(said.token_endpoint_auth_methods_supported, ['client_secret_basic'])
  assert.deepEqual(said.subject_types_supported, ['pairwise'])
  assert.equal(said.registration_endpoint, undefined)
  const forged = await fetch(`${issuer}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'jahat.example', 'x-forwarded-proto': 'https' },
  })
  assert.deepEqual(await forged.json(), said)
})

test('a partner learns what was allowed, under an identifier of its own, and the consent is kept and found', async () => {
  const { visitor, card, personId } = await somebody()
  const { to, arrive } = await departure()
  const page = await visitor.go(to.href)
  assert.match(page, /Izinkan Mitra Uji 01\?/)
  const back = await allowed(visitor, new URL(visitor.url))
  const tokens = await arrive(back)
  const claims = tokens.claims() ?? assert.fail('no ID token')
  const facts = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
  assert.equal(facts.name, card.name)
  assert.equal(facts.no_prakerja, card.prakerja_id)
  assert.equal(facts.phone_number, undefined, 'the phone was not asked for')
  assert.equal(claims.no_prakerja, undefined, 'the ID token, which travels, has no card number')
  assert.equal(tokens.refresh_token, undefined)
  assert.notEqual(claims.sub, personId)

  const [consent] = await consentsOf(ctx.db, personId)
  assert.equal(consent?.partner, 'Mitra Uji 01')
  assert.deepEqual(consent?.scopes, ['openid', 'profile', 'email', 'prakerja'])

  // Another partner is told another name for the same person.
  const atPintaria = await visitor.send(await visitor.go('/pintaria/masuk'), {})
  await visitor.send(atPintaria, { answer: 'allow' })
  const { rows } = await database.pool.query(`select subject from storefront_account where name = $1`, [
    card.name,
  ])
  assert.equal(rows.length, 1)
  assert.notEqual(rows[0].subject, claims.sub)
})

test('the page that asks lets its form lead to that partner, and to nobody else', async () => {
  const { visitor } = await somebody()
  const { to } = await departure()
  await visitor.go(to.href)
  const answer = await visitor.ask(visitor.url)
  assert.match(
    answer.headers.get('content-security-policy') ?? '',
    /form-action 'self' http:\/\/localhost:4999;/,
  )
  const plain = await visitor.ask('/kartu')
  assert.match(plain.headers.get('content-security-policy') ?? '', /form-action 'self';/)
})

test('without PKCE, or with its weak form, no code is given', async () => {
  const { visitor } = await somebody()
  for (const weaken of [
    (url: URL) => url.searchParams.delete('code_challenge'),
    (url: URL) => url.searchParams.set('code_challenge_method', 'plain'),
    (url: URL) => url.searchParams.delete('code_challenge_method'),
  ]) {
    const { to } = await departure()
    weaken(to)
    await visitor.go(to.href, { until: callback })
    assert.equal(new URL(visitor.url).searchParams.get('error'), 'invalid_request')
  }
})

test('an address to come back to is always said, also where a partner has registered only one', async () => {
  const { visitor } = await somebody()
  const { to } = await departure()
  to.searchParams.delete('redirect_uri')
  const answer = await visitor.ask(to.href)
  assert.equal(answer.status, 400)
  assert.equal(answer.headers.get('location'), null)
  assert.match(await answer.text(), /Tidak bisa masuk lewat situs ini/)
})

test('an address that is not the registered one, letter for letter, is never gone to', async () => {
  const { visitor } = await somebody()
  for (const wrong of [
    `${callback}/`,
    `${callback}?a=1`,
    `${home}/KEMBALI`,
    'http://jahat.example/kembali',
    `${home}`,
  ]) {
    const { to } = await departure({ redirect_uri: wrong })
    const answer = await visitor.ask(to.href)
    assert.equal(answer.status, 400, wrong)
    assert.equal(answer.headers.get('location'), null)
    assert.match(await answer.text(), /Tidak bisa masuk lewat situs ini/)
  }
  const { to } = await departure({ client_id: 'tidak-ada' })
  assert.equal((await visitor.ask(to.href)).status, 400)
  for (const strange of ['mitra\u0000', 'x'.repeat(5000), 'mitra uji']) {
    const { to: strangers } = await departure({ client_id: strange })
    assert.equal((await visitor.ask(strangers.href)).status, 400)
  }
  const fragment = await departure({ response_mode: 'fragment' })
  await visitor.go(fragment.to.href, { until: callback })
  assert.ok(!visitor.url.includes('code='))
})

test('of many who bring the same code at once one gets tokens, and a code that was used is refused', async () => {
  const { visitor } = await somebody()
  const { to, arrive } = await departure()
  const back = await allowed(visitor, to)
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => arrive(back)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(arrive(back), (fault: oidc.ResponseBodyError) => fault.error === 'invalid_grant')
})

test('a code is worth nothing without the secret and the verifier that it was asked for with', async () => {
  const { visitor } = await somebody()
  const { to, arrive } = await departure()
  const back = await allowed(visitor, to)
  const thief = await configured('x'.repeat(43))
  await assert.rejects(arrive(back, thief), unauthorized)
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  await assert.rejects(
    oidc.authorizationCodeGrant(config, new URL(back), {
      pkceCodeVerifier,
      expectedState: oidc.skipStateCheck,
    }),
    (fault: oidc.ResponseBodyError) => fault.error === 'invalid_grant',
  )
})

test('a consent counts only from our own page, and only in the browser that was asked', async () => {
  const { visitor, personId } = await somebody()
  const { to } = await departure()
  await visitor.go(to.href)
  const asked = visitor.url
  assert.equal((await visitor.ask(asked, { answer: 'allow' })).status, 403)
  const other = await somebody()
  assert.equal((await other.visitor.ask(new URL(asked).pathname)).status, 410)
  assert.deepEqual(await consentsOf(ctx.db, personId), [])
})

test('who does not allow it is sent back with nothing but that', async () => {
  const { visitor } = await somebody()
  const { to } = await departure()
  const page = await visitor.go(to.href)
  await visitor.send(page, { answer: 'refuse' }, { until: callback })
  const given = new URL(visitor.url).searchParams
  assert.equal(given.get('error'), 'access_denied')
  assert.equal(given.get('code'), null)
})

test('without a login a partner that asks for no page is told so; one that asks for a login of now gets one', async () => {
  const stranger = new Visitor(server.url)
  const none = await departure({ prompt: 'none' })
  await stranger.go(none.to.href, { until: callback })
  assert.equal(new URL(stranger.url).searchParams.get('error'), 'login_required')

  const { visitor, card } = await somebody()
  const again = await departure({ prompt: 'login' })
  const page = await visitor.go(again.to.href)
  assert.match(page, /Masuk ke akun Kartu Prakerja/)
  // The first code was sent a moment ago.
  await database.pool.query(`update phone_proof set sent_at = sent_at - interval '10 minutes'`)
  const consent = await logInBySms(visitor, server.url, page, card.phone)
  assert.match(consent, /Izinkan Mitra Uji 01\?/)
})

test('a consent that is taken back ends tokens at once, and is asked for again', async () => {
  const { visitor, personId } = await somebody()
  const first = await departure()
  const tokens = await first.arrive(await allowed(visitor, first.to))
  const sub = tokens.claims()?.sub ?? ''
  await oidc.fetchUserInfo(config, tokens.access_token, sub)
  assert.deepEqual(await revokeConsent(ctx, personId, 'mitra-uji-01', by), { ok: true, value: undefined })
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub))
  assert.deepEqual(await consentsOf(ctx.db, personId), [])
  const twice = await revokeConsent(ctx, personId, 'mitra-uji-01', by)
  assert.equal(!twice.ok && twice.refusal, 'consent_unknown')
  const next = await departure()
  assert.match(await visitor.go(next.to.href), /Izinkan Mitra Uji 01\?/)
})

test('more than was allowed is asked for anew, and more than the client may ask for is refused', async () => {
  const { visitor } = await somebody()
  const little = await departure({ scope: 'openid profile' })
  await little.arrive(await allowed(visitor, little.to))
  const more = await departure({ scope: 'openid profile phone' })
  assert.match(await visitor.go(more.to.href), /Nomor HP/)
  const lasting = await departure({ scope: 'openid profile offline_access' })
  const tokens = await lasting.arrive(await allowed(visitor, lasting.to))
  assert.equal(tokens.refresh_token, undefined)

  const scopes = (names: string[]) =>
    database.pool.query(`update sign_on_client set scopes = $1 where client_id = 'mitra-uji-01'`, [names])
  await scopes(['openid', 'profile'])
  const strange = await departure({ scope: 'openid profile prakerja' })
  await visitor.go(strange.to.href, { until: callback })
  assert.equal(new URL(visitor.url).searchParams.get('error'), 'invalid_scope')
  await scopes(['openid', 'profile', 'email', 'phone', 'prakerja'])
})

test('kill -9 between consent and code, and between code and tokens, loses neither', async () => {
  const { visitor, card } = await somebody()
  const { to, arrive } = await departure()
  const page = await visitor.go(to.href)
  await server.kill()
  await server.start()
  await visitor.send(page, { answer: 'allow' }, { until: callback })
  const back = visitor.url
  await server.kill()
  await server.start()
  const tokens = await arrive(back)
  await server.kill()
  await server.start()
  const facts = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
  assert.equal(facts.name, card.name)
})

test('a new key signs within seconds, and what the old one signed can still be checked', async () => {
  const { visitor } = await somebody()
  const keys = async () => {
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kid: string; d?: string }[] }
    assert.ok(keys.every((key) => key.d === undefined))
    return keys.map(({ kid }) => kid)
  }
  const [old = ''] = await keys()
  const made = await rotateSignOnKey(ctx, 'programme', by)
  for (let tries = 0; (await keys())[0] !== made && tries < 100; tries++) await sleep(200)
  assert.deepEqual(await keys(), [made, old])
  const { to, arrive } = await departure()
  // A partner that has the keys from before asks for them anew by itself.
  const tokens = await arrive(await allowed(visitor, to), await configured(clientSecret))
  const [head = ''] = tokens.id_token?.split('.') ?? []
  assert.equal(JSON.parse(Buffer.from(head, 'base64url').toString()).kid, made)
})

test('a new secret ends the one before it; a suspended partner logs nobody in', async () => {
  const { visitor } = await somebody()
  const { to, arrive } = await departure()
  const back = await allowed(visitor, to)
  const rotated = await rotateSignOnSecret(ctx, { ...by, issuer: 'programme', clientCode: 'mitra-uji-01' })
  assert.ok(rotated.ok)
  await assert.rejects(arrive(back), unauthorized)
  await arrive(back, await configured(rotated.value.secret))
  const listed = await listSignOnClients(ctx.db)
  assert.deepEqual(
    listed.map(({ clientId, issuer }) => `${issuer} ${clientId}`),
    ['kemnaker sisnaker', 'programme mitra-uji-01', 'programme pintaria'],
  )
  assert.ok(!JSON.stringify(listed).includes(rotated.value.secret))
  await database.pool.query(`update partner set status = 'suspended' where client_code = 'mitra-uji-01'`)
  const next = await departure()
  assert.equal((await visitor.ask(next.to.href)).status, 400)
})

test('neither codes, tokens, secrets nor private keys can be read from the tables', async () => {
  const { rows } = await database.pool.query(
    `select (select string_agg(sign_on_model::text, ' ') from sign_on_model)
       || (select string_agg(sign_on_key::text, ' ') from sign_on_key)
       || (select string_agg(sign_on_client::text, ' ') from sign_on_client) as text`,
  )
  for (const secret of [clientSecret, '"d":', 'accountId', cards[0]?.prakerja_id ?? ''])
    assert.ok(!rows[0].text.includes(secret), secret)
})

test('what has expired is removed, and an old key a day after a newer one took over', async () => {
  await database.pool.query(`update sign_on_model set expires_at = now() - interval '1 second'`)
  assert.ok((await forgetSignOnModels(ctx)) > 0)
  assert.equal(await forgetSignOnModels(ctx), 0)
  const key = await rotateSignOnKey(ctx, 'programme', by)
  assert.equal(await forgetOldSignOnKeys(ctx), 0)
  const clock = offsetClock(machineClock, () => day + 1000)
  await forgetOldSignOnKeys({ ...ctx, clock })
  const { rows } = await database.pool.query(`select kid from sign_on_key where issuer = 'programme'`)
  assert.deepEqual(rows, [{ kid: key }])
})
