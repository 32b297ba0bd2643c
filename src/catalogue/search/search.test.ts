import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../../test/database.ts'
import { one } from '../../database/sql.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { importCourses } from '../import-courses.ts'
import { correctWords, slipsBetween } from './correct-words.ts'
import { type CourseSearch, searchCourses } from './search.ts'
import { searches, searchWholeShelf } from './search-sql.ts'

const { pool } = await testDatabase()
const ctx = { db: pool, clock: stoppedClock('2026-11-23T03:00:00Z') }
await pool.query(`
  insert into partner (client_code, name, kind, domain, storefront, created_at)
  values ('pijar-01', 'Pijar', 'storefront', 'pijar.example', 'pijar', now()),
    ('pintaria-01', 'Pintaria', 'storefront', 'pintaria.example', 'pintaria', now())`)
await importCourses(
  ctx,
  `course_title,institution,category,method,price_rupiah,description
Desain Grafis untuk Pemula,Lembaga Rupa,Desain,webinar,250000,
Fotografi Produk,Lembaga Rupa,Desain,self_paced,300000,Termasuk dasar desain grafis untuk katalog
Desain Interior Rumah,Lembaga Ruang,Desain,self_paced,400000,
Menjahit Baju Anak,Lembaga Benang,Keterampilan,self_paced,150000,
Pemrograman Web Dasar,Lembaga Kode,Teknologi,self_paced,500000,
Membaca Neraca,Lembaga Angka,Keuangan,webinar,,
Kafé dan Kopi Susu,Lembaga Rasa,Kuliner,webinar,1250000,`,
  { maxGrant: 1_000_000, evenIncomplete: true },
)

const search = (given: Partial<CourseSearch>) =>
  searchCourses(ctx, { storefront: 'pijar', perPage: 20, ...given })
const titles = async (given: Partial<CourseSearch>) =>
  (await search(given)).courses.map((course) => course.title)

test('a whole shelf is what a search finds of which nothing is asked', async () => {
  const now = ctx.clock.now()
  const none = [null, null, null, null, null, false, null] as const
  const [category, institution, method, maxPrice, accountId, withinBalance, days] = none
  for (const storefront of ['pijar', 'pintaria', 'nowhere'])
    for (const limit of [3, 20])
      assert.deepEqual(
        await one(pool, searchWholeShelf, [storefront, now, limit, null]),
        await one(pool, searches.newest, [
          ...([
            storefront,
            '',
            '',
            null,
            category,
            institution,
            method,
            maxPrice,
            accountId,
            withinBalance,
            days,
            now,
          ] as const),
          ...([null, false, null, limit, null, []] as const),
        ]),
      )
  assert.equal((await search({})).courses.length, 7)
})

test('words in the title come before words in the description', async () => {
  assert.deepEqual(await titles({ words: 'desain grafis' }), [
    'Desain Grafis untuk Pemula',
    'Fotografi Produk',
  ])
})

test('words are found in every form, and the last one when it is only begun', async () => {
  assert.deepEqual(await titles({ words: 'jahit' }), ['Menjahit Baju Anak'])
  assert.deepEqual(await titles({ words: 'pemrogr' }), ['Pemrograman Web Dasar'])
  assert.deepEqual(await titles({ words: 'web das' }), ['Pemrograman Web Dasar'])
  assert.deepEqual(await titles({ words: 'untuk' }), ['Desain Grafis untuk Pemula', 'Fotografi Produk'])
})

test('accents are no matter', async () => {
  assert.deepEqual(await titles({ words: 'kafe' }), ['Kafé dan Kopi Susu'])
})

test('an institution is found by its name', async () => {
  assert.deepEqual(await titles({ words: 'lembaga benang' }), ['Menjahit Baju Anak'])
})

test('typing errors are corrected and the correction is told', async () => {
  const results = await search({ words: 'desian grafis' })
  assert.equal(results.suggestion, 'desain grafis')
  assert.equal(results.courses[0]?.title, 'Desain Grafis untuk Pemula')
  assert.equal((await search({ words: 'fotograpi' })).suggestion, 'fotografi')
  assert.equal((await search({ words: 'Menjait' })).suggestion, 'menjahit')
  assert.equal((await search({ words: 'desain' })).suggestion, undefined)
})

test('a phrase in quotes and an excluded word are understood', async () => {
  assert.deepEqual(await titles({ words: '"desain interior"' }), ['Desain Interior Rumah'])
  assert.deepEqual(await titles({ words: 'desain -grafis' }), ['Desain Interior Rumah'])
})

