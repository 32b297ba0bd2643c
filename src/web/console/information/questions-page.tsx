import { figureNames, withFigures } from '../../../information/figures.ts'
import { keepQuestion } from '../../../information/keep-question.ts'
import { type CommonQuestion, listQuestions } from '../../../information/questions.ts'
import { beginningWith } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import { programmeFacts } from '../../portal/front/programme-facts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { informationWords } from './information-words.ts'
import { questionForm, writtenQuestion } from './question-form.tsx'

/** `/konsol/tanya-jawab`: what many ask, and for whoever writes it the form for another. */
export async function questionsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = informationWords[language]
  const rows = await listQuestions(ctx.db)
  const name = await actorNames(
    request,
    rows.map(({ writtenBy }) => writtenBy),
  )
  return listPage(
    request,
    {
      title: said.questions,
      lead: said.questionsLead,
      place: '/konsol/tanya-jawab',
      file: 'tanya-jawab',
      columns: columnsOf(request, name),
      rows,
      after: offers(request, 'run_information') ? (
        <>
          <Act title={said.newQuestion} action="/konsol/tanya-jawab" button={said.keep}>
            {questionForm.fields(c, beginningWith({ urutan: '100' }, shown))}
          </Act>
          {await figuresTable(request)}
        </>
      ) : (
        ''
      ),
    },
    shown,
  )
}

function columnsOf(
  { language }: ConsoleRequest,
  name: (actor: string) => string,
): ListColumn<CommonQuestion>[] {
  const said = informationWords[language]
  const asked = (one: CommonQuestion) => (language === 'id' ? one.askedId : one.askedEn)
  return [
    { label: said.topic, key: 'topik', cell: (one) => questionWords[language].topics[one.topic] },
    { label: said.place, key: 'urutan', right: true, cell: (one) => one.place },
    {
      label: said.asked,
      key: 'tanya',
      cell: asked,
      show: (one) => <a href={`/konsol/tanya-jawab/${one.questionId}`}>{asked(one)}</a>,
    },
    { label: said.changedAt, key: 'diubah', cell: (one) => one.writtenAt },
    { label: said.by, cell: (one) => name(one.writtenBy) },
  ]
}

/** The figures that answers may name, with what they are today. */
export async function figuresTable({ ctx, language }: ConsoleRequest) {
  const said = informationWords[language]
  const { year } = await programmeFacts(ctx)
  return (
    <details>
      <summary>{said.figures}</summary>
      <p>{said.figuresText}</p>
      <parts.Table
        caption={said.figures}
        captionHidden
        columns={[{ label: said.name }, { label: said.value }]}
        rows={figureNames.map((name) => [
          <code>{`{${name}}`}</code>,
          withFigures(`{${name}}`, year?.rules, language) ?? said.notThisYear,
        ])}
      />
    </details>
  )
}

/** Keeps a new question. */
export async function submitQuestion(request: ConsoleRequest): Promise<Response> {
  const answers = await questionForm.read(request.c)
  if (!answers.ok) return questionsPage(request, answers)
  const kept = await keepQuestion(request.ctx, writtenQuestion(answers.values), undefined, request.actor)
  if (!kept.ok)
    return questionsPage(request, { problem: sentence(request.language, kept), typed: answers.typed })
  return goTo(request.c, `/konsol/tanya-jawab/${kept.value}?kabar=question_kept`)
}
