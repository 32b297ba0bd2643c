import type pg from 'pg'
import type { Actor } from '../../kernel/request.ts'
import { courseCode } from '../course-codes.ts'
import { ensureFirstLesson } from '../lessons.ts'
import { type RowRemark, remark, type TakenRow } from './collect-rows.ts'
import { journalCourses, type Sold } from './journal-import.ts'
import { type KeptName, keepCategories, keepInstitutions } from './keep-names.ts'
import { type GivenColumns, type SaveResult, saveCourses } from './save-courses.ts'
import {
  offerCourses,
  openMissingSchedules,
  type SoldCourse,
  stopOffering,
  storefrontPartners,
} from './sell-courses.ts'

interface ImportProgress {
  readonly stage: 'reading' | 'saving'
  readonly done: number
  readonly total: number
}

export const batchRows = 1000

/** How courses are written, whatever they come from. */
export interface WriteOptions {
  /** seats of a schedule when the row does not say; 1000 without it */
  readonly defaultQuota?: number
  /**
   * The storefronts that sell every course of the file that has a price. Without it: all storefronts of our own and
   * of the sandbox sell those that are new or got their first price, so that an offer taken back stays taken back.
   */
  readonly partnerIds?: readonly number[]
  /** courses are listed, and sold, even where they lack essentials; else they wait for curation */
  readonly evenIncomplete?: boolean
  /** whose file it is, for the journal; without it `system:import` */
  readonly actor?: Actor
  /** told after every batch */
  readonly onProgress?: (progress: ImportProgress) => void
}

interface Saved {
  readonly results: readonly SaveResult[]
  readonly remarks: readonly RowRemark[]
}

/** Who imports where nobody is named: the demo, and whoever calls it by program. */
export const importer: Actor = { actor: 'system:import', requestId: 'import' }

/** Writes rows with their institutions, categories, offers, first schedules and lessons, in the caller's transaction. */
export async function writeRows(
  client: pg.PoolClient,
  taken: readonly TakenRow[],
  given: GivenColumns,
  options: WriteOptions,
  now: Date,
): Promise<Saved> {
  const bringer = { actor: options.actor ?? importer, now }
  const institutions = await keepInstitutions(
    client,
    spellings(taken, ({ course }) => [course.institutionKey, course.institution]),
    bringer,
  )
  const categories = await keepCategories(
    client,
    spellings(taken, ({ course }) => [course.categoryKey, course.category]),
    bringer,
  )
  const sellers = {
    partnerIds: options.partnerIds ?? (await storefrontPartners(client)),
    sellAll: options.partnerIds !== undefined,
    quota: options.defaultQuota ?? 1000,
  }
  const results: SaveResult[] = []
  for (let from = 0; from < taken.length; from += batchRows) {
    const batch = taken.slice(from, from + batchRows)
    const courses = batch.map(({ course, courseCode: known }, index) => ({
      ...course,
      row: from + index,
      courseCode: known ?? courseCode(course.title, course.institutionKey, course.titleKey),
      institutionId: institutions.get(course.institutionKey)!.id,
      categoryId: categories.get(course.categoryKey)!.id,
    }))
    const saved = await saveCourses(client, courses, given, now, options.evenIncomplete ?? false)
    const sold = await sell(client, { taken, saved, institutions }, sellers, now)
    await journalCourses(client, bringer.actor, now, saved, { ...sold, partnerIds: sellers.partnerIds })
    results.push(...saved)
    options.onProgress?.({ stage: 'saving', done: from + batch.length, total: taken.length })
  }
  // The planner would otherwise think the catalogue empty until its own housekeeping comes round.
  if (results.filter((result) => result.outcome === 'added').length >= batchRows)
    await client.query('analyze course, offer, schedule, seat_bucket')
  return { results, remarks: [...unified(taken, institutions, categories), ...lacking(taken, results)] }
}

function spellings(taken: readonly TakenRow[], read: (row: TakenRow) => [key: string, name: string]) {
  const found = new Map<string, Set<string>>()
  for (const row of taken) {
    const [key, name] = read(row)
    const names = found.get(key)
    if (names) names.add(name)
    else found.set(key, new Set([name]))
  }
  return found
}

/** Courses that were saved, with the rows that they are of. */
interface SavedCourses {
  readonly taken: readonly TakenRow[]
  readonly saved: readonly SaveResult[]
  readonly institutions: ReadonlyMap<string, KeptName>
}

async function sell(
  client: pg.PoolClient,
  { taken, saved, institutions }: SavedCourses,
  sellers: { readonly partnerIds: readonly number[]; readonly sellAll: boolean; readonly quota: number },
  now: Date,
): Promise<Omit<Sold, 'partnerIds'>> {
  const byPrice = Map.groupBy(saved, (result) => taken[result.row]!.course.price !== null)
  const priced = byPrice.get(true) ?? []
  const sold: SoldCourse[] = priced.map((result) => ({
    courseId: result.courseId,
    courseCode: result.courseCode,
    course: taken[result.row]!.course,
  }))
  const opened = await openMissingSchedules(client, sold, sellers.quota, now)
  await ensureFirstLesson(
    client,
    sold.map(({ courseId, course }) => ({
      courseId,
      title: course.title,
      institution: institutions.get(course.institutionKey)!.name,
      method: course.method,
      inPerson: course.place !== undefined,
    })),
  )
  const offered = priced.filter((result) => sellers.sellAll || !result.wasSold)
  await offerCourses(
    client,
    sellers.partnerIds,
    offered.map((result) => result.courseId),
  )
  const freed = (byPrice.get(false) ?? []).filter((result) => result.wasSold)
  await stopOffering(
    client,
    freed.map((result) => result.courseId),
  )
  const ids = (results: readonly SaveResult[]) => new Set(results.map((result) => result.courseId))
  return { offered: ids(offered), freed: ids(freed), opened }
}

/** What taken rows lack to be sold. */
function lacking(taken: readonly TakenRow[], results: readonly SaveResult[]): RowRemark[] {
  return results.flatMap(({ row, lacks = [] }) => {
    const { line, course } = taken[row]!
    return lacks.map((lack) => remark(line, `lacks_${lack}`, course.title))
  })
}

function unified(
  taken: readonly TakenRow[],
  institutions: ReadonlyMap<string, KeptName>,
  categories: ReadonlyMap<string, KeptName>,
): RowRemark[] {
  return taken.flatMap(({ line, course }) => [
    ...(institutions.get(course.institutionKey)!.name === course.institution
      ? []
      : [remark(line, 'institution_spelling_unified', course.title)]),
    ...(categories.get(course.categoryKey)!.name === course.category
      ? []
      : [remark(line, 'category_spelling_unified', course.title)]),
  ])
}
