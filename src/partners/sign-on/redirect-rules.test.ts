import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redirectRefusal } from './redirect-rules.ts'

const of = (...uris: string[]) => redirectRefusal(uris, [], false)

test('a client comes back to whole https addresses of one host', () => {
  assert.equal(of('https://toko.example/kembali', 'https://toko.example/lagi'), undefined)
  assert.equal(of('http://localhost:4999/kembali'), undefined)
  assert.equal(of('http://127.0.0.1:4999/kembali'), undefined)
  assert.equal(redirectRefusal(['http://toko.example/kembali'], [], true), undefined)
})

test('whatever could be somebody else’s address is refused', () => {
  assert.equal(of(), 'redirect_missing')
  for (const uri of [
    'toko.example',
    'https://*.toko.example/',
    'https://toko.example/#a',
    'https://siti:rahasia@toko.example/',
    'javascript:alert(1)',
    'myapp://kembali',
    'https://toko.example/ b',
  ])
    assert.equal(of(uri), 'redirect_malformed', uri)
  assert.equal(of('http://toko.example/kembali'), 'redirect_insecure')
  assert.equal(of('http://localhost.jahat.example/kembali'), 'redirect_insecure')
  assert.equal(of('https://toko.example/', 'https://lain.example/'), 'redirect_hosts_differ')
  assert.equal(
    redirectRefusal(['https://toko.example/a'], ['https://lain.example/'], false),
    'redirect_hosts_differ',
  )
})
