import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { weaknessOf } from './password-strength.ts'

const siti = ['siti.aminah@contoh.id', 'Siti Aminah', '+6281234567890', 'tokopedia', 'MauBelajarApa']
const isLoaded = () => {
  const { cache } = createRequire(import.meta.url)
  return Object.keys(cache).some((file) => file.includes('zxcvbn'))
}

test('the lists are read when the first password is chosen, not at the start', async () => {
  assert.equal(isLoaded(), false)
  await weaknessOf('kuda makan rumput', [])
  assert.equal(isLoaded(), true)
})

test('what is guessed soon is known, with its reason', async () => {
  const weak = {
    common: ['1234567890', 'password123', 'qwertyuiop', 'bismillah1', 'iloveyou1234', '01011990aa'],
    few_words: ['indonesia1945', 'jakarta2026', 'rumahkubesar', 'surabaya1987'],
    pattern: ['aaaaaaaaaa', 'xyxyxyxyxyxyxy', '17-08-1945', 'abcdefghijkl'],
    personal: [
      'SitiAminah1990',
      's1t1am1n4h99',
      'aminah.siti',
      'siti.aminah@contoh.id',
      '081234567890',
      '+6281234567890',
      '81234567890',
      'tokopedia2026',
      'Tokopedia#1',
      'maubelajarapa',
      'Prakerja2026!',
      'pr4k3rj42026',
      'kartuprakerja',
      'Kartu Prakerja',
      'Siti Aminah 1990',
    ],
  }
  for (const [reason, passwords] of Object.entries(weak))
    for (const password of passwords) assert.equal(await weaknessOf(password, siti), reason, password)
})

test('some words that have nothing to do with each other are enough, and so are ten letters at random', async () => {
  for (const password of [
    'kuda makan rumput',
    'kata sandi panjang',
    'gunung laut biru',
    'correct horse battery',
    'xk29fjw0qp',
    'J9$kd82hQz',
    'Siti suka mangga muda',
    'рожь во ржи',
  ])
    assert.equal(await weaknessOf(password, siti), undefined, password)
})

test('the end of a long password counts as its beginning does, and a long row is a row', async () => {
  assert.equal(await weaknessOf(`${'1234567890'.repeat(4)}kuda makan rumput biru`, []), undefined)
  assert.equal(await weaknessOf(`kuda makan rumput biru muda${'1234567890'.repeat(4)}`, []), undefined)
  assert.equal(await weaknessOf('1'.repeat(128), []), 'pattern')
  assert.equal(await weaknessOf('password'.repeat(16), []), 'pattern')
})

test('the costliest password holds nobody up', async () => {
  const costly = ['@$@7$+$$z22+1+!|0xz!x!0!', 'p4$$w0rd', '5272020542220', '@']
  for (const part of costly) {
    const begun = performance.now()
    await weaknessOf(part.repeat(10_000).slice(0, 10_000), [part.repeat(10_000)])
    const took = performance.now() - begun
    assert.ok(took < 2000, `${part}: ${took} ms`)
  }
})

test('a password is hashed where it was looked at, and nowhere else', () => {
  const src = fileURLToPath(new URL('../..', import.meta.url))
  const hashing = globSync('**/*.{ts,tsx}', { cwd: src }).filter(
    (file) => !file.endsWith('.test.ts') && readFileSync(src + file, 'utf8').includes('hashPassword'),
  )
  assert.deepEqual(hashing, ['kernel/secrets/passwords.ts'])
})
