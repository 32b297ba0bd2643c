import { type Queryable, rows, statement } from '../../database/sql.ts'
import { type SurveyQuestion, valuesOf } from './questions.ts'
import type { Survey } from './surveys.ts'

/** How often each answer was given to a question; of free text the newest answers, and never whose they are. */
export interface QuestionResult {
  readonly question: SurveyQuestion
  /** by value, in the order of the page; of free text one line: how many wrote something */
  readonly counts: readonly { readonly value: string; readonly count: number }[]
  readonly texts: readonly string[]
}

const countAnswers = statement<
  [surveyId: number, questions: string[]],
  'learning/count-survey-answers',
  'question' | 'value' | 'count'
>(
  'learning/count-survey-answers',
  `
  select question, answers ->> question as value, count(*)::int as count
  from survey_answer
  cross join unnest($2::text[]) as question
  where survey_id = $1 and answers ? question
  group by question, value
  `,
)

const newestTexts = statement<
  [surveyId: number, question: string, most: number],
  'learning/survey-texts',
  'text'
>(
  'learning/survey-texts',
  `
  select answers ->> $2 as text
  from survey_answer
  where survey_id = $1 and answers ? $2
  order by answered_at desc
  limit $3
  `,
)

/** The answers to a survey by question, with at most `mostTexts` free texts of each. */
export async function surveyResults(
  db: Queryable,
  { surveyId, questions }: Pick<Survey, 'surveyId' | 'questions'>,
  mostTexts: number,
): Promise<QuestionResult[]> {
  const counted = questions.filter(({ kind }) => kind !== 'text').map(({ name }) => name)
  const [found, written] = await Promise.all([
    rows(db, countAnswers, [surveyId, counted]),
    Promise.all(
      questions.map(({ kind, name }) =>
        kind === 'text' ? rows(db, newestTexts, [surveyId, name, mostTexts]) : [],
      ),
    ),
  ])
  const results: QuestionResult[] = []
  for (const [at, question] of questions.entries()) {
    const texts = written[at]!.map(({ text }) => text)
    const counts = (valuesOf(question) ?? []).map((value) => ({
      value,
      count: found.find((one) => one.question === question.name && one.value === value)?.count ?? 0,
    }))
    results.push({ question, counts, texts })
  }
  return results
}
