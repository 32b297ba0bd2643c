import { coursesLike } from '../../../catalogue/about/like-courses.ts'
import { courseJsonLd } from '../../../catalogue/course-json-ld.ts'
import { type CoursePage, findCourse, wholePage } from '../../../catalogue/courses.ts'
import { placeLine } from '../../../catalogue/places/schedule-place.ts'
import { educationNames } from '../../../kernel/education.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { recordsOfCourses } from '../../../learning/records/read-records.ts'
import { balanceOfAccount } from '../../../storefronts/accounts/balance-of-account.ts'
import { compositionOf } from '../../../storefronts/journeys.ts'
import { errorPage } from '../../http/errors.tsx'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { inPersonOf, placeWords } from '../../parts/schedule-place.tsx'
import { courseLayouts } from '../course/course-layouts.tsx'
import { judgingRows } from '../judging/record-rows.tsx'
import { labelOf } from '../label-words.ts'
import { reviewsForCourse } from '../reviews/course-reviews.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { aboutRows } from './course-about.tsx'
import { aboutOf, afterOf, Cost } from './course-chapters.tsx'

/** Seats are worth a word when they may run out while one thinks about it. */
const fewSeats = 20

/** One course, with the way to buy it. `problem` is shown when buying was refused. */
export async function coursePage(c: Request, shop: Shop, problem?: string): Promise<Response> {
  const [course, reviews, like, card, records] = await courseAndMore(c, shop)
  if (!course || !reviews) return errorPage(c, 404)
  const language = c.get('language')
  const said = words[language]
  const block = await whyNotSold(shop, course, language)
  const Laid = courseLayouts[compositionOf(shop.journey.id).coursePage]
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
      <Laid
        language={language}
        art={<Art course={course} />}
        head={<Head shop={shop} course={course} language={language} />}
        price={<Cost course={course} language={language} card={card} />}
        buy={
          <>
            {block ? (
              <NotSold shop={shop} language={language} block={block} />
            ) : (
              <BuyForm c={c} shop={shop} course={course} />
            )}
            <FullSchedules course={course} language={language} />
          </>
        }
        startsAt={course.schedules.find(({ state }) => state === 'open')?.startsAt}
        about={aboutOf(shop, course, language, !block)}
        facts={{
          id: 'perlu-tahu',
          name: said.goodToKnow,
          content: (
            <>
              <h2>{said.goodToKnow}</h2>
              <parts.SummaryList
                rows={[
                  ...factsOf(shop, course, language, !block),
                  ...judgingRows(shop, course.slug, records?.[0], language),
                ]}
              />
            </>
          ),
        }}
        after={afterOf({ shop, course, language, reviews, like: like ?? [] })}
      />
    </parts.Page>,
    problem ? 422 : 200,
  )
}

function Art({ course: { title, category, picture } }: { course: CoursePage }) {
  return <parts.CourseArt title={title} category={category.name} picture={picture} size="page" />
}

function Head({ shop, course, language }: { shop: Shop; course: CoursePage; language: Language }) {
  const { title, category, institution } = course
  return (
    <>
      <p class="small">
        <a href={path(shop, `/kursus?kategori=${category.slug}`)}>{category.name}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {words[language].byLine} <a href={path(shop, `/lembaga/${institution.slug}`)}>{institution.name}</a>
      </p>
    </>
  )
}

/** Nothing where there is no such course. */
async function courseAndMore(c: Request, shop: Shop) {
  const { ctx } = shop.storefronts
  const found = await (c.get('course') ?? findCourse(ctx, c.req.param('slug') ?? ''))
  if (!found) return []
  const { courseId } = found.course
  const accountId = c.get('session')?.accountId
  return Promise.all([
    wholePage(ctx, found),
    reviewsForCourse(shop, courseId),
    coursesLike(ctx.db, courseId, shop.journey.id),
    accountId ? balanceOfAccount(ctx.db, shop.journey.id, accountId, ctx.clock.now()) : undefined,
    recordsOfCourses(ctx.db, [courseId]),
  ] as const)
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
  const hintOf = ({ seatsLeft, place }: CoursePage['schedules'][number]) => {
    const all = [place && placeLine(place), seatsLeft <= fewSeats && said.seats(seatsLeft)].filter(Boolean)
    return all.length > 0 ? { hint: all.join(' · ') } : {}
  }
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
            ...hintOf(schedule),
          }))}
        />
      ) : (
        <div>
          <input type="hidden" name="jadwal" value={only?.scheduleCode} />
          <p class="small muted">{said.schedule}</p>
          <p>{only && nameOf(only)}</p>
          <p class="small">{only && hintOf(only).hint}</p>
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
              {said.waitFor(
                [
                  schedule.startsAt ? formatInstant(schedule.startsAt, language) : said.anyTime,
                  schedule.place?.city,
                ]
                  .filter(Boolean)
                  .join(', '),
              )}
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
  const inPerson = inPersonOf(course.schedules.filter(({ state }) => state !== 'started'))
  return [
    { label: said.by, value: course.institution.name },
    { label: said.method, value: inPerson ? placeWords[language][inPerson] : said[course.method] },
    ...aboutRows(course, language),
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
