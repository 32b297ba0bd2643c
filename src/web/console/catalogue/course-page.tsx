import { aboutCells, writtenAbout } from '../../../catalogue/about/course-about.ts'
import { lessonsOf } from '../../../catalogue/lessons.ts'
import { offersOf, showCourse } from '../../../catalogue/list-courses.ts'
import { pictureOfCourse } from '../../../catalogue/pictures/course-pictures.ts'
import { placeLine } from '../../../catalogue/places/schedule-place.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { type OpenOrders, openOrdersOf } from '../../../learning/cancellation/open-orders.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { aboutWords } from '../../proposals/about-words.ts'
import { outside } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, instant, type Shown, whole } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { describeForm, placeForm, roomForm, seatsForm, turnForm } from './course-forms.ts'
import { CourseTag, lacksOf, priceOf } from './courses-page.tsx'
import { coursesWords } from './courses-words.ts'
import { pictureSection } from './picture-act.tsx'

export type OneCourse = NonNullable<Awaited<ReturnType<typeof showCourse>>>
type Language = ConsoleRequest['language']

/** `/konsol/katalog/pelatihan/:course`: one course with its schedules and lessons, what is open of it, and what can be done. */
export async function coursePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = coursesWords[language]
  const code = c.req.param('course') ?? ''
  const [course, sellers, open, picture] = await Promise.all([
    showCourse(ctx.db, code),
    offersOf(ctx.db, code),
    openOrdersOf(ctx.db, code),
    pictureOfCourse(ctx.db, code),
  ])
  if (!course) return errorPage(c, 404)
  const { courseId } = course
  const subjects = [
    `course:${courseId}`,
    ...course.schedules.map(({ scheduleId }) => `schedule:${scheduleId}`),
  ]
  const [lessons, history, pictured] = await Promise.all([
    lessonsOf(ctx, courseId),
    historyTable(request, subjects),
    pictureSection(request, { ...course, picture }, shown),
  ])
  return consolePage(
    request,
    { title: course.title, ...shown },
    <>
      <Facts course={course} sellers={sellers} language={language} />
      <Beside side={history}>
        <Schedules course={course} language={language} />
        <OpenTable open={open} language={language} />
        {lessons.length === 0 ? (
          <p class="muted">{said.noLessons}</p>
        ) : (
          <parts.Table
            caption={said.lessons}
            columns={[{ label: said.lesson, right: true }, { label: said.lessons }, { label: said.kind }]}
            rows={lessons.map(({ number, title, kind }) => [String(number), title, said.kinds[kind]])}
          />
        )}
        {pictured}
        {offers(request, 'run_catalogue') ? <Acts request={request} course={course} shown={shown} /> : ''}
      </Beside>
    </>,
  )
}

function Facts(props: {
  course: OneCourse
  sellers: Awaited<ReturnType<typeof offersOf>>
  language: Language
}) {
  const { course, sellers, language } = props
  const said = coursesWords[language]
  const shop = sellers.find(({ storefront }) => storefront)?.storefront
  return (
    <>
      <parts.SummaryList
        rows={[
          { label: said.status, value: <CourseTag status={course.status} language={language} /> },
          {
            label: said.institution,
            value: <a href={`/konsol/mitra/lembaga/${course.institutionId}`}>{course.institution}</a>,
          },
          { label: said.category, value: course.category },
          { label: said.method, value: said.methods[course.method] },
          { label: said.price, value: priceOf(course.price, language), total: true },
          { label: said.code, value: course.courseCode },
          { label: said.created, value: instant(course.createdAt, language) },
          { label: said.sellers, value: sellers.map(({ name }) => name).join(', ') || said.noSellers },
          ...(course.lacks ? [{ label: said.lacking, value: lacksOf(course, language).join(', ') }] : []),
          { label: said.description, value: course.description || said.noDescription },
          ...aboutFacts(course, language),
        ]}
      />
      {shop && course.status === 'listed' ? (
        <p>
          <a href={outside(`/${shop}/kursus/${course.slug}`)}>{said.seePage}</a>
        </p>
      ) : (
        ''
      )}
    </>
  )
}

