import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { parseEnv } from 'node:util'
import { ConfigError, leavesMachine, readConfig, settings } from './config.ts'

const production = {
  BEKAL_MODE: 'production',
  BEKAL_SECRET: 'a secret that only the tests know, really',
  BEKAL_URL: 'https://bekal.example',
  SMTP_URL: 'smtp://mail.example',
  SMPP_URL: 'ssmpp://sms.example',
  DATABASE_URL: 'postgres://bekal@db.example/bekal?sslmode=verify-full',
}

function problems(more: Record<string, string>): readonly string[] {
  try {
    readConfig({ ...production, ...more })
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems
  }
}

test('production sends identities, codes and the database nowhere in clear', () => {
  assert.deepEqual(problems({}), [])
  const refused: [Record<string, string>, RegExp][] = [
    [{ ACCOUNT_CHECK_URL: 'http://bank.example/check' }, /^ACCOUNT_CHECK_URL: production mode needs https/],
    [{ REGISTRY_URL: 'http://registry.example/check' }, /^REGISTRY_URL: production mode needs https/],
    [{ SMPP_URL: 'smpp://sms.example' }, /^SMPP_URL: OTPs .*BEKAL_ACCEPT_PLAINTEXT=smpp$/],
    [{ DATABASE_URL: 'postgres://b@db.example/bekal' }, /^DATABASE_URL: .*sslmode=verify-full/],
    [{ DATABASE_URL: 'postgres://b@db.example/bekal?sslmode=prefer' }, /^DATABASE_URL/],
    [{ DATABASE_OWNER_URL: 'postgres://o@10.0.0.7/bekal' }, /^DATABASE_OWNER_URL/],
  ]
  for (const [more, sentence] of refused) {
    assert.equal(problems(more).length, 1, JSON.stringify(more))
    assert.match(problems(more)[0]!, sentence)
  }
})

test('what stays on the machine, or is accepted by name, may go without TLS; the registry never', () => {
  for (const more of [
    { REGISTRY_URL: 'http://localhost:8080/check' },
    { SMPP_URL: 'smpp://127.0.0.1:2775' },
    { DATABASE_URL: 'postgres://b@localhost/bekal' },
    { DATABASE_URL: 'postgres://b@localhost/bekal?host=/var/run/postgresql' },
    { SMPP_URL: 'smpp://sms.example', BEKAL_ACCEPT_PLAINTEXT: 'smpp' },
    { DATABASE_URL: 'postgres://b@db.example/bekal', BEKAL_ACCEPT_PLAINTEXT: 'smtp, database' },
  ])
    assert.deepEqual(problems(more as Record<string, string>), [], JSON.stringify(more))
  const accepted = { REGISTRY_URL: 'http://registry.example', BEKAL_ACCEPT_PLAINTEXT: 'smtp,smpp,database' }
  assert.equal(problems(accepted).length, 1)
  assert.equal(problems({ BEKAL_ACCEPT_PLAINTEXT: 'registry' }).length, 1)
})

test('email over a network asks for TLS unless that was accepted', () => {
  const needs = (more: Record<string, string>) => readConfig({ ...production, ...more }).smtpNeedsTls
  assert.equal(needs({}), true)
  assert.equal(needs({ SMTP_URL: 'smtp://[::1]:2525' }), false)
  assert.equal(needs({ BEKAL_ACCEPT_PLAINTEXT: 'smtp' }), false)
})

test('addresses of this machine are told from others', () => {
  for (const own of [
    'http://localhost',
    'http://127.0.0.9:1',
    'http://[::1]:8',
    'postgres:///b?host=%2Fvar%2Frun',
  ])
    assert.equal(leavesMachine(own), false, own)
  for (const other of ['http://localhost.example', 'http://10.0.0.1', 'postgres://db/b', 'nonsense'])
    assert.equal(leavesMachine(other), true, other)
})

test('the demo needs none of it', () => {
  assert.equal(readConfig({ REGISTRY_URL: 'http://registry.example' }).production, false)
})

test('the example file sets every setting, to its default, and nothing else', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8')
  const given = parseEnv(example)
  assert.deepEqual(Object.keys(given).toSorted(), Object.keys(settings.shape).toSorted())
  assert.deepEqual(readConfig(given), readConfig({}))
})
