import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returnAddress } from '../../learning/attendance/rules.ts'
import { redirectProblem } from './redirect-rules.ts'

test('a return address is https, or http on the partner’s own machine', () => {
  for (const uri of [
    'https://lp.contoh.test',
    'https://lp.contoh.test/kembali?kelas=7&x=%20',
    'https://lp.contoh.test:8443/kembali',
    'http://localhost:8080/kembali',
    'http://127.0.0.1/',
    'http://[::1]:3000/',
  ])
    assert.equal(redirectProblem(uri), undefined, uri)
})

test('every other address has its problem', () => {
  const wrong = {
    [`https://lp.contoh.test/${'a'.repeat(2048)}`]: 'too_long',
    kembali: 'not_an_address',
    '': 'not_an_address',
    'https://lp.contoh.test/a b': 'not_an_address',
    'https://lp.contoh.test\\@jahat.test': 'not_an_address',
    'http://lp.contoh.test/kembali': 'not_https',
    'http://localhost.jahat.test/': 'not_https',
    'javascript:alert(1)': 'not_https',
    'com.lp.app://kembali': 'not_https',
    'https://nama@lp.contoh.test/': 'names_somebody',
    'https://lp.contoh.test/#a': 'has_fragment',
    'https://lp.contoh.test/?state=1': 'has_state',
  }
  for (const [uri, problem] of Object.entries(wrong)) assert.equal(redirectProblem(uri), problem, uri)
})

test('the state stands after the institution’s own address, of which no byte is changed', () => {
  assert.equal(returnAddress('https://lp.test/k', 'S'), 'https://lp.test/k?state=S')
  assert.equal(returnAddress('https://lp.test/k?a=%20&b', 'S'), 'https://lp.test/k?a=%20&b&state=S')
})
