import type { SchedulePlace } from '../../catalogue/places/schedule-place.ts'
import { first, type Queryable, type Row, statement } from '../../database/sql.ts'
import type { Enrolment } from '../enrolment.ts'
import { trainingIsOpen } from '../redeem/rules.ts'
import {
  type AssignmentScope,
  type Basis,
  type CompletionFacts,
  type HandedIn,
  type Requirement,
  usualRequirement,
} from './rules.ts'

type FactsRow = Row<
  'learning/completion-facts',
  | 'courseId'
  | 'institution'
  | 'waitsForReview'
  | 'method'
  | 'usableBefore'
  | 'asks'
  | 'lessons'
  | 'lessonSeconds'
  | 'lessonsFinished'
  | 'preTestTaken'
  | 'postTestPassed'
  | 'postTestFailures'
  | 'attended'
  | {
      place: SchedulePlace | undefined
      assignments: AssignmentScope[] | undefined
      handedIn: { scope: AssignmentScope; status: HandedIn['status']; at: string; by: string }[]
    }
>

const selectFacts = statement<[cardId: string, purchaseId: string], 'learning/completion-facts', FactsRow>(
  'learning/completion-facts',
  `
  select
    purchase.course_id, institution.name as institution, learn_url, voucher_code, redeemed_at, purchase.cancelled_at, finished_at, paid_at,
    finished_at is not null and card.unfinished_purchase_id is not distinct from purchase_id as waits_for_review,
    course.learning_method as method, schedule.starts_at, schedule.ends_at, schedule.meeting, schedule.place, card.usable_before,
    finished_as, finish_withdrawn_at, standing.rests_until, standing.accepted,
    asked.course_id is not null as asks, asked.lessons as asks_lessons, pre_test_questions, post_test_questions,
    pass_percent, tries, wait_minutes, rest_days, sessions, assignments, institution_days, min_minutes,
    (select count(*)::int from lesson where lesson.course_id = purchase.course_id) as lessons,
    (select coalesce(sum(min_seconds), 0)::int from lesson where lesson.course_id = purchase.course_id) as lesson_seconds,
    (
      select count(*)::int from lesson_progress learnt
      where learnt.card_id = $1 and learnt.purchase_id = $2
        and exists (select from lesson where lesson.course_id = purchase.course_id and number = learnt.lesson)
    ) as lessons_finished,
    coalesce(taken.pre, false) as pre_test_taken, coalesce(taken.passed, false) as post_test_passed,
    coalesce(taken.failures, 0) as post_test_failures, taken.failed_at as post_test_failed_at,
    array(
      select sequence from attendance
      where attendance.card_id = $1 and attendance.purchase_id = $2 and marked_because is null
    ) as attended,
    (
      select coalesce(jsonb_agg(jsonb_build_object(
        'scope', newest.scope, 'status', newest.status, 'at', newest.submitted_at, 'by', newest.submitted_by
      )), '[]')
      from (
        select distinct on (scope) scope, status, submitted_at, submitted_by
        from submission
        where submission.card_id = $1 and submission.purchase_id = $2 and kind = 'assignment'
        order by scope, submission_id desc
      ) newest
    ) as handed_in
  from purchase
  join card using (card_id)
  join course on course.course_id = purchase.course_id
  join institution using (institution_id)
  join schedule using (schedule_id)
  left join course_requirement asked on asked.course_id = purchase.course_id
  left join lateral (
    select
      bool_or(test = 'pre') as pre, bool_or(test = 'post' and passed) as passed,
      count(*) filter (where test = 'post' and not passed)::int as failures,
      max(handed_in_at) filter (where test = 'post' and not passed) as failed_at
    from quiz_attempt
    where quiz_attempt.card_id = $1 and quiz_attempt.purchase_id = $2 and handed_in_at is not null
  ) taken on true
  left join lateral (
    select report.rests_until, report.verdict is not null as accepted
    from completion_report report
    where report.card_id = $1 and report.purchase_id = $2 and report.verdict is distinct from 'refused'
  ) standing on true
  where purchase.card_id = $1 and purchase.purchase_id = $2 and purchase.status in ('paid', 'cancelled')
  `,
)

/** A training that was bought, with all that is known of how far it is. */
export interface Training extends CompletionFacts {
  readonly courseId: number
  /** its name */
  readonly institution: string
  /** its lessons can be learnt: not cancelled, and a voucher is redeemed */
  readonly open: boolean
  readonly finishedAt: Date | undefined
  readonly finishedAs: Basis | undefined
  /** it is finished, and the next one can be bought when it is reviewed */
  readonly waitsForReview: boolean
  /** where its schedule is held, as the institution says: a link or a place */
  readonly meeting: string | undefined
  /** where it is held in a room, as everybody may read; undefined: online */
  readonly place: SchedulePlace | undefined
  /** where the institution has it held, in a system of its own */
  readonly learnUrl: string | undefined
}

/** How far a training is; undefined when nothing was paid. Ask under the card's lock to decide by it. */
export async function trainingOf(
  db: Queryable,
  { cardId, purchaseId }: Enrolment,
): Promise<Training | undefined> {
  const row = await first(db, selectFacts, [cardId, purchaseId])
  if (!row) return undefined
  const { voucherCode, redeemedAt, cancelledAt, paidAt, restsUntil, finishWithdrawnAt, ...facts } = row
  return {
    ...facts,
    open: trainingIsOpen({ voucherCode, redeemedAt, cancelledAt }),
    finishedAs: row.finishedAt ? (row.finishedAs ?? 'proven') : undefined,
    requirement: requirementOf(row),
    report: restsUntil ? { restsUntil, accepted: row.accepted === true } : undefined,
    handedIn: row.handedIn.map(({ at, by, ...work }) => ({
      ...work,
      at: new Date(at),
      byLearner: by.startsWith('card:'),
    })),
    since: (voucherCode === undefined ? undefined : redeemedAt) ?? paidAt ?? row.usableBefore,
    withdrawnAt: finishWithdrawnAt,
    learntElsewhere: row.learnUrl !== undefined,
  }
}

function requirementOf(row: FactsRow): Requirement {
  const usual = usualRequirement(row.learnUrl !== undefined)
  if (!row.asks) return usual
  return {
    lessons: row.asksLessons ?? usual.lessons,
    preTestQuestions: row.preTestQuestions,
    postTestQuestions: row.postTestQuestions,
    passPercent: row.passPercent ?? usual.passPercent,
    tries: row.tries ?? usual.tries,
    waitMinutes: row.waitMinutes ?? usual.waitMinutes,
    restDays: row.restDays ?? usual.restDays,
    sessions: row.sessions ?? usual.sessions,
    assignments: row.assignments ?? usual.assignments,
    institutionDays: row.institutionDays ?? usual.institutionDays,
    minMinutes: row.minMinutes ?? usual.minMinutes,
  }
}
