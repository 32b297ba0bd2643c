import type pg from 'pg'
import type { Actor } from '../../kernel/request.ts'
import type { CourseLack } from '../about/course-lacks.ts'
import type { TakenRow } from './collect-rows.ts'
import { type GivenColumns, waitForImportTurn } from './save-courses.ts'
import { writeRows } from './write-rows.ts'

/** Every column that a course may be described by. */
const everyColumn: GivenColumns = { description: true, minAge: true, maxAge: true, minEducation: true }

/**
 * Writes one course as a row of a file would be, in the caller's transaction: its price, its offers, its first schedule
 * and lesson. `courseCode` says which one is changed. Returns its id, and what it lacks where it is not sold for it.
 */
export async function saveCourse(
  client: pg.PoolClient,
  course: TakenRow['course'],
  options: { readonly courseCode?: string; readonly now: Date; readonly actor: Actor },
): Promise<{ courseId: number; courseCode: string; lacks: readonly CourseLack[] | undefined }> {
  await waitForImportTurn(client)
  const { courseCode: code, now, actor } = options
  const taken = [{ line: 1, course, ...(code !== undefined && { courseCode: code }) }]
  const { results } = await writeRows(client, taken, everyColumn, { actor }, now)
  const [result] = results
  if (!result) throw new Error('a course that was to be saved was not')
  return { courseId: result.courseId, courseCode: result.courseCode, lacks: result.lacks }
}
