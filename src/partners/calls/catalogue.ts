import {
  type PartnerCourse,
  type PartnerSchedule,
  partnerCatalogue,
} from '../../catalogue/partner-catalogue.ts'
import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import { educationNames } from '../../kernel/education.ts'
import { catalogueOf } from '../directory/catalogue-of.ts'
import { optional, textField, wholeField } from '../fields.ts'
import { answered, type Call, call, rfc3339 } from './call.ts'
import { instantText, text, whole } from './call-reference.ts'
import { courseTypes } from './redeem-code.ts'

const instantOf = (at: Date | undefined) => (at === undefined ? '' : rfc3339(at))

const placeAnswer = (place: SchedulePlace | undefined) =>
  place
    ? {
        name: place.name,
        address: place.address,
        regency_code: place.regency,
        city: place.city,
        province: place.province,
        map_url: place.map ?? '',
      }
    : null

const scheduleAnswer = (schedule: PartnerSchedule) => ({
  schedule_code: schedule.scheduleCode,
  starts_at: instantOf(schedule.startsAt),
  ends_at: instantOf(schedule.endsAt),
  quota: schedule.seatsLeft,
  status: schedule.state,
  place: placeAnswer(schedule.place),
})

const courseAnswer = (course: PartnerCourse) => ({
  course_code: course.courseCode,
  title: course.title,
  institution: course.institution,
  category: course.category,
  course_type: courseTypes[course.method].type,
  price: course.price ?? null,
  min_age: course.minAge ?? null,
  max_age: course.maxAge ?? null,
  min_education: course.minEducation,
  min_education_label: educationNames[course.minEducation] ?? '',
  status: course.status,
  schedules: course.schedules.map(scheduleAnswer),
})

const wholeOrNull = { type: ['integer', 'null'] }
const instantOrEmpty = { anyOf: [instantText, { const: '' }] }

const placeProperties = {
  name: text,
  address: text,
  regency_code: text,
  city: text,
  province: text,
  map_url: text,
}

const placeSchema = { type: 'object', required: Object.keys(placeProperties), properties: placeProperties }

const scheduleSchema = {
  type: 'object',
  required: ['schedule_code', 'starts_at', 'ends_at', 'quota', 'status', 'place'],
  properties: {
    schedule_code: text,
    starts_at: instantOrEmpty,
    ends_at: instantOrEmpty,
    quota: whole,
    status: { type: 'string', enum: ['open', 'started', 'after_cut_off', 'full'] },
    place: { anyOf: [placeSchema, { type: 'null' }] },
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
  status: { type: 'string', enum: ['listed', 'withdrawn', 'suspended'] },
  schedules: { type: 'array', items: scheduleSchema },
}

const courseSchema = {
  type: 'object',
  required: Object.keys(courseProperties),
  properties: courseProperties,
}

/** Ours: the codes that the other calls name are published nowhere else. */
const catalogueList = call('catalogue/list', {
  kind: 'both',
  fields: {
    cursor: optional(
      textField('cursor', {
        most: 10,
        pattern: /^[0-9]{1,9}$/,
        form: 'next_cursor dari jawaban sebelumnya',
        about: {
          id: 'next_cursor dari jawaban sebelumnya; kosong untuk halaman pertama',
          en: 'next_cursor of the answer before; empty for the first page',
        },
      }),
    ),
    limit: wholeField('limit', {
      least: 1,
      most: 100,
      otherwise: 50,
      about: { id: 'Pelatihan per halaman', en: 'courses of a page' },
    }),
  },
  async run({ ctx }, { partner }, { cursor, limit }) {
    const page = await partnerCatalogue(ctx, catalogueOf(partner), { after: Number(cursor ?? 0), limit })
    return answered('OK', { courses: page.courses.map(courseAnswer), next_cursor: String(page.next ?? '') })
  },
  reference: {
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
              place: {
                name: 'Balai Latihan Kerja Contoh',
                address: 'Jalan Contoh 1',
                regency_code: '3273',
                city: 'Kota Bandung',
                province: 'Jawa Barat',
                map_url: '',
              },
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
          id: 'Pelatihan. course_type: 1 belajar mandiri, 2 webinar. price: rupiah, null bila gratis dan tidak dijual. min_age dan max_age: tahun penuh, keduanya termasuk, null tanpa batas. min_education: 0 tanpa syarat sampai 7 (S3). schedules: starts_at dan ends_at RFC 3339 UTC, "" bila bebas; quota: kursi tersisa; status: open dapat dibeli, started sudah mulai, after_cut_off mulai setelah kartu terakhir berakhir, full penuh; place: tempat kelas tatap muka, null bila daring.',
          en: 'The courses. course_type: 1 self-paced, 2 webinar. price: rupiah, null where it is free and not sold. min_age and max_age: whole years, both included, null without limit. min_education: 0 none needed up to 7 (S3). schedules: starts_at and ends_at RFC 3339 in UTC, "" where the buyer begins at will; quota: seats left; status: open can be bought, started is too late, after_cut_off begins when no card can be used any more, full has no seat left; place: where a class in person is held, null where it is online.',
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
})

/** The calls that storefronts and institutions share. */
export const catalogueCalls: readonly Call[] = [catalogueList]
