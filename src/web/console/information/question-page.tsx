import { endQuestion, keepQuestion } from '../../../information/keep-question.ts'
import { type CommonQuestion, findQuestion, readIn } from '../../../information/questions.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/wib.ts'
import { errorPage } from '../../http/errors.tsx'
import { beginningWith, readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { questionWords } from '../../portal/answers/question-words.ts'
import { Answer } from '../../portal/answers/questions-page.tsx'
import { programmeFacts } from '../../portal/front/programme-facts.ts'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { historyTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { informationWords } from './information-words.ts'
import { asTyped, questionForm, writtenQuestion } from './question-form.tsx'
import { figuresTable } from './questions-page.tsx'

/** `/konsol/tanya-jawab/:question`: how it is read in both languages, and the form that changes it. */
export async function questionPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = informationWords[language]
  const [one, { year }, history, figures] = await Promise.all([
    questionOf(request),
    programmeFacts(ctx),
    historyTable(request, [`question:${c.req.param('question')}`]),
    figuresTable(request),
  ])
  if (!one) return errorPage(c, 404)
  const at = `/konsol/tanya-jawab/${one.questionId}` as const
  const writes = offers(request, 'run_information') && !one.endedAt
  return consolePage(
    request,
    { title: language === 'id' ? one.askedId : one.askedEn, ...shown },
    <>
      <p>
        <a href="/konsol/tanya-jawab">{said.questions}</a> · {questionWords[language].topics[one.topic]}
      </p>
      {one.endedAt ? (
        <parts.StatusTag tone="quiet">{said.ended}</parts.StatusTag>
      ) : (
        <p>
          <a href={`/tanya-jawab/${one.questionId}`}>{said.open}</a>
        </p>
      )}
      <div class="two">
        {(['id', 'en'] as const).map((of) => {
          const read = readIn(one, year?.rules, of)
          return <Reading asked={read?.asked} answer={read?.answer} of={of} language={language} />
        })}
      </div>
      <Beside side={history}>
        {writes ? (
          <>
            <Act title={said.change} action={at} button={said.keep}>
              {questionForm.fields(c, beginningWith(asTyped(one), shown))}
              <parts.Hidden values={{ versi: shown.typed?.versi ?? String(one.version) }} />
            </Act>
            {figures}
            <Act title={said.end} text={said.endText} action={`${at}/hapus`} button={said.end} />
          </>
        ) : (
          ''
        )}
      </Beside>
    </>,
  )
}

function Reading(props: {
  asked: string | undefined
  answer: string | undefined
  of: Language
  language: Language
}) {
  const { asked, answer, of, language } = props
  const said = informationWords[language]
  return (
    <section class="panel stack">
      <h2>
        {said.shown} ({of.toUpperCase()})
      </h2>
      {asked === undefined || answer === undefined ? (
        <p class="muted">{said.hidden}</p>
      ) : (
        <div lang={of} class="stack">
          <h3>{asked}</h3>
          <Answer answer={answer} />
        </div>
      )}
    </section>
  )
}

/** Keeps other words of it. */
export async function submitQuestionChange(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const one = await questionOf(request)
  if (!one) return errorPage(c, 404)
  const answers = await questionForm.read(c)
  const version = smallIdOf((await readForm(c)).get('versi') ?? undefined) ?? 0
  // What was read is what is changed, also after a slip in the form.
  const typed = { ...answers.typed, versi: String(version) }
  if (!answers.ok) return questionPage(request, { ...answers, typed })
  const was = { questionId: one.questionId, version }
  const kept = await keepQuestion(ctx, writtenQuestion(answers.values), was, actor)
  if (!kept.ok) return questionPage(request, { problem: sentence(language, kept), typed })
  return goTo(c, `/konsol/tanya-jawab/${one.questionId}?kabar=question_kept`)
}

/** Takes it off the page. */
export async function submitEndQuestion(request: ConsoleRequest): Promise<Response> {
  const one = await questionOf(request)
  if (!one) return errorPage(request.c, 404)
  await endQuestion(request.ctx, one.questionId, request.actor)
  return goTo(request.c, '/konsol/tanya-jawab?kabar=question_ended')
}

async function questionOf({ c, ctx }: ConsoleRequest): Promise<CommonQuestion | undefined> {
  const id = smallIdOf(c.req.param('question'))
  return id === undefined ? undefined : findQuestion(ctx.db, id)
}
