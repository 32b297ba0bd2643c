import type { CoursePage, CourseSchedule } from './courses.ts'
import { pictureAddress } from './pictures/course-pictures.ts'
import type { SchedulePlace } from './places/schedule-place.ts'

/** A schema.org object; the page puts it in a script element, escaped. */
export type JsonLd = { readonly [key: string]: JsonLd | readonly JsonLd[] | string | number | boolean }

/** The average of the reviews, 1 to 5, and how many they are. */
export interface CourseRating {
  readonly average: number
  readonly count: number
}

/**
 * What search engines read of a course: schema.org Course with its runs (CourseInstance) and, if it is sold, its price
 * (Offer), and if it is reviewed, its AggregateRating. `pageUrl` is the absolute address of the page.
 */
export function courseJsonLd(course: CoursePage, pageUrl: string, rating?: CourseRating): JsonLd {
  const free = course.price === null
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    '@id': pageUrl,
    url: pageUrl,
    name: course.title,
    description: course.description || `${course.title}, pelatihan dari ${course.institution.name}.`,
    courseCode: course.courseCode,
    ...(course.picture && { image: new URL(pictureAddress(course.picture.page), pageUrl).href }),
    inLanguage: 'id',
    about: course.category.name,
    isAccessibleForFree: free,
    provider: { '@type': 'Organization', name: course.institution.name },
    ...(free
      ? {}
      : {
          offers: {
            '@type': 'Offer',
            category: 'Paid',
            price: course.price,
            priceCurrency: 'IDR',
            url: pageUrl,
            availability: course.schedules.some((schedule) => schedule.state === 'open')
              ? 'https://schema.org/InStock'
              : 'https://schema.org/SoldOut',
          },
        }),
    ...(rating && rating.count > 0
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: Math.round(rating.average * 10) / 10,
            reviewCount: rating.count,
            bestRating: 5,
            worstRating: 1,
          },
        }
      : {}),
    hasCourseInstance: course.schedules
      .filter((schedule) => schedule.state !== 'started')
      .map((schedule) => courseInstance(course, schedule)),
  }
}

function courseInstance(course: CoursePage, schedule: CourseSchedule): JsonLd {
  return {
    '@type': 'CourseInstance',
    name: course.title,
    courseMode: schedule.place ? 'Onsite' : 'Online',
    ...(schedule.startsAt && { startDate: schedule.startsAt.toISOString() }),
    ...(schedule.endsAt && { endDate: schedule.endsAt.toISOString() }),
    ...(schedule.place && { location: placeOf(schedule.place) }),
    maximumAttendeeCapacity: schedule.quota,
    remainingAttendeeCapacity: schedule.seatsLeft,
  }
}

function placeOf({ name, address, city, province, map }: SchedulePlace): JsonLd {
  return {
    '@type': 'Place',
    name,
    address: {
      '@type': 'PostalAddress',
      ...(address && { streetAddress: address }),
      addressLocality: city,
      addressRegion: province,
      addressCountry: 'ID',
    },
    ...(map && { hasMap: map }),
  }
}
