import { smallIdOf } from '../../../kernel/ids.ts'
import { labelOf } from '../../../learning/surveys/questions.ts'
import { setSurvey } from '../../../learning/surveys/set-survey.ts'
import { type QuestionResult, surveyResults } from '../../../learning/surveys/survey-results.ts'
import { listSurveys, type Survey, surveyById } from '../../../learning/surveys/surveys.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, type Shown, whole } from '../page.tsx'
import { listPage } from '../parts/list-page.tsx'
import { sentence } from '../refusal-words.ts'
import { surveysWords } from './surveys-words.ts'

const shownTexts = 100
const textsInFile = 10_000

const surveyForm = form((language) => {
  const said = surveysWords[language]
  return {
    number: ask.whole(1, 12, said.number, { hint: said.numberHint }),
    text: ask.text(field.text(20_000), said.text, { lines: 16, maxlength: 20_000 }),
  }
})

/** `/konsol/survei`: every survey with its answers, and the form that changes one. */
export async function surveysPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language } = request
  const said = surveysWords[language]
  const surveys = await listSurveys(ctx.db)
  const name = await actorNames(
    request,
    surveys.map(({ definedBy }) => definedBy),
  )
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/survei',
      file: 'survei',
      columns: [
        { label: said.number, key: 'nomor', right: true, cell: (one) => one.number },
        {
          label: said.name,
          key: 'nama',
          cell: (one) => one.title[language],
          show: (one) => <a href={`/konsol/survei/${one.surveyId}`}>{one.title[language]}</a>,
        },
        { label: said.state, key: 'keadaan', cell: (one) => (one.asked ? said.asked : said.before) },
        { label: said.answers, key: 'jawaban', right: true, cell: (one) => one.answers },
        { label: said.since, key: 'sejak', cell: (one) => one.definedAt },
        { label: said.by, cell: (one) => name(one.definedBy) },
      ],
      rows: surveys,
      after: offers(request, 'run_learning') ? (
        <section class="panel stack">
          <h2>{said.change}</h2>
          <p>{said.changeText}</p>
          <parts.Form action="/konsol/survei" button={said.set}>
            {surveyForm.fields(request.c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      ),
    },
    shown,
  )
}

/** Asks other questions for a number from now on. */
export async function submitSurvey(request: ConsoleRequest): Promise<Response> {
  const answers = await surveyForm.read(request.c)
  if (!answers.ok) return surveysPage(request, answers)
  const made = await setSurvey(request.ctx, answers.values, request.actor)
  if (!made.ok)
    return surveysPage(request, { problem: sentence(request.language, made), typed: answers.typed })
  return goTo(request.c, `/konsol/survei/${made.value.surveyId}?kabar=survey_set`)
}

/** `/konsol/survei/:survey`: how often each answer was given, and the free texts without their writers. */
export async function surveyPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = surveysWords[language]
  const id = smallIdOf(c.req.param('survey'))
  const survey = id && (await surveyById(ctx.db, id))
  if (!survey) return errorPage(c, 404)
  if (wantsCsv(c)) return resultFile(request, survey)
  const results = await surveyResults(ctx.db, survey, shownTexts)
  const { title, questions } = survey
  return consolePage(
    request,
    { title: `${said.title} ${survey.number}: ${title[language]}`, csv: true },
    <>
      {results.map((result) => (
        <Result result={result} language={language} />
      ))}
      <details>
        <summary>{said.definition}</summary>
        <pre>{JSON.stringify({ title, questions }, null, 2)}</pre>
      </details>
    </>,
  )
}

function Result({
  result: { question, counts, texts },
  language,
}: {
  result: QuestionResult
  language: ConsoleRequest['language']
}) {
  const said = surveysWords[language]
  if (question.kind === 'text')
    return (
      <section class="stack">
        <h2>{question.label[language]}</h2>
        <p class="small muted">
          {texts.length === 0 ? said.noTexts : said.newest(whole(texts.length, language))}
        </p>
        <ul class="list">
          {texts.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </section>
    )
  return (
    <parts.Table
      caption={question.label[language]}
      columns={[{ label: said.answer }, { label: said.count, right: true }]}
      rows={counts.map(({ value, count }) => [labelOf(question, value, language), whole(count, language)])}
    />
  )
}

async function resultFile({ c, ctx, language }: ConsoleRequest, survey: Survey): Promise<Response> {
  const results = await surveyResults(ctx.db, survey, textsInFile)
  return csvAnswer(
    c,
    `survei-${survey.number}-${survey.surveyId}`,
    ['question', 'answer', 'label', 'count'],
    results.flatMap(({ question, counts, texts }) => [
      ...counts.map(({ value, count }) => [question.name, value, labelOf(question, value, language), count]),
      ...texts.map((text) => [question.name, text, '', 1]),
    ]),
  )
}