test('every filter narrows, and a facet counts without its own filter', async () => {
  const results = await search({ category: 'desain', method: 'self_paced' })
  assert.deepEqual(results.total, 2)
  assert.deepEqual(
    results.facets.categories.map((facet) => [facet.slug, facet.count]),
    [
      ['desain', 2],
      ['keterampilan', 1],
      ['teknologi', 1],
    ],
  )
  assert.deepEqual(results.facets.methods, [
    { method: 'self_paced', count: 2 },
    { method: 'webinar', count: 1 },
  ])
  assert.equal((await search({ institution: 'lembaga-rupa' })).total, 2)
  assert.equal((await search({ maxPrice: 300_000 })).total, 4)
  assert.equal((await search({ soldOnly: true })).total, 6)
  assert.equal((await search({ leastStars: 1 })).total, 0)
  assert.equal((await search({ beginsWithinDays: 30, method: 'webinar' })).total, 2)
  assert.equal((await search({ beginsWithinDays: 7 })).total, 0)
  assert.equal((await search({ storefront: 'pintaria' })).total, 7)
  assert.equal((await search({ storefront: 'tidak-ada' })).total, 0)
  assert.equal((await search({ category: 'tidak-ada' })).total, 0)
})

test('sorted by price, title, rating or time, and each page begins after the last course of the one before', async () => {
  assert.deepEqual(await titles({ sort: 'cheapest', perPage: 2 }), ['Membaca Neraca', 'Menjahit Baju Anak'])
  assert.deepEqual(await titles({ sort: 'dearest', perPage: 1 }), ['Kafé dan Kopi Susu'])
  const all = await titles({ sort: 'title' })
  for (const sort of ['relevance', 'cheapest', 'dearest', 'newest', 'title', 'rating'] as const) {
    for (const words of ['', 'lembaga']) {
      const walked: string[] = []
      let after: string | undefined
      do {
        const page = await search({ sort, words, perPage: 2, after })
        assert.equal(page.total, all.length)
        walked.push(...page.courses.map(({ title }) => title))
        after = page.more ? page.courses.at(-1)!.courseCode : undefined
      } while (after)
      assert.deepEqual([...walked].sort(), [...all].sort(), `${sort} ${words}`)
    }
  }
  const past = await search({ after: 'tidak-ada' })
  assert.deepEqual([past.courses.length, past.total], [0, 7])
})

test('a review counts for the rating at once, and no longer when it is hidden', async () => {
  const [course] = (await search({ words: 'jahit' })).courses
  const write = `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
    values ($1, 1, $2, $3, 'Materinya jelas sekali', 'B', now())`
  await pool.query(write, [1, course!.courseId, 5])
  await pool.query(write, [2, course!.courseId, 4])
  const [rated] = (await search({ sort: 'rating' })).courses
  assert.deepEqual([rated!.title, rated!.stars, rated!.reviews], ['Menjahit Baju Anak', 9, 2])
  assert.deepEqual(await titles({ leastStars: 4 }), ['Menjahit Baju Anak'])
  await pool.query(
    `update review set hidden_at = now(), hidden_by = 'x', hidden_because = 'insult' where card_id = 1`,
  )
  assert.deepEqual(
    [(await search({ words: 'jahit' })).courses[0]!.reviews, await titles({ leastStars: 5 })],
    [1, []],
  )
})

test('a card says when the next webinar begins', async () => {
  const { courses } = await search({ words: 'desain grafis pemula' })
  assert.equal(courses[0]?.nextStartsAt?.toISOString(), '2026-12-07T02:00:00.000Z')
})

test('where the words stand is told', async () => {
  assert.deepEqual((await search({ words: 'desain grafis' })).foundIn, { title: 1, description: 1 })
  assert.deepEqual((await search({ words: 'lembaga benang' })).foundIn, { institution: 1 })
  assert.deepEqual((await search({})).foundIn, {})
})

test('typing errors of Indonesian and English words are corrected', async () => {
  for (const [typed, meant] of [
    ['desian', 'desain'],
    ['progaman web', undefined],
    ['pemograman web', 'pemrograman web'],
    ['fotografy produk', 'fotografi produk'],
    ['membca neraca', 'membaca neraca'],
    ['kopi sussu', 'kopi susu'],
  ] as const)
    assert.equal((await search({ words: typed })).suggestion, meant, typed)
})

test('a withdrawn course is not found', async () => {
  await pool.query(`update course set status = 'withdrawn' where title = 'Desain Interior Rumah'`)
  assert.equal((await search({ words: 'interior' })).total, 0)
  await pool.query(`update course set status = 'listed'`)
})

