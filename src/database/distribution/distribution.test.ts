import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { allStatements } from '../../../test/all-statements.ts'
import { bekal } from '../../../test/bekal.ts'
import { asSuperuserOf, settingsOf, testDatabase } from '../../../test/database.ts'
import { distributionPlan } from './distribution-plan.ts'
import { hotStatements } from './hot-statements.ts'
import { misfits } from './misfits.ts'
import { placementOf, placements } from './placements.ts'
import { readTables, type TableFacts } from './read-tables.ts'

const database = await testDatabase()
const src = fileURLToPath(new URL('../..', import.meta.url))
const schema = readFileSync(path.join(src, '../schema.sql'), 'utf8')
const tables = await readTables(database.pool)

test('every table is placed, in the schema that is written down and in the one that is there', () => {
  const written = [...schema.matchAll(/^create (?:unlogged )?table (\w+)/gm)].map(([, name]) => name!)
  const placed = [...placements.keys()].sort()
  assert.deepEqual(placed, written.toSorted())
  assert.deepEqual(placed, tables.map(({ table }) => table).toSorted())
})

test('what in the schema is in the way is what is known: no key and no foreign key beside it', () => {
  const known = misfits(tables)
  const others = known.filter(({ what }) => what !== 'triggers').map(({ sentence }) => sentence)
  assert.deepEqual(others, [
    // Places in the lists of revoked certificates: they must be told apart over all cards, by a table of their own.
    'certificate_status (status_index) is unique over all nodes: it lacks card_id',
  ])
  const triggers = known.filter(({ what }) => what === 'triggers').flatMap(({ name }) => name.split(', '))
  // Shelves are written by what they are derived from: the statements that write it would have to.
  const shelves = [
    'course_changed',
    'course_made',
    'institution_renamed',
    'offer_made',
    'offer_taken_back',
    'review_counted',
  ]
  const more = ['review_counted_again', 'storefront_made', 'storefront_named']
  // Of an institution with which the programme has stopped nothing is listed: the statements that list would have to ask.
  const beside = [...new Set(triggers)].filter((name) => ![...shelves, ...more].includes(name))
  assert.deepEqual(beside.sort(), [
    'rests_with_institution',
    'trace_deleted',
    'trace_deleted_whole',
    'trace_inserted',
    'trace_inserted_whole',
    'trace_updated',
    'trace_updated_whole',
  ])
})

const key = (columns: string[], target: string, targetColumns = columns, onDelete = 'a') => ({
  ...{ name: 'k', columns, target, targetColumns, onDelete, onUpdate: 'a', definition: '' },
})

test('the rules of foreign keys are those of Citus', () => {
  const says = (table: string, foreign: ReturnType<typeof key>) => {
    const facts: TableFacts = {
      ...{ table, triggers: [], identities: [], foreignKeys: [foreign] },
      keys: [{ name: 'p', primary: true, columns: ['card_id', 'number', 'code'] }],
    }
    return misfits([facts]).map(({ sentence }) => sentence.replace(/^.*refers to \w+, /, ''))
  }
  assert.deepEqual(says('purchase', key(['card_id'], 'card')), [])
  assert.deepEqual(says('purchase', key(['x', 'card_id'], 'entry', ['card_id', 'x'])), [
    'without card_id at the same place',
  ])
  assert.deepEqual(says('purchase', key(['card_id'], 'card', ['card_id'], 'n')), [
    'and would change card_id, which chooses the node',
  ])
  assert.deepEqual(says('purchase', key(['course_id'], 'course')), [])
  assert.deepEqual(says('purchase', key(['person_id'], 'person')), ['which lies on the coordinator alone'])
  assert.deepEqual(says('purchase', key(['code'], 'code')), ['which lies on other nodes'])
  assert.deepEqual(says('course', key(['card_id'], 'card')), ['which lies on many nodes'])
  assert.deepEqual(says('person', key(['card_id'], 'card')), ['which lies on many nodes'])
  assert.deepEqual(says('person', key(['course_id'], 'course')), [])
  assert.deepEqual(says('course', key(['staff_id'], 'staff', ['staff_id'], 'c')), [
    'which lies on the coordinator, and changes with it',
  ])
})

