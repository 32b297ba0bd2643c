import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { educationNames } from '../../kernel/education.ts'
import { cleanMethod } from '../clean-method.ts'
import { courseCode } from '../course-codes.ts'
import { bestSpelling } from './best-spelling.ts'
import { type CleanCourse, cleanCourse, type RawCourse } from './clean-course.ts'
import { cleanPrice } from './clean-price.ts'
import { cleanMoment, resolveMoment, type ScheduleMoment } from './clean-times.ts'
import { titleCase } from './title-case.ts'

const row: RawCourse = {
  title: 'Kelas Kopi',
  institution: 'Rasa',
  category: 'Kuliner',
  method: 'webinar',
  price: '1000',
}

/** A moment as it can be read again by {@link cleanMoment}. */
function spellMoment(moment: ScheduleMoment): string {
  if ('at' in moment) return moment.at.replace(':00.000Z', ':00Z')
  const pad = (value: number) => String(value).padStart(2, '0')
  return `+${moment.daysAfter} ${pad(Math.floor(moment.minutes / 60))}:${pad(moment.minutes % 60)}`
}

/** A course as a row again. */
function written(course: CleanCourse): RawCourse {
  const number = (value: number | null | undefined) =>
    value === undefined ? undefined : value === null ? '' : String(value)
  return {
    title: course.title,
    institution: course.institution,
    category: course.category,
    method: course.method,
    price: number(course.price)!,
    description: course.description,
    minAge: number(course.minAge),
    maxAge: number(course.maxAge),
    minEducation:
      course.minEducation === undefined
        ? undefined
        : ['', 'SD', 'SMP', 'SMA', 'D3', 'S1', 'S2', 'S3'][course.minEducation],
    quota: number(course.quota),
    startsAt: course.startsAt && spellMoment(course.startsAt),
    endsAt: course.endsAt && spellMoment(course.endsAt),
    ...(course.place && {
      where: {
        place: course.place.name,
        address: course.place.address,
        city: course.place.city,
        mapLink: course.place.map,
      },
    }),
  }
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'aB :;,!?()[]"\'\u00a0\u200b\n\t\0ÃÂé-ﬁſßİ\u0301'), maxLength: 30 }),
  fc.constantFrom(
    'KURSUS PHP UNTUK PEMULA',
    'kelas menjahit',
    'A, B, C',
    'Paket lengkap K3',
    'x'.repeat(400),
  ),
)
const rawCourse = fc.record({
  title: words,
  institution: words,
  category: words,
  method: fc.oneof(words, fc.constantFrom('webinar', 'self_paced', 'Online', 'luring')),
  price: fc.oneof(
    words,
    fc.constantFrom('', '250.000', 'Rp 1.000,00', '-5', '0', '12,5'),
    fc.nat().map(String),
  ),
  description: fc.option(words, { nil: undefined }),
  minAge: fc.option(fc.constantFrom('', '18', '200', 'x'), { nil: undefined }),
  maxAge: fc.option(fc.constantFrom('', '17', '64', '-'), { nil: undefined }),
  minEducation: fc.option(fc.constantFrom('', ...educationNames, 'S1', 'SMK', '?'), { nil: undefined }),
  quota: fc.option(fc.constantFrom('', '0', '7', '1.5'), { nil: undefined }),
  startsAt: fc.option(fc.constantFrom('', '+3 09:00', '2026-12-24 09:00', 'besok'), { nil: undefined }),
  endsAt: fc.option(fc.constantFrom('', '+3 11.00', '2026-12-24T11:00+07:00', '+1 08:00'), {
    nil: undefined,
  }),
  where: fc.record({
    place: fc.oneof(words, fc.constantFrom('', 'BLK Contoh')),
    address: fc.constantFrom('', 'Jl. Contoh 1', 'x'.repeat(400)),
    city: fc.constantFrom('', 'Bandung', 'Kota Bandung', 'KAB. SLEMAN', 'Kota Antah'),
    mapLink: fc.constantFrom('', 'https://peta.contoh.test/1', 'ftp://x'),
  }),
})

test('cleaning never throws, and cleaning what is clean changes nothing', () => {
  let cleaned = 0
  fc.assert(
    fc.property(rawCourse, (raw) => {
      const once = cleanCourse(raw)
      if (!once.course) return assert.ok(once.reasons.length > 0)
      cleaned++
      assert.deepEqual(cleanCourse(written(once.course)).course, once.course)
    }),
    { numRuns: 3000 },
  )
  assert.ok(cleaned > 30, `only ${cleaned} rows were taken`)
})

test('a tidied title is taken as it is the second time', () => {
  fc.assert(
    fc.property(words, (title) => {
      const once = cleanCourse({ ...row, title })
      if (!once.course) return
      const again = cleanCourse({ ...row, title: once.course.title })
      assert.deepEqual(again.course, once.course)
      assert.ok(!again.course || !again.notes.some((note) => /^title_(cleaned|case)/.test(note)))
    }),
    { numRuns: 2000 },
  )
})

