import { tidyLine, tidyParagraphs } from '../tidy-text.ts'

/** For whom a course is made. */
export type CourseLevel = 'beginner' | 'intermediate' | 'advanced'

/** A part of a course, with its minutes where they are known. */
export interface SyllabusPart {
  readonly title: string
  readonly minutes?: number
}

/** What a course is judged by before it is bought; what its catalogue does not say is absent. */
export interface CourseAbout {
  readonly level?: CourseLevel
  /** that it is taught in */
  readonly language?: 'id' | 'en'
  readonly trainer?: string
  /** what one needs for it */
  readonly needs?: readonly string[]
  /** what one can do afterwards */
  readonly outcomes?: readonly string[]
  /** in the order in which it is taught */
  readonly syllabus?: readonly SyllabusPart[]
}

/** What a row of a list says of a course, as it was written. Undefined: the list does not have the column. */
export type RawAbout = { readonly [Key in keyof CourseAbout]: string | undefined }

/** As a list changes it: null takes away what was said before. */
export type AboutChange = { readonly [Key in keyof CourseAbout]?: CourseAbout[Key] | null }

/** The cells that a course is described by beside its description, in the order in which people are asked. */
export const aboutCells = ['level', 'language', 'trainer', 'outcomes', 'syllabus', 'needs'] as const
export type AboutCell = (typeof aboutCells)[number]

export type AboutProblem = 'level_unknown' | 'language_unknown' | 'about_too_long'

const levels: Readonly<Record<string, CourseLevel>> = {
  beginner: 'beginner',
  basic: 'beginner',
  pemula: 'beginner',
  dasar: 'beginner',
  intermediate: 'intermediate',
  menengah: 'intermediate',
  advanced: 'advanced',
  lanjutan: 'advanced',
  mahir: 'advanced',
}

const languages: Readonly<Record<string, 'id' | 'en'>> = {
  id: 'id',
  indonesia: 'id',
  'bahasa indonesia': 'id',
  indonesian: 'id',
  en: 'en',
  inggris: 'en',
  'bahasa inggris': 'en',
  english: 'en',
}

const most = { items: 30, signs: 200 }

/**
 * Reads what a row says of a course: lists are items between semicolons or on lines of their own, and a part of the syllabus may end
 * with its minutes or hours in brackets ("Memilih panel (45 menit)", "Merakit (2 jam)"). Undefined: the list has none of the columns.
 */
export function readAbout(raw: RawAbout): { about: AboutChange | undefined; problems: AboutProblem[] } {
  const level = known(raw.level, levels)
  const language = known(raw.language, languages)
  const trainer = raw.trainer === undefined ? undefined : tidyLine(raw.trainer) || null
  const [needs, outcomes, parts] = [itemsOf(raw.needs), itemsOf(raw.outcomes), itemsOf(raw.syllabus)]
  const lists = [needs, outcomes, parts].flatMap((list) => (list ? [list] : []))
  const tooLong =
    lists.some((list) => list.length > most.items) ||
    [...lists.flat(), trainer ?? ''].some((item) => item.length > most.signs)
  const said = {
    ...(level !== undefined && level !== 'unknown' && { level }),
    ...(language !== undefined && language !== 'unknown' && { language }),
    ...(trainer !== undefined && { trainer }),
    ...(needs !== undefined && { needs }),
    ...(outcomes !== undefined && { outcomes }),
    ...(parts !== undefined && { syllabus: parts?.map(partOf) ?? null }),
  }
  return {
    about: Object.keys(said).length > 0 ? said : undefined,
    problems: [
      ...(level === 'unknown' ? ['level_unknown' as const] : []),
      ...(language === 'unknown' ? ['language_unknown' as const] : []),
      ...(tooLong ? ['about_too_long' as const] : []),
    ],
  }
}

/** What a course says, as {@link readAbout} reads it again: an item on each line. */
export function writtenAbout(about: CourseAbout): Partial<Record<AboutCell, string>> {
  const { level, language, trainer, outcomes, needs, syllabus } = about
  const lines = syllabus?.map(({ title, minutes }) =>
    minutes === undefined ? title : `${title} (${minutes} menit)`,
  )
  return {
    ...(level && { level }),
    ...(language && { language }),
    ...(trainer && { trainer }),
    ...(outcomes && { outcomes: outcomes.join('\n') }),
    ...(lines && { syllabus: lines.join('\n') }),
    ...(needs && { needs: needs.join('\n') }),
  }
}

/** The minutes of all parts; undefined unless each says its own. */
export function minutesOf(syllabus: readonly SyllabusPart[]): number | undefined {
  if (syllabus.length === 0 || syllabus.some(({ minutes }) => minutes === undefined)) return undefined
  return syllabus.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
}

function known<Value extends string>(
  text: string | undefined,
  values: Readonly<Record<string, Value>>,
): Value | 'unknown' | null | undefined {
  if (text === undefined) return undefined
  const key = tidyLine(text).toLowerCase()
  if (key === '') return null
  return Object.hasOwn(values, key) ? values[key] : 'unknown'
}

function itemsOf(text: string | undefined): string[] | null | undefined {
  if (text === undefined) return undefined
  const items = tidyParagraphs(text)
    .split(/[;\n]/u)
    .map((item) => tidyLine(item.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '')))
    .filter(Boolean)
  return items.length > 0 ? items : null
}

function partOf(item: string): SyllabusPart {
  const timed = /^(.+?)\s*\((\d{1,4})\s*(menit|minutes?|min|jam|hours?)\)$/iu.exec(item)
  if (!timed) return { title: item }
  const [, title = '', count, unit = ''] = timed
  return { title, minutes: Number(count) * (/^(?:jam|hour)/iu.test(unit) ? 60 : 1) }
}
