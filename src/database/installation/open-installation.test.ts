import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { asSuperuserOf, emptyDatabase, settingsOf, tamper, testDatabase } from '../../../test/database.ts'
import { testSecret } from '../../../test/test-secret.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import type { Database } from '../open.ts'
import { readIdentity } from './identity.ts'
import { type InstallationOptions, openInstallation } from './open-installation.ts'
import { rotateSecret } from './rotate-secret.ts'

const other = 'another secret that only the tests know, really'
const [kept, older, empty, bare, unprepared] = [
  await testDatabase(),
  await testDatabase(),
  await emptyDatabase(),
  await testDatabase(),
  await emptyDatabase(),
]
const folder = mkdtempSync(path.join(tmpdir(), 'bekal-installation-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const urlOf = (database: Database, user = 'bekal') =>
  settingsOf(database).DATABASE_URL.replace(/^postgres:\/\/[^@]*/, `postgres://${user}`)

function options(database: Database, more: Partial<InstallationOptions> = {}): InstallationOptions {
  return {
    url: urlOf(database),
    ownerUrl: urlOf(database, 'bekal_owner'),
    dataFolder: '/nowhere',
    mode: 'demo',
    secret: testSecret,
    ...more,
  }
}

async function opens(given: InstallationOptions) {
  const opened = await openInstallation(given)
  await opened.database.close()
  return opened
}

/** Every table with all its rows, but for what belongs to PostgreSQL. */
async function everything(database: Database): Promise<string> {
  const { rows } = await database.pool.query(
    `select string_agg(table_to_xml(c.oid, true, true, '')::text, '' order by relname) as all
    from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  return rows[0].all
}

test('mode and secret of a database are compared before anything is touched', async () => {
  const before = await everything(kept)
  const wrong: [Partial<InstallationOptions>, RegExp][] = [
    [
      { mode: 'production' },
      /milik demo[\s\S]*belongs to a demo[\s\S]*BEKAL_MODE=demo[\s\S]*Nothing was changed/,
    ],
    [
      { secret: other },
      /bukan rahasia basis data ini[\s\S]*is not the secret of this database[\s\S]*secret rotate/,
    ],
  ]
  for (const [more, sentence] of wrong) {
    await assert.rejects(opens(options(kept, more)), sentence)
    await assert.rejects(opens(options(kept, { ...more, ownerUrl: undefined })), sentence)
  }
  assert.equal(await everything(kept), before)
  await tamper(kept.pool, `update database_identity set mode = 'production'`)
  const production = await everything(kept)
  await assert.rejects(
    opens(options(kept)),
    /milik instalasi produksi[\s\S]*belongs to a production installation[\s\S]*BEKAL_MODE=production/,
  )
  assert.equal(await everything(kept), production)
  assert.deepEqual((await opens(options(kept, { mode: 'production' }))).applied, [])
})

test('an empty database becomes what it is opened as first, with a key of its own, however many open it', async () => {
  const all = await Promise.all([1, 2, 3].map(() => opens(options(empty, { mode: 'production' }))))
  const identity = await readIdentity(empty.pool)
  assert.equal(identity?.mode, 'production')
  assert.match(identity!.fingerprint, /^[0-9a-f]{16}$/)
  const hashes = all.map(({ secrets }) => secrets.hash('nik', '3275').toString('hex'))
  assert.equal(new Set(hashes).size, 1)
  assert.notEqual(hashes[0], secretsFrom(testSecret).hash('nik', '3275').toString('hex'))
  for (const { flaws } of all) assert.deepEqual(flaws, [])
  await assert.rejects(opens(options(empty)), /belongs to a production installation/)
})

test('a database of before is taken over with the keys that it has, if its contents and the secret fit', async () => {
  const sealed = secretsFrom(testSecret).seal('a key')
  await tamper(older.pool, 'delete from database_identity')
  await older.pool.query(`
    insert into partner (partner_id, client_code, name, kind, domain, gives_voucher, sandbox, created_at)
    values (1, 'toko', 'Toko', 'storefront', 'toko.example', false, false, now())`)
  await older.pool.query(
    'insert into partner_key (partner_id, slot, sealed, created_at) values (1, 1, $1, now())',
    [sealed],
  )
  const before = await everything(older)
  // A partner of somebody, and nothing that a demo leaves behind.
  await assert.rejects(opens(options(older)), /belongs to a production installation/)
  await assert.rejects(opens(options(older, { mode: 'production', secret: other })), /is not the secret/)
  assert.equal(await everything(older), before)
  const { secrets } = await opens(options(older, { mode: 'production' }))
  assert.equal(secrets.open(sealed), 'a key')
  assert.equal((await readIdentity(older.pool))?.mode, 'production')

  await tamper(older.pool, 'delete from database_identity')
  await older.pool.query('update demo_clock set offset_ms = 5')
  await assert.rejects(opens(options(older, { mode: 'production' })), /belongs to a demo/)
  await opens(options(older))
  assert.equal((await readIdentity(older.pool))?.mode, 'demo')
})

test('a secret is rotated: what was sealed and hashed stays, the old one opens nothing more', async () => {
  const before = (await opens(options(bare))).secrets
  const sealed = before.seal('3275011104910141')
  await asSuperuserOf(bare.pool, async (client) => {
    assert.equal(await rotateSecret(client, other, testSecret), undefined)
    const rotated = await rotateSecret(client, testSecret, other)
    assert.notEqual(rotated?.from, rotated?.to)
  })
  const { secrets } = await opens(options(bare, { secret: other }))
  assert.equal(secrets.open(sealed), '3275011104910141')
  assert.deepEqual(secrets.hash('nik', '3275'), before.hash('nik', '3275'))
  assert.deepEqual(secrets.tokenToPair(before.pairToToken('7', '9')), ['7', '9'])
  await assert.rejects(opens(options(bare)), /is not the secret/)
  // A rotation of the demo that was killed before its file had its place.
  let settled = 0
  await opens(options(bare, { next: { secret: other, settle: () => void settled++ } }))
  assert.equal(settled, 1)
})

test('without the owner the server works on a prepared database, and says what to do on another', async () => {
  const alone = { ownerUrl: undefined }
  assert.deepEqual((await opens(options(bare, { ...alone, secret: other }))).applied, [])
  await assert.rejects(
    opens(options(unprepared, alone)),
    /belum siap[\s\S]*not prepared[\s\S]*bekal database prepare[\s\S]*DATABASE_OWNER_URL/,
  )
  const prepared = await opens(options(unprepared))
  assert.ok(prepared.applied.includes('0001-programme'))
  assert.deepEqual((await opens(options(unprepared, alone))).flaws, [])
  // One role for all: the owner itself is told as a flaw.
  const { flaws } = await opens(options(unprepared, { ...alone, url: urlOf(unprepared, 'bekal_owner') }))
  assert.ok(flaws.some(({ flaw, on }) => flaw === 'owns' && on === 'table entry'))
})

test('an embedded database of before is handed over to the owner at its next start', {
  timeout: 120_000,
}, async () => {
  const embedded: InstallationOptions = {
    dataFolder: path.join(folder, 'data'),
    settings: { fsync: 'off' },
    mode: 'demo',
    secret: testSecret,
    ownFolder: true,
  }
  const first = await openInstallation(embedded)
  assert.deepEqual(first.flaws, [])
  await first.database.pool.query(
    `insert into programme_year (year, name, rules) values (2026, 'Kept', '{}')`,
  )
  // As it was: one role, which owns everything, and no identity.
  await asSuperuserOf(first.database.pool, async (client) => {
    await client.query('delete from database_identity; drop owned by bekal')
    await client.query(
      'reassign owned by bekal_owner to bekal; drop owned by bekal_owner; drop role bekal_owner',
    )
  })
  await first.database.pool.query('grant delete on entry to current_user; delete from entry')
  await first.database.close()
  const again = await openInstallation(embedded)
  try {
    assert.deepEqual(again.flaws, [])
    await assert.rejects(again.database.pool.query('delete from entry'), /permission denied/)
    const { rows } = await again.database.pool.query(`
      select name, (select pg_get_userbyid(relowner) from pg_class where relname = 'journal') as owner
      from programme_year`)
    assert.deepEqual(rows, [{ name: 'Kept', owner: 'bekal_owner' }])
    assert.deepEqual(again.secrets.hash('nik', '1'), secretsFrom(testSecret).hash('nik', '1'))
  } finally {
    await again.database.close()
  }
})
