import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesOf } from './host-list.ts'

test('an address that names several hosts is one address for each, and one of one host stays as it is', () => {
  for (const one of [
    'postgres://b:p%40ss@db.example:5433/bekal?sslmode=verify-full',
    'postgres://b@localhost/bekal?host=/var/run/postgresql&target_session_attrs=read-write',
    'not an address',
  ])
    assert.deepEqual(addressesOf(one), [one])
  assert.deepEqual(
    addressesOf(
      'postgres://b:a,b@a:5432,[::1]:5433,c/bekal?target_session_attrs=read-write&sslmode=verify-full',
    ),
    ['a:5432', '[::1]:5433', 'c'].map((host) => `postgres://b:a,b@${host}/bekal?sslmode=verify-full`),
  )
  assert.deepEqual(addressesOf('postgresql:///bekal?user=b&host=/run/a,/run/b&port=5432,5433'), [
    'postgresql:///bekal?user=b&host=%2Frun%2Fa&port=5432',
    'postgresql:///bekal?user=b&host=%2Frun%2Fb&port=5433',
  ])
})

test('a list that makes no sense is refused with a sentence', () => {
  const refused = [
    ['postgres://b@a,b/bekal?target_session_attrs=standby', /must be read-write/],
    ['postgres://b@a,,b/bekal', /name each host once/],
    ['postgres://b@a,b/bekal?host=c', /name each host once/],
    ['postgres:///bekal?host=a,b,c&port=1,2', /as many ports as hosts/],
  ] as const
  for (const [url, sentence] of refused) assert.throws(() => addressesOf(url), sentence)
})
