import { type CourseResults, searchCourses } from '../../../catalogue/search/search.ts'
import { storefrontIsSuspended } from '../../../storefronts/storefront-is-suspended.ts'
import { goTo } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { CompareBar, tickable } from '../judging/tick-to-compare.tsx'
import { titleOf } from '../label-words.ts'
import { ListFrame } from '../listed/list-frame.tsx'
import { ListedCourses } from '../listed/listed-courses.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { cardsOf } from './course-cards.ts'
import { type Asked, addressWith, askedOf } from './find/asked.ts'
import { listSays } from './find/find-words.ts'
import { Institutions } from './find/institutions.tsx'
import { NothingFound } from './find/nothing-found.tsx'
import { SearchForm } from './find/search-form.tsx'
import { ChosenFilters, chosenFilters, PagesOfCourses, WhatWasFound } from './find/what-was-found.tsx'
import { namesProgramme } from './names-programme.ts'
import { SuspendedNotice } from './suspended-notice.tsx'

const perPage = 12

/** Searching and filtering what the storefront has. `lead`: why one is here, when it is not the list of courses itself. */
export async function coursesPage(
  c: Request,
  shop: Shop,
  lead?: { title: string; text: string },
): Promise<Response> {
  const language = c.get('language')
  const said = listSays(language)
  const asked = askedOf(c)
  // "Type these words": they lead into the programme, whatever the catalogue has by that name.
  if (asked.words && namesProgramme(asked.words, shop.journey)) return goTo(c, path(shop, '/prakerja'))
  const { accountId } = c.get('session') ?? {}
  const [suspended, found] = await Promise.all([
    storefrontIsSuspended(shop.storefronts.ctx.db, shop.journey.id),
    searchCourses(shop.storefronts.ctx, { ...asked, storefront: shop.journey.id, accountId, perPage }),
  ])
  if (suspended) return showPage(c, { title: said.courses }, <SuspendedNotice language={language} />)
  const chosen = chosenFilters(c, shop, asked, found.facets)
  return showPage(
    c,
    {
      title: asked.words ? said.resultsFor(asked.words) : said.courses,
      heading: lead?.title ?? said.courses,
      width: 'full',
      scripted: false,
      indexed: !asked.words && asked.ticked.length === 0,
    },
    <ListFrame
      shop={shop}
      language={language}
      categories={found.facets.categories}
      institutions={found.facets.institutions}
      chosen={asked}
      narrowed={(by, slug) => addressWith(c, shop, { [by]: slug })}
    >
      {lead && found.total > 0 ? <p class="lead">{lead.text}</p> : ''}
      <SearchForm
        action={path(shop, '/kursus')}
        said={said}
        asked={asked}
        found={found}
        active={chosen.length}
      />
      <Institutions
        title={titleOf(shop, 'choose_institution', language)}
        chosen={asked.institution}
        institutions={found.facets.institutions}
        href={(institution) => addressWith(c, shop, { lembaga: institution })}
      />
      <ChosenFilters chosen={chosen} said={said} />
      <WhatWasFound shop={shop} language={language} asked={asked} found={found} />
      <Courses c={c} shop={shop} asked={asked} found={found} chosen={chosen} />
      <CompareBar c={c} shop={shop} courses={found.courses} ticked={asked.ticked} />
      <PagesOfCourses c={c} shop={shop} asked={asked} found={found} />
    </ListFrame>,
  )
}

interface Listed {
  readonly c: Request
  readonly shop: Shop
  readonly asked: Asked
  readonly found: CourseResults
  readonly chosen: ReturnType<typeof chosenFilters>
}

/** This page of the courses, as the storefront lays a list out; or the ways on, where there are none. */
function Courses({ c, shop, asked, found, chosen }: Listed) {
  if (found.leads) return <NothingFound c={c} shop={shop} asked={asked} leads={found.leads} chosen={chosen} />
  const language = c.get('language')
  return (
    <ListedCourses
      shop={shop}
      language={language}
      courses={tickable(cardsOf(shop, found.courses, language), found.courses, asked.ticked, language)}
      gathered={!asked.words && asked.sort === 'relevance'}
    />
  )
}
