import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { courseByCode } from '../courses.ts'
import { importCourses } from '../import-courses.ts'
import { findCourses } from '../list-courses.ts'
import { listCourseAgain } from '../withdraw-course.ts'
import { minutesOf, readAbout } from './course-about.ts'
import { type Description, describeCourse } from './describe-course.ts'
import { coursesLike } from './like-courses.ts'

const { pool } = await testDatabase()
const ctx = { db: pool, clock: stoppedClock('2026-11-23T03:00:00Z') }
const options = { maxGrant: 1_000_000, evenIncomplete: true }
await pool.query(`
  insert into partner (client_code, name, kind, domain, storefront, created_at)
  values ('pijar-01', 'Pijar', 'storefront', 'pijar.example', 'pijar', now())`)
const by = { actor: 'staff:1', requestId: 'r' }
const bring = (text: string) => importCourses(ctx, text, options)
const page = async (title: string) => {
  const { rows } = await pool.query<{ course_code: string }>(
    'select course_code from course where title = $1',
    [title],
  )
  return courseByCode(ctx, rows[0]!.course_code)
}
const columns = 'judul,lembaga,kategori,metode,harga'

test('a list brings what a course is judged by, in the words of Indonesian catalogues', async () => {
  const report = await bring(`${columns},tingkat,bahasa,pengajar,perlengkapan,hasil_belajar,silabus
Kelas Kopi,Lembaga Rasa,Kuliner,self_paced,250000,Pemula,Bahasa Indonesia,Bu Sari,Timbangan; Kopi,"1. Menakar
2. Menyeduh",Takaran (40 menit); Air (25 min); Praktik (2 jam)`)
  assert.equal(report.refused, 0)
  assert.deepEqual((await page('Kelas Kopi'))?.about, {
    level: 'beginner',
    language: 'id',
    trainer: 'Bu Sari',
    needs: ['Timbangan', 'Kopi'],
    outcomes: ['Menakar', 'Menyeduh'],
    syllabus: [
      { title: 'Takaran', minutes: 40 },
      { title: 'Air', minutes: 25 },
      { title: 'Praktik', minutes: 120 },
    ],
  })
})

test('a list changes what it has columns for: an empty cell takes away, a column that is missing leaves', async () => {
  await bring(`${columns},tingkat,pengajar\nKelas Kopi,Lembaga Rasa,Kuliner,self_paced,250000,lanjutan,`)
  const about = (await page('Kelas Kopi'))?.about
  assert.deepEqual([about?.level, about?.trainer, about?.outcomes?.length], ['advanced', undefined, 2])
  const again = await bring(`${columns}\nKelas Kopi,Lembaga Rasa,Kuliner,self_paced,250000`)
  assert.equal(again.unchanged, 1)
})

test('what is not understood is refused by its name, with the row', () => {
  const raw = { level: 'sulit', language: 'Jawa', trainer: undefined, needs: undefined, outcomes: undefined }
  assert.deepEqual(readAbout({ ...raw, syllabus: 'a;'.repeat(31) }).problems, [
    'level_unknown',
    'language_unknown',
    'about_too_long',
  ])
})

test('a course lasts as long as its parts, where each says how long', () => {
  assert.equal(
    minutesOf([
      { title: 'a', minutes: 40 },
      { title: 'b', minutes: 25 },
    ]),
    65,
  )
  assert.equal(minutesOf([{ title: 'a', minutes: 40 }, { title: 'b' }]), undefined)
  assert.equal(minutesOf([]), undefined)
})

test('like courses are the next of the category that are sold here, never the course itself, nor a free one', async () => {
  const rows = ['Teh', 'Susu', 'Jamu', 'Sirop'].map((what) => `Kelas ${what},Rasa,Kuliner,self_paced,100000`)
  await bring(
    `${columns}\n${rows.join('\n')}\nKelas Air,Rasa,Kuliner,self_paced,\nKelas Kain,Rasa,Busana,self_paced,9000`,
  )
  const like = async (title: string) =>
    (await coursesLike(pool, (await page(title))!.courseId, 'pijar')).map((course) => course.title)
  assert.deepEqual(await like('Kelas Kopi'), ['Kelas Teh', 'Kelas Susu', 'Kelas Jamu'])
  assert.deepEqual(await like('Kelas Jamu'), ['Kelas Sirop', 'Kelas Kopi', 'Kelas Teh'])
  assert.deepEqual(await coursesLike(pool, (await page('Kelas Kopi'))!.courseId, 'lain'), [])
})

