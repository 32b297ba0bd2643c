import {
  type AnsweredKind,
  answeredKinds,
  type CannedAnswer,
  cannedAnswers,
  endCannedAnswer,
  keepAnswer,
} from '../../../cases/canned-answers.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/wib.ts'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, Nothing, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { queueWords } from './queue-words.ts'

const answerForm = form((language) => {
  const said = queueWords[language]
  const kinds = answeredKinds.map((kind) => ({ value: kind, label: said.kinds[kind] }))
  const text = (label: string) => ask.text(field.text(2000, 10), label, { lines: 4, maxlength: 2000 })
  return {
    kind: ask.select(field.choice(answeredKinds), said.kind, kinds, { short: true }),
    title: ask.text(field.text(80, 3), said.cannedTitle, { maxlength: 80 }),
    textId: text(said.textId),
    textEn: text(said.textEn),
  }
})

/** `/konsol/kasus/jawaban`: the answers that are kept, and for whoever approves the form for another. */
export async function cannedPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language } = request
  const said = queueWords[language]
  const all = await cannedAnswers(ctx.db)
  const manages = offers(request, 'approve')
  return consolePage(
    request,
    { title: said.canned, ...shown },
    <>
      <p class="lead">{said.cannedLead}</p>
      {all.length === 0 ? <Nothing language={language} /> : ''}
      {all.map((one) => (
        <section class="panel stack">
          <h2>
            {said.kinds[one.kind]}: {one.title}
          </h2>
          <blockquote lang="id">{one.textId}</blockquote>
          <blockquote lang="en">{one.textEn}</blockquote>
          {manages ? (
            <parts.Form action="/konsol/kasus/jawaban/hapus" plain>
              <parts.Hidden values={{ id: String(one.cannedAnswerId) }} />
              <parts.Button look="plain">
                {said.end}
                <span class="hidden"> {one.title}</span>
              </parts.Button>
            </parts.Form>
          ) : (
            ''
          )}
        </section>
      ))}
      {manages ? (
        <section class="panel stack">
          <h2>{said.newCanned}</h2>
          <parts.Form action="/konsol/kasus/jawaban" button={said.keep}>
            {answerForm.fields(c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
    </>,
  )
}

/** Keeps an answer. */
export async function submitCanned(request: ConsoleRequest): Promise<Response> {
  const answers = await answerForm.read(request.c)
  if (!answers.ok) return cannedPage(request, answers)
  const kept = await keepAnswer(request.ctx, answers.values, request.actor)
  if (!kept.ok)
    return cannedPage(request, { problem: sentence(request.language, kept), typed: answers.typed })
  return goTo(request.c, '/konsol/kasus/jawaban?kabar=canned_kept')
}

/** Ends one. */
export async function submitEndCanned(request: ConsoleRequest): Promise<Response> {
  const id = smallIdOf((await readForm(request.c)).get('id') ?? undefined)
  if (id) await endCannedAnswer(request.ctx, id, request.actor)
  return goTo(request.c, '/konsol/kasus/jawaban?kabar=canned_ended')
}

/** The choice of a kept answer, in the form of an answer, with the button that has the server fill it in. */
export function CannedChoice(props: { kept: readonly CannedAnswer[]; language: Language }) {
  const said = queueWords[props.language]
  if (props.kept.length === 0) return ''
  return (
    <>
      <parts.Select
        name="canned"
        label={said.canned}
        options={props.kept.flatMap(({ cannedAnswerId, title }) => [
          { value: `${cannedAnswerId}:id`, label: `${title} (ID)` },
          { value: `${cannedAnswerId}:en`, label: `${title} (EN)` },
        ])}
        optional
      />
      <parts.Button name="answer" value="insert" look="second">
        {said.cannedInsert}
      </parts.Button>
    </>
  )
}

/** What was typed with the chosen answer after it; as it was where none was chosen. */
export async function withCanned(
  { ctx }: ConsoleRequest,
  kind: AnsweredKind,
  typed: string,
  chosen: string,
): Promise<string> {
  const [id, language] = chosen.split(':')
  const found = (await cannedAnswers(ctx.db, kind)).find((one) => String(one.cannedAnswerId) === id)
  if (!found) return typed
  const text = language === 'en' ? found.textEn : found.textId
  return typed.trim() === '' ? text : `${typed.trim()}\n\n${text}`
}
