import { courseJsonLd } from '../../catalogue/course-json-ld.ts'
import { type CoursePage, courseForPage, listCategories } from '../../catalogue/courses.ts'
import { type CourseCard, type CourseSort, searchCourses } from '../../catalogue/search.ts'
import { educationNames } from '../../kernel/education.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { errorPage } from '../http/errors.tsx'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { labelOf } from './label-words.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

const perPage = 12
const sorts: readonly CourseSort[] = ['relevance', 'cheapest', 'dearest', 'newest', 'title']
const prices = [100_000, 250_000, 500_000, 1_000_000]

/** The storefront's first page: search, categories, what is new. */
export async function homePage(c: Request, shop: Shop): Promise<Response> {
  const said = words[c.get('language')]
  const { ctx } = shop.storefronts
  const [categories, newest] = await Promise.all([
    listCategories(ctx),
    searchCourses(ctx, { soldOnly: true, sort: 'newest', page: 1, perPage: 6 }),
  ])
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.tagline} description={said.lead} indexed width="full">
      <h1>{said.tagline}</h1>
      <p class="lead">{said.lead}</p>
      <SearchForm shop={shop} language={c.get('language')} words="" />
      <h2>{said.categories}</h2>
      <ul class="row">
        {categories.map(({ name, slug, count }) => (
          <li>
            <a class="button second" href={`${path(shop, '/kursus')}?kategori=${slug}`}>
              {name} ({count})
            </a>
          </li>
        ))}
      </ul>
      <h2>{said.popular}</h2>
      <parts.CourseGrid courses={newest.courses.map((course) => cardOf(shop, course))} />
      <p>
        <a href={path(shop, '/kursus')}>{said.seeAll}</a>
      </p>
    </parts.Page>,
  )
}

function SearchForm(props: { shop: Shop; language: Language; words: string }) {
  const said = words[props.language]
  return (
    <form method="get" action={path(props.shop, '/kursus')} class="search" role="search">
      <parts.Field name="q" label={said.search} type="search" value={props.words} />
      <parts.Button>{said.searchButton}</parts.Button>
    </form>
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
  const language = c.get('language')
  const said = words[language]
  const asked = askedOf(c)
  const found = await searchCourses(shop.storefronts.ctx, { ...asked, perPage })
  const categories = found.facets.categories
  const hrefOf = (page: number) => {
    const query = new URLSearchParams(c.req.query())
    query.set('hal', String(page))
    return `${path(shop, '/kursus')}?${query}`
  }
  return show(
    c,
    <parts.Page view={viewOf(c)} title={asked.words || said.courses} indexed={!asked.words} width="full">
      <h1>{said.courses}</h1>
      <form method="get" action={path(shop, '/kursus')} class="form filters" role="search">
        <parts.Field name="q" label={said.search} type="search" value={asked.words ?? ''} />
        <details open={Boolean(asked.category || asked.method || asked.maxPrice)}>
          <summary>{said.filter}</summary>
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
            options={sorts.map((sort) => ({ value: sort, label: said[sort] as string }))}
          />
        </details>
        <parts.Button>{said.searchButton}</parts.Button>
      </form>
      <p role="status">
        {found.suggestion ? said.meant(found.suggestion) : ''} {said.found(found.total)}
      </p>
      {found.courses.length > 0 ? (
        <parts.CourseGrid heading="h2" courses={found.courses.map((course) => cardOf(shop, course))} />
      ) : (
        <parts.EmptyState title={said.nothing} icon="search">
          <p>{said.nothingDo}</p>
          <parts.LinkButton href={path(shop, '/kursus')}>{said.seeAll}</parts.LinkButton>
        </parts.EmptyState>
      )}
      <parts.Pagination current={asked.page} count={Math.ceil(found.total / perPage)} href={hrefOf} />
    </parts.Page>,
  )
}

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

/** One course, with the way to buy it. `problem` is shown when buying was refused. */
export async function coursePage(c: Request, shop: Shop, problem?: string): Promise<Response> {
  const course = await courseForPage(shop.storefronts.ctx, c.req.param('slug') ?? '')
  if (!course) return errorPage(c, 404)
  const said = words[c.get('language')]
  const block = await whyNotSold(shop, course, c.get('language'))
  if (!block) await shop.sessions.ensure(c)
  const url = shop.storefronts.link(path(shop, `/kursus/${course.slug}`))
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={course.title}
      description={course.description.slice(0, 160) || `${course.title}, ${course.institution.name}`}
      indexed
      failed={problem !== undefined}
      linkedData={courseJsonLd(course, url)}
    >
      <parts.ErrorSummary problems={problem ? [{ field: 'jadwal', message: problem }] : []} />
      <p class="muted">
        {course.category.name} · {course.method === 'webinar' ? said.webinar : said.self_paced}
      </p>
      <h1>{course.title}</h1>
      <p>
        {said.by}: <strong>{course.institution.name}</strong>
      </p>
      <p class="huge number">{course.price === null ? said.free : formatRupiah(course.price)}</p>
      {block ? <parts.Notice tone="info">{block}</parts.Notice> : <BuyForm c={c} shop={shop} course={course} />}
      <h2>{said.about}</h2>
      <p>{course.description || `${course.title}. ${said.by}: ${course.institution.name}.`}</p>
      <h2>{said.conditions}</h2>
      <p>{conditionsOf(course, c.get('language'))}</p>
    </parts.Page>,
    problem ? 422 : 200,
  )
}

async function whyNotSold(shop: Shop, course: CoursePage, language: Language): Promise<string | undefined> {
  const said = words[language]
  if (course.price === null) return said.notSold
  if (course.price > (await shop.maxGrant())) return said.tooDear
  if (!course.sellers.some(({ storefront }) => storefront === shop.journey.id)) return said.notHere
  return course.schedules.some(({ state }) => state === 'open') ? undefined : said.noSchedule
}

function BuyForm({ c, shop, course }: { c: Request; shop: Shop; course: CoursePage }) {
  const language = c.get('language')
  const said = words[language]
  const open = course.schedules.filter(({ state }) => state === 'open')
  const [only] = open
  const label = labelOf(stepOf(shop.journey, 'choose_course'), language)
  const nameOf = (schedule: CoursePage['schedules'][number]) =>
    schedule.startsAt ? formatInstant(schedule.startsAt, language) : said.anyTime
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
            hint: said.seats(schedule.seatsLeft),
          }))}
        />
      ) : (
        <p>
          <input type="hidden" name="jadwal" value={only?.scheduleCode} />
          {said.schedule}: <strong>{only && nameOf(only)}</strong> · {only && said.seats(only.seatsLeft)}
        </p>
      )}
      <parts.Button>{label}</parts.Button>
    </parts.Form>
  )
}

function conditionsOf({ conditions }: CoursePage, language: Language): string {
  const said = words[language]
  const all = [
    conditions.minAge === null ? '' : said.ageFrom(conditions.minAge),
    conditions.maxAge === null ? '' : said.ageTo(conditions.maxAge),
    conditions.minEducation > 0 ? said.educationFrom(educationNames[conditions.minEducation] ?? '') : '',
  ].filter(Boolean)
  return all.length > 0 ? `${all.join(', ')}.` : `${said.everyone}.`
}
