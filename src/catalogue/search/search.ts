import type { Context } from '../../database/context.ts'
import { one } from '../../database/sql.ts'
import type { LearningMethod } from '../clean-method.ts'
import { areaOfSlug } from '../places/areas.ts'
import { tidyLine } from '../tidy-text.ts'
import { correctWords, nearestWords } from './correct-words.ts'
import { findLeads, type Leads } from './search-leads.ts'
import type { FilterParams } from './search-matching.ts'
import { countedUpTo } from './search-orders.ts'
import { type ChoiceOfPlaces, placesByProvince } from './search-places.ts'
import {
  type Choice,
  type FoundCourse,
  type FoundIn,
  type FoundPage,
  searches,
  searchWholeShelf,
} from './search-sql.ts'

export type CourseSort = 'relevance' | 'cheapest' | 'dearest' | 'newest' | 'title' | 'rating'

export interface CourseSearch {
  /** whose shelf is searched, by its id; a suspended one has nothing on it */
  readonly storefront: string
  /** as people type them: any length, any signs; "in quotes" is a phrase, -word excludes */
  readonly words?: string | undefined
  /** slugs */
  readonly category?: string | undefined
  readonly institution?: string | undefined
  readonly method?: LearningMethod | undefined
  /** rupiah; free courses are below any price */
  readonly maxPrice?: number | undefined
  /** who asks, at this storefront: their balance is told */
  readonly accountId?: string | undefined
  /** only what the card of `accountId` can pay; without such a card it narrows nothing */
  readonly withinBalance?: boolean | undefined
  /** only what has a schedule that begins from now on within so many days */
  readonly beginsWithinDays?: number | undefined
  /** 1 to 5: the reviews' average must reach it */
  readonly leastStars?: number | undefined
  /** slug of a province or regency: only what is held there from now on */
  readonly place?: string | undefined
  /** only courses with a price */
  readonly soldOnly?: boolean | undefined
  readonly sort?: CourseSort | undefined
  /** the code of the course after which the page begins */
  readonly after?: string | undefined
  /** 1 to 100 */
  readonly perPage: number
}

/** A course as it is shown in a list. */
export interface CourseCard extends Omit<FoundCourse, 'nextStartsAt'> {
  /** the next dated schedule that has not begun */
  readonly nextStartsAt: Date | null
}

export interface CourseResults {
  readonly courses: readonly CourseCard[]
  /** whether there is a page after this one, which begins after its last course */
  readonly more: boolean
  readonly total: number
  /** there are more than `total`: so many are counted, and no choice of a facet is */
  readonly uncounted: boolean
  readonly facets: {
    readonly categories: readonly Choice[]
    readonly methods: readonly { readonly method: LearningMethod; readonly count: number | null }[]
    /** the twelve with most courses */
    readonly institutions: readonly Choice[]
    /** where something is held, by province */
    readonly places: readonly ChoiceOfPlaces[]
  }
  /** where the words stand, of all that was found; nothing without words or where it is too much to count */
  readonly foundIn: Readonly<Partial<Record<FoundIn, number>>>
  /** rupiah on the card that `accountId` pays with; undefined without one */
  readonly balance: number | undefined
  /** the words as they were probably meant; when set, the courses are those of these words */
  readonly suggestion?: string
  /** where to go on, when nothing was found */
  readonly leads?: Leads
}

type Asked = Pick<Context, 'db' | 'clock'>

/**
 * Searches the shelf of a storefront: Indonesian full text, the last word as the beginning of one, the institution's name. One round trip;
 * when nothing is found a second one, with typing errors corrected (`desian grafis`) and with ways to go on. Whatever is typed, it never
 * refuses and never fails: signs that mean nothing are left out.
 */
