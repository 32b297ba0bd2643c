import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { didDocument } from './did-document.ts'
import {
  distrustIssuerKey,
  ensureIssuerKey,
  issuerKeys,
  openCurrentKey,
  rotateIssuerKey,
} from './issuer-keys.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())
const issuer = { ...ctx, url: 'https://prakerja.example' }
const actor = { actor: 'operator:ani', requestId: 'r-key' }

async function publishedKeys(): Promise<string[]> {
  const document = (await didDocument(issuer)) as {
    verificationMethod: { id: string; publicKeyMultibase: string }[]
    assertionMethod: string[]
  }
  assert.deepEqual(
    document.verificationMethod.map(({ id }) => id),
    document.assertionMethod,
  )
  return document.verificationMethod.map(({ publicKeyMultibase }) => publicKeyMultibase)
}

test('the first start makes a key, however many processes start at once, and the next starts keep it', async () => {
  await Promise.all(Array.from({ length: 6 }, () => ensureIssuerKey(ctx)))
  await ensureIssuerKey(ctx)
  const keys = await issuerKeys(pool)
  assert.equal(keys.length, 1)
  assert.match(keys[0]!.publicKey, /^z6Mk/)
  assert.deepEqual(await publishedKeys(), [keys[0]!.publicKey])
})

test('the private half lies sealed in the database, and is gone with the rotation', async () => {
  const before = await openCurrentKey(ctx)
  const { rows } = await pool.query('select sealed_private_key from issuer_key')
  assert.equal(rows[0].sealed_private_key.includes(Buffer.from(before.privateKey)), false)
  const next = await rotateIssuerKey(ctx, {}, actor)
  assert.notEqual(next.publicKey, before.publicKey)
  assert.equal((await openCurrentKey(ctx)).publicKey, next.publicKey)
  const kept = await pool.query('select issuer_key_id from issuer_key where sealed_private_key is not null')
  assert.deepEqual(kept.rows, [{ issuer_key_id: next.issuerKeyId }])
  assert.deepEqual(await publishedKeys(), [next.publicKey, before.publicKey])
})

test('rotations at the same time leave one key that signs', async () => {
  await Promise.all(Array.from({ length: 6 }, () => rotateIssuerKey(ctx, {}, actor)))
  const current = (await issuerKeys(pool)).filter(({ retiredAt }) => !retiredAt)
  assert.equal(current.length, 1)
})

test('a compromised key is published no more', async () => {
  const { publicKey } = await openCurrentKey(ctx)
  const next = await rotateIssuerKey(ctx, { compromised: true }, actor)
  const published = await publishedKeys()
  assert.ok(published.includes(next.publicKey))
  assert.ok(!published.includes(publicKey))
})

test('a retired key is distrusted later, too; the one that signs is rotated instead', async () => {
  const { issuerKeyId: signs } = await openCurrentKey(ctx)
  const [, , retired] = await issuerKeys(pool)
  assert.ok((await publishedKeys()).includes(retired!.publicKey))
  for (let times = 0; times < 2; times++)
    assert.ok((await distrustIssuerKey(ctx, retired!.issuerKeyId, actor)).ok)
  assert.ok(!(await publishedKeys()).includes(retired!.publicKey))
  const refusals = [await distrustIssuerKey(ctx, signs, actor), await distrustIssuerKey(ctx, 999, actor)]
  assert.deepEqual(
    refusals.map((outcome) => !outcome.ok && outcome.refusal),
    ['key_signs', 'key_unknown'],
  )
})

test('the journal tells who made and retired which key', async () => {
  const { rows } = await pool.query(
    `select actor, act, reason from journal where subject = 'issuer_key:1' order by journal_id`,
  )
  assert.deepEqual(rows, [
    { actor: 'system:start', act: 'issuer_key_created', reason: '' },
    { actor: 'operator:ani', act: 'issuer_key_retired', reason: 'rotated' },
  ])
})
