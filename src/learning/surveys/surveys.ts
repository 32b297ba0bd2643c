import { first, type Queryable, rows, statement } from '../../database/sql.ts'
import type { SurveyQuestion, WrittenSurvey } from './questions.ts'

/** A questionnaire as it is asked. */
export interface Survey extends WrittenSurvey {
  readonly surveyId: number
  /** the survey payment that it is for; the newest of a number is asked */
  readonly number: number
  readonly definedBy: string
  readonly definedAt: Date
}

interface Kept {
  title: WrittenSurvey['title']
  questions: SurveyQuestion[]
}

const columns = 'survey_id, number, title, questions, defined_by, defined_at'

const selectSurvey = statement<[surveyId: number], 'learning/survey', Kept>(
  'learning/survey',
  `select ${columns} from survey where survey_id = $1`,
)

const selectAsked = statement<[number: number], 'learning/asked-survey', Kept>(
  'learning/asked-survey',
  `select ${columns} from survey where number = $1 order by survey_id desc limit 1`,
)

const selectAll = statement<[], 'learning/surveys', Kept | 'answers' | 'asked'>(
  'learning/surveys',
  `
  select
    ${columns}, answered.answers,
    not exists (
      select from survey later where later.number = survey.number and later.survey_id > survey.survey_id
    ) as asked
  from survey
  cross join lateral (
    select count(*)::int as answers from survey_answer where survey_answer.survey_id = survey.survey_id
  ) answered
  order by number, survey_id desc
  `,
)

/** A questionnaire by its id, asked now or once. */
export function surveyById(db: Queryable, surveyId: number): Promise<Survey | undefined> {
  return first(db, selectSurvey, [surveyId])
}

/** The questionnaire that is asked now for a survey payment. */
export function askedSurvey(db: Queryable, number: number): Promise<Survey | undefined> {
  return first(db, selectAsked, [number])
}

/** Every questionnaire there is and was, with how many have answered it, by number and the newest first. */
export function listSurveys(
  db: Queryable,
): Promise<(Survey & { readonly answers: number; readonly asked: boolean })[]> {
  return rows(db, selectAll, [])
}

const answersOfCard = statement<
  [cardId: string],
  'learning/survey-answers-of-card',
  { answers: Record<string, string> }
>(
  'learning/survey-answers-of-card',
  'select number, survey_id, answers, answered_at from survey_answer where card_id = $1 order by number',
)

/** What a card's holder has answered, for themselves. */
export function surveyAnswersOf(db: Queryable, cardId: string) {
  return rows(db, answersOfCard, [cardId])
}
