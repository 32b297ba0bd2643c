import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import type { Language } from '../../../kernel/wib.ts'
import {
  type AnswerRefusal,
  answerRefusals,
  answerSurvey,
  surveyTurn,
} from '../../../learning/surveys/answer-survey.ts'
import { labelOf, longestAnswer, type SurveyQuestion, valuesOf } from '../../../learning/surveys/questions.ts'
import { askedSurvey, type Survey } from '../../../learning/surveys/surveys.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form, type Question } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { portalPage, type Request, type VisitorPage } from '../register/visitor.tsx'
import { surveyWords } from './survey-words.ts'

/** `/beranda/survei/:number`: the questions of a survey payment; what to do instead where it is not their turn. */
export const surveyPage: VisitorPage<string, Shown> = async (c, deps, personId, shown = {}) => {
  const { ctx } = deps.registrations
  const number = numberOf(c)
  const cardId = await cardOfPerson(ctx.db, personId)
  if (!number || !cardId) return errorPage(c, 404)
  const said = surveyWords[c.get('language')]
  const survey = await askedSurvey(ctx.db, number)
  const turn = await surveyTurn(ctx, cardId, number)
  if (!turn.ok) return restingPage(c, survey, sentence(c, turn))
  if (!survey) return restingPage(c, survey, said.toCome)
  return portalPage(
    c,
    { title: survey.title[c.get('language')], ...shown },
    <>
      <p class="lead">{said.lead(formatRupiah(turn.value.amount))}</p>
      <p>{said.once}</p>
      <parts.Form action={`/beranda/survei/${number}`} button={said.send}>
        <input type="hidden" name="survey" value={String(survey.surveyId)} />
        {surveyForm(survey.questions).fields(c, shown)}
      </parts.Form>
    </>,
  )
}

/** Takes the answers, once: whoever sends them again reads that they are there already. */
export const submitSurvey: VisitorPage<string> = async (c, deps, personId) => {
  const { ctx } = deps.registrations
  const number = numberOf(c)
  const cardId = await cardOfPerson(ctx.db, personId)
  if (!number || !cardId) return errorPage(c, 404)
  const survey = await askedSurvey(ctx.db, number)
  if (!survey) return surveyPage(c, deps, personId)
  const turn = await surveyTurn(ctx, cardId, number)
  if (!turn.ok) return surveyPage(c, deps, personId)
  if ((await readForm(c)).get('survey') !== String(survey.surveyId))
    return surveyPage(c, deps, personId, wrong('', sentence(c, { refusal: 'survey_changed' })))
  const answers = await surveyForm(survey.questions).read(c)
  if (!answers.ok) return surveyPage(c, deps, personId, answers)
  const given = survey.questions.flatMap(({ name }): [string, string][] => {
    const value = answers.values[fieldOf(name)]
    return value === undefined ? [] : [[name, value as string]]
  })
  const made = await answerSurvey(
    ctx,
    cardId,
    { number, surveyId: survey.surveyId, answers: Object.fromEntries(given) },
    { actor: `person:${personId}`, requestId: c.get('requestId') },
  )
  // The page itself says what became of it, to whoever comes back to it, too.
  if (made.ok || made.refusal === 'survey_answered') return goTo(c, `/beranda/survei/${number}`)
  return surveyPage(c, deps, personId, wrong('', sentence(c, made), answers.typed))
}

function restingPage(c: Request, survey: Survey | undefined, text: string): Response {
  const language = c.get('language')
  const said = surveyWords[language]
  return portalPage(
    c,
    { title: survey?.title[language] ?? said.title },
    <>
      <p class="lead">{text}</p>
      <parts.Buttons>
        <parts.LinkButton href="/kartu">{said.toCard}</parts.LinkButton>
      </parts.Buttons>
    </>,
  )
}

function numberOf(c: Request): number | undefined {
  const typed = c.req.param('number') ?? ''
  return /^([1-9]|1[0-2])$/.test(typed) ? Number(typed) : undefined
}

const surveyForm = (questions: readonly SurveyQuestion[]) =>
  form((language) =>
    Object.fromEntries(questions.map((one) => [fieldOf(one.name), questionOf(one, language)])),
  )

/** Whatever operators call a question, its field is no other field of a form. */
const fieldOf = (question: string) => `jawaban_${question}`

function questionOf(asked: SurveyQuestion, language: Language): Question {
  const label = asked.label[language]
  if (asked.kind === 'text') {
    const schema = field.text(longestAnswer)
    return ask.text(asked.optional ? schema.optional() : schema, label, {
      lines: 4,
      maxlength: longestAnswer,
    })
  }
  const values = (valuesOf(asked) ?? []) as [string, ...string[]]
  const schema = field.choice(values)
  const options = values.map((value) => ({ value, label: labelOf(asked, value, language) }))
  return ask.radios(asked.optional ? schema.optional() : schema, label, options)
}

function sentence(
  c: Request,
  { refusal, facts = {} }: Partial<Refusal> & { refusal: AnswerRefusal },
): string {
  return sentenceOf(answerRefusals, refusal, facts, c.get('language'))
}
