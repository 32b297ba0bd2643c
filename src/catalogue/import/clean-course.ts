import { educationLevel } from '../../kernel/education.ts'
import { comparable, slug } from '../../kernel/text.ts'
import { type AboutChange, type RawAbout, readAbout } from '../about/course-about.ts'
import { cleanMethod, type LearningMethod } from '../clean-method.ts'
import { type RawPlace, readPlace, type SchedulePlace } from '../places/schedule-place.ts'
import { looksBroken, storedBytes, tidyLine, tidyParagraphs } from '../tidy-text.ts'
import { cleanPrice } from './clean-price.ts'
import { cleanMoment, type ScheduleMoment } from './clean-times.ts'
import type { RowReason } from './row-reasons.ts'
import { titleCase } from './title-case.ts'

/**
 * A row of a course file, cell by cell as it was written. From the description on the columns are optional: undefined means that
 * the file does not have the column, which leaves what the catalogue knows as it is.
 */
export interface RawCourse {
  readonly title: string
  readonly institution: string
  readonly category: string
  readonly method: string
  readonly price: string
  readonly description?: string | undefined
  readonly minAge?: string | undefined
  readonly maxAge?: string | undefined
  readonly minEducation?: string | undefined
  readonly quota?: string | undefined
  readonly startsAt?: string | undefined
  readonly endsAt?: string | undefined
  /** where its schedule is held */
  readonly where?: RawPlace
  readonly about?: RawAbout
}

/** A course as it can be catalogued. Undefined: the file does not say; null: the file says that there is none. */
export interface CleanCourse {
  readonly title: string
  /** the title and the institution as they are compared */
  readonly titleKey: string
  readonly institution: string
  readonly institutionKey: string
  readonly category: string
  readonly categoryKey: string
  readonly method: LearningMethod
  /** rupiah; null: free, catalogued and never sold */
  readonly price: number | null
  readonly description: string | undefined
  readonly minAge: number | null | undefined
  readonly maxAge: number | null | undefined
  /** a level of kernel/education; 0: none needed */
  readonly minEducation: number | undefined
  readonly quota: number | undefined
  readonly startsAt: ScheduleMoment | undefined
  readonly endsAt: ScheduleMoment | undefined
  /** of its schedule; undefined: it is held online */
  readonly place: SchedulePlace | undefined
  readonly about?: AboutChange
}

export type CleanedRow =
  | { readonly course: CleanCourse; readonly notes: readonly RowReason[] }
  | { readonly course: undefined; readonly reasons: readonly RowReason[] }

/** Where courses without a category are filed. */
export const otherCategory = 'Lainnya'

/**
 * Turns a row as it was written into a course, with notes of what is doubtful or was tidied, or refuses it with every
 * reason found. Never throws; cleaning what is clean changes nothing. Only what is safe is cleaned (blanks, invisible
 * characters, the case of titles that shout): spelling mistakes stay, for they are the institution's to mend.
 */
export function cleanCourse(raw: RawCourse): CleanedRow {
  const reasons: RowReason[] = []
  const notes: RowReason[] = []
  const title = cleanTitle(raw.title, reasons, notes)
  const institution = cleanInstitution(raw.institution, reasons)
  const category = cleanCategory(raw.category, reasons, notes)
  const method = readMethod(raw, reasons, notes)
  const price = cleanPrice(raw.price)
  if (typeof price === 'string') reasons.push(price)
  else if (price !== null && price < 1000) notes.push('price_unusually_low')
  const conditions = cleanConditions(raw, reasons)
  const schedule = cleanSchedule(raw, method, reasons, notes)
  const place = cleanPlace(raw, method, reasons, notes)
  const { about, problems } = readAbout(raw.about ?? {})
  reasons.push(...problems)
  if (looksBroken(`${title} ${institution} ${category} ${conditions.description ?? ''}`))
    notes.push('broken_characters')
  if (reasons.length > 0 || method === undefined || typeof price === 'string')
    return { course: undefined, reasons }
  return {
    course: {
      title,
      titleKey: comparable(title),
      institution,
      institutionKey: comparable(institution),
      category,
      categoryKey: slug(category) === 'x' ? comparable(category) : slug(category),
      method,
      price,
      ...conditions,
      ...schedule,
      place,
      ...(about && { about }),
    },
    notes,
  }
}

function cleanTitle(text: string, reasons: RowReason[], notes: RowReason[]): string {
  const tidy = tidyLine(text)
  const title = titleCase(tidy)
  if (tidy !== text) notes.push('title_cleaned')
  if (title !== tidy) notes.push('title_case_changed')
  if (!/[\p{L}\p{N}]/u.test(title)) reasons.push('title_missing')
  // An index entry holds some 2,700 bytes, and comparing may spell one sign with many letters.
  if (title.length > 300 || storedBytes(comparable(title)) > 2000) reasons.push('title_too_long')
  else if (listsCourses(title)) reasons.push('bundle_of_courses')
  else {
    if (/\b(bundle|bundling|paket (lengkap|hemat|kelas|kursus|pelatihan|\d+))\b/iu.test(title))
      notes.push('bundle_suspected')
    if (title.length > 150) notes.push('title_long')
  }
  return title
}