test('every statement of a purchase or a redemption is declared, and those that are routed ask for one card alone', async () => {
  const files = globSync(['purchase/**/*.ts', 'learning/redeem/*.ts'], { cwd: src }).filter(
    (file) => !file.includes('.test.'),
  )
  const text = files.map((file) => readFileSync(path.join(src, file), 'utf8')).join('\n')
  const { statements } = await allStatements()
  const theirs = statements.filter(({ name }) => text.includes(`'${name}'`))
  assert.deepEqual(theirs.map(({ name }) => name).sort(), Object.keys(hotStatements).sort())
  for (const { name, text } of theirs) {
    const used = [...placements.keys()].filter((table) =>
      new RegExp(`\\b(from|join|update|into)\\s+${table}\\b`, 'i').test(text),
    )
    const at = used.map((table) => ({ table, ...placementOf(table) }))
    const way = hotStatements[name]!
    if (way === 'coordinator')
      assert.ok(
        at.every((one) => one.at !== 'distributed'),
        `${name} touches ${JSON.stringify(at)}`,
      )
    if (way !== 'routed') continue
    const foreign = at.filter(
      (one) => one.at === 'local' || (one.at === 'distributed' && one.group === 'own'),
    )
    assert.deepEqual(foreign, [], name)
    assert.match(text, /\bcard_id = \$\d/, name)
  }
})

test('the plan names its steps once each, in an order in which keys and targets are there', () => {
  const { steps } = distributionPlan(tables)
  const names = steps.map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
  const at = (name: string) => {
    assert.ok(names.includes(name), name)
    return names.indexOf(name)
  }
  assert.ok(at('reference institution') < at('reference course'))
  assert.ok(at('number course') < at('reference course'))
  assert.ok(at('distribute card') < at('distribute purchase'))
  assert.ok(at('without seat_bucket_schedule_id_fkey') < at('reference schedule'))
  assert.ok(at('with seat_bucket_schedule_id_fkey') > at('distribute seat_bucket'))
})

test('plan says what is in the way, run refuses an ordinary PostgreSQL, and goes on where it broke off', async () => {
  const settings = settingsOf(database)
  Object.assign(process.env, settings, { BEKAL_MODE: 'demo', BEKAL_DATA: '/nowhere' })
  const planned = await bekal('distribute', 'plan')
  assert.equal(planned.code, 1)
  assert.match(planned.said, /create_distributed_table\('card', 'card_id', colocate_with => 'none'\);/)
  assert.match(planned.said, /purchase\/send-otps: decides for cards of several nodes/)
  const nobody = await bekal('distribute', 'run', '--json')
  assert.equal(JSON.parse(nobody.said).refusal, 'no_owner')

  process.env.DATABASE_OWNER_URL = settings.DATABASE_URL.replace('bekal@', 'bekal_owner@')
  const ordinary = await bekal('distribute', 'run')
  assert.equal(ordinary.code, 1)
  assert.match(ordinary.said, /without Citus: nothing was distributed/)

  // What Citus would be asked for is only written down here: its programs are not there to be run.
  await asSuperuserOf(database.pool, async (client) => {
    await client.query(`
      create table asked (place serial, what text);
      grant all on asked, asked_place_seq to bekal_owner;
      create function create_reference_table(wanted regclass) returns void language sql
        as $$insert into asked (what) select 'reference ' || wanted$$;
      create function create_distributed_table(wanted regclass, by text, colocate_with text) returns void language plpgsql as $$
        begin
          if wanted = 'purchase'::regclass and not exists (select from asked where what = 'mended') then
            raise exception 'a node is gone';
          end if;
          insert into asked (what) select format('distribute %s by %s', wanted, by);
        end $$;
      set allow_system_table_mods = on;
      insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      values (999999, 'citus', 10, 'public'::regnamespace, false, '14.0-1')`)
  })
  assert.equal(JSON.parse((await bekal('distribute', 'run', '--json')).said).refusal, 'in_the_way')
  await bekal('distribute', 'run', '--on-a-copy').then(
    ({ code }) => assert.notEqual(code, 0),
    (error) => assert.match(error.message, /a node is gone/),
  )
  const owner = new pg.Client(database.owner)
  await owner.connect()
  await owner.query(`insert into asked (what) values ('mended')`)
  const whole = await bekal('distribute', 'run', '--on-a-copy', '--json')
  assert.equal(whole.code, 0, whole.said)
  const asked = (await owner.query('select what from asked order by place')).rows.map(({ what }) => what)
  assert.equal(new Set(asked).size, asked.length, 'nothing twice')
  assert.ok(asked.includes('distribute purchase by card_id') && asked.includes('reference course'))
  const again = await bekal('distribute', 'run', '--on-a-copy', '--json')
  assert.deepEqual(JSON.parse(again.said), { steps: [] })
  // The keys are back, and numbers go on.
  const keys = (facts: readonly TableFacts[]) =>
    facts.flatMap(({ foreignKeys }) => foreignKeys.map(({ name }) => name)).sort()
  assert.deepEqual(keys((await readTables(owner)).filter(({ table }) => table !== 'asked')), keys(tables))
  await owner.query(`insert into category (name, slug) values ('Lain', 'lain')`)
  await owner.end()
})
