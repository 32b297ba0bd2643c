import { slug } from '../../kernel/text.ts'
import { type CleanCourse, cleanCourse } from './clean-course.ts'
import type { FileRow } from './course-file.ts'
import { explainReason, type RowReason, type RowVerdict } from './row-reasons.ts'

/** What is said about a row of an imported file. */
export interface RowRemark {
  /** of the file, counted from 1, the header included; a record of several lines has its first one */
  readonly line: number
  readonly verdict: RowVerdict
  readonly reason: RowReason
  /** the title as the file has it, shortened */
  readonly title: string
  /** the line of the other row, where the reason speaks of one */
  readonly otherLine?: number
  /** the reason as a sentence in Indonesian, and in English */
  readonly id: string
  readonly en: string
}

/** A row that was taken. */
export interface TakenRow {
  readonly line: number
  readonly course: CleanCourse
  /** of the course that it changes, where that is known: its title may change, too */
  readonly courseCode?: string
}

export interface CollectedRows {
  readonly taken: readonly TakenRow[]
  readonly remarks: readonly RowRemark[]
}

/** What is to be said about a row. */
export function remark(line: number, reason: RowReason, title: string, otherLine?: number): RowRemark {
  const { verdict, id, en } = explainReason(reason)
  const shown = title.toWellFormed().replace(/\s+/g, ' ').trim()
  const short = shown.length > 120 ? `${shown.slice(0, 119).toWellFormed()}…` : shown
  return { line, verdict, reason, title: short, ...(otherLine !== undefined && { otherLine }), id, en }
}

/**
 * Collects the rows of a file one after the other: cleans each, and refuses what was already taken. Of two rows for
 * the same course (same title and institution as they are compared) the first one is taken.
 */
export function rowCollector(): { add(row: FileRow): void; collected(): CollectedRows } {
  const taken: TakenRow[] = []
  const remarks: RowRemark[] = []
  const byTitle = new Map<string, TakenRow>()
  const byLetters = new Map<string, TakenRow>()

  function add({ line, raw, foreign }: FileRow): void {
    if (typeof raw === 'string') {
      remarks.push(remark(line, raw, ''))
      return
    }
    const tell = (reason: RowReason, otherLine?: number) =>
      remarks.push(remark(line, reason, raw.title, otherLine))
    const cleaned = cleanCourse(raw)
    if (!cleaned.course) {
      for (const reason of cleaned.reasons) tell(reason)
      return
    }
    const row = { line, course: cleaned.course }
    const { institutionKey, titleKey } = cleaned.course
    const key = `${institutionKey}\n${titleKey}`
    const same = byTitle.get(key)
    if (same) {
      tell(saysTheSame(same.course, cleaned.course) ? 'duplicate_row' : 'duplicate_conflict', same.line)
      return
    }
    byTitle.set(key, row)
    taken.push(row)
    for (const reason of cleaned.notes) tell(reason)
    if (foreign) tell('not_utf8')
    const letters = `${institutionKey}\n${slug(titleKey) === 'x' ? titleKey : slug(titleKey)}`
    const near = titleKey.length <= 80 ? byLetters.get(letters) : undefined
    if (near) tell('near_duplicate', near.line)
    else byLetters.set(letters, row)
  }

  return { add, collected: () => ({ taken, remarks }) }
}

function saysTheSame(one: CleanCourse, other: CleanCourse): boolean {
  const facts = ({ title, institution, category, ...rest }: CleanCourse) => JSON.stringify(rest)
  return facts(one) === facts(other)
}