/**
 * A title that lists three or more courses, each of three words or more, is a bundle. What stands in brackets is an
 * explanation, and what begins with "and" continues one sentence.
 */
function listsCourses(title: string): boolean {
  const parts = title
    .replace(/\([^)]*\)/gu, '')
    .split(/[,;+|]/u)
    .map((part) => part.trim())
  return (
    parts.length >= 3 &&
    parts.every(
      (part) => part.split(' ').length >= 3 && !/^(dan|serta|atau|hingga|sampai|and|or)\b/iu.test(part),
    )
  )
}

function cleanInstitution(text: string, reasons: RowReason[]): string {
  const institution = tidyLine(text)
  if (!/[\p{L}\p{N}]/u.test(institution)) reasons.push('institution_missing')
  if (institution.length > 150 || storedBytes(comparable(institution)) > 2000)
    reasons.push('institution_too_long')
  return institution
}

function cleanCategory(text: string, reasons: RowReason[], notes: RowReason[]): string {
  const category = tidyLine(text)
  if (category.length > 80) reasons.push('category_too_long')
  if (/[\p{L}\p{N}]/u.test(category)) return category
  notes.push('category_missing')
  return otherCategory
}

function readMethod(raw: RawCourse, reasons: RowReason[], notes: RowReason[]): LearningMethod | undefined {
  const written = tidyLine(raw.method)
  const method = cleanMethod(written)
  if (method === 'self_paced' || method === 'webinar') return method
  if (method === 'online') {
    notes.push('method_ambiguous')
    return tidyLine(raw.startsAt ?? '') === '' ? 'self_paced' : 'webinar'
  }
  // Taught in a room at a time: what tells it from a webinar is the place of its schedule.
  if (method === 'offline' && tidyLine(raw.where?.city ?? '') !== '') return 'webinar'
  if (written === '') reasons.push('method_missing')
  else reasons.push(method === 'offline' ? 'place_missing' : 'method_unknown')
  return undefined
}

function cleanConditions(raw: RawCourse, reasons: RowReason[]) {
  const description = raw.description === undefined ? undefined : tidyParagraphs(raw.description)
  if (description !== undefined && description.length > 10_000) reasons.push('description_too_long')
  const minAge = wholeNumber(raw.minAge, 120)
  const maxAge = wholeNumber(raw.maxAge, 120)
  if (minAge === 'wrong' || maxAge === 'wrong' || (minAge != null && maxAge != null && minAge > maxAge))
    reasons.push('age_wrong')
  const quota = wholeNumber(raw.quota, 1_000_000)
  if (quota === 'wrong') reasons.push('quota_wrong')
  const education = raw.minEducation === undefined ? undefined : tidyLine(raw.minEducation)
  const minEducation = education === '' ? 0 : education && educationLevel(education)
  if (education && minEducation === undefined) reasons.push('education_unknown')
  return {
    description,
    minAge: minAge === 'wrong' ? undefined : minAge,
    maxAge: maxAge === 'wrong' ? undefined : maxAge,
    minEducation: minEducation as number | undefined,
    quota: quota === 'wrong' ? undefined : (quota ?? undefined),
  }
}

function wholeNumber(text: string | undefined, most: number): number | null | undefined | 'wrong' {
  if (text === undefined) return undefined
  const bare = tidyLine(text)
  if (bare === '' || bare === '-') return null
  const value = /^\d{1,7}$/.test(bare) ? Number(bare) : Number.NaN
  return value <= most ? value : 'wrong'
}

function cleanSchedule(
  raw: RawCourse,
  method: LearningMethod | undefined,
  reasons: RowReason[],
  notes: RowReason[],
): { startsAt: ScheduleMoment | undefined; endsAt: ScheduleMoment | undefined } {
  const none = { startsAt: undefined, endsAt: undefined }
  const startsAt = cleanMoment(raw.startsAt ?? '')
  const endsAt = cleanMoment(raw.endsAt ?? '')
  if (method === 'self_paced') {
    if (startsAt !== null || endsAt !== null) notes.push('schedule_not_needed')
    return none
  }
  if (
    startsAt === undefined ||
    endsAt === undefined ||
    (endsAt && (!startsAt || !isAfter(endsAt, startsAt)))
  ) {
    reasons.push('schedule_wrong')
    return none
  }
  return { startsAt: startsAt ?? undefined, endsAt: endsAt ?? undefined }
}

function cleanPlace(
  raw: RawCourse,
  method: LearningMethod | undefined,
  reasons: RowReason[],
  notes: RowReason[],
): SchedulePlace | undefined {
  const { place, problems, guessed } = readPlace(raw.where ?? {})
  if (method === 'self_paced') {
    if (place || problems.length > 0) notes.push('place_not_needed')
    return undefined
  }
  reasons.push(...problems)
  if (guessed) notes.push('city_guessed')
  return place
}

/** A fixed moment and one that depends on the day of the import cannot be told apart safely: not after. */
function isAfter(later: ScheduleMoment, earlier: ScheduleMoment): boolean {
  if ('at' in later && 'at' in earlier) return Date.parse(later.at) > Date.parse(earlier.at)
  if ('at' in later || 'at' in earlier) return false
  return later.daysAfter * 1440 + later.minutes > earlier.daysAfter * 1440 + earlier.minutes
}
