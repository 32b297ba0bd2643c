import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { asSuperuserOf, testDatabase } from '../../test/database.ts'
import { createBatcher } from './batcher.ts'
import { inOneTrip } from './lanes/one-trip.ts'

const { pool, connection, owner } = await testDatabase()
await asSuperuserOf(pool, async (superuser) => {
  await superuser.query(`
    create table kept (at int primary key);
    grant all on kept to public;
    create function wait_at_commit() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(7); return null; end $$;
    create constraint trigger waits after insert on kept deferrable initially deferred
      for each row when (new.at = 1) execute function wait_at_commit()`)
})

const ended: number[] = []
const batcher = createBatcher<number, number>({
  connection: { ...connection, ...owner },
  lanes: 1,
  maxBatch: 1,
  keys: (at) => [String(at % 10)],
  async run(client, asked, lane) {
    const text = 'insert into kept (at) select * from unnest($1::int[]) returning at'
    const sql = { text, values: [asked], rowMode: 'array' as const, name: 'keep' }
    const rows = await inOneTrip<{ at: number }>(client, [sql], lane.written)
    ended.push(...asked)
    return rows.map(({ at }) => at)
  },
})
after(() => batcher.close())

test('while one batch waits for its commit another is worked at, and what shares a key with it waits', async () => {
  const holder = await pool.connect()
  try {
    await holder.query('select pg_advisory_lock(7)')
    const held = batcher.submit(1)
    const sameKey = batcher.submit(11)
    assert.equal(await batcher.submit(2), 2)
    await sleep(50)
    assert.deepEqual(ended, [2])
    await holder.query('select pg_advisory_unlock(7)')
    assert.deepEqual(await Promise.all([held, sameKey]), [1, 11])
    assert.deepEqual(ended, [2, 1, 11])
  } finally {
    holder.release(true)
  }
})

test('a batch that fails after it was written gives way once, and the next ones go on', async () => {
  await assert.rejects(batcher.submit(2), { code: '23505' })
  assert.deepEqual(await Promise.all([3, 4, 5, 6].map((at) => batcher.submit(at))), [3, 4, 5, 6])
})
