import type { Context } from '../database/context.ts'
import { remembered } from '../database/remembered.ts'
import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import type { Language } from '../kernel/wib.ts'
import type { YearRules } from '../years/year-rules.ts'
import { withFigures } from './figures.ts'
import { type Topic, topics } from './topics.ts'

const columns = `
  question_id, topic, place, asked_id, asked_en, answer_id, answer_en, words, version, written_by, written_at, ended_at
`

const selectQuestions = statement<[], 'information/select-questions', { topic: Topic }>(
  'information/select-questions',
  `select ${columns} from common_question where ended_at is null order by topic, place, question_id`,
)

const selectQuestion = statement<[questionId: number], 'information/find-question', { topic: Topic }>(
  'information/find-question',
  `select ${columns} from common_question where question_id = $1`,
)

/** A question as the staff keeps it, figures by their names. */
export interface CommonQuestion extends Row<'information/select-questions', { topic: Topic }> {}

/** A question as it is read, in one language. */
export interface ReadQuestion {
  readonly questionId: number
  readonly topic: Topic
  readonly asked: string
  /** paragraphs, lists and links to pages of ours */
  readonly answer: string
  readonly words: string
}

/** All questions that are answered now, by their topics and places. */
export async function listQuestions(db: Queryable): Promise<CommonQuestion[]> {
  const found = await rows(db, selectQuestions, [])
  return found.sort((one, other) => topics.indexOf(one.topic) - topics.indexOf(other.topic))
}

/** One question, also one that was taken away. */
export function findQuestion(db: Queryable, questionId: number): Promise<CommonQuestion | undefined> {
  return first(db, selectQuestion, [questionId])
}

const memory = new WeakMap<Context['db'], () => Promise<CommonQuestion[]>>()

/** The same as {@link listQuestions}, {@link remembered}: on an opening day everybody reads them at once. */
export function questionsNow(db: Context['db']): Promise<CommonQuestion[]> {
  const read = memory.get(db) ?? remembered(() => listQuestions(db))
  memory.set(db, read)
  return read()
}

/** A question with the figures of a year; undefined where it asks for one that the year has not. */
export function readIn(
  { questionId, topic, words, askedId, askedEn, answerId, answerEn }: CommonQuestion,
  rules: YearRules | undefined,
  language: Language,
): ReadQuestion | undefined {
  const asked = withFigures(language === 'id' ? askedId : askedEn, rules, language)
  const answer = withFigures(language === 'id' ? answerId : answerEn, rules, language)
  return asked === undefined || answer === undefined ? undefined : { questionId, topic, asked, answer, words }
}
