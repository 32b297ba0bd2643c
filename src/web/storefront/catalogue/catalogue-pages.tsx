import { type CourseResults, type CourseSort, searchCourses } from '../../../catalogue/search.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { storefrontIsSuspended } from '../../../storefronts/storefront-is-suspended.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, type Href } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { titleOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { type StorefrontWords, words } from '../words.ts'
import { cardsOf } from './course-cards.ts'
import { namesProgramme } from './names-programme.ts'
import { SuspendedNotice } from './suspended-notice.tsx'

const perPage = 12
const sorts: readonly CourseSort[] = ['relevance', 'cheapest', 'dearest', 'newest', 'title']
const prices = [100_000, 250_000, 500_000, 1_000_000]

/** Searching and filtering the whole catalogue. `lead`: why one is here, when it is not the list of courses itself. */
export async function coursesPage(
  c: Request,
  shop: Shop,
  lead?: { title: string; text: string },
): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const asked = askedOf(c)
  const here = path(shop, '/kursus')
  // "Type these words": they lead into the programme, whatever the catalogue has by that name.
  if (asked.words && namesProgramme(asked.words, shop.journey)) return goTo(c, path(shop, '/prakerja'))
  const [suspended, found] = await Promise.all([
    storefrontIsSuspended(shop.storefronts.ctx.db, shop.journey.id),
    searchCourses(shop.storefronts.ctx, { ...asked, perPage }),
  ])
  if (suspended) return showPage(c, { title: said.courses }, <SuspendedNotice language={language} />)
  const cards = await cardsOf(shop, found.courses, language)
  return showPage(
    c,
    {
      title: asked.words ? said.resultsFor(asked.words) : said.courses,
      heading: lead?.title ?? said.courses,
      width: 'full',
      scripted: false,
      indexed: !asked.words,
    },
    <>
      {lead && found.total > 0 ? <p class="lead">{lead.text}</p> : ''}
      <SearchForm action={here} said={said} asked={asked} categories={found.facets.categories} />
      <Institutions
        title={titleOf(shop, 'choose_institution', language)}
        chosen={asked.institution}
        institutions={found.facets.institutions}
        href={(institution) => addressWith(c, shop, { lembaga: institution, hal: undefined })}
      />
      <Chosen chosen={chosenOf(c, shop, asked, found.facets)} said={said} />
      <p role="status">
        {found.suggestion ? `${said.meant(found.suggestion)} ` : ''}
        <strong>{said.found(found.total)}</strong>
      </p>
      {found.courses.length > 0 ? (
        <parts.CourseGrid heading="h2" courses={cards} />
      ) : (
        <parts.EmptyState title={said.nothing} icon="search">
          <p>{said.nothingDo}</p>
          <parts.Buttons>
            <parts.LinkButton href={here}>{said.seeAll}</parts.LinkButton>
          </parts.Buttons>
        </parts.EmptyState>
      )}
      <parts.Pagination
        current={asked.page}
        count={Math.ceil(found.total / perPage)}
        href={(page) => addressWith(c, shop, { hal: String(page) })}
      />
    </>,
  )
}

interface Search {
  readonly action: Href
  readonly said: StorefrontWords
  readonly asked: Asked
  readonly categories: readonly { readonly name: string; readonly slug: string; readonly count: number }[]
}

function SearchForm({ action, said, asked, categories }: Search) {
  return (
    <search>
      <form method="get" action={action} class="search">
        <parts.Field name="q" label={said.search} type="search" value={asked.words ?? ''} />
        {asked.institution ? <input type="hidden" name="lembaga" value={asked.institution} /> : ''}
        <parts.Button>{said.searchButton}</parts.Button>
        <details>
          <summary>{said.filter}</summary>
          <div class="filters">
            <parts.Select
              name="kategori"
              label={said.category}
              value={asked.category ?? '-'}
              options={[
                { value: '-', label: said.anyCategory },
                ...categories.map(({ name, slug, count }) => ({ value: slug, label: `${name} (${count})` })),
              ]}
            />
            <parts.Select
              name="cara"
              label={said.method}
              value={asked.method ?? '-'}
              options={[
                { value: '-', label: said.anyMethod },
                { value: 'self_paced', label: said.self_paced },
                { value: 'webinar', label: said.webinar },
              ]}
            />
            <parts.Select
              name="harga"
              label={said.maxPrice}
              value={String(asked.maxPrice ?? '-')}
              options={[
                { value: '-', label: said.anyPrice },
                ...prices.map((price) => ({ value: String(price), label: formatRupiah(price) })),
              ]}
            />
            <parts.Select
              name="urut"
              label={said.sort}
              value={asked.sort}
              options={sorts.map((sort) => ({ value: sort, label: said[sort] }))}
            />
            <parts.Button look="second">{said.apply}</parts.Button>
          </div>
        </details>
      </form>
    </search>
  )
}

