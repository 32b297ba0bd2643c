import { aboutCells } from '../../../catalogue/about/course-about.ts'
import { describeCourse, describeRefusals } from '../../../catalogue/about/describe-course.ts'
import { showCourse } from '../../../catalogue/list-courses.ts'
import { changeSeats, seatsRefusals } from '../../../catalogue/schedules/change-seats.ts'
import { listCourseAgain, withdrawCourse, withdrawRefusals } from '../../../catalogue/withdraw-course.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { openOrdersOf } from '../../../learning/cancellation/open-orders.ts'
import { meetingRefusals, setMeeting } from '../../../learning/institution-portal/set-meeting.ts'
import { setPlace, setPlaceRefusals } from '../../../learning/institution-portal/set-place.ts'
import { takeDownPicture, takeDownRefusals } from '../../../learning/institution-portal/take-down-picture.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { describeForm, placeForm, roomForm, seatsForm, turnForm } from './course-forms.ts'
import { coursePage, type OneCourse, OpenTable } from './course-page.tsx'
import { coursesWords } from './courses-words.ts'
import { takeDownForm } from './picture-act.tsx'

/** Finds the course of the address, which the schedule that is named must be one of. */
async function ofCourse({ c, ctx }: ConsoleRequest, scheduleCode?: string): Promise<OneCourse | undefined> {
  const course = await showCourse(ctx.db, c.req.param('course') ?? '')
  const its = course?.schedules.some((one) => one.scheduleCode === scheduleCode)
  return scheduleCode === undefined || its ? course : undefined
}

/** Gives a schedule of the course another number of seats. */
export async function submitSeats(request: ConsoleRequest): Promise<Response> {
  const answers = await seatsForm([]).read(request.c)
  if (!answers.ok) return coursePage(request, answers)
  const { jadwal, kursi, alasan_kursi: reason } = answers.values
  const course = await ofCourse(request, jadwal)
  if (!course) return errorPage(request.c, 404)
  const made = await changeSeats(request.ctx, jadwal, kursi, reason, request.actor)
  if (made.ok) return goTo(request.c, `/konsol/katalog/pelatihan/${course.courseCode}?kabar=seats_changed`)
  const problem = sentenceOf(seatsRefusals, made.refusal, made.facts, request.language)
  return coursePage(request, { problem, typed: answers.typed })
}

/** Says in which room a schedule of the course is held. */
export async function submitRoom(request: ConsoleRequest): Promise<Response> {
  const answers = await roomForm([]).read(request.c)
  if (!answers.ok) return coursePage(request, answers)
  const { jadwal_lokasi: scheduleCode, ...typed } = answers.values
  const course = await ofCourse(request, scheduleCode)
  if (!course) return errorPage(request.c, 404)
  const made = await setPlace(request.ctx, { scheduleCode }, typed, request.actor)
  if (made.ok) return goTo(request.c, `/konsol/katalog/pelatihan/${course.courseCode}?kabar=room_set`)
  const problem = sentenceOf(setPlaceRefusals, made.refusal, made.facts, request.language)
  return coursePage(request, { problem, typed: answers.typed })
}

/** Says how the buyers of a schedule of the course join it. */
export async function submitPlace(request: ConsoleRequest): Promise<Response> {
  const answers = await placeForm([]).read(request.c)
  if (!answers.ok) return coursePage(request, answers)
  const { jadwal_tempat: scheduleCode, tempat = '' } = answers.values
  const course = await ofCourse(request, scheduleCode)
  if (!course) return errorPage(request.c, 404)
  const made = await setMeeting(request.ctx, { scheduleCode }, tempat, request.actor)
  if (made.ok) return goTo(request.c, `/konsol/katalog/pelatihan/${course.courseCode}?kabar=place_set`)
  const problem = sentenceOf(meetingRefusals, made.refusal, made.facts, request.language)
  return coursePage(request, { problem, typed: answers.typed })
}

/** Writes what the course is judged by. */
export async function submitDescription(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const answers = await describeForm.read(c)
  if (!answers.ok) return coursePage(request, answers)
  const course = await ofCourse(request)
  if (!course) return errorPage(c, 404)
  const { deskripsi: description = '', alasan_keterangan: because, ...given } = answers.values
  // What the form leaves empty is taken away, not left.
  const cells = Object.fromEntries(aboutCells.map((cell) => [cell, given[cell] ?? '']))
  const made = await describeCourse(ctx, course.courseCode, { description, ...cells, because }, actor)
  if (made.ok) return goTo(c, `/konsol/katalog/pelatihan/${course.courseCode}?kabar=course_described`)
  const problem = sentenceOf(describeRefusals, made.refusal, made.facts, language)
  return coursePage(request, { problem, typed: answers.typed })
}

/** Takes the picture of the course down; its institution is told why. */
export async function submitTakeDown(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps, actor, language } = request
  const answers = await takeDownForm.read(c)
  if (!answers.ok) return coursePage(request, answers)
  const code = c.req.param('course') ?? ''
  const because = answers.values.alasan_gambar
  const made = await takeDownPicture(ctx, code, { because, link: deps.link }, actor)
  if (made.ok) {
    deps.onMessages()
    return goTo(c, `/konsol/katalog/pelatihan/${code}?kabar=picture_taken_down`)
  }
  const problem = sentenceOf(takeDownRefusals, made.refusal, made.facts, language)
  return coursePage(request, { problem, typed: answers.typed })
}

/** Takes the course out of the catalogue: first shows what is open of it, and asks once more. */
export async function submitWithdraw(request: ConsoleRequest): Promise<Response> {
  const answers = await turnForm.read(request.c)
  if (!answers.ok) return coursePage(request, answers)
  const course = await ofCourse(request)
  if (!course) return errorPage(request.c, 404)
  const { language } = request
  const said = coursesWords[language]
  const at = `/konsol/katalog/pelatihan/${course.courseCode}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: said.withdraw, action: `${at}/tarik`, back: at },
      <>
        <p class="lead">
          {course.title}, {course.institution}. {said.openText}
        </p>
        <OpenTable open={await openOrdersOf(request.ctx.db, course.courseCode)} language={language} />
      </>,
    )
  return turned(request, at, answers.values.alasan, withdrawCourse)
}

/** Brings a withdrawn course back. */
export async function submitListAgain(request: ConsoleRequest): Promise<Response> {
  const answers = await turnForm.read(request.c)
  if (!answers.ok) return coursePage(request, answers)
  const course = await ofCourse(request)
  if (!course) return errorPage(request.c, 404)
  const at = `/konsol/katalog/pelatihan/${course.courseCode}` as const
  return turned(request, at, answers.values.alasan, listCourseAgain)
}

async function turned(
  request: ConsoleRequest,
  at: `/konsol/katalog/pelatihan/${string}`,
  reason: string,
  turn: typeof withdrawCourse,
): Promise<Response> {
  const { c, ctx, actor, language } = request
  const made = await turn(ctx, c.req.param('course') ?? '', reason, actor)
  const news = turn === withdrawCourse ? 'course_withdrawn' : 'course_listed'
  if (made.ok) return goTo(c, `${at}?kabar=${news}`)
  return coursePage(request, { problem: sentenceOf(withdrawRefusals, made.refusal, made.facts, language) })
}
