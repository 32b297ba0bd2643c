import type { Queryable } from '../../database/sql.ts'
import { type JournalRow, writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { SaveResult } from './save-courses.ts'

/** What came of one course besides itself. */
export interface Sold {
  /** courses that these storefronts sell from now on */
  readonly offered: ReadonlySet<number>
  readonly partnerIds: readonly number[]
  /** courses that lost their price, and are sold by nobody any more */
  readonly freed: ReadonlySet<number>
  /** the codes of the schedules that were opened, by course */
  readonly opened: ReadonlyMap<number, readonly string[]>
}

/** Tells of every course that was added, changed, offered or opened: what was, and what is. */
export async function journalCourses(
  tx: Queryable,
  actor: Actor,
  now: Date,
  saved: readonly SaveResult[],
  { offered, partnerIds, freed, opened }: Sold,
): Promise<void> {
  const told: JournalRow[] = []
  for (const { courseId, courseCode: code, outcome, changes, price } of saved) {
    const subject = `course:${courseId}`
    if (outcome === 'added') told.push({ event: 'course_added', subject, facts: { code, price } })
    if (outcome === 'changed') told.push({ event: 'course_changed', subject, facts: { code, ...changes } })
    if (opened.has(courseId))
      told.push({ event: 'schedules_opened', subject, facts: { codes: opened.get(courseId) } })
    if (offered.has(courseId) && partnerIds.length > 0)
      told.push({ event: 'course_offered', subject, facts: { partners: partnerIds } })
    if (freed.has(courseId)) told.push({ event: 'course_not_sold', subject, reason: 'no_price' })
  }
  await writeJournal(tx, actor, now, told)
}
