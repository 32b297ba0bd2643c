import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, passwordHolds } from './passwords.ts'

test('a password is kept as an Argon2id PHC string and found again', async () => {
  const hash = await hashPassword('kuda makan rumput')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.equal(await passwordHolds('kuda makan rumput', hash), true)
  assert.equal(await passwordHolds('kuda makan rumpu', hash), false)
  assert.notEqual(hash, await hashPassword('kuda makan rumput'))
})

test('the same password typed on another keyboard is the same', async () => {
  assert.equal(
    await passwordHolds('café café caf\u0065\u0301', await hashPassword('café café caf\u00e9')),
    true,
  )
})

test('a hash of another tool is understood', async () => {
  // argon2 reference command line: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24
  const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await passwordHolds('password', hash), true)
})

test('without an account it says no after the same work', async () => {
  const hash = await hashPassword('kuda makan rumput')
  // The shortest of several, in turns: whatever else the machine does makes some of them longer.
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = 0; i < 6; i++)
    for (const [who, given] of [
      ['known', hash],
      ['unknown', undefined],
    ] as const) {
      const startedAt = performance.now()
      assert.equal(await passwordHolds('salah sekali', given), false)
      times[who].push(performance.now() - startedAt)
    }
  const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)]
  assert.ok(unknown > known / 2, `${unknown} ms for an unknown account, ${known} ms for a known one`)
})