interface Partners {
  /** how the storefront calls choosing one; without it, it offers no such choice */
  readonly title: string | undefined
  readonly chosen: string | undefined
  readonly institutions: readonly { readonly name: string; readonly slug: string; readonly count: number }[]
  readonly href: (institution: string) => Href
}

/** The institutions of what was found, where choosing one is a step of the storefront. */
function Institutions({ title, chosen, institutions, href }: Partners) {
  if (!title || chosen || institutions.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="chips">
        {institutions.map(({ name, slug, count }) => (
          <li>
            <a class="chip" href={href(slug)}>
              {name} <span class="muted">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Chosen({ chosen, said }: { chosen: ReturnType<typeof chosenOf>; said: StorefrontWords }) {
  if (chosen.length === 0) return null
  return (
    <ul class="chips" aria-label={said.chosenFilters}>
      {chosen.map(({ label, href }) => (
        <li>
          <a class="chip chosen" href={href}>
            {label} <span aria-hidden="true">×</span>
            <span class="hidden"> {said.dropFilter}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The filters that are on, each with the address of the same list without it. */
function chosenOf(
  c: Request,
  shop: Shop,
  asked: Asked,
  { categories, institutions }: Pick<CourseResults['facets'], 'categories' | 'institutions'>,
) {
  const said = words[c.get('language')]
  const without = (name: string) => addressWith(c, shop, { [name]: undefined, hal: undefined })
  const { category, institution, method, maxPrice, sort } = asked
  return [
    ...(category ? [{ label: nameIn(categories, category), href: without('kategori') }] : []),
    ...(institution ? [{ label: nameIn(institutions, institution), href: without('lembaga') }] : []),
    ...(method ? [{ label: said[method], href: without('cara') }] : []),
    ...(maxPrice ? [{ label: said.upTo(formatRupiah(maxPrice)), href: without('harga') }] : []),
    ...(sort === 'relevance' ? [] : [{ label: said[sort], href: without('urut') }]),
  ]
}

function nameIn(facets: readonly { readonly slug: string; readonly name: string }[], chosen: string): string {
  return facets.find(({ slug }) => slug === chosen)?.name ?? chosen
}

/** This list's address with other answers; those that say nothing are left out. */
function addressWith(c: Request, shop: Shop, changed: Record<string, string | undefined>): Href {
  const answers = Object.entries({ ...c.req.query(), ...changed })
  const said = answers.filter(
    (answer): answer is [string, string] => !['', '-', undefined].includes(answer[1]),
  )
  const query = new URLSearchParams(said)
  return query.size > 0 ? path(shop, `/kursus?${query}`) : path(shop, '/kursus')
}

type Asked = ReturnType<typeof askedOf>

function askedOf(c: Request) {
  const one = (name: string) => {
    const value = c.req.query(name)?.trim()
    return value && value !== '-' ? value : undefined
  }
  const method = one('cara')
  const price = Number(one('harga'))
  const sort = one('urut') as CourseSort | undefined
  return {
    words: one('q'),
    category: one('kategori'),
    institution: one('lembaga'),
    method: method === 'self_paced' || method === 'webinar' ? method : undefined,
    maxPrice: Number.isSafeInteger(price) && price > 0 ? price : undefined,
    sort: sort && sorts.includes(sort) ? sort : ('relevance' as const),
    page: Math.min(Math.max(Number.parseInt(one('hal') ?? '1', 10) || 1, 1), 10_000),
  } as const
}
