import { listInstitutions } from '../../../catalogue/courses.ts'
import {
  type CourseStatus,
  courseStatuses,
  findCourses,
  type ListedCourse,
} from '../../../catalogue/list-courses.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing } from '../page.tsx'
import { asked, Filter, FilterChoice, Pages, rowsAsked } from '../parts/list-parts.tsx'
import { coursesWords } from './courses-words.ts'

/** `/konsol/katalog`: every course, by words, status and institution. */
export async function coursesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = coursesWords[language]
  const filter = {
    words: asked(c, 'cari'),
    status: courseStatuses.find((one) => one === c.req.query('status')),
    institutionId: smallIdOf(c.req.query('lembaga')) ?? undefined,
  }
  const file = wantsCsv(c)
  const { courses, total } = await findCourses(ctx.db, { ...filter, ...rowsAsked(c, file) })
  if (file) return courseFile(request, courses)
  const institutions = await listInstitutions(ctx)
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      <Filter action="/konsol/katalog" language={language}>
        <parts.Field name="cari" label={said.words} value={filter.words} optional />
        <FilterChoice
          name="status"
          label={said.status}
          language={language}
          options={courseStatuses.map((status) => ({ value: status, label: said.statuses[status] }))}
          value={filter.status}
        />
        <FilterChoice
          name="lembaga"
          label={said.institution}
          language={language}
          options={institutions.map(({ institutionId, name }) => ({
            value: String(institutionId),
            label: name,
          }))}
          value={filter.institutionId === undefined ? undefined : String(filter.institutionId)}
        />
      </Filter>
      {courses.length === 0 ? <Nothing language={language} /> : <CourseTable {...{ courses, language }} />}
      <Pages request={request} total={total} />
    </>,
  )
}

const tones = { listed: 'success', withdrawn: 'quiet', suspended: 'error' } as const

/** Whether a course is in the catalogue. */
export function CourseTag(props: { status: CourseStatus; language: ConsoleRequest['language'] }) {
  const { status, language } = props
  return <parts.StatusTag tone={tones[status]}>{coursesWords[language].statuses[status]}</parts.StatusTag>
}

/** Its price, or that it is not sold. */
export function priceOf(price: number | undefined, language: ConsoleRequest['language']): string {
  return price === undefined ? coursesWords[language].notSold : formatRupiah(price)
}

function CourseTable(props: { courses: readonly ListedCourse[]; language: ConsoleRequest['language'] }) {
  const { courses, language } = props
  const said = coursesWords[language]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[
        { label: said.title },
        { label: said.institution },
        { label: said.category },
        { label: said.method },
        { label: said.price, right: true },
        { label: said.status },
      ]}
      rows={courses.map((course) => [
        <a href={`/konsol/katalog/pelatihan/${course.courseCode}`}>{course.title}</a>,
        course.institution,
        course.category,
        said.methods[course.method],
        priceOf(course.price, language),
        <CourseTag status={course.status} language={language} />,
      ])}
    />
  )
}

function courseFile({ c }: ConsoleRequest, courses: readonly ListedCourse[]): Response {
  return csvAnswer(
    c,
    'pelatihan',
    ['course_code', 'title', 'institution', 'category', 'method', 'price', 'status'],
    courses.map((course) => [
      course.courseCode,
      course.title,
      course.institution,
      course.category,
      course.method,
      course.price ?? '',
      course.status,
    ]),
  )
}
