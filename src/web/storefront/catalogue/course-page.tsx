import { courseJsonLd } from '../../../catalogue/course-json-ld.ts'
import { type CoursePage, findCourse, wholePage } from '../../../catalogue/courses.ts'
import { educationNames } from '../../../kernel/education.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { historyTitle, labelOf } from '../label-words.ts'
import { ReviewsSection, reviewsForCourse } from '../reviews/course-reviews.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'

/** Seats are worth a word when they may run out while one thinks about it. */
const fewSeats = 20

/** One course, with the way to buy it. `problem` is shown when buying was refused. */
export async function coursePage(c: Request, shop: Shop, problem?: string): Promise<Response> {
  const [course, reviews] = await courseAndReviews(c, shop)
  if (!course || !reviews) return errorPage(c, 404)
  const language = c.get('language')
  const said = words[language]
  const block = await whyNotSold(shop, course, language)
  const voucher = shop.journey.delivery === 'voucher'
  const url = shop.storefronts.link(path(shop, `/kursus/${course.slug}`))
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={course.title}
      description={course.description.slice(0, 160) || `${course.title}, ${course.institution.name}`}
      indexed
      failed={problem !== undefined}
      width="full"
      linkedData={courseJsonLd(course, url, reviews.spread)}
    >
      <parts.ErrorSummary problems={problem ? [{ field: 'jadwal', message: problem }] : []} />
      <div class="two">
        <div class="stack">
          <p class="small">
            <a href={path(shop, `/kursus?kategori=${course.category.slug}`)}>{course.category.name}</a>
          </p>
          <h1>{course.title}</h1>
          <p class="lead">
            {said.byLine} {course.institution.name}
          </p>
        </div>
        <section class="side panel stack" aria-label={said.price}>
          <p class="huge number">{course.price === null ? said.free : formatRupiah(course.price)}</p>
          {block ? <NotSold shop={shop} language={language} block={block} /> : ''}
          {block ? '' : <BuyForm c={c} shop={shop} course={course} />}
          <FullSchedules course={course} language={language} />
        </section>
        <div class="flow">
          {course.description ? <h2>{said.about}</h2> : ''}
          {course.description ? <p class="lines">{course.description}</p> : ''}
          {voucher && !block ? (
            <>
              <h2>{said.howVoucher}</h2>
              <p>{said.howVoucherText(historyTitle(shop, language))}</p>
            </>
          ) : (
            ''
          )}
          <h2>{said.goodToKnow}</h2>
          <parts.SummaryList rows={factsOf(shop, course, language, !block)} />
          <ReviewsSection language={language} shop={shop} course={course} reviews={reviews} />
        </div>
      </div>
    </parts.Page>,
    problem ? 422 : 200,
  )
}

/** Nothing where there is no such course. */
async function courseAndReviews(c: Request, shop: Shop) {
  const { ctx } = shop.storefronts
  const found = await (c.get('course') ?? findCourse(ctx, c.req.param('slug') ?? ''))
  if (!found) return []
  return Promise.all([wholePage(ctx, found), reviewsForCourse(shop, found.course.courseId)])
}

async function whyNotSold(shop: Shop, course: CoursePage, language: Language): Promise<string | undefined> {
  const said = words[language]
  if (course.price === null) return said.notSold
  if (course.price > (await shop.maxGrant())) return said.tooDear
  if (!course.sellers.some(({ storefront }) => storefront === shop.journey.id)) return said.notHere
  if (course.schedules.some(({ state }) => state === 'open')) return undefined
  if (course.schedules.some(({ state }) => state === 'full')) return said.allFull
  return course.schedules.some(({ state }) => state === 'after_cut_off') ? said.afterCutOff : said.noSchedule
}

function NotSold(props: { shop: Shop; language: Language; block: string }) {
  return (
    <>
      <p>{props.block}</p>
      <parts.LinkButton look="second" href={path(props.shop, '/kursus')}>
        {words[props.language].otherCourses}
      </parts.LinkButton>
    </>
  )
}

function BuyForm({ c, shop, course }: { c: Request; shop: Shop; course: CoursePage }) {
  const language = c.get('language')
  const said = words[language]
  const open = course.schedules.filter(({ state }) => state === 'open')
  const [only] = open
  const label = labelOf(shop, 'choose_course', language)
  const nameOf = (schedule: CoursePage['schedules'][number]) =>
    schedule.startsAt ? formatInstant(schedule.startsAt, language) : said.anyTime
  const seatsOf = ({ seatsLeft }: CoursePage['schedules'][number]) =>
    seatsLeft <= fewSeats ? { hint: said.seats(seatsLeft) } : {}
  return (
    <parts.Form action={path(shop, `/kursus/${course.slug}/beli`)}>
      {open.length > 1 ? (
        <parts.Radios
          name="jadwal"
          label={said.schedule}
          value={only?.scheduleCode ?? ''}
          options={open.map((schedule) => ({
            value: schedule.scheduleCode,
            label: nameOf(schedule),
            ...seatsOf(schedule),
          }))}
        />
      ) : (
        <div>
          <input type="hidden" name="jadwal" value={only?.scheduleCode} />
          <p class="small muted">{said.schedule}</p>
          <p>{only && nameOf(only)}</p>
          <p class="small">{only && seatsOf(only).hint}</p>
        </div>
      )}
      <parts.Button>{label}</parts.Button>
      <p class="small muted">{said.payHint}</p>
    </parts.Form>
  )
}

/** Schedules without a seat, each with its waiting list, which is at the programme: there a storefront learns nothing of who waits. */
function FullSchedules({ course, language }: { course: CoursePage; language: Language }) {
  const said = words[language]
  const full = course.schedules.filter(({ state }) => state === 'full')
  if (full.length === 0 || course.sellers.length === 0) return null
  return (
    <div class="stack">
      <p class="small">{said.fullSchedules}</p>
      <ul class="list small">
        {full.map((schedule) => (
          <li>
            <a href={`/kartu/tunggu/${encodeURIComponent(schedule.scheduleCode)}`}>
              {said.waitFor(schedule.startsAt ? formatInstant(schedule.startsAt, language) : said.anyTime)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is good to know of a course; of one that is sold here also how, and until when one may step back. */
function factsOf({ journey }: Shop, course: CoursePage, language: Language, sold: boolean) {
  const said = words[language]
  const delivery = journey.delivery === 'voucher' ? said.deliveryVoucher : said.deliveryDirect
  const terms = [
    { label: said.delivery, value: delivery },
    { label: said.cancelUntil, value: said.cancelRule },
  ]
  return [
    { label: said.by, value: course.institution.name },
    { label: said.method, value: said[course.method] },
    { label: said.conditions, value: conditionsOf(course, language) },
    ...(sold ? terms : []),
  ]
}

function conditionsOf({ conditions }: CoursePage, language: Language): string {
  const said = words[language]
  const all = [
    conditions.minAge === null ? '' : said.ageFrom(conditions.minAge),
    conditions.maxAge === null ? '' : said.ageTo(conditions.maxAge),
    conditions.minEducation > 0 ? said.educationFrom(educationNames[conditions.minEducation] ?? '') : '',
  ].filter(Boolean)
  const sentence = all.length > 0 ? `${all.join(', ')}.` : `${said.everyone}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
