import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aRegistration, must } from '../../../test/a-registration.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, budi, notifyByTwo, tokenOf } from '../../../test/two-people.ts'
import { csvRow } from '../../demo/demo-people.ts'
import { inventRecipient } from '../../demo/invent-recipient.ts'
import { type RawRecipient, recipientColumns } from '../../recipients/recipient-row.ts'
import { findWave } from '../../waves/waves.ts'

const scene = await aRegistration()
const { connection, ctx, pool } = scene
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(() => rm(folder, { recursive: true, force: true }))
const settings = {
  BEKAL_DATA: folder,
  ...settingsOf({ connection }),
}
const bekal = bekalOn(settings, await tokenOf(ctx, ana))
const asBudi = bekalOn(settings, await tokenOf(ctx, budi))

const because = ['--because', 'the wrong list']
let people = 7_400_000
const invent = (count: number) => Array.from({ length: count }, () => inventRecipient(people++))

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, text)
  return file
}
const peopleFile = (name: string, list: readonly RawRecipient[]) =>
  fileOf(name, [recipientColumns.join(','), ...list.map(csvRow), ''].join('\n'))

/** Rows of every table that an import may write, and events of the journal. */
async function everything(): Promise<Record<string, number>> {
  const tables = [
    'person',
    'recipient',
    'wave',
    'wave_application',
    'assisted_registration',
    'consent',
    'exclusion',
  ]
  tables.push(
    'course',
    'schedule',
    'offer',
    'institution',
    'outbox',
    'journal',
    'list_import',
    'list_import_row',
    'lesson',
  )
  const counted = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`)
  return (await pool.query(`select ${counted.join(', ')}`)).rows[0]
}

/** A try says what the import says, row by row, and leaves nothing. */
async function triedThenDone(...words: string[]) {
  const before = await everything()
  const tried = await bekal(...words, '--try')
  assert.equal(tried.code, 0, JSON.stringify(tried.said))
  assert.deepEqual(await everything(), before)
  const done = await bekal(...words)
  assert.equal(done.code, 0, JSON.stringify(done.said))
  const { tried: isTry, taken, ...report } = tried.said
  assert.equal(isTry, true)
  assert.deepEqual(report, done.said)
  return { taken, report: done.said }
}

async function newest(): Promise<string> {
  return (await bekal('import', 'list')).said[0].importId
}

async function openWave(): Promise<number> {
  const made = await bekal('wave', 'create', '--quota', '10')
  const number = String(made.said.number)
  await bekal('draw', 'commit', number, '--value', 'IHSG', '--known-from', '2099-01-01T00:00:00+07:00')
  await bekal('wave', 'open', number)
  assert.equal((await asBudi('wave', 'open', number)).said.opened, true)
  return made.said.number
}

test('recipients are tried first, imported, and taken back until their grants are approved', async () => {
  const [one, two, three] = invent(3)
  const known = { ...two!, nik: '12' }
  const file = await peopleFile('penerima.csv', [one!, known, three!])
  const { taken, report } = await triedThenDone('import', 'recipients', file)
  assert.deepEqual(taken, [
    { line: 2, outcome: 'imported' },
    { line: 4, outcome: 'imported' },
  ])
  assert.deepEqual([report.imported, report.refused.map(({ line }: { line: number }) => line)], [2, [3]])

  const number = await newest()
  const shown = (await bekal('import', 'show', number)).said
  assert.deepEqual([shown.kind, shown.file, shown.rows, shown.undone], ['recipients', 'penerima.csv', 2, 0])
  assert.equal((await bekal('import', 'undo', number, '--because', ' ')).said.refusal, 'reason_missing')
  assert.equal((await bekal('import', 'undo', '999', ...because)).said.refusal, 'import_unknown')

  const before = await everything()
  assert.deepEqual((await bekal('import', 'undo', number, ...because, '--try')).said.undone, 2)
  assert.deepEqual(await everything(), before)
  assert.deepEqual((await bekal('import', 'undo', number, ...because)).said, {
    importId: number,
    undone: 2,
    kept: [],
  })
  const after = await everything()
  assert.deepEqual([after.recipient, after.person], [before.recipient! - 2, before.person! - 2])
  assert.equal((await findWave(pool, report.wave))!.status, 'planned')
  const { rows } = await pool.query(
    `select act, reason from journal where subject like 'person:%' and act = 'recipient_taken_back'`,
  )
  assert.deepEqual(rows, Array(2).fill({ act: 'recipient_taken_back', reason: 'the wrong list' }))
  // The same people are as unknown as before: the list may be brought again.
  assert.equal((await bekal('import', 'recipients', file)).said.imported, 2)
})

test('of an import whose wave has its cards every row stays, and says why', async () => {
  const number = await newest()
  const wave = (await bekal('import', 'show', number)).said.facts.wave_id
  must(await notifyByTwo(ctx, wave, { link: 'https://bekal.example' }))
  const { undone, kept } = (await bekal('import', 'undo', number, ...because)).said
  assert.equal(undone, 0)
  assert.deepEqual(
    kept.map((row: { because: string }) => row.because),
    ['grant_approved', 'grant_approved'],
  )
  const { rows } = await pool.query(
    `select facts from journal where subject = $1 and act = 'list_rows_undone'`,
    [`import:${number}`],
  )
  assert.deepEqual(rows, [{ facts: { undone: 0, kept: 2 } }])
})

test('applicants are tried first, and forgotten again while they have done nothing by themselves', async () => {
  const [plain, active] = invent(2)
  const file = await peopleFile('pemohon.csv', [plain!, active!])
  const words = ['import', 'applicants', file, '--agency', 'Dinas Contoh']
  const { taken, report } = await triedThenDone(...words)
  assert.equal(taken.length, 2)
  assert.equal(report.registered, 2)
  const { rows: found } = await pool.query('select person_id as id from person where email = $1', [
    active!.email,
  ])
  await pool.query(
    `insert into portal_account (email, password_hash, email_verified_at, person_id, created_at)
     values ($1, 'none', now(), $2, now())`,
    [active!.email.toLowerCase(), found[0].id],
  )
  const { undone, kept } = (await bekal('import', 'undo', await newest(), ...because)).said
  assert.deepEqual([undone, kept], [1, [{ key: found[0].id, because: 'uses_account' }]])
  const { rows } = await pool.query(
    `select address, params ->> 'reason' as reason from outbox where template = 'registration-undone'`,
  )
  assert.deepEqual(rows, [{ address: plain!.email, reason: 'the wrong list' }])
  assert.equal((await bekal(...words)).said.registered, 1)
})

test('applicants who joined an open wave are taken out of it and told so; from its closing on they stay', async () => {
  const wave = await openWave()
  const file = await peopleFile('gelombang.csv', invent(2))
  const words = ['import', 'applicants', file, '--agency', 'Dinas Contoh', '--wave', String(wave)]
  const { report } = await triedThenDone(...words)
  assert.deepEqual([report.registered, report.joined], [2, 2])
  const reasons = async () =>
    (await bekal('import', 'undo', await newest(), ...because)).said.kept.map(
      (row: { because: string }) => row.because,
    )
  assert.deepEqual(await reasons(), ['left_wave', 'left_wave'])
  // Once more changes nothing, and tells nobody twice.
  assert.deepEqual(await reasons(), ['left_wave', 'left_wave'])
  const { rows } = await pool.query(
    `select params ->> 'wave' as wave from outbox where template = 'application-undone'`,
  )
  assert.deepEqual(rows, [{ wave: String(wave) }, { wave: String(wave) }])
  assert.equal((await bekal('wave', 'close', String(wave))).said.applicants, 0)
  assert.deepEqual(await reasons(), ['wave_closed', 'wave_closed'])
})

test('exclusions are tried first, and taken back but for those that are gone already', async () => {
  const [one, two] = invent(2)
  const file = await fileOf('asn.csv', `nik\n${one!.nik}\n${two!.nik}\n${one!.nik}\n`)
  const { taken } = await triedThenDone('exclusion', 'import', file, '--list', 'ASN')
  assert.deepEqual(
    taken.map(({ outcome }: { outcome: string }) => outcome),
    ['imported', 'imported', 'already'],
  )
  const number = await newest()
  await bekal('exclusion', 'remove', two!.nik, '--list', 'ASN', '--because', 'no ASN')
  const { undone, kept } = (await bekal('import', 'undo', number, ...because)).said
  assert.deepEqual([undone, kept.map((row: { because: string }) => row.because)], [1, ['gone']])
  assert.deepEqual((await bekal('exclusion', 'list')).said, [])
})

test('courses are tried first, and withdrawn again but for those that were there or are sold', async () => {
  const heading = 'title,institution,category,method,price'
  const row = (title: string, price: number) => `${title},LKP Contoh,Kuliner,self-paced,${price}`
  const first = await fileOf('awal.csv', [heading, row('Roti Manis', 100_000)].join('\n'))
  await triedThenDone('import', 'courses', first, '--even-incomplete')
  const file = await fileOf(
    'kursus.csv',
    [heading, row('Roti Manis', 120_000), row('Roti Tawar', 90_000), row('Roti Gandum', 80_000)].join('\n'),
  )
  const { taken } = await triedThenDone('import', 'courses', file, '--even-incomplete')
  assert.deepEqual(
    taken.map(({ outcome }: { outcome: string }) => outcome),
    ['changed', 'imported', 'imported'],
  )
  const { rows: wheat } = await pool.query(
    `select course_id as id, schedule_id as schedule from course join schedule using (course_id) where title = 'Roti Gandum'`,
  )
  await pool.query(
    `insert into purchase (card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, status, created_at,
       expires_at, otp_hashes, otp_expire_at, otp_sent_at)
     values (1, 1, 1, 'pembeli', $1, $2, 80000, 'awaiting_otp', now(), now(), '{}', '{}', now())`,
    [wheat[0].id, wheat[0].schedule],
  )
  const { undone, kept } = (await bekal('import', 'undo', await newest(), ...because)).said
  assert.deepEqual(
    [undone, kept.map((one: { because: string }) => one.because).toSorted()],
    [1, ['sold', 'was_there']],
  )
  const { rows } = await pool.query(`select title, status from course order by title`)
  assert.deepEqual(rows, [
    { title: 'Roti Gandum', status: 'listed' },
    { title: 'Roti Manis', status: 'listed' },
    { title: 'Roti Tawar', status: 'withdrawn' },
  ])
})
