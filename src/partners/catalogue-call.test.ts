import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { anInstitution } from '../../test/an-institution.ts'
import { day } from '../kernel/clock.ts'
import { rotateKey } from './directory/keys.ts'
import { registerPartner } from './directory/register-partner.ts'

const programme = await anInstitution()
const { ctx, pool, clock, ask, data, refusal, directory, lkp, lkpLain, faults, aCourse } = programme
after(() => programme.close())

const by = { actor: 'cli:test', requestId: 'r-test' }
const made = await rotateKey(ctx, directory, { ...by, clientCode: 'toko' })
assert.ok(made.ok)
const toko = { clientCode: 'toko', key: made.value.key }
const list = 'catalogue/list'

interface Listed {
  course_code: string
  status: string
  schedules: { schedule_code: string; quota: number; status: string }[]
}

async function listed(body: object, caller = toko): Promise<{ courses: Listed[]; next_cursor: string }> {
  return (await data(list, body, caller)) as unknown as { courses: Listed[]; next_cursor: string }
}

test('a storefront finds in its catalogue all that the first purchase has to name, and not what others sell', async () => {
  const startsAt = new Date(clock.now().getTime() + 2 * day).toISOString()
  const mine = await aCourse({ price: 350_000, quota: 7, minAge: 18, minEducation: 3, startsAt, soldBy: [1] })
  const others = await aCourse({ soldBy: [2, 3] })
  const { courses, next_cursor } = await listed({})
  const found = courses.find(({ course_code }) => course_code === mine.courseCode)
  const { rows } = await pool.query(
    `select title, ends_at from course join schedule using (course_id) where course_code = $1`,
    [mine.courseCode],
  )
  assert.deepEqual(found, {
    course_code: mine.courseCode,
    title: rows[0].title,
    institution: 'LKP Contoh',
    category: 'Umum',
    course_type: 1,
    price: 350_000,
    min_age: 18,
    max_age: null,
    min_education: 3,
    min_education_label: 'SMA/SMK',
    status: 'listed',
    schedules: [
      {
        schedule_code: mine.scheduleCode,
        starts_at: `${startsAt.slice(0, 19)}Z`,
        ends_at: rows[0].ends_at ? `${rows[0].ends_at.toISOString().slice(0, 19)}Z` : '',
        quota: 7,
        status: 'open',
        place: null,
      },
    ],
  })
  assert.ok(!courses.some(({ course_code }) => course_code === others.courseCode))
  assert.equal(next_cursor, '')

  // What it names can be bought without knowing anything else.
  const card = await programme.aCard({ education: 5 })
  const sent = await ask(
    'payment/send-otp',
    {
      user_platform_id: 'pembeli-1',
      prakerja_id: card.number,
      course_code: found?.course_code,
      schedule_code: found?.schedules[0]?.schedule_code,
      amount: 350_000,
    },
    toko,
  )
  assert.equal(sent.status, 200, sent.body.message)
})

test('pages follow each other without gap and without repetition', async () => {
  for (let i = 0; i < 5; i++) await aCourse({ soldBy: [1] })
  const all = (await listed({ limit: 100 })).courses.map(({ course_code }) => course_code)
  const paged: string[] = []
  let cursor = ''
  do {
    const page = await listed({ cursor, limit: 2 })
    assert.ok(page.courses.length <= 2)
    paged.push(...page.courses.map(({ course_code }) => course_code))
    cursor = page.next_cursor
  } while (cursor !== '')
  assert.deepEqual(paged, all)
  assert.ok(all.length >= 6)
})

test('a course that was withdrawn says so, a schedule that is over is left out, one that is full stays', async () => {
  const withdrawn = await aCourse({ soldBy: [1] })
  await pool.query(`update course set status = 'withdrawn' where course_code = $1`, [withdrawn.courseCode])
  const over = await aCourse({
    soldBy: [1],
    startsAt: new Date(clock.now().getTime() - 9 * day).toISOString(),
  })
  await pool.query(`update schedule set ends_at = $2 where schedule_code = $1`, [
    over.scheduleCode,
    new Date(clock.now().getTime() - 8 * day),
  ])
  const full = await aCourse({ soldBy: [1], quota: 0 })
  const { courses } = await listed({ limit: 100 })
  const of = (code: string) => courses.find(({ course_code }) => course_code === code)
  assert.equal(of(withdrawn.courseCode)?.status, 'withdrawn')
  assert.deepEqual(of(over.courseCode)?.schedules, [])
  assert.deepEqual(
    of(full.courseCode)?.schedules.map(({ quota, status }) => [quota, status]),
    [[0, 'full']],
  )
})

test('an institution sees its own courses, offered or not; a storefront that teaches sees both', async () => {
  const own = await aCourse({ soldBy: [] })
  const codes = async (caller: typeof toko) =>
    (await listed({ limit: 100 }, caller)).courses.map(({ course_code }) => course_code)
  assert.ok((await codes(lkp)).includes(own.courseCode))
  const { rows } = await pool.query(
    `select course_code from course where institution_id = 1 order by course_id`,
  )
  assert.deepEqual(
    await codes(lkp),
    rows.map(({ course_code }) => course_code),
  )
  assert.deepEqual(await codes(lkpLain), [])
  assert.ok(!(await codes(toko)).includes(own.courseCode))
  const both = await registerPartner(ctx, directory, {
    ...by,
    clientCode: 'dua',
    name: 'Dua',
    kind: 'storefront',
    domain: 'dua.example',
    institutionId: 1,
    actsAsInstitution: true,
  })
  assert.ok(both.ok)
  await pool.query(`insert into offer select $1, course_id from course where institution_id = 1 limit 1`, [
    both.value.partnerId,
  ])
  assert.deepEqual(await codes({ clientCode: 'dua', key: both.value.key }), await codes(lkp))
})

test('a cursor or a limit that is none is refused with the name of the field', async () => {
  for (const cursor of ['abc', '-1', '99999999999', 2 ** 53, {}])
    assert.match(await refusal(list, { cursor }, toko), /^ERRPLT40051 cursor /)
  for (const limit of [0, 101, '5', 1.5])
    assert.match(await refusal(list, { limit }, toko), /^ERRPLT40051 limit /)
  assert.deepEqual((await listed({ cursor: '999999999' })).courses, [])
  assert.deepEqual(faults, [])
})
