import type { Context as RequestContext } from 'hono'
import { listInstitutions } from '../../catalogue/courses.ts'
import { type Institution, type InstitutionCourse, institutionCourses } from '../../catalogue/institutions.ts'
import { placeLine } from '../../catalogue/places/schedule-place.ts'
import { redeemPlace } from '../../catalogue/redeem-place.ts'
import type { Context } from '../../database/context.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant, formatPeriod, type Language } from '../../kernel/wib.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { inPersonOf, placeWords } from '../parts/schedule-place.tsx'
import { outside } from '../site/link.ts'
import { pageNumber } from '../site/page-number.ts'
import { showPage } from '../site/show-page.tsx'
import { words } from './institution-words.ts'

export type Request = RequestContext<Web>

const institutionsOnPage = 50
const coursesOnPage = 20

/** `/lembaga`: everybody who teaches. */
export async function institutionsPage(c: Request, ctx: Context): Promise<Response> {
  const said = words[c.get('language')]
  const all = await listInstitutions(ctx)
  const page = pageNumber(c)
  const shown = all.slice((page - 1) * institutionsOnPage, page * institutionsOnPage)
  return showPage(
    c,
    { title: said.institutions, description: said.institutionsLead, scripted: false, indexed: true },
    <>
      <p class="lead">{said.institutionsLead}</p>
      {shown.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        <parts.Listing
          rows={shown.map(({ name, slug, count }) => ({
            title: name,
            href: `/lembaga/${slug}`,
            end: <span class="small muted">{said.courseCount(count)}</span>,
          }))}
        />
      )}
      <parts.Pagination
        current={page}
        count={Math.ceil(all.length / institutionsOnPage)}
        href={(number) => `/lembaga?halaman=${number}`}
      />
    </>,
  )
}

/** `/lembaga/SLUG`: who it is, where its vouchers are redeemed, and what is being taught. */
export async function institutionPage(c: Request, ctx: Context, institution: Institution): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const number = pageNumber(c)
  const { courses, count } = await institutionCourses(ctx, institution.institutionId, {
    number,
    size: coursesOnPage,
  })
  return showPage(
    c,
    { title: institution.name, scripted: false, indexed: true, width: 'full' },
    <>
      {institution.address ? <p class="lead">{institution.address}</p> : ''}
      <section class="panel row apart">
        <p>{said.redeemText}</p>
        <parts.LinkButton href={outside(redeemPlace(institution))}>{said.redeemHere}</parts.LinkButton>
      </section>
      <h2>{said.courses}</h2>
      {courses.length === 0 ? (
        <parts.EmptyState title={said.noCourses}>
          <p>{said.noCoursesText}</p>
        </parts.EmptyState>
      ) : (
        <ul class="grid">
          {courses.map((course) => (
            <Taught course={course} language={language} />
          ))}
        </ul>
      )}
      <parts.Pagination
        current={number}
        count={Math.ceil(count / coursesOnPage)}
        href={(page) => `/lembaga/${institution.slug}?halaman=${page}`}
      />
      <p>
        <a href="/lembaga">{said.allInstitutions}</a>
      </p>
    </>,
  )
}

function Taught({ course, language }: { course: InstitutionCourse; language: Language }) {
  const said = words[language]
  const inPerson = inPersonOf(course.schedules)
  const when = ({ startsAt, endsAt, place }: InstitutionCourse['schedules'][number]) => {
    if (!startsAt) return said.anyTime
    const at = endsAt ? formatPeriod(startsAt, endsAt, language) : formatInstant(startsAt, language)
    return place ? `${at}, ${placeLine(place)}` : at
  }
  return (
    <li class="panel stack">
      <h3>{course.title}</h3>
      <p class="small muted">
        {inPerson ? placeWords[language][inPerson] : said[course.method]} ·{' '}
        {course.price === undefined ? said.free : formatRupiah(course.price)}
      </p>
      <p class="small">
        <b>{said.schedules}</b>:{' '}
        {course.schedules.length === 0 ? said.noSchedule : course.schedules.map(when).join('; ')}
      </p>
      {course.sellers.length > 0 ? (
        <p class="small">
          {said.soldAt}{' '}
          {course.sellers.map(({ storefront, name }, at) => (
            <>
              {at > 0 ? ', ' : ''}
              <a href={outside(`/${storefront}/kursus/${course.slug}`)}>{name}</a>
            </>
          ))}
        </p>
      ) : (
        ''
      )}
    </li>
  )
}