export async function searchCourses(ctx: Asked, search: CourseSearch): Promise<CourseResults> {
  const words = searchable(search.words ?? '')
  const single = [...new Set(words.toLowerCase().match(/[\p{L}\p{N}]{3,30}/gu))].slice(0, 8)
  const find = (asked: string) => {
    const sort = search.sort ?? 'relevance'
    if (asked === '' && isOfWholeShelf(search))
      return one(ctx.db, searchWholeShelf, [
        search.storefront,
        ctx.clock.now(),
        perPageOf(search) + 1,
        search.accountId ?? null,
      ])
    const sql = searches[sort === 'relevance' && asked === '' ? 'newest' : sort]
    return one(ctx.db, sql, [
      ...filters(ctx, search, asked),
      perPageOf(search) + 1,
      stored(search.after),
      single,
    ])
  }
  const found = await find(words)
  if (found.total > 0) return results(search, found)
  const unknown = new Map(Object.entries(found.unknown ?? {}))
  const suggestion = correctWords(words, unknown)
  const near = single.flatMap((word) => [word, ...nearestWords(word, unknown.get(word) ?? [])])
  const [meant, leads] = await Promise.all([
    suggestion === undefined ? undefined : find(suggestion),
    one(ctx.db, findLeads, [...filters(ctx, search, words), near]),
  ])
  if (suggestion !== undefined && meant && meant.total > 0) return { ...results(search, meant), suggestion }
  return { ...results(search, found), leads }
}

/**
 * The words as PostgreSQL's parser of searches takes them. Of dashes with no word between them one is left: each is an
 * operator that waits for its word, and only 32 may wait.
 */
function searchable(typed: string): string {
  const words = tidyLine(typed.slice(0, 400)).slice(0, 200).toWellFormed()
  return words
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/-(?=[^\p{L}\p{N}]*-)/gu, ' ')
    .trim()
}

/** Nothing narrows it, and it begins at the beginning. */
function isOfWholeShelf({ sort = 'relevance', ...search }: CourseSearch): boolean {
  const { category, institution, method, maxPrice, withinBalance, beginsWithinDays, leastStars } = search
  const narrowing = [category, institution, method, maxPrice, beginsWithinDays, leastStars, search.place]
  return (
    (sort === 'relevance' || sort === 'newest') &&
    narrowing.every((one) => one === undefined) &&
    search.after === undefined &&
    !withinBalance &&
    !search.soldOnly
  )
}

function filters(ctx: Asked, search: CourseSearch, words: string): FilterParams {
  return [
    search.storefront,
    ...parted(words),
    stored(search.category),
    stored(search.institution),
    search.method ?? null,
    search.maxPrice === undefined ? null : whole(search.maxPrice, 0, 2_000_000_000),
    search.accountId ?? null,
    search.withinBalance ?? false,
    search.beginsWithinDays === undefined ? null : whole(search.beginsWithinDays, 1, 10_000),
    ctx.clock.now(),
    search.leastStars === undefined ? null : whole(search.leastStars, 1, 5),
    search.soldOnly ?? false,
    // no code is a dash: what is held nowhere is found nowhere
    search.place === undefined ? null : (areaOfSlug(search.place)?.code ?? '-'),
  ]
}

/** Words, all before the last one, and the last one if it may be the beginning of a word. */
function parted(words: string): [words: string, head: string, lastWord: string | null] {
  const last = /(?<![^ ])[\p{L}\p{Nd}]+$/u.exec(words)
  return last ? [words, words.slice(0, last.index).trim(), last[0]] : [words, words, null]
}

/** Text that PostgreSQL can hold: it knows no NUL. */
function stored(text: string | undefined): string | null {
  return text === undefined ? null : text.replaceAll('\0', '').toWellFormed()
}

function whole(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.trunc(Math.min(Math.max(value, least), most))
}

const perPageOf = (search: CourseSearch) => whole(search.perPage, 1, 100)

function results(search: CourseSearch, found: FoundPage): CourseResults {
  const { categories, methods, institutions, places } = found
  return {
    courses: found.courses.slice(0, perPageOf(search)).map((course) => ({
      ...course,
      nextStartsAt: course.nextStartsAt === null ? null : new Date(course.nextStartsAt),
    })),
    more: found.courses.length > perPageOf(search),
    total: Math.min(found.total, countedUpTo),
    uncounted: found.total > countedUpTo,
    facets: { categories, methods, institutions, places: placesByProvince(places) },
    foundIn: found.foundIn ?? {},
    balance: found.balance,
  }
}
