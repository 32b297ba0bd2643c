import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { asSuperuserOf, testDatabase } from '../../../test/database.ts'
import { appendOnly } from './append-only.ts'
import { checkRoles } from './check-roles.ts'
import { grantToApplication } from './grant-application.ts'

const database = await testDatabase()
const { pool } = database
const denied = /permission denied|must be owner|must be able to set role/

test('what is append-only stays so, whatever the application tries', async () => {
  assert.deepEqual(Object.keys(appendOnly).sort(), [
    'approval',
    'bank_account',
    'bank_statement',
    'campaign',
    'card',
    'card_number',
    'case_note',
    'certificate',
    'certificate_code',
    'contact_change',
    'contract',
    'correction',
    'curation',
    'database_identity',
    'desk_proof',
    'difference',
    'draw',
    'draw_page',
    'draw_struck',
    'draw_value',
    'entry',
    'fraud_case',
    'fraud_hold',
    'fraud_report',
    'freed_seat',
    'hold',
    'invoice',
    'journal',
    'journal_seal',
    'message_choice',
    'owed_seat',
    'partner_day',
    'partner_file',
    'payment',
    'payment_entry',
    'payment_item',
    'payment_line',
    'payment_run',
    'payout_account',
    'purchase',
    'reserve_call',
    'schema_migration',
    'seat_use',
    'statement_line',
    'storefront_account_card',
    'trace',
    'trace_salt',
    'traced_table',
    'wave_seat_source',
    'wording',
  ])
  for (const [table, { update, insert }] of Object.entries(appendOnly)) {
    const { rows } = await pool.query<{ column: string }>(
      `select attname as column from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    for (const { column } of update === 'any' ? [] : rows) {
      const change = pool.query(`update ${table} set ${column} = default`)
      if (update?.includes(column)) await change
      else await assert.rejects(change, denied, `${table}.${column}`)
    }
    const attempts = [
      `delete from ${table}`,
      `truncate ${table}`,
      `truncate ${table} cascade`,
      `drop table ${table}`,
      `alter table ${table} owner to current_user`,
      `alter table ${table} disable trigger all`,
      `alter table ${table} drop constraint ${table}_pkey`,
      `create rule r as on insert to ${table} do instead nothing`,
      `create trigger t before insert on ${table} for each row execute function suppress_redundant_updates_trigger()`,
      ...(insert === false ? [`insert into ${table} default values`] : []),
    ]
    for (const sql of attempts) await assert.rejects(pool.query(sql), denied, sql)
    // PostgreSQL only warns who grants what is not theirs to grant.
    await pool.query(`grant all on ${table} to current_user`)
    await assert.rejects(pool.query(`delete from ${table}`), denied)
  }
})

test('the application cannot become the owner, give itself its rights, or work around them', async () => {
  for (const sql of [
    'set role bekal_owner',
    'set session authorization bekal_owner',
    'grant bekal_owner to current_user',
    'alter role bekal superuser',
    'alter role bekal createrole',
    'reassign owned by bekal_owner to bekal',
    'set session_replication_role = replica',
    'alter database template1 owner to bekal',
    'drop schema public cascade',
    'create table mine (id int)',
    'create function mine() returns int language sql return 1',
    'create or replace function journal_tx_offset() returns bigint language sql immutable return 5::bigint',
    'drop function journal_line(journal)',
    'drop view ledger_line',
    `update pg_class set relowner = 0 where relname = 'entry'`,
    `insert into journal (tx, at, actor, act, subject, request_id) values (3, now(), 'a', 'b', 'c', 'd')`,
    `copy entry to program 'true'`,
  ])
    await assert.rejects(pool.query(sql), /permission denied|must be owner|must have/, sql)
  assert.deepEqual(await checkRoles(pool), [])
})

test('a role that may more is found, by whatever way it may', async () => {
  const ways: Record<string, readonly string[]> = {
    'alter role bekal superuser': ['superuser', 'owns', 'member_of', 'may_change'],
    'grant bekal_owner to bekal': ['owns'],
    'grant pg_write_all_data to bekal': ['member_of', 'may_change'],
    'alter table entry owner to bekal': ['owns'],
    'grant delete on journal to bekal': ['may_change'],
    'grant update (amount) on entry to bekal': ['may_change'],
    'grant truncate on approval to public': ['may_change'],
    'grant insert on database_identity to bekal': ['may_change'],
    'grant create on schema public to bekal': ['may_create'],
    'grant set on parameter session_replication_role to bekal': ['may_replicate_silently'],
  }
  for (const [sql, expected] of Object.entries(ways))
    await asSuperuserOf(pool, async (client) => {
      await client.query('begin')
      await client.query(sql)
      await client.query('set local session authorization bekal')
      const flaws = new Set((await checkRoles(client)).map(({ flaw }) => flaw as string))
      for (const flaw of expected) assert.ok(flaws.has(flaw), `${sql}: ${[...flaws]}`)
    })
})

test('granting again changes nothing, and takes back what was given beside it', async () => {
  await asSuperuserOf(pool, (client) =>
    client.query('grant delete on entry to bekal; grant update (amount) on entry to bekal'),
  )
  assert.deepEqual(await checkRoles(pool), [{ flaw: 'may_change', on: 'entry' }])
  const owner = new pg.Client(database.owner)
  await owner.connect()
  await owner.query('begin')
  // Only who granted takes back: the owner did not, yet it owns the table.
  await grantToApplication(owner, 'bekal')
  await owner.query('commit')
  assert.deepEqual(await checkRoles(pool), [])
  const before = await owner.query(`select xmin::text from pg_class where relname = 'entry'`)
  await grantToApplication(owner, 'bekal')
  assert.deepEqual(
    (await owner.query(`select xmin::text from pg_class where relname = 'entry'`)).rows,
    before.rows,
  )
  await owner.end()
})

test('whatever a migration takes from itself is named in the list', async () => {
  const { rows } = await pool.query<{ name: string }>(`
    select relname as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relacl is not null
      and not exists (
        select from aclexplode(relacl) where grantee = relowner and privilege_type = 'DELETE')`)
  for (const { name } of rows) assert.ok(name in appendOnly, `${name}: add it to append-only.ts`)
})
