import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { inTransaction } from '../database/transaction.ts'
import type { FileContent } from '../lists/decode-lines.ts'
import { beginImport, rememberRows } from '../lists/list-imports.ts'
import type { ListOptions } from '../lists/read-list.ts'
import type { TakenList } from '../lists/taken-list.ts'
import { type CollectedRows, rowCollector } from './import/collect-rows.ts'
import { type CourseFile, readCourseFile } from './import/course-file.ts'
import { type ImportReport, importReport, lookAt } from './import/import-report.ts'
import { type GivenColumns, type SaveResult, waitForImportTurn } from './import/save-courses.ts'
import { batchRows, importer, type WriteOptions, writeRows } from './import/write-rows.ts'

export interface ImportOptions extends TakenList, WriteOptions, ListOptions {
  /** rupiah; what no card ever holds more than. Dearer courses are shown and cannot be bought. */
  readonly maxGrant: number
}

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
  const file = await readCourseFile(content, options)
  const { taken, remarks } = await collect(file, options)
  const now = ctx.clock.now()
  const saved = await inTransaction(ctx.db, async (client) => {
    await waitForImportTurn(client)
    if (taken.length === 0) return { results: [], remarks: [] }
    const all = await writeRows(client, taken, givenColumns(file), options, now)
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
  { file, importId: begun, actor = importer }: ImportOptions,
  now: Date,
): Promise<void> {
  if (file === undefined && begun === undefined) return
  const importId = begun ?? (await beginImport(client, { kind: 'courses', file: file ?? '' }, actor, now))
  const written = results
    .filter(({ outcome }) => outcome !== 'unchanged')
    .map(({ courseId, outcome }) => ({ key: String(courseId), made: outcome === 'added' }))
  await rememberRows(client, importId, written, now)
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
