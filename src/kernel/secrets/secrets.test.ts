import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { secretsFrom } from './secrets.ts'

const secrets = secretsFrom('a master secret that only this test knows')
const other = secretsFrom('another master secret that this test knows')
const id = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String)

test('a token leads back to its two ids, whatever they are', () => {
  fc.assert(
    fc.property(id, id, (first, second) => {
      const token = secrets.pairToToken(first, second)
      assert.match(token, /^[\w-]{22}$/)
      assert.deepEqual(secrets.tokenToPair(token), [first, second])
    }),
  )
})

test('a token says nothing without the key, and never reads as what it stands for', () => {
  const [token, next] = [secrets.pairToToken('1', '1'), secrets.pairToToken('1', '2')]
  assert.notEqual(token.slice(0, 10), next.slice(0, 10))
  assert.notDeepEqual(other.tokenToPair(token), ['1', '1'])
})

test('what is no token is none', () => {
  for (const text of ['', 'TOKEN1', 'a'.repeat(43), `${'A'.repeat(21)}B`, '!'.repeat(22)])
    assert.equal(secrets.tokenToPair(text), undefined)
})

test('what was sealed opens again; changed bytes and foreign keys do not', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, at) => {
      const sealed = secrets.seal(text)
      assert.equal(secrets.open(sealed), text)
      const changed = Buffer.from(sealed)
      changed[at % changed.length]! ^= 1
      assert.throws(() => secrets.open(changed))
      assert.throws(() => other.open(sealed))
    }),
  )
})

test('hashes of one value differ by purpose and by key', () => {
  const hashes = [secrets.hash('nik', '1'), secrets.hash('otp', '1'), other.hash('nik', '1')].map(String)
  assert.equal(new Set(hashes).size, 3)
})
