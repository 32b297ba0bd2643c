import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { courseFiles, giveContent } from '../../../test/a-course-to-learn.ts'
import { aBoughtTraining } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { aPurchase } from '../../../test/a-purchase.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { handInWork } from '../../learning/assignments/hand-in.ts'
import { setPlace } from '../../learning/institution-portal/set-place.ts'
import { writeReview } from '../../learning/reviews/write-review.ts'

const programme = await aProgramme()
const { ctx, database, pool } = programme
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
Object.assign(process.env, { ...settingsOf(database), BEKAL_DATA: folder })
process.env.BEKAL_TOKEN = await tokenOf(ctx, ana)

async function folderOf(name: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const place = path.join(folder, name)
  await mkdir(place)
  for (const [file, text] of courseFiles(more)) await writeFile(path.join(place, file), text)
  return place
}

test('content is taken whole or not at all, every problem told by file and line', async () => {
  const { courseCode } = await programme.aCourse()
  const wrong = await folderOf('salah', {
    '02-dua.md': 'tanpa kepala',
    'post-test.csv': 'question,a,b,right\nQ,x,x,a',
  })
  const refused = await bekal('course', 'content', courseCode, wrong)
  assert.equal(refused.code, 1)
  assert.match(refused.said, /^02-dua\.md, line 1: begins with three dashes/m)
  assert.match(refused.said, /^post-test\.csv, line 2: has the same option twice/m)
  assert.equal((await pool.query('select count(*)::int from lesson')).rows[0].count, 0)

  const right = await folderOf('benar')
  assert.deepEqual(await bekal('course', 'content', courseCode, right, '--check'), {
    code: 0,
    said: 'The folder can be taken.',
  })
  assert.equal((await bekal('course', 'content', 'tidak-ada', right)).code, 1)
  const said = `Course ${courseCode} has 1 lessons and 8 questions.`
  for (const time of ['first', 'again'])
    assert.deepEqual(await bekal('course', 'content', courseCode, right), { code: 0, said }, time)
  const { rows } = await pool.query(
    'select count(*)::int, count(*) filter (where retired)::int as retired from question',
  )
  // The same again adds nothing; a question that changed is retired, and the new one stands beside it.
  assert.deepEqual(rows, [{ count: 8, retired: 0 }])
  const changed = await folderOf('ubah', {
    'pre-test.csv': 'question,a,b,right\nP1,benar P1,salah P1,b\nP2,benar P2,salah P2,a',
  })
  assert.equal((await bekal('course', 'content', courseCode, changed)).code, 0)
  const after = await pool.query(
    'select count(*)::int, count(*) filter (where retired)::int as retired from question',
  )
  assert.deepEqual(after.rows, [{ count: 9, retired: 2 }])
})

test('an uploaded assignment is written to a new file, and what is due is listed', async () => {
  const training = await aBoughtTraining(programme)
  await giveContent(programme, training.course.courseCode)
  const sent = await handInWork(ctx, training, 'tpm', { content: Buffer.from('%PDF-1.7 isi') }, 'r')
  assert.ok(sent.ok)
  assert.match((await bekal('assignment', 'list')).said, /an uploaded file/)
  const file = path.join(folder, 'tugas.pdf')
  const number = String(sent.value.submissionId)
  assert.equal((await bekal('assignment', 'file', number, file)).code, 0)
  assert.equal(await readFile(file, 'utf8'), '%PDF-1.7 isi')
  assert.equal((await bekal('assignment', 'file', number, file)).code, 1)

  assert.equal((await bekal('incentive', 'list')).said, 'Nothing is due.')
  const enrolment = await aPurchase(programme, await programme.aCourse())
  const written = { stars: 5, text: 'Materinya jelas sekali' }
  assert.ok((await writeReview(ctx, enrolment, written, { requestId: 'r', link: (to) => to })).ok)
  const line = new RegExp(
    `^\\d+ \\w+ 2026 +${enrolment.cardId} +completion 1 +Rp600.000 +due +- +proven$`,
    'm',
  )
  assert.match((await bekal('incentive', 'list')).said, line)
})

test('an institution with a system of its own is told of, and told of no longer', async () => {
  const learnUrl = async () => (await pool.query('select learn_url from institution')).rows[0].learn_url
  assert.equal((await bekal('institution', 'learn-url', 'LKP Contoh', 'http://lkp.test')).code, 1)
  assert.equal((await bekal('institution', 'learn-url', 'LKP Lain', 'https://lkp.test')).code, 1)
  assert.equal((await bekal('institution', 'learn-url', 'LKP Contoh', 'https://lkp.test/kelas')).code, 0)
  assert.equal(await learnUrl(), 'https://lkp.test/kelas')
  assert.equal((await bekal('institution', 'learn-url', 'LKP Contoh')).code, 0)
  assert.equal(await learnUrl(), null)
})

