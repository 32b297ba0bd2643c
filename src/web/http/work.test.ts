import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Hono } from 'hono'
import { testDatabase } from '../../../test/database.ts'
import { minute, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import type { Web } from './web.ts'
import { didWork, hashOf, isSmall, newWork } from './work.ts'

const { pool, ...database } = await testDatabase()
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
after(() => database.close())

const app = new Hono<Web>()
app.post('/', async (c) => c.text((await didWork(c, ctx)) ? 'worked' : 'plain'))

async function sent(work: string): Promise<string> {
  const body = new URLSearchParams({ work })
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await app.request('/', { method: 'POST', body, headers: type })).text()
}

function done(token: string): string {
  for (let nonce = 0; ; nonce++) if (isSmall(hashOf(`${token}:${nonce}`))) return `${token}:${nonce}`
}

test('work that was done is good once', async () => {
  const answer = done(newWork(ctx))
  assert.equal(await sent(answer), 'worked')
  assert.equal(await sent(answer), 'plain')
})

test('ten that send the same work at once are one that worked', async () => {
  const answer = done(newWork(ctx))
  const said = await Promise.all(Array.from({ length: 10 }, () => sent(answer)))
  assert.equal(said.filter((word) => word === 'worked').length, 1)
})

test('work that is missing, not done, too old, of another clock or made up is none', async () => {
  const token = newWork(ctx)
  let undone = 0
  while (isSmall(hashOf(`${token}:${undone}`))) undone++
  const [made, random] = token.split('.')
  const forged = done(`${made}.${random}x.${token.split('.')[2]}`)
  for (const answer of ['', token, `${token}:${undone}`, `${token}:x`, ':', '..:1', forged])
    assert.equal(await sent(answer), 'plain', answer)
  const old = done(newWork(ctx))
  clock.advance(30 * minute + 1)
  assert.equal(await sent(old), 'plain')
  const early = done(newWork(ctx))
  clock.advance(-minute)
  assert.equal(await sent(early), 'plain')
})
