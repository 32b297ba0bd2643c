import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicHttpsUrl } from './public-url.ts'

test('an https address of the open net is public', () => {
  for (const url of [
    'https://lp.contoh.test/a.pdf',
    'https://lp.contoh.test:8443/a.pdf?kelas=1&b=2#c',
    'https://93.184.216.34/a',
    'https://[2606:4700::1111]/a',
    'https://xn--bcher-kva.example/a',
  ])
    assert.ok(isPublicHttpsUrl(url), url)
})

test('nothing else is: other schemes, names in it, private networks however they are written', () => {
  for (const url of [
    '',
    'lp.contoh.test/a.pdf',
    'http://lp.contoh.test/a.pdf',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://lp.contoh.test/a',
    'https://',
    'https://nama:sandi@lp.contoh.test/',
    'https://localhost/a',
    'https://a.localhost./a',
    'https://server/a',
    'https://db.internal/a',
    'https://127.0.0.1/a',
    'https://127.1/a',
    'https://0x7f000001/a',
    'https://2130706433/a',
    'https://0177.0.0.1/a',
    'https://10.1.2.3/a',
    'https://172.31.255.255/a',
    'https://192.168.0.1/a',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://lp.contoh.test/a b',
    'https://lp.contoh.test\\@10.0.0.1/',
    'https://lp.\ncontoh.test/',
  ])
    assert.ok(!isPublicHttpsUrl(url), url)
})
