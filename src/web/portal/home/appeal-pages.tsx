import { type Appeal, appealKinds, appealsOfSubject, fileAppeal } from '../../../appeals/appeals.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import type { Subject } from '../../../people/consents.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { portalPage, sentence, type VisitorPage } from '../register/visitor.tsx'
import { words } from './appeal-words.ts'

const appealForm = form((language) => {
  const said = words[language]
  const kinds = appealKinds.map((kind) => ({ value: kind, label: said.kinds[kind] }))
  return {
    about: ask.select(field.choice(appealKinds), said.about, kinds),
    text: ask.text(field.text(2000, 10), said.text, { hint: said.textHint, lines: 6, maxlength: 2000 }),
  }
})

/** `/keberatan`: what was filed with its answers, and the form for more. `?tentang=` chooses the kind. */
export const appealPage: VisitorPage<Subject, Shown> = async (c, deps, visitor, shown = {}) => {
  const language = c.get('language')
  const said = words[language]
  const { ctx } = deps.registrations
  const appeals = await appealsOfSubject(ctx.db, visitor)
  const asked = appealKinds.find((kind) => kind === c.req.query('tentang'))
  return portalPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <parts.Form action="/keberatan">
        {appealForm.fields(c, beginningWith({ about: asked }, shown))}
        <p class="small muted">{said.law}</p>
        <parts.Button>{said.send}</parts.Button>
      </parts.Form>
      <h2>{said.mine}</h2>
      {appeals.length === 0 ? <p>{said.none}</p> : ''}
      {appeals.map((appeal) => (
        <AppealView appeal={appeal} now={ctx.clock.now()} language={language} />
      ))}
    </>,
  )
}

function AppealView({ appeal, now, language }: { appeal: Appeal; now: Date; language: Language }) {
  const said = words[language]
  return (
    <section class="panel stack">
      <h3>{said.kinds[appeal.about]}</h3>
      <p class="small muted">
        {said.number} <span translate="no">{appeal.reference}</span>,{' '}
        {formatInstant(appeal.filedAt, language)}
      </p>
      <p>{appeal.text}</p>
      {appeal.answer && appeal.answeredAt ? (
        <>
          <parts.StatusTag tone={appeal.answer === 'granted' ? 'success' : 'error'}>
            {said[appeal.answer]}
          </parts.StatusTag>
          <p>{appeal.answerText}</p>
          {appeal.answer === 'declined' ? <p>{said.declinedNext}</p> : ''}
          <p class="small muted">{said.answered(formatInstant(appeal.answeredAt, language))}</p>
        </>
      ) : (
        <parts.StatusTag tone="waiting">
          {appeal.answerBefore <= now ? said.late : said.waits(formatDeadline(appeal.answerBefore, language))}
        </parts.StatusTag>
      )}
    </section>
  )
}

export const submitAppeal: VisitorPage<Subject> = async (c, deps, visitor) => {
  const answers = await appealForm.read(c)
  if (!answers.ok) return appealPage(c, deps, visitor, answers)
  const filed = await fileAppeal(deps.registrations.ctx, visitor, {
    ...answers.values,
    requestId: c.get('requestId'),
  })
  if (filed.ok) return goTo(c, '/keberatan')
  const place = filed.refusal === 'appeal_open' ? 'about' : 'text'
  return appealPage(c, deps, visitor, wrong(place, sentence(c, filed), answers.typed))
}
