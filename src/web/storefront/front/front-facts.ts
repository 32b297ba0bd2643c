import { type Language, startOfWibDate, wibDate } from '../../../kernel/wib.ts'
import type { ShopCard } from '../catalogue/course-cards.ts'
import type { Shop } from '../shop.ts'

interface Counted {
  readonly name: string
  readonly slug: string
  readonly count: number
}

/** What every first page of a storefront is made of, however it is laid out. */
export interface FrontFacts {
  readonly shop: Shop
  readonly language: Language
  /** what the storefront is for, and how one buys there */
  readonly title: string
  readonly lead: string
  readonly categories: readonly Counted[]
  /** those with most courses */
  readonly institutions: readonly (Omit<Counted, 'count'> & { readonly count: number | null })[]
  /** the newest courses; none where the storefront is suspended */
  readonly courses: readonly ShopCard[]
  /** that it is suspended, or nothing */
  readonly suspended: boolean
}

/** Courses of one category, in the order of the list that they come from. */
export interface Topic {
  readonly name: string
  readonly slug: string
  readonly courses: readonly ShopCard[]
}

/** Gathers a list by category, the category that comes first in it first. */
export function byTopic(courses: readonly ShopCard[]): Topic[] {
  const topics = new Map<string, ShopCard[]>()
  for (const course of courses)
    topics.set(course.categorySlug, [...(topics.get(course.categorySlug) ?? []), course])
  return [...topics].map(([slug, own]) => ({ name: own[0]!.category, slug, courses: own }))
}

/** Those that have a date, by their day in WIB, the soonest first. */
export function byDay(courses: readonly ShopCard[]) {
  const days = new Map<string, ShopCard[]>()
  const dated = courses.filter(({ startsAt }) => startsAt)
  for (const course of dated.sort((one, other) => +one.startsAt! - +other.startsAt!)) {
    const day = wibDate(course.startsAt!)
    days.set(day, [...(days.get(day) ?? []), course])
  }
  return [...days].map(([day, own]) => ({ day, at: startOfWibDate(day), courses: own }))
}
