import { findInstitution } from '../../../catalogue/institutions.ts'
import { searchCourses } from '../../../catalogue/search/search.ts'
import { recordOfInstitution } from '../../../learning/records/read-records.ts'
import { storefrontIsSuspended } from '../../../storefronts/storefront-is-suspended.ts'
import { errorPage } from '../../http/errors.tsx'
import { showPage } from '../../site/show-page.tsx'
import { CourseCards } from '../cards/course-cards-view.tsx'
import { cardsOf } from '../catalogue/course-cards.ts'
import { addressOf } from '../catalogue/find/asked.ts'
import { listSays } from '../catalogue/find/find-words.ts'
import { SuspendedNotice } from '../catalogue/suspended-notice.tsx'
import type { Request, Shop } from '../shop.ts'
import { judgingWords } from './judging-words.ts'
import { InstitutionRecord } from './record-rows.tsx'

const perPage = 12

/** An institution in a storefront: what became of those who bought of it, and its courses. */
export async function institutionPage(c: Request, shop: Shop): Promise<Response> {
  const { ctx } = shop.storefronts
  const slug = c.req.param('slug') ?? ''
  const language = c.get('language')
  const said = judgingWords[language]
  // All by the address, so that they travel together.
  const [institution, record, found, suspended] = await Promise.all([
    findInstitution(ctx, slug),
    recordOfInstitution(ctx.db, slug.replaceAll('\0', '\ufffd').toWellFormed()),
    searchCourses(ctx, { storefront: shop.journey.id, institution: slug, sort: 'title', perPage }),
    storefrontIsSuspended(ctx.db, shop.journey.id),
  ])
  if (!institution) return errorPage(c, 404)
  const cards = cardsOf(shop, suspended ? [] : found.courses, language)
  return showPage(
    c,
    { title: institution.name, width: 'full', scripted: false, indexed: true },
    <>
      {institution.address ? <p class="lead">{institution.address}</p> : ''}
      {suspended ? <SuspendedNotice language={language} /> : ''}
      {record ? <InstitutionRecord record={record} language={language} /> : ''}
      <h2>{said.coursesOf(found.total)}</h2>
      {found.total === 0 ? <p>{said.noCourses}</p> : <CourseCards shop={shop} courses={cards} />}
      {found.more ? (
        <p>
          <a
            href={addressOf(shop, {
              lembaga: slug,
              urut: 'title',
              sesudah: found.courses.at(-1)?.courseCode,
            })}
            rel="next"
          >
            {listSays(language).next}
          </a>
        </p>
      ) : (
        ''
      )}
      <p>
        <a href={`/lembaga/${institution.slug}`}>{said.redeem}</a>
      </p>
    </>,
  )
}