test('what is held in a city or a province is found by its schedule to come, and the choices are counted', async () => {
  const added = await importCourses(
    ctx,
    `course_title,institution,category,method,price_rupiah,starts_at,ends_at,place,city
Las Bandung,LPK Baja,Teknik,luring,500000,+3 09:00,+3 15:00,BLK,Kota Bandung
Las Bogor,LPK Baja,Teknik,luring,500000,+40 09:00,+40 15:00,BLK,Kota Bogor
Las Sleman,LPK Baja,Teknik,luring,500000,+3 09:00,+3 15:00,BLK,Sleman`,
    { maxGrant: 1_000_000, evenIncomplete: true },
  )
  assert.equal(added.added, 3)
  assert.deepEqual(await titles({ place: 'kota-bandung' }), ['Las Bandung'])
  assert.deepEqual(await titles({ place: 'jawa-barat', sort: 'title' }), ['Las Bandung', 'Las Bogor'])
  assert.deepEqual(await titles({ place: 'jawa-barat', words: 'las', beginsWithinDays: 7 }), ['Las Bandung'])
  assert.deepEqual(await titles({ place: 'kota-antah' }), [])
  const narrowed = await search({ place: 'kota-bogor', words: 'las' })
  assert.deepEqual(narrowed.facets.places, [
    {
      name: 'DI Yogyakarta',
      slug: 'di-yogyakarta',
      count: 1,
      towns: [{ name: 'Kabupaten Sleman', slug: 'kabupaten-sleman', count: 1 }],
    },
    {
      name: 'Jawa Barat',
      slug: 'jawa-barat',
      count: 2,
      towns: [
        { name: 'Kota Bandung', slug: 'kota-bandung', count: 1 },
        { name: 'Kota Bogor', slug: 'kota-bogor', count: 1 },
      ],
    },
  ])
  assert.equal(narrowed.courses[0]?.nextCity, 'Kota Bogor')
  // Both can be met, but by no one schedule: each lead says what it would find.
  const none = await search({ place: 'kota-bogor', words: 'las', beginsWithinDays: 7 })
  assert.deepEqual([none.total, none.leads?.without], [0, { begins: 1, place: 2 }])
  // one that is cancelled is held nowhere
  await pool.query(`update schedule set cancelled_at = now(), cancelled_because = 'x', cancelled_by = 'institution-user:1'
    where regency = '3471' or regency = '3404'`)
  assert.deepEqual(await titles({ place: 'di-yogyakarta' }), [])
  await pool.query(
    `delete from seat_bucket where schedule_id in (select schedule_id from schedule where regency is not null)`,
  )
  await pool.query(`delete from schedule where regency is not null`)
  await pool.query(`update course set status = 'withdrawn' where title like 'Las %'`)
})

test('hostile words never fail', async () => {
  const hostile = [
    "'; drop table course; --",
    '\\',
    "\\'",
    '%_%',
    '\0',
    'a\0b',
    '"',
    '" or " - & | ! :* <->',
    '(((((',
    '⑴ ½ ℃ №',
    '\ud800',
    '😀😀',
    '٣',
    '-',
    '-'.repeat(33),
    '- '.repeat(33),
    `a ${'- '.repeat(40)}b`,
    '"-'.repeat(60),
    '-""'.repeat(60),
    '-"a'.repeat(60),
    'or '.repeat(60),
    'x'.repeat(10_000),
    'kata '.repeat(2_000),
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
  ]
  for (const words of hostile) assert.ok((await search({ words })).total >= 0, words.slice(0, 40))
  await search({ category: 'a\0b', institution: '\ud800', after: '\0', perPage: Number.NaN })
  await search({
    after: 'x'.repeat(10_000),
    perPage: 1e9,
    maxPrice: 1e300,
    leastStars: 1e9,
    beginsWithinDays: 1e9,
  })
})

test('any words at all never fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (words) => {
      assert.ok((await search({ words })).total >= 0)
    }),
    { numRuns: 150 },
  )
  // The signs that mean something to the parser, many and close together.
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('-', '"', ' ', 'or', 'a', '(', '&', '!', ':*', '<->', "'", '\\'), {
        maxLength: 200,
      }),
      async (signs) => assert.ok((await search({ words: signs.join('') })).total >= 0),
    ),
    { numRuns: 100 },
  )
})

test('a word is corrected only by one that is near enough', () => {
  assert.equal(slipsBetween('desian', 'desain'), 0.8)
  assert.equal(slipsBetween('', 'abc'), 3)
  const candidates = ['design', 'desain', 'grafis']
  assert.equal(
    correctWords(
      'Grafsi, desian',
      new Map([
        ['grafsi', candidates],
        ['desian', candidates],
      ]),
    ),
    'grafis, desain',
  )
  assert.equal(correctWords('kucing', new Map([['kucing', candidates]])), undefined)
})
