import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import type { Context } from '../../database/context.ts'
import { second, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import type { SigningKey } from '../signatures/signature.ts'
import { partnerDirectory } from './directory.ts'
import { revokeKey, rotateKey } from './keys.ts'
import { type Registration, registerPartner } from './register-partner.ts'

const { pool, close } = await testDatabase()
after(() => close())
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const directory = partnerDirectory(ctx)
const by = { actor: 'operator:ani', requestId: 'r-9', reason: 'uji' }
const toko = { ...by, name: 'Toko', kind: 'storefront', domain: 'toko.example' } as const

async function registered(clientCode: string, more: Partial<Registration> = {}) {
  const outcome = await registerPartner(ctx, directory, { ...toko, clientCode, ...more })
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.refusal)
  return outcome.value
}

async function liveKeys(clientCode: string): Promise<string[]> {
  return (await directory.find(clientCode))!.keys.map((key: SigningKey) => key.bytes.toString())
}

async function keyMade(outcome: ReturnType<typeof rotateKey>): Promise<string> {
  const made = await outcome
  assert.ok(made.ok)
  clock.advance(1)
  return made.value.key
}

test('a registered partner is found at once with its key', async () => {
  const { key, partnerId } = await registered('baru-1')
  assert.match(key, /^[A-Z0-9]{40}$/)
  const found = (await directory.find('baru-1'))!
  assert.deepEqual(
    [found.partnerId, found.kind, found.suspended, found.demandsSha256],
    [partnerId, 'storefront', false, false],
  )
  assert.deepEqual(await liveKeys('baru-1'), [key])
})

test('a registration is refused for what is wrong with it', async () => {
  await registered('ada', { storefront: 'ada-id' })
  const refusal = async (more: Partial<Registration>) => {
    const outcome = await registerPartner(ctx, directory, { ...toko, clientCode: 'x', ...more })
    return outcome.ok ? 'none' : outcome.refusal
  }
  assert.equal(await refusal({ clientCode: 'dua kata' }), 'client_code_malformed')
  assert.equal(await refusal({ clientCode: 'toko-é' }), 'client_code_malformed')
  assert.equal(await refusal({ name: ' ' }), 'name_missing')
  assert.equal(await refusal({ domain: 'https://toko.example' }), 'domain_malformed')
  assert.equal(await refusal({ key: 'short' }), 'key_too_short')
  assert.equal(await refusal({ clientCode: 'ada' }), 'partner_taken')
  assert.equal(await refusal({ storefront: 'ada-id' }), 'partner_taken')
})

test('keys are rotated without a gap: the newest two are live', async () => {
  const first = (await registered('putar')).key
  clock.advance(1)
  const change = { ...by, clientCode: 'putar' }
  const second = await keyMade(rotateKey(ctx, directory, change))
  assert.deepEqual(await liveKeys('putar'), [second, first])
  const third = await keyMade(rotateKey(ctx, directory, change))
  assert.deepEqual(await liveKeys('putar'), [third, second])
})

test('a revoked key is dead at once, and its slot is free', async () => {
  const { key } = await registered('cabut')
  clock.advance(1)
  const change = { ...by, clientCode: 'cabut' }
  const next = await keyMade(rotateKey(ctx, directory, change))
  assert.deepEqual(await revokeKey(ctx, directory, { ...change, slot: 1 }), { ok: true, value: { slot: 1 } })
  assert.deepEqual(await liveKeys('cabut'), [next])
  assert.equal((await revokeKey(ctx, directory, { ...change, slot: 1 })).ok, false)
  const again = await rotateKey(ctx, directory, change)
  assert.ok(again.ok && again.value.slot === 1 && again.value.key !== key)
  const nobody = await rotateKey(ctx, directory, { ...by, clientCode: 'tidak-ada' })
  assert.deepEqual(nobody, { ok: false, refusal: 'partner_unknown', facts: {} })
})

test('who rotate a key at the same time come one after the other: two keys are live, never a third', async () => {
  await registered('serentak')
  const change = { ...by, clientCode: 'serentak' }
  const outcomes = await Promise.all([1, 2, 3].map(() => rotateKey(ctx, directory, change)))
  const made = outcomes.map((outcome) => (outcome.ok ? outcome.value.key : ''))
  const live = await liveKeys('serentak')
  assert.equal(live.length, 2)
  assert.ok(live.every((key) => made.includes(key)))
})

test('keys are nowhere in the database as plain text, and each change is in the journal', async () => {
  const { key } = await registered('rahasia')
  await rotateKey(ctx, directory, { ...by, clientCode: 'rahasia' })
  const { rows } = await pool.query(
    `select partner_key::text as text from partner_key union all select journal::text from journal`,
  )
  const hex = Buffer.from(key).toString('hex')
  for (const { text } of rows) assert.ok(!text.includes(key) && !text.includes(hex))
  const journal = await pool.query(
    `select act, actor, reason, request_id from journal where subject = 'partner:rahasia' order by journal_id`,
  )
  const common = { actor: 'operator:ani', reason: 'uji', request_id: 'r-9' }
  assert.deepEqual(journal.rows, [
    { act: 'partner_registered', ...common },
    { act: 'partner_key_rotated', ...common },
  ])
})

test('unknown clients cause no storm on the database, and a change made elsewhere holds within 2 s', async () => {
  let reads = 0
  const counting = new Proxy(pool, {
    get(target, name) {
      if (name === 'query') reads += 1
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const own = partnerDirectory({ ...ctx, db: counting })
  await Promise.all(Array.from({ length: 50 }, (_, i) => own.find(`siapa-${i}`)))
  for (let i = 0; i < 50; i++) await own.find(`siapa-${i}`)
  assert.equal(reads, 1)
  await registered('luar')
  assert.equal(await own.find('luar'), undefined)
  clock.advance(2 * second)
  assert.equal((await own.find('luar'))?.clientCode, 'luar')
  assert.equal(reads, 2)
  await pool.query(`update partner set status = 'suspended' where client_code = 'luar'`)
  clock.advance(1.5 * second)
  assert.equal((await own.find('luar'))?.suspended, false)
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal((await own.find('luar'))?.suspended, true)
  clock.advance(-3600 * second)
  await own.find('luar')
  assert.equal(reads, 4)
})

test('partners that cannot be read are a fault, not an unknown client', async () => {
  const broken = { query: () => Promise.reject(new Error('gone')) } as unknown as Context['db']
  await assert.rejects(() => partnerDirectory({ ...ctx, db: broken }).find('baru-1'), /gone/)
})
