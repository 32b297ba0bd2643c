import {
  type PartnerCourse,
  type PartnerSchedule,
  partnerCatalogue,
} from '../../catalogue/partner-catalogue.ts'
import { educationNames } from '../../kernel/education.ts'
import { catalogueOf } from '../catalogue-of.ts'
import { optional, textField, wholeField } from '../fields.ts'
import { answered, call, rfc3339 } from './call.ts'
import { courseTypes } from './redeem-code.ts'

const instant = (at: Date | undefined) => (at === undefined ? '' : rfc3339(at))

const scheduleAnswer = (schedule: PartnerSchedule) => ({
  schedule_code: schedule.scheduleCode,
  starts_at: instant(schedule.startsAt),
  ends_at: instant(schedule.endsAt),
  quota: schedule.seatsLeft,
  status: schedule.state,
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

/** Ours: the codes that the other calls name are published nowhere else. */
export const catalogueList = call('catalogue/list', {
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
})
