import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { stoppedClock } from '../kernel/clock.ts'
import { courseJsonLd } from './course-json-ld.ts'
import {
  courseByCode,
  courseForPage,
  listInstitutions,
  scheduleForPurchase,
  scheduleState,
  seatsLeft,
} from './courses.ts'
import { importCourses } from './import-courses.ts'
import { ensureFirstLesson, lessonsOf } from './lessons.ts'
import { openSchedules } from './schedules/open-schedule.ts'
import { categoriesOfShelf, institutionsOfShelf } from './shelf.ts'

const { pool } = await testDatabase()
const clock = stoppedClock('2026-11-23T03:00:00Z')
const ctx = { db: pool, clock }
await pool.query(`
  insert into partner (client_code, name, kind, domain, storefront, created_at)
  values ('pijar-01', 'Pijar', 'storefront', 'pijar.example', 'pijar', now())`)
await importCourses(
  ctx,
  `course_title,institution,category,method,price_rupiah,min_age,quota
Kelas Kopi,Lembaga Rasa,Kuliner,webinar,250000,21,7
Kelas Teh,Lembaga Rasa,Kuliner,self_paced,,,`,
  { maxGrant: 1_000_000, evenIncomplete: true },
)
const { rows } = await pool.query<{ course_code: string }>(
  'select course_code from course order by course_id',
)
const [coffee, tea] = rows.map((row) => row.course_code) as [string, string]

test('the page of a course has all that it shows', async () => {
  const page = await courseForPage(ctx, coffee)
  assert.equal(page?.title, 'Kelas Kopi')
  assert.deepEqual(page.conditions, { minAge: 21, maxAge: null, minEducation: 0 })
  assert.deepEqual(
    page.schedules.map(({ startsAt, quota, seatsLeft, state }) => [startsAt, quota, seatsLeft, state]),
    [[new Date('2026-12-07T02:00:00Z'), 7, 7, 'open']],
  )
  assert.deepEqual(
    page.sellers.map((seller) => seller.storefront),
    ['pijar'],
  )
  assert.deepEqual(await courseByCode(ctx, coffee), page)
  assert.equal(await courseForPage(ctx, 'tidak\0ada'), undefined)
})

test('the code of a course is readable and the same in every installation', () => {
  assert.match(coffee, /^kelas-kopi-[0-9a-z]{8}$/)
  assert.equal(coffee, 'kelas-kopi-08vqjjhr')
})

test('a free course has neither schedules nor sellers', async () => {
  const page = await courseForPage(ctx, tea)
  assert.deepEqual([page?.price, page?.schedules, page?.sellers], [null, [], []])
  assert.deepEqual(await lessonsOf(ctx, page!.courseId), [])
})

test('a schedule that has begun or has no seats cannot be bought', async () => {
  const startsAt = new Date('2026-12-07T02:00:00Z')
  const before = new Date(startsAt.getTime() - 1)
  assert.equal(scheduleState({ startsAt, endsAt: undefined, seatsLeft: 1 }, before), 'open')
  assert.equal(scheduleState({ startsAt, endsAt: undefined, seatsLeft: 1 }, startsAt), 'started')
  assert.equal(scheduleState({ startsAt, endsAt: undefined, seatsLeft: 0 }, before), 'full')
  assert.equal(scheduleState({ startsAt: undefined, endsAt: startsAt, seatsLeft: 1 }, startsAt), 'started')
  assert.equal(scheduleState({ startsAt: undefined, endsAt: undefined, seatsLeft: 1 }, startsAt), 'open')
})

