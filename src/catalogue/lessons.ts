import type { Context } from '../database/context.ts'
import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import type { LearningMethod } from './clean-method.ts'

/** A lesson: a text, or a link to a video or a file with a text beside it. */
export interface Lesson {
  readonly number: number
  readonly title: string
  /** Markdown without HTML */
  readonly body: string
  readonly kind: 'text' | 'video' | 'file'
  /** https; undefined for a text */
  readonly url: string | undefined
  /** how long it is open at least before it can be finished */
  readonly minSeconds: number
}

export interface LessonSubject {
  readonly courseId: number
  readonly title: string
  readonly institution: string
  readonly method: LearningMethod
  /** its schedule has a place */
  readonly inPerson?: boolean
}

const selectLessons = statement<[number], 'catalogue/lessons-of'>(
  'catalogue/lessons-of',
  'select number, title, body, kind, url, min_seconds from lesson where course_id = $1 order by number',
)

const insertFirstLessons = statement<[string]>(
  'catalogue/first-lessons',
  `
  insert into lesson (course_id, number, title, body)
  select l."courseId", 1, l.title, l.body
  from jsonb_to_recordset($1::jsonb) as l ("courseId" int, title text, body text)
  where not exists (select from lesson known where known.course_id = l."courseId")
  on conflict do nothing`,
)

/** The lessons of a course, in their order. */
export function lessonsOf(ctx: Pick<Context, 'db'>, courseId: number): Promise<Lesson[]> {
  return rows(ctx.db, selectLessons, [courseId])
}

/** Gives an introduction to those of the courses that have no lesson yet; returns to how many. */
export async function ensureFirstLesson(db: Queryable, courses: readonly LessonSubject[]): Promise<number> {
  if (courses.length === 0) return 0
  const lessons = courses.map((course) => ({ courseId: course.courseId, ...introduction(course) }))
  return touched(db, insertFirstLessons, [JSON.stringify(lessons)])
}

/** What can honestly be said before the institution has written lessons of its own: what, by whom, how. */
export function introduction(course: Omit<LessonSubject, 'courseId'>): { title: string; body: string } {
  const how = course.inPerson
    ? 'Pelatihan ini berlangsung tatap muka, di tempat dan pada waktu yang tertera di jadwalmu. ' +
      'Hadirlah sejak awal, karena kehadiran dicatat.'
    : course.method === 'webinar'
      ? 'Pelatihan ini berlangsung sebagai webinar, yaitu tatap muka daring pada waktu yang tertera di jadwalmu. ' +
        'Siapkan koneksi internet dan hadirlah sejak awal, karena kehadiran dicatat.'
      : 'Pelatihan ini dipelajari secara mandiri: kamu boleh mulai kapan saja dan mengulang materi sesuka hati. ' +
        'Sisihkan waktu yang tetap setiap hari agar selesai sebelum batas waktunya.'
  return {
    title: 'Pengantar',
    body: [
      `Selamat datang di pelatihan “${course.title}” dari ${course.institution}.`,
      how,
      `Materi dan tugas diberikan oleh ${course.institution}. Pelatihan dinyatakan selesai setelah semua materi ` +
        'dan tes akhir diselesaikan; sesudah itu sertifikat diterbitkan dan kamu dapat menulis ulasan.',
      'Sebelum lanjut, tuliskan untuk dirimu sendiri: apa yang ingin bisa kamu kerjakan setelah pelatihan ini?',
    ].join('\n\n'),
  }
}
