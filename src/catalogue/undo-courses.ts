import { rows, statement } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { KeptBecause, UndoRows } from '../lists/undo-import.ts'

const lockCourses = statement<[courseIds: number[]], 'catalogue/lock-courses-to-undo', 'listed'>(
  'catalogue/lock-courses-to-undo',
  `
  select course_id, status in ('listed', 'incomplete') as listed from course
  where course_id = any ($1::int[])
  order by course_id
  for no key update
  `,
)

/** Of which something was ever bought, or is being bought. */
const selectSold = statement<[courseIds: number[]], 'catalogue/select-sold-courses'>(
  'catalogue/select-sold-courses',
  `
  select distinct schedule.course_id from schedule
  where course_id = any ($1::int[])
    and exists (select from purchase where purchase.schedule_id = schedule.schedule_id)
  `,
)

const withdraw = statement<[courseIds: number[]], 'catalogue/withdraw-courses'>(
  'catalogue/withdraw-courses',
  "update course set status = 'withdrawn' where course_id = any ($1::int[]) returning course_id",
)

/**
 * Withdraws the courses that an import has added and nobody has bought: they are shown and sold nowhere. Those that were
 * there before stay as the list has made them, as what they said then is not kept.
 */
export const undoCourses: UndoRows = async (tx, _ctx, { rows: wanted, actor, because, now }) => {
  const ids = wanted.map(({ key }) => Number(key))
  const found = await rows(tx, lockCourses, [ids])
  const listed = new Set(found.filter((row) => row.listed).map(({ courseId }) => courseId))
  const sold = new Set((await rows(tx, selectSold, [ids])).map(({ courseId }) => courseId))
  const kept = new Map<string, KeptBecause>()
  for (const { key, made } of wanted) {
    const id = Number(key)
    const why = !listed.has(id) ? 'gone' : !made ? 'was_there' : sold.has(id) ? 'sold' : undefined
    if (why) kept.set(key, why)
  }
  const leaving = ids.filter((id) => !kept.has(String(id)))
  await rows(tx, withdraw, [leaving])
  await writeJournal(
    tx,
    actor,
    now,
    leaving.map((id) => ({ event: 'course_withdrawn', subject: `course:${id}`, reason: because })),
  )
  return kept
}
