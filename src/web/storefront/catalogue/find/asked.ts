import type { CourseSort } from '../../../../catalogue/search/search.ts'
import type { Filter } from '../../../../catalogue/search/search-matching.ts'
import type { Href } from '../../../site/link.ts'
import { path, type Request, type Shop } from '../../shop.ts'

export const sorts: readonly CourseSort[] = ['relevance', 'cheapest', 'dearest', 'newest', 'rating', 'title']
/** rupiah */
export const prices = [100_000, 250_000, 500_000, 1_000_000] as const
export const beginnings = [7, 30, 90] as const
export const ratings = [4, 3] as const

/** Which field of the form each filter is. */
export const fieldOf: Readonly<Record<Filter, string>> = {
  category: 'kategori',
  institution: 'lembaga',
  method: 'cara',
  price: 'harga',
  balance: 'harga',
  begins: 'mulai',
  rating: 'bintang',
  place: 'tempat',
}

/** What is asked of the list of courses: it stands in its address, and in nothing else. */
export type Asked = ReturnType<typeof askedOf>

/** Reads the address; what it does not know counts as not asked. */
export function askedOf(c: Request) {
  const one = (name: string) => {
    const value = c.req.query(name)?.trim()
    return value && value !== '-' ? value : undefined
  }
  const number = (name: string, most: number) => {
    const value = Number(one(name))
    return Number.isSafeInteger(value) && value > 0 && value <= most ? value : undefined
  }
  const method = one('cara')
  const sort = one('urut') as CourseSort | undefined
  return {
    words: one('q'),
    category: one('kategori'),
    institution: one('lembaga'),
    method: method === 'self_paced' || method === 'webinar' ? method : undefined,
    maxPrice: number('harga', 2_000_000_000),
    withinBalance: one('harga') === 'saldo',
    beginsWithinDays: number('mulai', 366),
    leastStars: number('bintang', 5),
    place: one('tempat'),
    sort: sort && sorts.includes(sort) ? sort : ('relevance' as const),
    after: one('sesudah'),
    /** slugs of courses that were ticked to be compared, here or on the page from which one came back */
    ticked: (c.req.queries('k') ?? []).slice(0, 12),
  } as const
}

/** This list's address with other answers, from its beginning on; those that say nothing are left out. */
export function addressWith(c: Request, shop: Shop, changed: Record<string, string | undefined>): Href {
  const answers = { ...c.req.query(), k: undefined, sesudah: undefined, hal: undefined, ...changed }
  return addressOf(shop, answers, c.req.queries('k'))
}

/** The address of a list of courses with these answers alone. */
export function addressOf(
  shop: Pick<Shop, 'journey'>,
  answers: Record<string, string | undefined>,
  ticked: readonly string[] = [],
): Href {
  const said = Object.entries(answers).filter(
    (answer): answer is [string, string] => !['', '-', undefined].includes(answer[1]),
  )
  const query = new URLSearchParams([...said, ...ticked.map((slug): [string, string] => ['k', slug])])
  return query.size > 0 ? path(shop, `/kursus?${query}`) : path(shop, '/kursus')
}
