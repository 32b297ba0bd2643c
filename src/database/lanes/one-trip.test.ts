import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { asSuperuserOf, testDatabase } from '../../../test/database.ts'
import { hotLane } from './hot-lane.ts'
import { inOneTrip } from './one-trip.ts'

const { pool, connection, owner } = await testDatabase()
const lane = hotLane({ ...connection, ...owner }, 0)
after(() => lane.close())
await lane.use((client) =>
  client.query(`
    create table kept (at int primary key, day date not null default '2026-11-30');
    create table owed (at int references kept deferrable initially deferred)
  `),
)

const sql = (text: string, ...values: unknown[]) => ({ text, values, rowMode: 'array' as const, name: text })
const keep = (at: number) => sql('insert into kept (at) values ($1) returning at, day', at)
const trip = (...statements: ReturnType<typeof sql>[]) =>
  lane.use((client) => inOneTrip<Record<string, unknown>>(client, statements))
const kept = async () =>
  (await trip(sql('select at from kept where at > $1 order by at', 0))).map(({ at }) => at)

test('statements of a trip are one transaction: the rows of the last come back, read as everywhere', async () => {
  assert.deepEqual(await trip(keep(1), keep(2)), [{ at: 2, day: '2026-11-30' }])
  assert.deepEqual(await trip(keep(3)), [{ at: 3, day: '2026-11-30' }])
  assert.deepEqual(await kept(), [1, 2, 3])
})

test('nothing is written when one of them fails, and the lane goes on', async () => {
  await assert.rejects(trip(keep(4), keep(1), sql('select at + $1 from kept', 1)), { code: '23505' })
  await assert.rejects(trip(keep(4), sql('select $1::int from nowhere', 1), keep(5)), { code: '42P01' })
  // The third was never looked at, and the second has no plan: both are given their text again.
  await assert.rejects(trip(sql('select $1::int from nowhere', 1)), { code: '42P01' })
  assert.equal((await trip(sql('select at + $1 from kept', 1))).length, 3)
  assert.deepEqual(await kept(), [1, 2, 3])
})

test('a commit that fails is a failure, and nothing is written', async () => {
  await assert.rejects(trip(keep(6), sql('insert into owed values ($1)', 7)), { code: '23503' })
  assert.deepEqual(await kept(), [1, 2, 3])
})

test('what cannot be sent is not half sent', async () => {
  const round: Record<string, unknown> = {}
  round.itself = round
  await assert.rejects(trip(keep(8), sql('select $1::jsonb', round)), TypeError)
  assert.deepEqual(await kept(), [1, 2, 3])
})

test('a lost connection fails a trip, and the next one has a new one', async () => {
  const failed = assert.rejects(trip(keep(9), sql('select pg_sleep($1)', 30)), { code: '57P01' })
  const ended = `
    select pg_terminate_backend(pid) from pg_stat_activity
    where query like 'select pg_sleep%' and datname = current_database() and pid <> pg_backend_pid()`
  await asSuperuserOf(pool, async (superuser) => {
    while ((await superuser.query(ended)).rowCount === 0) await sleep(10)
  })
  await failed
  assert.deepEqual(await kept(), [1, 2, 3])
})

test('a statement sees what was committed while the one before it waited for a lock', async () => {
  const other = await pool.connect()
  try {
    await lane.use((client) => client.query(`grant all on kept to public`))
    await other.query('begin')
    await other.query('select from kept where at = 1 for update')
    const waits = trip(
      sql('select at from kept where at = $1 for update', 1),
      sql('select at from kept where at = $1', 10),
    )
    await other.query('insert into kept (at) values (10)')
    await other.query('commit')
    assert.deepEqual(await waits, [{ at: 10 }])
  } finally {
    other.release()
  }
})
