import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf, tamper, testDatabase } from '../../../test/database.ts'
import { testSecret } from '../../../test/test-secret.ts'
import { fingerprintOf } from '../../kernel/secrets/secrets.ts'

const database = await testDatabase()
const { pool } = database
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-database-'))
after(() => rm(folder, { recursive: true, force: true }))
const next = 'the next secret that only the tests know, really'
const settings = settingsOf(database)
const ownerUrl = settings.DATABASE_URL.replace('bekal@', 'bekal_owner@')
Object.assign(process.env, { ...settings, BEKAL_DATA: folder, BEKAL_MODE: 'demo' })

test('database check tells whose it is, and whether the application may change what is append-only', async () => {
  const well = await bekal('database', 'check')
  assert.equal(well.code, 0)
  assert.match(
    well.said,
    new RegExp(`database of demo; fingerprint of its secret: ${fingerprintOf(testSecret)}`),
  )
  assert.match(well.said, /cannot change what is append-only[\s\S]*clocks .* agree/)

  await tamper(pool, 'grant delete on journal to bekal')
  const ill = await bekal('database', 'check')
  assert.equal(ill.code, 1)
  assert.match(ill.said, /bekal database prepare[\s\S]*it may change or remove rows of journal/)
  // Any other command of the demo works, and says it loudly.
  const other = await bekal('clock', 'show')
  assert.equal(other.code, 0)
  assert.match(other.said, /append-only[\s\S]*rows of journal/)

  process.env.DATABASE_OWNER_URL = ownerUrl
  const prepared = await bekal('database', 'prepare')
  delete process.env.DATABASE_OWNER_URL
  assert.deepEqual([prepared.code, prepared.said.includes('has what it needs')], [0, true])
  assert.equal((await bekal('database', 'check')).code, 0)
})

test('production refuses a role that may change what is append-only, unless that is accepted', async (t) => {
  await tamper(pool, `grant delete on journal to bekal; update database_identity set mode = 'production'`)
  const real = {
    BEKAL_MODE: 'production',
    BEKAL_URL: 'https://bekal.example',
    SMTP_URL: 'smtp://mail.example',
    SMPP_URL: 'ssmpp://sms.example',
  }
  Object.assign(process.env, real)
  t.after(async () => {
    for (const name of [...Object.keys(real), 'BEKAL_ACCEPT_ONE_DATABASE_ROLE']) delete process.env[name]
    await tamper(pool, `revoke delete on journal from bekal; update database_identity set mode = 'demo'`)
  })
  const refused = await bekal('year', 'show')
  assert.equal(refused.code, 1)
  assert.match(
    refused.said,
    /hanya boleh ditambah[\s\S]*append-only[\s\S]*BEKAL_ACCEPT_ONE_DATABASE_ROLE=true/,
  )
  process.env.BEKAL_ACCEPT_ONE_DATABASE_ROLE = 'true'
  assert.doesNotMatch((await bekal('certificate', 'list', '1')).said, /Nothing was changed/)
  process.env.BEKAL_MODE = 'demo'
  const demo = await bekal('clock', 'advance', '1d')
  assert.deepEqual([demo.code, /belongs to a production installation/.test(demo.said)], [1, true])
})

test('the secret is rotated by a command, and the one before opens nothing more', async () => {
  assert.match((await bekal('secret', 'rotate')).said, /Set BEKAL_SECRET_NEXT/)
  process.env.BEKAL_SECRET_NEXT = testSecret
  assert.match((await bekal('secret', 'rotate')).said, /is the present secret/)
  process.env.BEKAL_SECRET_NEXT = next
  assert.match((await bekal('secret', 'rotate')).said, /Only the owner .* DATABASE_OWNER_URL/)
  process.env.DATABASE_OWNER_URL = ownerUrl
  const rotated = await bekal('secret', 'rotate', '--json')
  delete process.env.DATABASE_OWNER_URL
  delete process.env.BEKAL_SECRET_NEXT
  const prints = { from: fingerprintOf(testSecret), to: fingerprintOf(next) }
  assert.deepEqual([rotated.code, JSON.parse(rotated.said)], [0, prints])
  const { rows } = await pool.query(`select facts from journal where act = 'secret_rotated'`)
  assert.deepEqual(rows, [{ facts: prints }])
  const old = await bekal('clock', 'show')
  assert.deepEqual([old.code, /is not the secret of this database/.test(old.said)], [1, true])
  process.env.BEKAL_SECRET = next
  assert.equal((await bekal('clock', 'show')).code, 0)
})

test('the demo makes its next secret itself', { timeout: 120_000 }, async () => {
  for (const name of ['DATABASE_URL', 'BEKAL_SECRET']) delete process.env[name]
  process.env.BEKAL_DATA = path.join(folder, 'demo')
  assert.equal((await bekal('clock', 'show')).code, 0)
  const secret = () => readFile(path.join(folder, 'demo', 'secret'), 'utf8')
  const before = await secret()
  assert.equal((await bekal('secret', 'rotate')).code, 0)
  assert.notEqual(await secret(), before)
  assert.equal((await bekal('database', 'check')).code, 0)
})