/** The answers of the form that describes it, as they stand. */
function describedAs({ description, about }: OneCourse) {
  return { deskripsi: description, ...writtenAbout(about) }
}

/** What it is judged by, as its institution writes it. */
function aboutFacts({ about }: OneCourse, language: Language): parts.SummaryRow[] {
  const said = aboutWords[language]
  const shown = {
    ...writtenAbout(about),
    ...(about.level && { level: said.levels[about.level] }),
    ...(about.language && { language: said.languages[about.language] }),
  }
  return aboutCells.map((cell) => ({
    label: said[cell],
    value: <span class="lines">{shown[cell] ?? said.unsaid}</span>,
  }))
}

function Schedules({ course, language }: { course: OneCourse; language: Language }) {
  const said = coursesWords[language]
  if (course.schedules.length === 0) return <p class="muted">{said.noSchedules}</p>
  return (
    <parts.Table
      caption={said.schedules}
      columns={[
        { label: said.schedule },
        { label: said.begins },
        { label: said.ends },
        { label: said.seats, right: true },
        { label: said.left, right: true },
        { label: said.place },
        { label: said.meeting },
      ]}
      rows={course.schedules.map((one) => [
        one.cancelledAt ? `${one.scheduleCode} (${said.cancelledShort})` : one.scheduleCode,
        one.startsAt ? instant(one.startsAt, language) : said.anyTime,
        instant(one.endsAt, language),
        whole(one.quota, language),
        whole(one.seatsLeft, language),
        one.place ? placeLine(one.place) : '-',
        one.meeting ?? '-',
      ])}
    />
  )
}

/** What of a course is paid and not finished, by storefront. */
export function OpenTable({ open, language }: { open: readonly OpenOrders[]; language: Language }) {
  const said = coursesWords[language]
  if (open.length === 0) return <p class="muted">{said.noneOpen}</p>
  return (
    <parts.Table
      caption={said.open}
      columns={[
        { label: said.storefront },
        { label: said.unused, right: true },
        { label: said.begun, right: true },
        { label: said.worth, right: true },
      ]}
      rows={open.map((one) => [
        one.storefront,
        whole(one.unused, language),
        whole(one.begun, language),
        formatRupiah(one.rupiah),
      ])}
    />
  )
}

function Acts(props: { request: ConsoleRequest; course: OneCourse; shown: Shown }) {
  const { request, course, shown } = props
  const { c, language } = request
  const said = coursesWords[language]
  const at = `/konsol/katalog/pelatihan/${course.courseCode}` as const
  const listed = course.status === 'listed'
  const [turn, turnText] = listed
    ? [said.withdraw, said.withdrawText]
    : course.lacks
      ? [said.listIncomplete, said.listIncompleteText(lacksOf(course, language).join(', '))]
      : [said.listAgain, said.listAgainText]
  return (
    <>
      {course.schedules.length > 0 ? (
        <>
          <Act
            title={said.changeSeats}
            text={said.changeSeatsText}
            action={`${at}/kursi`}
            button={said.changeSeats}
          >
            {seatsForm(course.schedules).fields(c, shown)}
          </Act>
          <Act title={said.setRoom} text={said.setRoomText} action={`${at}/lokasi`} button={said.setRoom}>
            {roomForm(course.schedules).fields(c, shown)}
          </Act>
          <Act title={said.setPlace} text={said.setPlaceText} action={`${at}/tempat`} button={said.setPlace}>
            {placeForm(course.schedules).fields(c, shown)}
          </Act>
          <p>
            <a href="/konsol/jadwal">{said.cancelSchedule}</a>
          </p>
        </>
      ) : (
        ''
      )}
      <Act title={said.describe} text={said.describeText} action={`${at}/keterangan`} button={said.describe}>
        {describeForm.fields(c, { ...shown, typed: { ...describedAs(course), ...shown.typed } })}
      </Act>
      {course.status === 'suspended' ? (
        ''
      ) : (
        <Act title={turn} text={turnText} action={listed ? `${at}/tarik` : `${at}/kembalikan`} button={turn}>
          {turnForm.fields(c, shown)}
        </Act>
      )}
    </>
  )
}
