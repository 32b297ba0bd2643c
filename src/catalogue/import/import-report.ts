import { resolveMoment } from './clean-times.ts'
import { type RowRemark, remark, type TakenRow } from './collect-rows.ts'
import type { CourseFile, FileProblem } from './course-file.ts'
import type { SaveResult } from './save-courses.ts'

/** What became of a file, row by row. `read` = added + unchanged + changed + refused. */
export interface ImportReport {
  /** set when the whole file cannot be read: nothing was taken */
  readonly problem: FileProblem | undefined
  readonly ignoredColumns: readonly string[]
  readonly read: number
  readonly added: number
  readonly unchanged: number
  readonly changed: number
  readonly refused: number
  /** taken, but somebody should look at them */
  readonly doubtful: number
  /** taken, but not sold before they have what they lack, or a curator lists them */
  readonly incomplete: number
  /** taken without a price: catalogued as free and not sold */
  readonly free: number
  readonly dearerThanAnyBalance: number
  /** in the order of the file's lines */
  readonly remarks: readonly RowRemark[]
}

/** What is to be said of rows that were taken: courses for nothing or for too much, schedules that are over. */
export function lookAt(taken: readonly TakenRow[], maxGrant: number, now: Date) {
  const remarks: RowRemark[] = []
  let free = 0
  let dearer = 0
  for (const { line, course } of taken) {
    if (course.price === null) free++
    else if (course.price > maxGrant) {
      dearer++
      remarks.push(remark(line, 'dearer_than_any_balance', course.title))
    }
    if (course.startsAt && resolveMoment(course.startsAt, now) <= now)
      remarks.push(remark(line, 'schedule_past', course.title))
  }
  return { free, dearer, remarks }
}

/** The report of an import: its remarks in the order of the lines. */
export function importReport(
  file: CourseFile,
  { free, dearer }: { readonly free: number; readonly dearer: number },
  remarks: readonly RowRemark[],
  results: readonly SaveResult[],
): ImportReport {
  const all = remarks.toSorted((one, other) => one.line - other.line)
  const lines = (verdict: string) =>
    new Set(all.filter((entry) => entry.verdict === verdict).map((entry) => entry.line)).size
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length
  return {
    problem: file.problem,
    ignoredColumns: file.ignoredColumns,
    read: file.rows.length,
    added: count('added'),
    unchanged: count('unchanged'),
    changed: count('changed'),
    refused: lines('refused'),
    doubtful: lines('doubtful'),
    incomplete: results.filter(({ lacks }) => lacks !== undefined).length,
    free,
    dearerThanAnyBalance: dearer,
    remarks: all,
  }
}