test("a schedule that begins after the last year's cut-off cannot be bought", async () => {
  const cutOff = new Date('2026-12-16T00:00:00+07:00')
  const justBefore = new Date(cutOff.getTime() - 1)
  const now = clock.now()
  const at = (startsAt: Date) => ({ startsAt, endsAt: undefined, seatsLeft: 1 })
  assert.equal(scheduleState(at(justBefore), now, cutOff), 'open')
  assert.equal(scheduleState(at(cutOff), now, cutOff), 'after_cut_off')
  assert.equal(scheduleState({ ...at(cutOff), startsAt: undefined }, now, cutOff), 'open')
  const { courseId } = (await courseByCode(ctx, coffee))!
  const open = (scheduleCode: string, startsAt: Date) =>
    openSchedules(pool, [{ courseId, scheduleCode, startsAt, endsAt: null, quota: 5 }])
  await open('tanpa-tahun', cutOff)
  for (const [year, until] of [
    [2025, '2025-12-15'],
    [2026, '2026-12-15'],
  ] as const)
    await pool.query('insert into programme_year (year, name, rules) values ($1, $2, $3)', [
      year,
      `Program ${year}`,
      { usableUntil: until },
    ])
  await open('terakhir', justBefore)
  const states = (await courseByCode(ctx, coffee))!.schedules.map((one) => [one.scheduleCode, one.state])
  assert.deepEqual(Object.fromEntries(states)['tanpa-tahun'], 'after_cut_off')
  assert.deepEqual(Object.fromEntries(states).terakhir, 'open')
  assert.equal((await scheduleForPurchase(ctx, coffee, 'tanpa-tahun'))?.state, 'after_cut_off')
  await pool.query(`delete from seat_bucket using schedule where seat_bucket.schedule_id = schedule.schedule_id
    and schedule_code in ('tanpa-tahun', 'terakhir')`)
  await pool.query(`delete from schedule where schedule_code in ('tanpa-tahun', 'terakhir')`)
})

test('seats are those of a schedule of that very course', async () => {
  const code = (await courseByCode(ctx, coffee))!.schedules[0]!.scheduleCode
  assert.equal(await seatsLeft(ctx, coffee, code), 7)
  await pool.query('update seat_bucket set seats_left = 0')
  assert.equal(await seatsLeft(ctx, coffee, code), 0)
  assert.equal((await scheduleForPurchase(ctx, coffee, code))?.state, 'full')
  assert.equal(await seatsLeft(ctx, tea, code), undefined)
})

test('a schedule is opened with its seats, and once', async () => {
  const { courseId } = (await courseByCode(ctx, coffee))!
  const wanted = { courseId, scheduleCode: 'malam-01', startsAt: null, endsAt: null, quota: 10 }
  assert.deepEqual([...(await openSchedules(pool, [wanted])).keys()], ['malam-01'])
  assert.equal(await seatsLeft(ctx, coffee, 'malam-01'), 10)
  assert.equal((await openSchedules(pool, [{ ...wanted, quota: 20 }])).size, 0)
  assert.equal((await openSchedules(pool, [{ ...wanted, scheduleCode: 'baru', courseId: 0 }])).size, 0)
  assert.equal(await seatsLeft(ctx, coffee, 'malam-01'), 10)
})

test('the first lesson is written once', async () => {
  const { courseId } = (await courseByCode(ctx, tea))!
  const course = { courseId, title: 'Kelas Teh', institution: 'Lembaga Rasa', method: 'self_paced' } as const
  assert.equal(await ensureFirstLesson(pool, [course]), 1)
  assert.equal(await ensureFirstLesson(pool, [course]), 0)
})

test('categories and institutions are listed with their courses', async () => {
  assert.deepEqual(await categoriesOfShelf(ctx, 'pijar'), [{ name: 'Kuliner', slug: 'kuliner', count: 2 }])
  const taught = [{ name: 'Lembaga Rasa', slug: 'lembaga-rasa', count: 2 }]
  assert.deepEqual(await institutionsOfShelf(ctx, 'pijar', 'kuliner'), taught)
  assert.deepEqual(await institutionsOfShelf(ctx, 'tokopedia', 'kuliner'), [])
  const institutions = await listInstitutions(ctx)
  assert.deepEqual(
    institutions.map(({ name, slug, count }) => [name, slug, count]),
    [['Lembaga Rasa', 'lembaga-rasa', 2]],
  )
})

test('search engines read course, run and price', async () => {
  const url = 'https://pijar.example/kursus/kelas-kopi'
  const paid = courseJsonLd((await courseByCode(ctx, coffee))!, url)
  assert.deepEqual((paid.offers as { price: number }).price, 250_000)
  assert.equal((paid.hasCourseInstance as unknown[]).length, 2)
  const free = courseJsonLd((await courseByCode(ctx, tea))!, url)
  assert.deepEqual([free.isAccessibleForFree, free.offers], [true, undefined])
})
