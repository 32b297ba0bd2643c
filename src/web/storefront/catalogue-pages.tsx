import { listCategories } from '../../catalogue/courses.ts'
import { type CourseCard, type CourseSort, searchCourses } from '../../catalogue/search.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { tutorialOf } from '../words/tutorial.ts'
import { path, type Request, type Shop } from './shop.ts'
import { type StorefrontWords, words } from './words.ts'

const perPage = 12
const sorts: readonly CourseSort[] = ['relevance', 'cheapest', 'dearest', 'newest', 'title']
const prices = [100_000, 250_000, 500_000, 1_000_000]

/** The storefront's first page: search, categories, what is new, how buying goes. */
export async function homePage(c: Request, shop: Shop): Promise<Response> {
  const said = words[c.get('language')]
  const { ctx } = shop.storefronts
  const [categories, newest] = await Promise.all([
    listCategories(ctx),
    searchCourses(ctx, { soldOnly: true, sort: 'newest', page: 1, perPage: 6 }),
  ])
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={said.tagline}
      description={said.lead}
      indexed
      width="full"
      scripted={false}
    >
      <h1>{said.tagline}</h1>
      <p class="lead">{said.lead}</p>
      <search>
        <form method="get" action={path(shop, '/kursus')} class="search">
          <parts.Field name="q" label={said.search} type="search" />
          <parts.Button>{said.searchButton}</parts.Button>
        </form>
      </search>
      <h2>{said.categories}</h2>
      <ul class="chips even">
        {categories.map(({ name, slug, count }) => (
          <li>
            <a class="chip" href={`${path(shop, '/kursus')}?kategori=${slug}`}>
              {name} <span class="muted">{count}</span>
            </a>
          </li>
        ))}
      </ul>
      <h2>{said.popular}</h2>
      <parts.CourseGrid courses={newest.courses.map((course) => cardOf(shop, course))} />
      <p>
        <parts.LinkButton look="second" href={path(shop, '/kursus')}>
          {said.seeAll}
        </parts.LinkButton>
      </p>
      <h2>{said.howTo}</h2>
      <ol class="way">
        {tutorialOf(shop.journey, c.get('language')).map(({ says }) => (
          <li>
            <span>{says}</span>
          </li>
        ))}
      </ol>
      <p>
        <a href={`/cara-beli/${shop.journey.id}`}>{said.howToMore}</a>
      </p>
    </parts.Page>,
  )
}

function cardOf(shop: Shop, course: CourseCard) {
  return {
    href: path(shop, `/kursus/${course.slug}`),
    title: course.title,
    institution: course.institution.name,
    category: course.category.name,
    mode: course.method === 'webinar' ? ('online' as const) : ('selfPaced' as const),
    price: course.price,
    ...(course.nextStartsAt && { startsAt: course.nextStartsAt }),
  }
}

/** Searching and filtering the whole catalogue. */
export async function coursesPage(c: Request, shop: Shop): Promise<Response> {
  const said = words[c.get('language')]
  const asked = askedOf(c)
  const found = await searchCourses(shop.storefronts.ctx, { ...asked, perPage })
  const chosen = chosenOf(c, shop, asked, found.facets.categories)
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={asked.words ? said.resultsFor(asked.words) : said.courses}
      indexed={!asked.words}
      width="full"
      scripted={false}
    >
      <h1>{said.courses}</h1>
      <SearchForm
        action={path(shop, '/kursus')}
        said={said}
        asked={asked}
        categories={found.facets.categories}
      />
      {chosen.length > 0 ? (
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
      ) : (
        ''
      )}
      <p role="status">
        {found.suggestion ? `${said.meant(found.suggestion)} ` : ''}
        <strong>{said.found(found.total)}</strong>
      </p>
      {found.courses.length > 0 ? (
        <parts.CourseGrid heading="h2" courses={found.courses.map((course) => cardOf(shop, course))} />
      ) : (
        <parts.EmptyState title={said.nothing} icon="search">
          <p>{said.nothingDo}</p>
          <parts.Buttons>
            <parts.LinkButton href={path(shop, '/kursus')}>{said.seeAll}</parts.LinkButton>
          </parts.Buttons>
        </parts.EmptyState>
      )}
      <parts.Pagination
        current={asked.page}
        count={Math.ceil(found.total / perPage)}
        href={(page) => addressWith(c, shop, { hal: String(page) })}
      />
    </parts.Page>,
  )
}

interface Search {
  readonly action: string
  readonly said: StorefrontWords
  readonly asked: Asked
  readonly categories: readonly { readonly name: string; readonly slug: string; readonly count: number }[]
}

function SearchForm({ action, said, asked, categories }: Search) {
  return (
    <search>
      <form method="get" action={action} class="search">
        <parts.Field name="q" label={said.search} type="search" value={asked.words ?? ''} />
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

/** The filters that are on, each with the address of the same list without it. */
function chosenOf(c: Request, shop: Shop, asked: Asked, categories: Search['categories']) {
  const said = words[c.get('language')]
  const without = (name: string) => addressWith(c, shop, { [name]: undefined, hal: undefined })
  const { category, method, maxPrice, sort } = asked
  return [
    ...(category
      ? [
          {
            label: categories.find(({ slug }) => slug === category)?.name ?? category,
            href: without('kategori'),
          },
        ]
      : []),
    ...(method ? [{ label: said[method], href: without('cara') }] : []),
    ...(maxPrice ? [{ label: said.upTo(formatRupiah(maxPrice)), href: without('harga') }] : []),
    ...(sort === 'relevance' ? [] : [{ label: said[sort], href: without('urut') }]),
  ]
}

/** This list's address with other answers; those that say nothing are left out. */
function addressWith(c: Request, shop: Shop, changed: Record<string, string | undefined>): string {
  const answers = Object.entries({ ...c.req.query(), ...changed })
  const said = answers.filter(
    (answer): answer is [string, string] => !['', '-', undefined].includes(answer[1]),
  )
  const query = new URLSearchParams(said)
  return query.size > 0 ? `${path(shop, '/kursus')}?${query}` : path(shop, '/kursus')
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
    method: method === 'self_paced' || method === 'webinar' ? method : undefined,
    maxPrice: Number.isSafeInteger(price) && price > 0 ? price : undefined,
    sort: sort && sorts.includes(sort) ? sort : ('relevance' as const),
    page: Math.min(Math.max(Number.parseInt(one('hal') ?? '1', 10) || 1, 1), 10_000),
  } as const
}