test('prices are read as people write them, and never guessed', () => {
  const amounts: Record<string, ReturnType<typeof cleanPrice>> = {
    '': null,
    ' - ': null,
    '0': null,
    'Rp0,00': null,
    Gratis: null,
    '250000': 250_000,
    'Rp 250.000': 250_000,
    'Rp. 250.000,-': 250_000,
    'rp250.000.-': 250_000,
    '250.000': 250_000,
    '250,000.00': 250_000,
    '250.000,00': 250_000,
    '250000.0': 250_000,
    '1.250.000': 1_250_000,
    'IDR 1,250,000': 1_250_000,
    '250\u00a0000': 250_000,
    '250000.50': 'price_not_whole',
    '250.000,5': 'price_not_whole',
    '-250.000': 'price_negative',
    'Rp -250.000': 'price_negative',
    '\u2212250': 'price_negative',
    '250rb': 'price_not_understood',
    '1e6': 'price_not_understood',
    '25.00.0': 'price_not_understood',
    '250.000.00': 'price_not_understood',
    '٢٥٠': 'price_not_understood',
    '0x10': 'price_not_understood',
    Infinity: 'price_not_understood',
    '2000000001': 'price_too_large',
    ['9'.repeat(400)]: 'price_too_large',
  }
  for (const [text, wanted] of Object.entries(amounts)) assert.equal(cleanPrice(text), wanted, `"${text}"`)
})

test('a shouting title keeps its acronyms and everything that may be one', () => {
  const wanted: Record<string, string> = {
    'KURSUS K3 UMUM UNTUK ASN': 'Kursus K3 Umum untuk ASN',
    'BELAJAR SQL DAN PHP DARI DASAR': 'Belajar SQL dan PHP dari Dasar',
    'TATA RIAS: UNTUK MUA PEMULA': 'Tata Rias: Untuk MUA Pemula',
    "DESAIN DI VIA'S COMPUTER": "Desain di Via's Computer",
    'DASAR-DASAR UI/UX UNTUK UMKM': 'Dasar-Dasar UI/UX untuk UMKM',
    CCNA: 'CCNA',
    'KELAS CV': 'KELAS CV',
    'CAFÉ DAN KOPI SUSU': 'CAFÉ DAN KOPI SUSU',
    'belajar iOS dasar': 'belajar iOS dasar',
    'english for frontliners': 'English for frontliners',
  }
  for (const [title, cased] of Object.entries(wanted)) assert.equal(titleCase(title), cased)
})

test('several courses in one title are a bundle, a list within one course is not', () => {
  const reasons = (title: string) => {
    const cleaned = cleanCourse({ ...row, title })
    return cleaned.course ? cleaned.notes : cleaned.reasons
  }
  assert.deepEqual(reasons('Belajar Merias Wajah, Teknik Menata Rambut, Menjadi Ahli Paes'), [
    'bundle_of_courses',
  ])
  assert.deepEqual(reasons('Data Science Complete Bundle'), ['bundle_suspected'])
  assert.deepEqual(reasons('Menu Rumahan (Telur Balado, Tumis Kangkung Pedas Sekali, Sup Ayam Bakso)'), [])
  assert.deepEqual(reasons('Membuat Tabel di Word, Grafik Batang di Word, dan Gambar di Word'), [])
})

test('words for the learning method are understood in Indonesian and English', () => {
  assert.equal(cleanMethod('Self-Paced'), 'self_paced')
  assert.equal(cleanMethod(' WEBINAR '), 'webinar')
  assert.equal(cleanMethod('daring'), 'online')
  assert.equal(cleanMethod('Tatap Muka'), 'offline')
  assert.equal(cleanMethod('constructor'), undefined)
})

test('moments are read in WIB, fixed or counted from the import', () => {
  assert.deepEqual(cleanMoment('24/12/2026 09.00 WIB'), { at: '2026-12-24T02:00:00.000Z' })
  assert.deepEqual(cleanMoment('2026-12-24T02:00:00Z'), { at: '2026-12-24T02:00:00.000Z' })
  assert.deepEqual(cleanMoment('+14 09:00'), { daysAfter: 14, minutes: 540 })
  assert.equal(cleanMoment(''), null)
  for (const nonsense of ['2026-02-30 09:00', '2026-12-24 25:00', '+1 9', 'besok', '2026-12-24'])
    assert.equal(cleanMoment(nonsense), undefined, nonsense)
  // late in the evening in UTC it is the next day in WIB
  const at = resolveMoment({ daysAfter: 14, minutes: 540 }, new Date('2026-11-23T18:00:00Z'))
  assert.equal(at.toISOString(), '2026-12-08T02:00:00.000Z')
})

test('the best spelling does not depend on the order of rows', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(['ruang kursus', 'Ruang kursus', 'Ruang Kursus', 'RUANG KURSUS'], { minLength: 1 }),
      (names) => {
        assert.equal(bestSpelling(names), bestSpelling(names.toSorted()))
        if (names.includes('Ruang Kursus')) assert.equal(bestSpelling(names), 'Ruang Kursus')
      },
    ),
  )
})

test('every course code is one that the schema takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (title, institution) => {
      assert.match(courseCode(title, institution, title), /^[a-z0-9-]{1,64}$/)
    }),
  )
})
