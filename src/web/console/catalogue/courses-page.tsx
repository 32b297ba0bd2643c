import { listInstitutions } from '../../../catalogue/courses.ts'
import {
  type CourseStatus,
  courseOrders,
  courseStatuses,
  findCourses,
  type ListedCourse,
} from '../../../catalogue/list-courses.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { orderAsked } from '../parts/list-order.ts'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { asked, Filter, FilterChoice, rowsAsked } from '../parts/list-parts.tsx'
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
  const order = orderAsked(c, courseOrders)
  const page = rowsAsked(c)
  const [{ courses, total }, institutions] = await Promise.all([
    findCourses(ctx.db, { ...filter, ...page, order }),
    listInstitutions(ctx),
  ])
  return listPage(request, {
    title: said.title,
    lead: said.lead,
    place: '/konsol/katalog',
    file: 'pelatihan',
    columns: columnsOf(language),
    rows: courses,
    total,
    filter: (
      <Filter action="/konsol/katalog" language={language} order={order}>
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
    ),
  })
}

const tones = { listed: 'success', incomplete: 'waiting', withdrawn: 'quiet', suspended: 'error' } as const

/** Whether a course is in the catalogue. */
export function CourseTag(props: { status: CourseStatus; language: ConsoleRequest['language'] }) {
  const { status, language } = props
  return <parts.StatusTag tone={tones[status]}>{coursesWords[language].statuses[status]}</parts.StatusTag>
}

/** Its price, or that it is not sold. */
export function priceOf(price: number | undefined, language: ConsoleRequest['language']): string {
  return price === undefined ? coursesWords[language].notSold : formatRupiah(price)
}

/** What a course that waits for curation lacks, as the console calls it. */
export function lacksOf(
  { lacks = [] }: Pick<ListedCourse, 'lacks'>,
  language: ConsoleRequest['language'],
): string[] {
  return lacks.map((lack) => coursesWords[language].lacks[lack])
}

function columnsOf(language: ConsoleRequest['language']): ListColumn<ListedCourse>[] {
  const said = coursesWords[language]
  return [
    {
      label: said.title,
      key: 'title',
      cell: (course) => course.title,
      show: (course) => <a href={`/konsol/katalog/pelatihan/${course.courseCode}`}>{course.title}</a>,
    },
    { label: said.code, key: 'code', cell: (course) => course.courseCode },
    { label: said.institution, key: 'institution', cell: (course) => course.institution },
    { label: said.category, key: 'category', cell: (course) => course.category },
    { label: said.method, key: 'method', cell: (course) => said.methods[course.method] },
    {
      label: said.price,
      key: 'price',
      right: true,
      cell: (course) => course.price,
      show: (course) => priceOf(course.price, language),
    },
    {
      label: said.status,
      key: 'status',
      cell: (course) => [said.statuses[course.status], ...lacksOf(course, language)].join(', '),
      show: (course) => (
        <>
          <CourseTag status={course.status} language={language} />
          {course.lacks ? <p class="small muted">{lacksOf(course, language).join(', ')}</p> : ''}
        </>
      ),
    },
  ]
}
