import type { Context } from '../../database/context.ts'
import { first, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { CourseContent } from './content.ts'

const lockCourse = statement<[courseCode: string], 'learning/lock-course'>(
  'learning/lock-course',
  'select course_id from course where course_code = $1 for no key update',
)

const saveRequirement = statement<
  [courseId: number, requirement: string, now: Date, actor: string, requestId: string, counts: string]
>(
  'learning/save-requirement',
  `
  with saved as (
    insert into course_requirement (
      course_id, lessons, pre_test_questions, post_test_questions, pass_percent, tries, wait_minutes, rest_days,
      sessions, assignments, institution_days, min_minutes
    )
    select
      $1, lessons, "preTestQuestions", "postTestQuestions", "passPercent", tries, "waitMinutes", "restDays",
      array(select jsonb_array_elements_text(sessions)::smallint),
      array(select jsonb_array_elements_text(assignments)), "institutionDays", "minMinutes"
    from jsonb_to_record($2::jsonb) as r (
      lessons boolean, "preTestQuestions" smallint, "postTestQuestions" smallint, "passPercent" smallint,
      tries smallint, "waitMinutes" int, "restDays" smallint, sessions jsonb, assignments jsonb,
      "institutionDays" smallint, "minMinutes" int
    )
    on conflict (course_id) do update set
      lessons = excluded.lessons, pre_test_questions = excluded.pre_test_questions,
      post_test_questions = excluded.post_test_questions, pass_percent = excluded.pass_percent,
      tries = excluded.tries, wait_minutes = excluded.wait_minutes, rest_days = excluded.rest_days,
      sessions = excluded.sessions, assignments = excluded.assignments, institution_days = excluded.institution_days,
      min_minutes = excluded.min_minutes
  )
  insert into journal (at, actor, act, subject, request_id, facts)
  values ($3, $4, 'course_content_set', 'course:' || $1::int, $5, $6::jsonb)
  `,
)

const saveLessons = statement<[courseId: number, lessons: string]>(
  'learning/save-lessons',
  `
  with written as (
    select * from jsonb_to_recordset($2::jsonb)
      as l (number smallint, title text, body text, kind text, url text, "minSeconds" int)
  ),
  gone as (
    delete from lesson where course_id = $1 and number not in (select number from written)
  )
  insert into lesson (course_id, number, title, body, kind, url, min_seconds)
  select $1, number, title, body, kind, url, "minSeconds" from written
  on conflict (course_id, number) do update set
    title = excluded.title, body = excluded.body, kind = excluded.kind, url = excluded.url,
    min_seconds = excluded.min_seconds
  `,
)

const saveQuestions = statement<[courseId: number, questions: string]>(
  'learning/save-questions',
  `
  with written as (
    select test, text, options from jsonb_to_recordset($2::jsonb) as q (test text, text text, options jsonb)
  ),
  known as (
    select question_id, test, text, (
      select jsonb_agg(jsonb_build_object('text', o.text, 'right', o.is_right) order by option)
      from answer_option o where o.question_id = question.question_id
    ) as options
    from question where course_id = $1 and not retired
  ),
  retired as (
    -- attempts that drew it keep it as it was
    update question set retired = true
    from known left join written using (test, text, options)
    where question.question_id = known.question_id and written.test is null
  ),
  added as (
    insert into question (course_id, test, text)
    select $1, test, text from written left join known using (test, text, options)
    where known.test is null
    returning question_id, test, text
  )
  insert into answer_option (question_id, option, text, is_right)
  select question_id, place, option ->> 'text', (option ->> 'right')::boolean
  from added join written using (test, text)
  cross join lateral jsonb_array_elements(options) with ordinality as o (option, place)
  `,
)

export interface SavedContent {
  readonly lessons: number
  readonly questions: number
}

/** Gives a course its content in the place of what it had; what learners have done counts on. */
export function saveContent(
  ctx: Pick<Context, 'db' | 'clock'>,
  courseCode: string,
  { requirement, lessons, questions }: CourseContent,
  { actor, requestId }: Actor,
): Promise<Outcome<SavedContent, 'course_unknown'>> {
  return inTransaction(ctx.db, async (tx) => {
    const course = await first(tx, lockCourse, [courseCode])
    if (!course) return refuse('course_unknown')
    const saved = { lessons: lessons.length, questions: questions.length }
    await rows(tx, saveRequirement, [
      course.courseId,
      JSON.stringify(requirement),
      ctx.clock.now(),
      actor,
      requestId,
      JSON.stringify(saved),
    ])
    const numbered = lessons.map((lesson, at) => ({ ...lesson, number: at + 1 }))
    await rows(tx, saveLessons, [course.courseId, JSON.stringify(numbered)])
    await rows(tx, saveQuestions, [course.courseId, JSON.stringify(questions)])
    return done(saved)
  })
}
