import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { testDatabase } from '../../../test/database.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { takeDownPicture } from '../../learning/institution-portal/take-down-picture.ts'
import { courseJsonLd } from '../course-json-ld.ts'
import { courseByCode } from '../courses.ts'
import { importCourses } from '../import-courses.ts'
import { searchCourses } from '../search/search.ts'
import { pictureFile, pictureOfCourse } from './course-pictures.ts'
import { mostPictureBytes, pictureSizes } from './picture-rules.ts'
import { removePicture, setPicture } from './set-picture.ts'

const { pool } = await testDatabase()
const clock = stoppedClock('2026-11-23T03:00:00Z')
const ctx = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const by = { actor: 'institution:1', requestId: 'r-1' }
const staff = { actor: 'staff:1', requestId: 'r-2' }
const alt = 'Barista menuang susu'
await pool.query(`
  insert into partner (client_code, name, kind, domain, storefront, created_at)
  values ('pijar-01', 'Pijar', 'storefront', 'pijar.example', 'pijar', now())`)
await importCourses(
  ctx,
  `judul,lembaga,kategori,metode,harga
Kelas Kopi,Lembaga Rasa,Kuliner,self_paced,250000
Kelas Teh,Lembaga Lain,Kuliner,self_paced,250000`,
  { maxGrant: 1_000_000, evenIncomplete: true },
)
await pool.query(`update institution set contact_email = 'rasa@contoh.test' where name = 'Lembaga Rasa'`)
const { rows } = await pool.query('select course_code, institution_id from course order by title')
const [coffee, tea] = rows.map((row) => ({ courseCode: row.course_code, institutionId: row.institution_id }))
const of = coffee!

const plain = (width: number, height: number, background = '#a45c20') =>
  sharp({ create: { width, height, channels: 3, background } })
const photo = await plain(1200, 700).jpeg().toBuffer()
const bring = (content: Uint8Array | undefined, words = alt, course = of) =>
  setPicture(ctx, course, { content, alt: words }, by)
const refusalOf = (outcome: { ok: boolean }) => (outcome as { refusal?: string }).refusal
const eventsOf = async () =>
  (
    await pool.query(`select act, reason from journal where act like 'course_picture%' order by journal_id`)
  ).rows.map(({ act, reason }) => [act.replace('course_picture_', ''), reason].filter(Boolean).join(' '))
const filesOf = async () =>
  (await pool.query('select size, digest from course_picture_file order by size')).rows.map(
    ({ size }) => size,
  )

