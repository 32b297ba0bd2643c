import { catalogueList } from '../calls/catalogue.ts'
import { type CallReference, instant, text, whole } from './call-reference.ts'

const wholeOrNull = { type: ['integer', 'null'] }
const instantOrEmpty = { anyOf: [instant, { const: '' }] }

const scheduleSchema = {
  type: 'object',
  required: ['schedule_code', 'starts_at', 'ends_at', 'quota', 'status'],
  properties: {
    schedule_code: text,
    starts_at: instantOrEmpty,
    ends_at: instantOrEmpty,
    quota: whole,
    status: { type: 'string', enum: ['open', 'started', 'after_cut_off', 'full'] },
  },
}

const courseProperties = {
  course_code: text,
  title: text,
  institution: text,
  category: text,
  course_type: { type: 'integer', enum: [1, 2] },
  price: wholeOrNull,
  min_age: wholeOrNull,
  max_age: wholeOrNull,
  min_education: { type: 'integer', minimum: 0, maximum: 7 },
  min_education_label: text,
  status: { type: 'string', enum: ['listed', 'withdrawn'] },
  schedules: { type: 'array', items: scheduleSchema },
}

const courseSchema = {
  type: 'object',
  required: Object.keys(courseProperties),
  properties: courseProperties,
}

/** The calls that storefronts and institutions share. */
export const catalogueReferences: readonly CallReference[] = [
  {
    call: catalogueList,
    name: 'catalogue-list',
    title: { id: 'Katalog Anda', en: 'Your catalogue' },
    about: {
      id: 'Layanan tambahan Bekal. Menjawab pelatihan yang boleh dijual platform digital ini, atau milik lembaga ini, dengan kode pelatihan dan kode jadwal yang diminta layanan lain. Berhalaman: ulangi dengan next_cursor sampai kosong. Jadwal yang sudah lewat tidak disebut; pelatihan yang ditarik tetap disebut dengan status withdrawn dan tidak dapat dibeli.',
      en: 'An addition of Bekal. Lists the courses that this storefront may sell, or that are of this institution, with the codes of course and schedule that the other calls take. Paged: repeat it with next_cursor until that is empty. Schedules that are over are left out; a course that was withdrawn stays with the status withdrawn and cannot be bought.',
    },
    request: { cursor: '', limit: 50 },
    message: 'OK',
    answer: {
      courses: [
        {
          course_code: 'PELATIHAN-1',
          title: 'Dasar Barista',
          institution: 'LKP Contoh',
          category: 'Kuliner',
          course_type: 2,
          price: 350000,
          min_age: 18,
          max_age: null,
          min_education: 3,
          min_education_label: 'SMA/SMK',
          status: 'listed',
          schedules: [
            {
              schedule_code: 'JADWAL-1',
              starts_at: '2026-12-21T02:00:00Z',
              ends_at: '2026-12-21T05:00:00Z',
              quota: 25,
              status: 'open',
            },
          ],
        },
      ],
      next_cursor: '',
    },
    answerFields: [
      {
        name: 'courses',
        schema: { type: 'array', items: courseSchema },
        about: {
          id: 'Pelatihan. course_type: 1 belajar mandiri, 2 webinar. price: rupiah, null bila gratis dan tidak dijual. min_age dan max_age: tahun penuh, keduanya termasuk, null tanpa batas. min_education: 0 tanpa syarat sampai 7 (S3). schedules: starts_at dan ends_at RFC 3339 UTC, "" bila bebas; quota: kursi tersisa; status: open dapat dibeli, started sudah mulai, after_cut_off mulai setelah kartu terakhir berakhir, full penuh.',
          en: 'The courses. course_type: 1 self-paced, 2 webinar. price: rupiah, null where it is free and not sold. min_age and max_age: whole years, both included, null without limit. min_education: 0 none needed up to 7 (S3). schedules: starts_at and ends_at RFC 3339 in UTC, "" where the buyer begins at will; quota: seats left; status: open can be bought, started is too late, after_cut_off begins when no card can be used any more, full has no seat left.',
        },
      },
      {
        name: 'next_cursor',
        schema: text,
        about: {
          id: 'Cursor halaman berikutnya; "" pada halaman terakhir',
          en: 'cursor of the next page; "" on the last one',
        },
      },
    ],
    refusals: [],
  },
]
