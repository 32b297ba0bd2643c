import type { Context } from '../../database/context.ts'
import { first, one, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockLearner } from '../enrolment.ts'
import { postAndTell } from '../incentives/post-and-tell.ts'
import { answersFit, type SurveyAnswers } from './questions.ts'
import { askedSurvey } from './surveys.ts'

export const answerRefusals = refusalWords({
  id: {
    survey_not_planned:
      'Survei ini belum untuk Anda: selesaikan dan ulas pelatihan pertama Anda dulu, lalu lihat tanggalnya di Kartu saya.',
    survey_not_open: ({ from }) => `Survei ini dibuka ${from}. Buka lagi halaman ini setelah itu.`,
    survey_answered: ({ since }) =>
      `Anda sudah menjawab survei ini pada ${since}. Anda tidak perlu menjawab lagi; lihat pembayarannya di Kartu saya.`,
    survey_changed: 'Pertanyaan survei ini baru saja diganti. Jawab pertanyaan di bawah, lalu kirim.',
    survey_misfit:
      'Jawaban ini tidak cocok dengan pertanyaannya. Jawab semua pertanyaan di bawah, lalu kirim.',
  },
  en: {
    survey_not_planned:
      'This survey is not for you yet: finish and review your first training first, then see its date at My card.',
    survey_not_open: ({ from }) => `This survey opens at ${from}. Open this page again after that.`,
    survey_answered: ({ since }) =>
      `You answered this survey at ${since}. You need not answer again; see its payment at My card.`,
    survey_changed: 'The questions of this survey were changed just now. Answer those below, and send them.',
    survey_misfit: 'These answers do not fit the questions. Answer all questions below, and send them.',
  },
})
export type AnswerRefusal = ReasonOf<typeof answerRefusals>

type TurnRow = Row<'learning/survey-turn'>

const selectTurn = statement<[cardId: string, number: number], 'learning/survey-turn'>(
  'learning/survey-turn',
  `
  select due_at, coalesce(incentive.answered_at, survey_answer.answered_at) as answered_at, amount
  from (select $1::bigint as card_id, $2::smallint as number) asked
  left join incentive
    on incentive.card_id = asked.card_id and incentive.number = asked.number and kind = 'survey'
  left join survey_answer on survey_answer.card_id = asked.card_id and survey_answer.number = asked.number
  `,
)

const insertAnswer = statement<
  [
    cardId: string,
    number: number,
    surveyId: number,
    answers: string,
    now: Date,
    actor: string,
    requestId: string,
  ],
  'learning/answer-survey',
  'answered'
>(
  'learning/answer-survey',
  `
  with answered as (
    insert into survey_answer (card_id, number, survey_id, answers, answered_at) values ($1, $2, $3, $4::jsonb, $5)
    on conflict do nothing
    returning card_id, number, survey_id
  ),
  ready as (
    update incentive set answered_at = $5
    from answered
    where incentive.card_id = answered.card_id and incentive.number = answered.number and kind = 'survey'
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id, facts)
    select card_id, $5, $6, 'survey_answered', 'survey:' || survey_id, $7, jsonb_build_object('number', number)
    from answered
  )
  select count(*)::int as answered from answered
  `,
)

/** Why a survey cannot be answered now; undefined: it can. */
export function judgeTurn(turn: TurnRow | undefined, now: Date): Outcome<never, AnswerRefusal> | undefined {
  if (turn?.answeredAt) return refuse('survey_answered', { since: turn.answeredAt })
  if (!turn?.dueAt) return refuse('survey_not_planned')
  return turn.dueAt > now ? refuse('survey_not_open', { until: turn.dueAt }) : undefined
}

/** Whether the survey of a number is to be answered by this card now, and what it pays in rupiah. */
export async function surveyTurn(
  ctx: Pick<Context, 'db' | 'clock'>,
  cardId: string,
  number: number,
): Promise<Outcome<{ amount: number }, AnswerRefusal>> {
  const turn = await first(ctx.db, selectTurn, [cardId, number])
  return judgeTurn(turn, ctx.clock.now()) ?? done({ amount: turn?.amount ?? 0 })
}

/**
 * Answers a survey, once and for good: its payment is due with it. Of several at the same moment the first counts, the others
 * are refused as `survey_answered`. `surveyId`: the questions that were on the page.
 */
export function answerSurvey(
  ctx: Context,
  cardId: string,
  given: { readonly number: number; readonly surveyId: number; readonly answers: SurveyAnswers },
  { actor, requestId }: Actor,
): Promise<Outcome<{ amount: number }, AnswerRefusal>> {
  const { number, surveyId, answers } = given
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ amount: number }, AnswerRefusal>> => {
    await rows(tx, lockLearner, [cardId])
    const now = ctx.clock.now()
    const turn = await first(tx, selectTurn, [cardId, number])
    const refused = judgeTurn(turn, now)
    if (refused) return refused
    const survey = await askedSurvey(tx, number)
    if (survey?.surveyId !== surveyId) return refuse('survey_changed')
    if (!answersFit(survey.questions, answers)) return refuse('survey_misfit')
    const written = [cardId, number, surveyId, JSON.stringify(answers), now, actor, requestId] as const
    const { answered } = await one(tx, insertAnswer, [...written])
    if (answered !== 1) throw new Error('a survey was answered under the lock of its card')
    await postAndTell(tx, [cardId], now, { actor, requestId })
    return done({ amount: turn?.amount ?? 0 })
  })
}
