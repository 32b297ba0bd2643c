import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { one, rows } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { LearningMethod } from './clean-method.ts'
import { correctWords } from './correct-words.ts'
import {
  browse,
  byLikeness,
  byWords,
  type FilterParams,
  type FoundCourse,
  type FoundPage,
  type NamedCount,
  unknownWords,
} from './search-sql.ts'
import { tidyLine } from './tidy-text.ts'

export type CourseSort = 'relevance' | 'cheapest' | 'dearest' | 'newest' | 'title'

export interface CourseSearch {
  /** as people type them: any length, any signs; "in quotes" is a phrase, -word excludes */
  readonly words?: string | undefined
  /** slugs */
  readonly category?: string | undefined
  readonly institution?: string | undefined
  readonly method?: LearningMethod | undefined
  /** rupiah; free courses are below any price */
  readonly maxPrice?: number | undefined
  /** only what this storefront sells */
  readonly storefrontPartnerId?: number | undefined
  /** only courses with a price */
  readonly soldOnly?: boolean | undefined
  readonly sort?: CourseSort | undefined
  /** from 1 */
  readonly page: number
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
  readonly total: number
  readonly facets: {
    readonly categories: readonly NamedCount[]
    readonly methods: readonly { readonly method: LearningMethod; readonly count: number }[]
    /** the twelve with most courses */
    readonly institutions: readonly NamedCount[]
  }
  /** the words as they were probably meant; when set, the courses are those of these words */
  readonly suggestion?: string
}

type Asked = Pick<Context, 'db' | 'clock'>

/**
 * Searches listed courses: Indonesian full text, the last word as the beginning of one, the institution's name.
 * When nothing has the words, typing errors are corrected (`desian grafis`), and failing that, titles that look alike
 * are found. Whatever is typed, it never refuses and never fails: signs that mean nothing are left out.
 */
export async function searchCourses(ctx: Asked, search: CourseSearch): Promise<CourseResults> {
  const words = searchable(search.words ?? '')
  if (words === '') return results(await one(ctx.db, browse, filters(ctx, search)))
  const found = await one(ctx.db, byWords, [...filters(ctx, search), ...parted(words)])
  if (found.total > 0 || found.categories.length > 0 || found.methods.length > 0) return results(found)
  return inTransaction(ctx.db, (client) => searchNearby(client, ctx, search, words))
}

/**
 * The words as PostgreSQL's parser of searches takes them. Of dashes with no word between them one is left: each is an
 * operator that waits for its word, and only 32 may wait.
 */
function searchable(typed: string): string {
  const words = tidyLine(typed.slice(0, 400)).slice(0, 200).toWellFormed()
  return words.replace(/-(?=[^\p{L}\p{N}]*-)/gu, ' ').trim()
}

async function searchNearby(
  client: pg.PoolClient,
  ctx: Asked,
  search: CourseSearch,
  words: string,
): Promise<CourseResults> {
  await beAlike(client, 0.4)
  const distinct = [...new Set(words.toLowerCase().match(/[\p{L}\p{N}]{3,30}/gu))].slice(0, 8)
  const unknown = await rows(client, unknownWords, [distinct])
  const suggestion = correctWords(words, new Map(unknown.map((row) => [row.word, row.candidates ?? []])))
  if (suggestion !== undefined) {
    const meant = await one(client, byWords, [...filters(ctx, search), ...parted(suggestion)])
    if (meant.total > 0) return { ...results(meant), suggestion }
  }
  // Of one word two thirds of its letter groups may be wrong; of several, half.
  await beAlike(client, distinct.length > 1 ? 0.5 : 0.4)
  return results(await one(client, byLikeness, [...filters(ctx, search), words]))
}

/** How much alike words must be, in this transaction. */
async function beAlike(client: pg.PoolClient, threshold: number): Promise<void> {
  await client.query(`set local pg_trgm.word_similarity_threshold = ${threshold}`)
}

function filters(ctx: Asked, search: CourseSearch): FilterParams {
  const perPage = whole(search.perPage, 1, 100)
  return [
    stored(search.category),
    stored(search.institution),
    search.method ?? null,
    search.maxPrice === undefined ? null : whole(search.maxPrice, 0, 2_000_000_000),
    search.storefrontPartnerId ?? null,
    search.soldOnly ?? false,
    search.sort ?? 'relevance',
    perPage,
    (whole(search.page, 1, 1_000_000) - 1) * perPage,
    ctx.clock.now(),
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

function results(found: FoundPage): CourseResults {
  return {
    courses: found.courses.map((course) => ({
      ...course,
      nextStartsAt: course.nextStartsAt === null ? null : new Date(course.nextStartsAt),
    })),
    total: found.total,
    facets: {
      categories: found.categories,
      methods: found.methods,
      institutions: found.institutions,
    },
  }
}
