import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { aRegistration, must } from '../../../test/a-registration.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'
import { appealsOfSubject, fileAppeal } from '../../appeals/appeals.ts'
import { peopleAsCsv } from '../../demo/demo-people.ts'
import { inventRecipient } from '../../demo/invent-recipient.ts'

const scene = await aRegistration()
const { connection, ctx, pool } = scene
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(() => rm(folder, { recursive: true, force: true }))
Object.assign(process.env, { ...settingsOf({ connection }), BEKAL_DATA: folder })

const tokens = { ana: await tokenOf(ctx, ana), budi: await tokenOf(ctx, budi) }
/** Who gives the commands from now on. */
const be = (who: keyof typeof tokens) => {
  process.env.BEKAL_TOKEN = tokens[who]
}
be('ana')

test('an agency’s list is imported with every refused row told, and the journal has whose it was', async () => {
  const file = path.join(folder, 'pemohon.csv')
  const people = [inventRecipient(8_000_001), { ...inventRecipient(8_000_002), kk: '1' }]
  await writeFile(file, peopleAsCsv(people.map((person) => ({ ...person, persona: '' as const }))))
  const words = ['import', 'applicants', file, '--agency', 'Dinas Contoh']
  const done = await bekal(...words)
  assert.equal(done.code, 0)
  assert.match(done.said, /line 3: \*{12}\d{4} .*The family card number does not hold/)
  assert.match(done.said, /2 rows: 1 registered, 0 there already, 1 refused/)
  assert.match((await bekal(...words)).said, /0 registered, 1 there already/)
  const { rows } = await pool.query(`select distinct actor from journal where act = 'person_registered'`)
  assert.deepEqual(rows, [{ actor: ana.actor }])
  const unnamed = await bekal(...words.slice(0, 4), ' ')
  assert.equal(unnamed.code, 1)
  assert.match(unnamed.said, /--agency/)
})

test('invented applicants join an open wave from the command line; one that is not open takes nobody', async () => {
  const file = path.join(folder, 'banyak.csv')
  const { stdout } = await promisify(execFile)(process.execPath, [
    'bin/bekal.mjs',
    'demo',
    'applicants',
    '2000',
  ])
  await writeFile(file, stdout)
  const words = ['import', 'applicants', file, '--agency', 'Dinas Contoh', '--wave']
  await bekal('wave', 'create', '--quota', '10')
  const planned = await bekal(...words, '1')
  assert.deepEqual([planned.code, planned.said.includes('not open')], [1, true])
  assert.match((await bekal(...words, '7')).said, /no such wave/)
  const at = '2099-01-01T00:00:00+07:00'
  await bekal('draw', 'commit', '1', '--value', 'Penutupan IHSG', '--known-from', at)
  for (const name of ['ana', 'budi'] as const) {
    be(name)
    await bekal('wave', 'open', '1')
  }
  const done = await bekal(...words, '1')
  assert.equal(done.code, 0)
  assert.match(done.said, /2000 rows: 2000 registered, 0 there already, 0 refused/)
  assert.match(done.said, /Wave 1: 2000 joined, 0 had joined before, 0 registered people did not join/)
  const again = JSON.parse((await bekal(...words, '1', '--json')).said)
  assert.deepEqual([again.already, again.joinedBefore, again.refused, again.notJoined], [2000, 2000, [], []])
})

test('in production nobody is invented', async () => {
  const real = {
    BEKAL_MODE: 'production',
    BEKAL_URL: 'https://bekal.example',
    SMTP_URL: 'smtp://mail.example',
    SMPP_URL: 'ssmpp://sms.example',
  }
  Object.assign(process.env, real)
  try {
    const refused = await bekal('demo', 'applicants', '3')
    assert.equal(refused.code, 1)
    assert.match(refused.said, /in production there are none/)
  } finally {
    for (const name of Object.keys(real)) delete process.env[name]
  }
  assert.equal((await bekal('demo', 'applicants', '9000001')).code, 2)
})

test('a list of exclusions is imported again without harm', async () => {
  const file = path.join(folder, 'asn.csv')
  await writeFile(file, `nik\n${inventRecipient(7).nik}\nbukan nik\n`)
  const first = await bekal('exclusion', 'import', file, '--list', 'ASN')
  assert.match(
    first.said,
    /line 3: .*: The NIK does not hold: .*\n2 rows for the list ASN: 1 added, 0 there already, 1 refused/,
  )
  assert.match((await bekal('exclusion', 'import', file, '--list', 'ASN')).said, /0 added, 1 there already/)
  assert.match((await bekal('exclusion', 'list')).said, /ASN +1 /)
})

test('an operator lists appeals and answers one, once, with a reason', async () => {
  const accountId = await scene.anAccount()
  const text = 'NIK 3201046107980001 bukan milik orang lain.'
  must(await fileAppeal(ctx, { accountId }, { about: 'duplicate', text, requestId: 'r' }))
  const listed = await bekal('appeal', 'list')
  const reference = /[A-Z0-9]{12}/.exec(listed.said)?.[0] ?? ''
  assert.ok(!listed.said.includes('3201046107980001'))
  const answer = (...more: string[]) => bekal('appeal', 'answer', reference, ...more)
  assert.equal((await answer('--reason', 'Sudah diperiksa.')).code, 1)
  assert.equal((await answer('--decline', '--reason', 'pendek')).code, 1)
  be('budi')
  assert.equal((await answer('--decline', '--reason', 'Sudah diperiksa di Dukcapil.')).code, 0)
  assert.match((await answer('--grant', '--reason', 'Sudah diperiksa lagi.')).said, /answered already/)
  const [appeal] = await appealsOfSubject(pool, { accountId })
  assert.deepEqual([appeal?.answer, appeal?.answeredBy], ['declined', budi.actor])
  assert.match((await bekal('appeal', 'list')).said, /No appeal waits/)
})
