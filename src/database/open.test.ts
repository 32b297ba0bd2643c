import assert from 'node:assert/strict'
import type { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { versionRefusal, zoneRefusal } from './check-server.ts'
import { openDatabase } from './open.ts'
import { rows } from './sql.ts'

const db = await testDatabase()
const { host, database } = db.connection as { host: string; database: string }
const url = (name: string, user = 'bekal') => `postgres:///${name}?host=${host}&user=${user}`
const dataFolder = '/nowhere'

test('a server is used by its address, and nothing is started beside it', async () => {
  const opened = await openDatabase({ url: url(database), dataFolder })
  const answer = await opened.pool.query('select current_database() as name')
  assert.equal(opened.kind, 'server')
  assert.deepEqual(answer.rows, [{ name: database }])
  await opened.close()
  await opened.close()
})

test('what goes wrong at the address is said in one sentence that tells what to do', async () => {
  const open = (address: string) => openDatabase({ url: address, dataFolder })
  await assert.rejects(open('postgres://bekal@127.0.0.1:1/bekal'), /cannot be reached .*Check DATABASE_URL/)
  await assert.rejects(open('postgres://bekal@no.such.host.invalid/bekal'), /cannot be reached/)
  await assert.rejects(open(url('no_such_database')), /does not have the database named there/)
  await assert.rejects(open(url(database, 'no_such_user')), /does not let us in/)
})

test('a PostgreSQL older than 18 is refused', () => {
  assert.match(versionRefusal(170_006) ?? '', /is version 17; bekal needs 18 or newer/)
  assert.equal(versionRefusal(180_000), undefined)
  assert.equal(versionRefusal(190_001), undefined)
})

test('a server that does not go by our time zone is refused, and what to do is said', () => {
  assert.match(
    zoneRefusal('Asia/Jakarta') ?? '',
    /Asia\/Jakarta .*must be UTC.*alter role .* set timezone = 'UTC'/,
  )
  assert.equal(zoneRefusal('UTC'), undefined)
})

test('dates stay text, 64-bit numbers too, instants become dates of JavaScript', async () => {
  const { rows } = await db.pool.query(`
    select date '2026-11-23' as date, 9007199254740993::bigint as big, 5 as small,
      timestamptz '2026-11-23 00:00+07' as at, current_setting('timezone') as zone`)
  const at = new Date('2026-11-22T17:00:00Z')
  assert.deepEqual(rows, [{ date: '2026-11-23', big: '9007199254740993', small: 5, at, zone: 'UTC' }])
})

test('a connection that is cut while idle is replaced', async () => {
  await db.pool.query('select 1')
  const other = await openDatabase({ url: url(database), dataFolder })
  await other.pool.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await other.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal((await db.pool.query('select 1 as one')).rows.length, 1)
})

test('a statement with a name is described once on a connection, and answers the same each time', async (t) => {
  const client = await db.pool.connect()
  t.after(() => client.release(true))
  let descriptions = 0
  const { connection } = client as unknown as { connection: EventEmitter }
  connection.on('rowDescription', () => (descriptions += 1))
  await client.query('create temporary table described (whole int, said text, at timestamptz)')
  await client.query(`insert into described values (1, 'a', '2026-11-30T08:00:00Z'), (2, null, null)`)
  const ask = (least: number) =>
    rows(client, { name: 'test/described', text: 'select * from described where whole >= $1' }, [least])
  const both = [
    { whole: 1, said: 'a', at: new Date('2026-11-30T08:00:00Z') },
    { whole: 2, said: undefined, at: undefined },
  ]
  assert.deepEqual([await ask(1), await ask(3), await ask(2)], [both, [], both.slice(1)])
  assert.equal(descriptions, 1)
  await assert.rejects(
    client.query({
      name: 'test/described',
      text: 'select * from described where whole >= $1',
      values: ['x'],
    }),
    /invalid input syntax/,
  )
  assert.deepEqual(await ask(1), both)
  await client.query('alter table described add column more int')
  await assert.rejects(ask(1), /cached plan must not change result type/)
})
