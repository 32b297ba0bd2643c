import type { Context } from '../../database/context.ts'
import { first, one, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyParagraphs } from '../tidy-text.ts'
import { type AboutCell, readAbout } from './course-about.ts'
import type { CourseLack } from './course-lacks.ts'

export const describeRefusals = refusalWords({
  id: {
    course_unknown: 'Pelatihan berkode itu tidak ada: bekal course list.',
    description_too_long: 'Deskripsi paling banyak 10.000 karakter. Ringkaslah.',
    level_unknown: 'Tingkat tidak dikenal. Pilih pemula, menengah, atau lanjutan.',
    language_unknown: 'Bahasa pengantar tidak dikenal. Pilih Indonesia atau Inggris.',
    about_too_long: 'Paling banyak 30 baris, masing-masing 200 karakter. Ringkaslah.',
  },
  en: {
    course_unknown: 'There is no course of this code: bekal course list.',
    description_too_long: 'A description has at most 10,000 characters. Shorten it.',
    level_unknown: 'The level is unknown. Choose beginner, intermediate or advanced.',
    language_unknown: 'The language is unknown. Choose Indonesian or English.',
    about_too_long: 'At most 30 lines, each of 200 characters. Shorten them.',
  },
  also: [reasonRefusals],
})
export type DescribeRefusal = ReasonOf<typeof describeRefusals>

/** What is said of a course from now on, as people write it; what is absent stays, what is empty is taken away. */
export interface Description extends Partial<Readonly<Record<AboutCell, string | undefined>>> {
  readonly description?: string | undefined
}

const lockCourse = statement<[courseCode: string], 'catalogue/lock-course-to-describe'>(
  'catalogue/lock-course-to-describe',
  'select course_id from course where course_code = $1 for no key update',
)

const describe = statement<
  [courseId: number, description: string | null, about: string],
  'catalogue/describe-course',
  { lacks: CourseLack[]; changes: Record<string, unknown> }
>(
  'catalogue/describe-course',
  `
  update course
  set description = coalesce($2, description), about = jsonb_strip_nulls(about || $3::jsonb),
    status = case
      when status = 'incomplete' and course_lacks(coalesce($2, description), jsonb_strip_nulls(about || $3::jsonb)) = '{}' then 'listed'
      else status
    end
  where course_id = $1
  returning
    case when new.status = 'incomplete' then course_lacks(new.description, new.about) else '{}' end as lacks,
    coalesce((
      select jsonb_object_agg(field, jsonb_build_array(was, made))
      from (values
        ('description', to_jsonb(left(md5(old.description), 8)), to_jsonb(left(md5(new.description), 8))),
        ('about', to_jsonb(left(md5(old.about::text), 8)), to_jsonb(left(md5(new.about::text), 8))),
        ('status', to_jsonb(old.status), to_jsonb(new.status))
      ) as changed (field, was, made)
      where was is distinct from made
    ), '{}') as changes
  `,
)

/**
 * Whoever runs the catalogue writes what a course is judged by, which lists it where it waited for that. Returns what it still lacks to
 * be sold: nothing for one that is listed.
 */
export async function describeCourse(
  ctx: Pick<Context, 'db' | 'clock'>,
  code: string,
  wanted: Description & { readonly because: string },
  actor: Actor,
): Promise<Outcome<{ lacks: readonly CourseLack[] }, DescribeRefusal>> {
  const reason = wanted.because.trim()
  if (reason === '') return refuse('reason_missing')
  const { level, language, trainer, needs, outcomes, syllabus } = wanted
  const { about = {}, problems } = readAbout({ level, language, trainer, needs, outcomes, syllabus })
  const [problem] = problems
  if (problem) return refuse(problem)
  const description = wanted.description === undefined ? null : tidyParagraphs(wanted.description)
  if (description !== null && description.length > 10_000) return refuse('description_too_long')
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ lacks: CourseLack[] }, DescribeRefusal>> => {
    const course = await first(tx, lockCourse, [code])
    if (!course) return refuse('course_unknown')
    const { lacks, changes } = await one(tx, describe, [course.courseId, description, JSON.stringify(about)])
    const subject = `course:${course.courseId}`
    const facts = { code, ...changes }
    if (Object.keys(changes).length > 0)
      await writeJournal(tx, actor, ctx.clock.now(), [{ event: 'course_changed', subject, reason, facts }])
    return done({ lacks })
  })
}
