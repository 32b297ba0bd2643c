import type { Child } from 'hono/jsx'
import { comparedCourses, mostCompared } from '../../../catalogue/about/compared-courses.ts'
import { coursesLike } from '../../../catalogue/about/like-courses.ts'
import type { CoursePage } from '../../../catalogue/courses.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { recordsOfCourses } from '../../../learning/records/read-records.ts'
import type { ToldRecord } from '../../../learning/records/told-record.ts'
import { type StarSpread, starSpreads } from '../../../learning/reviews/course-reviews.ts'
import * as parts from '../../parts/parts.ts'
import { inPersonOf, Place, placeWords } from '../../parts/schedule-place.tsx'
import type { Href } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { aboutRows, courseAboutWords } from '../catalogue/course-about.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { compareAddress } from './compare-links.tsx'
import { judgingWords } from './judging-words.ts'
import { recordRows } from './record-rows.tsx'
import { backToList, Ticked } from './tick-to-compare.tsx'

/** What stands in a column. */
interface Compared {
  readonly course: CoursePage
  readonly record: ToldRecord
  readonly rating: StarSpread | undefined
}

/** `/bandingkan?k=SLUG&k=SLUG`: two or three courses side by side. The address is all that is kept of it. */
export async function comparePage(c: Request, shop: Shop): Promise<Response> {
  const { ctx } = shop.storefronts
  const language = c.get('language')
  const said = judgingWords[language]
  const ticked = [...new Set(c.req.queries('k') ?? [])].slice(0, 12)
  const from = c.req.query('dari')
  const courses = await comparedCourses(ctx, ticked)
  const ids = courses.map(({ courseId }) => courseId)
  const [first] = courses
  const [records, ratings, like] = await Promise.all([
    recordsOfCourses(ctx.db, ids),
    starSpreads(ctx, ids),
    first && ids.length < mostCompared ? coursesLike(ctx.db, first.courseId, shop.journey.id) : [],
  ])
  const compared = courses.map((course, index) => ({
    course,
    record: records[index]!,
    rating: ratings.get(course.courseId),
  }))
  const others = like.filter(({ slug }) => !courses.some((course) => course.slug === slug))
  const slugs = courses.map(({ slug }) => slug)
  return showPage(
    c,
    { title: said.compareTitle, width: 'full', scripted: false },
    compared.length === 0 ? (
      <parts.EmptyState title={said.compareNone} icon="search">
        <p>{said.compareHow}</p>
        <parts.LinkButton href={backToList(shop, from, [])}>{said.allCourses}</parts.LinkButton>
      </parts.EmptyState>
    ) : (
      <>
        <p class="lead">{compared.length === 1 ? said.compareOne : said.compareLead}</p>
        <Ticked c={c} shop={shop} ticked={ticked} />
        <ComparedTable shop={shop} language={language} compared={compared} from={from} />
        {others.length > 0 ? (
          <section class="stack">
            <h2>{said.more}</h2>
            <ul class="chips">
              {others.map(({ slug, title }) => (
                <li>
                  <a class="chip" href={compareAddress(shop, [...slugs, slug], from)}>
                    {said.add(title)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ) : (
          ''
        )}
      </>
    ),
  )
}

function ComparedTable(props: {
  shop: Shop
  language: Language
  compared: readonly Compared[]
  /** the list that they were ticked in */
  from: string | undefined
}) {
  const { shop, language, compared, from } = props
  const said = judgingWords[language]
  const slugs = compared.map(({ course }) => course.slug)
  const columns = compared.map((one) => cellsOf(one, shop, language))
  // Every line that any of them has, in the order of the first that has it.
  const labels = [...new Set(columns.flatMap((cells) => [...cells.keys()]))]
  return (
    <table class="compare">
      <caption class="hidden">{said.compareTitle}</caption>
      <thead>
        <tr>
          <td />
          {compared.map(({ course }) => (
            <NameOf course={course} shop={shop} />
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label) => (
          <tr>
            <th scope="row">{label}</th>
            {columns.map((cells, index) => (
              <td>
                <span class="of small muted">{compared[index]?.course.title}</span>
                <div>{cells.get(label) ?? <span class="muted">{said.unsaid}</span>}</div>
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td />
          {compared.map(({ course: { slug, title } }) => (
            <Ways
              title={title}
              here={path(shop, `/kursus/${slug}`)}
              without={compareAddress(
                shop,
                slugs.filter((other) => other !== slug),
                from,
              )}
              language={language}
            />
          ))}
        </tr>
      </tbody>
    </table>
  )
}

function NameOf({ course, shop }: { course: Compared['course']; shop: Shop }) {
  const { title, slug, category, picture } = course
  return (
    <th scope="col">
      <parts.CourseArt title={title} category={category.name} picture={picture} />
      <a href={path(shop, `/kursus/${slug}`)}>{title}</a>
    </th>
  )
}

/** On from a course that is compared: to its page, or to the others without it. */
function Ways(props: { title: string; here: Href; without: Href; language: Language }) {
  const said = judgingWords[props.language]
  return (
    <td>
      <span class="of small muted">{props.title}</span>
      <div class="stack">
        <parts.LinkButton look="second" href={props.here}>
          {said.open}
          <span class="hidden"> {props.title}</span>
        </parts.LinkButton>
        <p class="small">
          <a href={props.without}>
            {said.takeAway}
            <span class="hidden"> {props.title}</span>
          </a>
        </p>
      </div>
    </td>
  )
}

/** What a course says on each line, by the line's name. */
function cellsOf({ course, record, rating }: Compared, shop: Shop, language: Language): Map<string, Child> {
  const said = judgingWords[language]
  const shopSaid = words[language]
  const next = course.schedules.find(({ state }) => state === 'open')
  const { institution, about } = course
  const inPerson = inPersonOf(course.schedules.filter(({ state }) => state === 'open'))
  const lines: [string, Child][] = [
    [said.price, course.price === null ? said.free : <b class="number">{formatRupiah(course.price)}</b>],
    [shopSaid.by, <a href={path(shop, `/lembaga/${institution.slug}`)}>{institution.name}</a>],
    [shopSaid.method, inPerson ? placeWords[language][inPerson] : shopSaid[course.method]],
    [
      said.next,
      next
        ? `${next.startsAt ? formatInstant(next.startsAt, language) : said.anyTime} · ${said.seats(next.seatsLeft)}`
        : said.noSchedule,
    ],
    ...(next?.place ? [[placeWords[language].place, <Place place={next.place} />] as [string, Child]] : []),
    [said.rating, <parts.Stars average={rating?.average ?? 0} count={rating?.count ?? 0} />],
    ...recordRows(record, language).map(({ label, value }): [string, Child] => [label, value]),
    ...aboutRows(course, language).map(({ label, value }): [string, Child] => [label, value]),
    ...(about.outcomes
      ? [[courseAboutWords[language].outcomes, <List items={about.outcomes} />] as [string, Child]]
      : []),
  ]
  return new Map(lines)
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul class="list small">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}