test('a priced course that lacks essentials waits, and is listed by a list that brings them or by a curator', async () => {
  const strict = (text: string) => importCourses(ctx, text, { maxGrant: 1_000_000 })
  const rows =
    'Kelas Roti,Rasa,Roti,self_paced,9000\nKelas Kue,Rasa,Roti,self_paced,9000\nKelas Gratis,Rasa,Roti,self_paced,'
  const report = await strict(`${columns}\n${rows}`)
  assert.equal(report.incomplete, 2)
  assert.deepEqual(
    report.remarks.flatMap(({ line, reason }) => (line === 2 ? [reason] : [])),
    ['lacks_description', 'lacks_outcomes', 'lacks_syllabus'],
  )
  const { courses } = await findCourses(pool, { status: 'incomplete', limit: 10 })
  assert.deepEqual(
    courses.map(({ title, lacks }) => [title, lacks?.length]),
    [
      ['Kelas Kue', 3],
      ['Kelas Roti', 3],
    ],
  )
  assert.equal(await page('Kelas Roti'), undefined)
  assert.ok(await page('Kelas Gratis'))

  const whole = await strict(
    `${columns},deskripsi,hasil_belajar,silabus\nKelas Roti,Rasa,Roti,self_paced,9000,Dari ragi,Membuat roti,Ragi (40 menit)`,
  )
  assert.deepEqual([whole.changed, whole.incomplete], [1, 0])
  assert.deepEqual((await page('Kelas Roti'))?.sellers.length, 1)
  // What is listed once stays so, whatever a later list takes away.
  await strict(`${columns},silabus\nKelas Roti,Rasa,Roti,self_paced,9000,`)
  assert.ok(await page('Kelas Roti'))
  const cake = courses.find(({ title }) => title === 'Kelas Kue')!
  assert.ok((await listCourseAgain(ctx, cake.courseCode, 'Silabusnya menyusul', by)).ok)
  assert.ok(await page('Kelas Kue'))
})

test('who runs the catalogue completes a course that waits, with a reason, and takes away what is left empty', async () => {
  await importCourses(ctx, `${columns}\nKelas Bubur,Rasa,Bubur,self_paced,9000`, { maxGrant: 1_000_000 })
  const { courses } = await findCourses(pool, { words: 'Kelas Bubur', limit: 1 })
  const { courseCode } = courses[0]!
  const say = async (wanted: Description, because = 'Dari brosurnya') => {
    const outcome = await describeCourse(ctx, courseCode, { ...wanted, because }, by)
    return outcome.ok ? outcome.value.lacks : outcome.refusal
  }
  assert.equal(await say({}, ' '), 'reason_missing')
  assert.equal(await say({ level: 'sulit' }), 'level_unknown')
  assert.equal(await say({ language: 'Jawa' }), 'language_unknown')
  assert.equal(await say({ outcomes: 'a;'.repeat(31) }), 'about_too_long')
  assert.equal(await say({ description: 'a'.repeat(10_001) }), 'description_too_long')
  const unknown = await describeCourse(ctx, 'tidak-ada', { because: 'x' }, by)
  assert.equal(!unknown.ok && unknown.refusal, 'course_unknown')
  assert.deepEqual(await say({ description: 'Dari beras', trainer: 'Bu Tin' }), ['outcomes', 'syllabus'])
  assert.equal(await page('Kelas Bubur'), undefined)
  assert.deepEqual(await say({ outcomes: 'Membubur', syllabus: 'Beras (40 menit)', trainer: '' }), [])
  const { description, about } = (await page('Kelas Bubur'))!
  assert.deepEqual([description, about.trainer, about.syllabus?.length], ['Dari beras', undefined, 1])
  const { rows } = await pool.query(
    `select reason from journal where act = 'course_changed' and reason = 'Dari brosurnya'`,
  )
  assert.equal(rows.length, 2)
})

test('every course of the demo says what it is about, in full', async () => {
  await bring(await readFile(new URL('../../../demo/courses.csv', import.meta.url), 'utf8'))
  const { rows } = await pool.query<{ title: string }>(`
    select title from course join institution using (institution_id)
    where institution.name not in ('Rasa', 'Lembaga Rasa')
      and (status <> 'listed' or description = '' or not about ?& '{level,language,trainer,needs,outcomes,syllabus}')`)
  assert.deepEqual(rows, [])
})
