import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../kernel/request.ts'
import type { FileContent } from '../lists/decode-lines.ts'
import { beginImport, rememberRows } from '../lists/list-imports.ts'
import type { TakenList } from '../lists/taken-list.ts'
import { courseCode } from './course-codes.ts'
import {
  type CollectedRows,
  type RowRemark,
  remark,
  rowCollector,
  type TakenRow,
} from './import/collect-rows.ts'
import { type CourseFile, readCourseFile } from './import/course-file.ts'
import { type ImportReport, importReport, lookAt } from './import/import-report.ts'
import { journalCourses, type Sold } from './import/journal-import.ts'
import {
  type GivenColumns,
  type KeptName,
  keepCategories,
  keepInstitutions,
  type SaveResult,
  saveCourses,
  waitForImportTurn,
} from './import/save-courses.ts'
import {
  offerCourses,
  openMissingSchedules,
  type SoldCourse,
  stopOffering,
  storefrontPartners,
} from './import/sell-courses.ts'
import { ensureFirstLesson } from './lessons.ts'

export interface ImportOptions extends TakenList {
  /** rupiah; what no card ever holds more than. Dearer courses are shown and cannot be bought. */
  readonly maxGrant: number
  /** seats of a schedule when the row does not say; 1000 without it */
  readonly defaultQuota?: number
  /**
   * The storefronts that sell every course of the file that has a price. Without it: all storefronts of our own and
   * of the sandbox sell those that are new or got their first price, so that an offer taken back stays taken back.
   */
  readonly partnerIds?: readonly number[]
  /** whose file it is, for the journal; without it `system:import` */
  readonly actor?: Actor
  /** told after every batch */
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly stage: 'reading' | 'saving'
  readonly done: number
  readonly total: number
}

const batchRows = 1000

/**
 * Imports a file of courses ({@link readCourseFile} says what it may look like). All that can be taken is taken in one
 * transaction; what is refused or doubtful is reported by its line. A second import of the same file changes nothing;
 * imports at the same time take turns. Courses that are not in the file are left alone.
 */
export async function importCourses(
  ctx: Pick<Context, 'db' | 'clock'>,
  content: FileContent,
  options: ImportOptions,
): Promise<ImportReport> {
  const file = await readCourseFile(content)
  const { taken, remarks } = await collect(file, options)
  const now = ctx.clock.now()
  const saved = await inTransaction(ctx.db, async (client) => {
    await waitForImportTurn(client)
    if (taken.length === 0) return nothingSaved
    const all = await save(client, taken, givenColumns(file), options, now)
    await remember(client, all.results, options, now)
    return all
  })
  for (const { row, outcome } of saved.results)
    options.onRow?.({ line: taken[row]!.line, outcome: outcomes[outcome] })
  const prices = lookAt(taken, options.maxGrant, now)
  return importReport(file, prices, [...remarks, ...saved.remarks, ...prices.remarks], saved.results)
}

const outcomes = { added: 'imported', changed: 'changed', unchanged: 'already' } as const

async function remember(
  client: pg.PoolClient,
  results: readonly SaveResult[],
  { file, actor = importer }: ImportOptions,
  now: Date,
): Promise<void> {
  if (file === undefined) return
  const importId = await beginImport(client, { kind: 'courses', file }, actor, now)
  const written = results
    .filter(({ outcome }) => outcome !== 'unchanged')
    .map(({ courseId, outcome }) => ({ key: String(courseId), made: outcome === 'added' }))
  await rememberRows(client, importId, written, now)
}

/** Every column that a course may be described by. */
const everyColumn: GivenColumns = { description: true, minAge: true, maxAge: true, minEducation: true }

/**
 * Writes one course as a row of a file would be, in the caller's transaction: its price, its offers, its first schedule
 * and lesson. `courseCode` says which one is changed. Returns its id and whether there was none before.
 */
export async function saveCourse(
  client: pg.PoolClient,
  course: TakenRow['course'],
  options: { readonly courseCode?: string; readonly now: Date; readonly actor: Actor },
): Promise<{ courseId: number; courseCode: string; added: boolean }> {
  await waitForImportTurn(client)
  const { courseCode: code, now, actor } = options
  const taken = [{ line: 1, course, ...(code !== undefined && { courseCode: code }) }]
  const { results } = await save(client, taken, everyColumn, { maxGrant: 0, actor }, now)
  const [result] = results
  if (!result) throw new Error('a course that was to be saved was not')
  return { courseId: result.courseId, courseCode: result.courseCode, added: result.outcome === 'added' }
}

async function collect(file: CourseFile, options: ImportOptions): Promise<CollectedRows> {
  const collector = rowCollector()
  for (const [index, row] of file.rows.entries()) {
    collector.add(row)
    if ((index + 1) % batchRows === 0) {
      options.onProgress?.({ stage: 'reading', done: index + 1, total: file.rows.length })
      // Others are served while a long file is read.
      await breathe()
    }
  }
  return collector.collected()
}

interface Saved {
  readonly results: readonly SaveResult[]
  readonly remarks: readonly RowRemark[]
}

/** Who imports where nobody is named: the demo, and whoever calls it by program. */
const importer: Actor = { actor: 'system:import', requestId: 'import' }
const nothingSaved: Saved = { results: [], remarks: [] }

async function save(
  client: pg.PoolClient,
  taken: readonly TakenRow[],
  given: GivenColumns,
  options: ImportOptions,
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
    const saved = await saveCourses(client, courses, given, now)
    const sold = await sell(client, { taken, saved, institutions }, sellers, now)
    await journalCourses(client, bringer.actor, now, saved, { ...sold, partnerIds: sellers.partnerIds })
    results.push(...saved)
    options.onProgress?.({ stage: 'saving', done: from + batch.length, total: taken.length })
  }
  // The planner would otherwise think the catalogue empty until its own housekeeping comes round.
  if (results.filter((result) => result.outcome === 'added').length >= batchRows)
    await client.query('analyze course, offer, schedule, seat_bucket')
  return { results, remarks: unified(taken, institutions, categories) }
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

function givenColumns(file: CourseFile): GivenColumns {
  const raw = file.rows.find((row) => typeof row.raw !== 'string')?.raw
  const given = typeof raw === 'object' ? raw : undefined
  return {
    description: given?.description !== undefined,
    minAge: given?.minAge !== undefined,
    maxAge: given?.maxAge !== undefined,
    minEducation: given?.minEducation !== undefined,
  }
}