test('what is no picture that is taken is refused by its content, before anything of it is unpacked', async () => {
  const png = await plain(900, 500).png().toBuffer()
  // A head that promises 900 million pixels.
  const bomb = Buffer.from(png)
  bomb.writeUInt32BE(30_000, 16)
  bomb.writeUInt32BE(30_000, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  const gif = await plain(900, 500).gif().toBuffer()
  for (const [content, refusal] of [
    [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"/>'),
      'picture_type_not_taken',
    ],
    [gif, 'picture_type_not_taken'],
    [Buffer.from('%PDF-1.7'), 'picture_type_not_taken'],
    [bomb, 'picture_too_many_pixels'],
    [Buffer.alloc(mostPictureBytes + 1, photo), 'picture_too_large'],
    [await plain(799, 600).png().toBuffer(), 'picture_too_small'],
    [photo.subarray(0, photo.length / 2), 'picture_broken'],
    [Buffer.concat([photo.subarray(0, 4), gif]), 'picture_broken'],
    [undefined, 'picture_missing'],
  ] as const)
    assert.equal(refusalOf(await bring(content)), refusal)
  assert.equal(refusalOf(await bring(photo, ' ')), 'alt_missing')
  assert.equal(refusalOf(await bring(photo, 'x'.repeat(201))), 'alt_too_long')
  const others = { courseCode: of.courseCode, institutionId: tea!.institutionId }
  assert.equal(refusalOf(await bring(photo, alt, others)), 'course_unknown')
  assert.equal(refusalOf(await removePicture(ctx, of, by)), 'picture_missing')
  assert.deepEqual([await filesOf(), await eventsOf()], [[], []])
})

test('a picture is turned upright, cut, packed small, and has nothing of what the camera wrote', async () => {
  const noise = Buffer.from(
    Array.from({ length: 460 * 820 * 3 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 251),
  )
  const camera = await sharp(noise, { raw: { width: 460, height: 820, channels: 3 } })
    .withExif({ IFD0: { Copyright: 'Bu Sari' }, IFD3: { GPSLatitude: '6/1 12/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  assert.ok((await sharp(camera).metadata()).exif)
  assert.deepEqual(await bring(camera), { ok: true, value: null })
  const picture = (await courseByCode(ctx, of.courseCode))?.picture
  for (const size of ['card', 'page'] as const) {
    const content = await pictureFile(pool, picture?.[size] ?? '')
    const { format, exif, xmp, icc, orientation } = await sharp(content).metadata()
    assert.deepEqual(
      [format, exif, xmp, icc, orientation],
      ['heif', undefined, undefined, undefined, undefined],
    )
    assert.ok(content!.byteLength <= pictureSizes[size].mostBytes, `${size}: ${content!.byteLength}`)
    assert.ok(!content!.includes('Bu Sari'))
  }
})

test('whoever sees the course is told of its picture: search, page and search engines', async () => {
  assert.ok((await bring(photo)).ok)
  const course = (await courseByCode(ctx, of.courseCode))!
  const content = await pictureFile(pool, course.picture!.page)
  const { width, height } = await sharp(content).metadata()
  assert.deepEqual({ width, height }, { width: 800, height: 450 })
  const url = 'https://bekal.example/pijar/kursus/kelas-kopi'
  assert.equal(
    courseJsonLd(course, url).image,
    `https://bekal.example/assets/pelatihan/${course.picture!.page}.avif`,
  )
  const found = await searchCourses(ctx, { storefront: 'pijar', words: 'kelas', perPage: 12 })
  assert.deepEqual(found.courses.map(({ title, picture }) => [title, picture?.alt]).toSorted(), [
    ['Kelas Kopi', alt],
    ['Kelas Teh', undefined],
  ])
})

test('the same again changes nothing, words change alone, and of two at once one stays', async () => {
  const before = await eventsOf()
  assert.ok((await bring(photo)).ok)
  assert.deepEqual(await eventsOf(), before)
  assert.ok((await bring(undefined, 'Kopi tubruk')).ok)
  assert.equal((await pictureOfCourse(pool, of.courseCode))?.alt, 'Kopi tubruk')
  const two = await Promise.all(
    ['#103050', '#205030'].map(async (colour) => bring(await plain(1000, 600, colour).webp().toBuffer())),
  )
  assert.ok(two.every(({ ok }) => ok))
  const { card, page } = (await pictureOfCourse(pool, of.courseCode))!
  const kept = await pool.query('select digest from course_picture_file order by size')
  assert.deepEqual(
    kept.rows.map(({ digest }) => digest),
    [card, page],
  )
  assert.equal((await eventsOf()).length, before.length + 3)
})

test('taken down, its file is gone and its institution is told why; it may bring another and remove that', async () => {
  const told = { because: ' Memuat nomor HP ', link: (path: string) => `https://bekal.example${path}` }
  const takeDown = () => takeDownPicture(ctx, of.courseCode, told, staff)
  assert.equal(
    refusalOf(await takeDownPicture(ctx, of.courseCode, { ...told, because: '' }, staff)),
    'reason_missing',
  )
  const long = { ...told, because: 'x'.repeat(501) }
  assert.equal(refusalOf(await takeDownPicture(ctx, of.courseCode, long, staff)), 'because_too_long')
  assert.equal(refusalOf(await takeDownPicture(ctx, 'tidak-ada', told, staff)), 'course_unknown')
  const outcomes = await Promise.all([takeDown(), takeDown()])
  assert.deepEqual(outcomes.map(refusalOf).toSorted(), ['picture_missing', undefined])
  const { status, because } = (await pictureOfCourse(pool, of.courseCode))!
  assert.deepEqual([status, because, await filesOf()], ['taken_down', 'Memuat nomor HP', []])
  assert.equal((await courseByCode(ctx, of.courseCode))?.picture, null)
  const { rows: mails } = await pool.query(
    `select address, params from outbox where template = 'picture-taken-down'`,
  )
  assert.equal(mails.length, 1)
  assert.equal(mails[0].params.reason, 'Memuat nomor HP')
  assert.ok((await bring(photo)).ok)
  assert.deepEqual([await filesOf()], [['card', 'page']])
  assert.ok((await removePicture(ctx, of, by)).ok)
  assert.deepEqual([(await pictureOfCourse(pool, of.courseCode))?.status, await filesOf()], ['removed', []])
  assert.deepEqual((await eventsOf()).slice(-3), ['taken_down Memuat nomor HP', 'set', 'removed'])
})