test('where a schedule is held is said by its code, told to the journal, and taken away again', async () => {
  const { scheduleCode } = await programme.aCourse()
  const held = async () =>
    (await pool.query('select meeting from schedule where schedule_code = $1', [scheduleCode])).rows[0]
      .meeting
  for (const [schedule, place, sentence] of [
    [
      'JD-TIDAK-ADA',
      'Balai desa',
      'There is no schedule of this code: see those of a course by course show.',
    ],
    [
      scheduleCode,
      'http://kelas',
      'A link begins with https://, such as https://example.com/list. Check it again.',
    ],
    [scheduleCode, 'x'.repeat(501), 'A place or link has at most 500 characters. Shorten it.'],
  ] as const)
    assert.deepEqual(await bekal('course', 'meeting', schedule, place), { code: 1, said: sentence })
  assert.equal(await held(), null)
  const { LC_ALL } = process.env
  process.env.LC_ALL = 'id_ID.UTF-8'
  const inIndonesian = await bekal('course', 'meeting', 'JD-TIDAK-ADA', 'Balai desa')
  if (LC_ALL === undefined) delete process.env.LC_ALL
  else process.env.LC_ALL = LC_ALL
  assert.equal(
    inIndonesian.said,
    'Jadwal berkode itu tidak ada: lihat jadwal sebuah pelatihan dengan course show.',
  )

  const link = 'https://kelas.contoh.test/pagi'
  assert.deepEqual(await bekal('course', 'meeting', scheduleCode, ` ${link} `), {
    code: 0,
    said: `Schedule ${scheduleCode}: ${link}.`,
  })
  assert.equal(await held(), link)
  assert.equal((await bekal('course', 'meeting', scheduleCode)).code, 0)
  assert.equal(await held(), null)
  const { rows } = await pool.query(`select facts from journal where act = 'meeting_set' order by journal_id`)
  assert.deepEqual(
    rows.map(({ facts }) => facts),
    [{ meeting: link }, { meeting: null }],
  )
})

test('in which room a schedule is held is said whole or not at all, and a city that was bought stays', async () => {
  const training = await aBoughtTraining(programme)
  const { scheduleCode } = training.course
  const undated = await bekal('course', 'place', scheduleCode, '--name', 'BLK', '--city', 'Kota Bandung')
  assert.match(undated.said, /learns at their own pace/)
  await pool.query(
    `update schedule set starts_at = now() + interval '3 days', ends_at = now() + interval '4 days' where schedule_code = $1`,
    [scheduleCode],
  )
  for (const [options, said] of [
    [['--name', 'BLK'], /not whole/],
    [['--name', 'x'.repeat(121), '--city', 'Kota Bandung'], /longer than 120/],
    [['--name', 'BLK', '--city', 'Kota Antah'], /no such city or regency/],
    [['--name', 'BLK', '--city', 'Kota Bandung', '--map', 'javascript:1'], /must begin with https/],
  ] as const) {
    const refused = await bekal('course', 'place', scheduleCode, ...options)
    assert.equal(refused.code, 1)
    assert.match(refused.said, said)
  }
  const unknown = await bekal('course', 'place', 'JD-TIDAK-ADA', '--name', 'BLK', '--city', 'Kota Bandung')
  assert.match(unknown.said, /no schedule of this code/)
  assert.deepEqual(await bekal('course', 'place', scheduleCode, '--name', 'BLK', '--city', 'kota bandung'), {
    code: 0,
    said: `Schedule ${scheduleCode}: BLK, Kota Bandung.`,
  })
  assert.match((await bekal('course', 'show', training.course.courseCode)).said, /BLK, Kota Bandung/)

  const { rows } = await pool.query(
    `select schedule_id as "scheduleId", institution_id as "institutionId" from schedule join course using (course_id) where schedule_code = $1`,
    [scheduleCode],
  )
  const by = { actor: 'institution-user:1', requestId: 'r' }
  const asInstitution = (city: string) => setPlace(ctx, rows[0], { place: 'BLK 2', city }, by)
  assert.equal(said(await asInstitution('Kota Bogor')), 'city_sold')
  assert.equal(said(await asInstitution('Bandung')), 'done')
  assert.equal(said(await setPlace(ctx, { ...rows[0], institutionId: 999 }, {}, by)), 'schedule_unknown')
  const { rows: told } = await pool.query(
    `select facts from journal where act = 'schedule_place_set' order by journal_id`,
  )
  assert.deepEqual(
    told.map(({ facts }) => facts),
    [{ place: 'BLK, Kota Bandung' }, { place: 'BLK 2, Kota Bandung' }],
  )
  await pool.query(
    `update schedule set starts_at = '2020-01-01', ends_at = '2020-01-02' where schedule_code = $1`,
    [scheduleCode],
  )
  assert.equal(said(await asInstitution('Bandung')), 'schedule_over')
})

const said = (outcome: { ok: boolean; refusal?: string }) => (outcome.ok ? 'done' : outcome.refusal)
