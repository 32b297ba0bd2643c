import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

export const withdrawRefusals = refusalWords({
  id: {
    course_unknown: 'Pelatihan berkode itu tidak ada: bekal course list.',
    course_withdrawn: 'Pelatihan ini sudah ditarik. Tidak perlu apa-apa lagi.',
    institution_suspended:
      'Lembaganya sedang ditangguhkan. Tunggu sampai penangguhannya berakhir: saat itu pelatihan ini kembali sendiri.',
    course_listed: 'Pelatihan ini sudah ada di katalog. Tidak perlu apa-apa lagi.',
  },
  en: {
    course_unknown: 'There is no course of this code: bekal course list.',
    course_withdrawn: 'This course is withdrawn already. There is nothing to do.',
    institution_suspended:
      'Its institution is suspended. Wait until that ends: this course is listed again by itself then.',
    course_listed: 'This course is listed already. There is nothing to do.',
  },
  also: [reasonRefusals],
})
export type WithdrawRefusal = ReasonOf<typeof withdrawRefusals>

type Status = 'listed' | 'withdrawn'

const lockCourse = statement<[courseCode: string], 'catalogue/lock-course-status'>(
  'catalogue/lock-course-status',
  'select course_id, status from course where course_code = $1 for no key update',
)

const setStatus = statement<[courseId: number, status: Status], 'catalogue/set-course-status'>(
  'catalogue/set-course-status',
  'update course set status = $2 where course_id = $1 returning course_id',
)

/**
 * Takes a course out of the catalogue: it is found and sold nowhere any more. What was bought of it goes on. Refuses
 * `reason_missing`, `course_unknown`, `course_withdrawn`.
 */
export function withdrawCourse(
  ctx: Pick<Context, 'db' | 'clock'>,
  code: string,
  because: string,
  actor: Actor,
) {
  return turn(ctx, code, because, actor, 'withdrawn')
}

/** Brings a withdrawn course back, to who was offered it before, or lists one that lacks essentials as it is. Refuses `reason_missing`, `course_unknown`, `course_listed`. */
export function listCourseAgain(
  ctx: Pick<Context, 'db' | 'clock'>,
  code: string,
  because: string,
  actor: Actor,
) {
  return turn(ctx, code, because, actor, 'listed')
}

async function turn(
  ctx: Pick<Context, 'db' | 'clock'>,
  code: string,
  because: string,
  actor: Actor,
  to: Status,
): Promise<Outcome<null, WithdrawRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  return inTransaction(ctx.db, async (tx): Promise<Outcome<null, WithdrawRefusal>> => {
    const course = await first(tx, lockCourse, [code])
    if (!course) return refuse('course_unknown')
    if (course.status === 'suspended' && to === 'listed') return refuse('institution_suspended')
    if (course.status === to) return refuse(to === 'listed' ? 'course_listed' : 'course_withdrawn')
    await first(tx, setStatus, [course.courseId, to])
    const event = to === 'listed' ? 'course_listed_again' : 'course_withdrawn'
    await writeJournal(tx, actor, ctx.clock.now(), [{ event, subject: `course:${course.courseId}`, reason }])
    return done(null)
  })
}
