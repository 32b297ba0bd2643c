import { openDeskCase } from '../../../desk/desk-case.ts'
import { type DeskPerson, openAtDesk } from '../../../desk/find-at-desk.ts'
import { idOf } from '../../../kernel/ids.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { correctPerson, correctPersonRefusals } from '../../../registration/corrections/correct-person.ts'
import { evidenceKinds } from '../../../registration/corrections/evidence-kinds.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { reasonFor } from '../people/look-reason.ts'
import { words as peopleWords } from '../people/people-words.ts'
import { keptSearch } from '../people/search-page.tsx'
import { DataRequests } from '../person-data/erase-form.tsx'
import { sentence } from '../refusal-words.ts'
import { deskWords } from './desk-words.ts'

const kinds = ['access', 'card_number'] as const

const beginForm = form((language) => {
  const said = deskWords[language]
  return {
    kind: ask.radios(
      field.choice(kinds),
      said.kind,
      kinds.map((value) => ({ value, label: said.kinds[value] })),
    ),
    because: ask.text(field.text(500, 3), said.because, { hint: said.becauseHint, maxlength: 500 }),
  }
})

const correctForm = form((language) => {
  const said = deskWords[language]
  const plain = { autocomplete: 'off', maxlength: 120 }
  return {
    new_name: ask.text(field.text(120).optional(), said.newName, plain),
    new_email: ask.text(field.email().optional(), said.newEmail, { type: 'email', ...plain }),
    new_education: ask.text(field.text(40).optional(), said.newEducation, { ...plain, short: true }),
    new_occupation: ask.text(field.text(120).optional(), peopleWords[language].occupation, plain),
    evidence: ask.select(
      field.choice(evidenceKinds),
      said.evidence,
      evidenceKinds.map((value) => ({ value, label: said.evidences[value] })),
      { short: true },
    ),
    why: ask.text(field.text(500, 3), said.because, { hint: said.becauseHint, maxlength: 500 }),
  }
})

/** `/konsol/meja/orang/:id`: somebody as the desk sees them, and what it can do. The look is in their own log. */
export async function deskPersonPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, ctx, language, actor } = request
  const id = idOf(c.req.param('id') ?? '')
  const reason = id ? await reasonFor(request, id, keptSearch(request)) : ''
  const person = id ? await openAtDesk(ctx, id, reason, actor) : undefined
  if (!person) return errorPage(c, 404)
  const said = deskWords[language]
  return consolePage(
    request,
    { title: person.name, ...shown },
    <>
      <parts.SummaryList rows={factsOf(person, language)} />
      {person.deskCaseId ? (
        <p>
          <a href={`/konsol/meja/bantuan/${person.deskCaseId}`}>{said.goOn}</a>
        </p>
      ) : (
        <Act
          title={said.begin}
          text={said.beginText}
          action={`/konsol/meja/orang/${person.personId}/buka`}
          button={said.begin}
        >
          {beginForm.fields(c, shown)}
        </Act>
      )}
      <Act
        title={said.correct}
        text={said.correctText}
        action={`/konsol/meja/orang/${person.personId}/perbaiki`}
        button={said.save}
      >
        {correctForm.fields(c, shown)}
      </Act>
      <DataRequests request={request} personId={person.personId} shown={shown} />
      <p>
        <a href="/konsol/meja">{said.toDesk}</a>
      </p>
    </>,
  )
}

function factsOf({ name, phone, email, card }: DeskPerson, language: ConsoleRequest['language']) {
  const said = deskWords[language]
  const paying = card?.payingFrom ? `, ${said.paysFrom(instant(card.payingFrom, language))}` : ''
  return [
    { label: said.name, value: name },
    { label: said.phone, value: phone },
    { label: said.email, value: email },
    { label: said.card, value: card ? `…${card.tail}, ${said.cardStates[card.status]}${paying}` : said.none },
  ]
}

/** Opens help for them. */
export async function submitDeskCase(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const id = idOf(c.req.param('id') ?? '')
  if (!id) return errorPage(c, 404)
  const answers = await beginForm.read(c)
  if (!answers.ok) return deskPersonPage(request, answers)
  const opened = await openDeskCase(ctx, id, answers.values, actor)
  if (!opened.ok)
    return deskPersonPage(request, { problem: sentence(language, opened), typed: answers.typed })
  return goTo(c, `/konsol/meja/bantuan/${opened.value}`)
}

/** Corrects a name, an email, schooling or an occupation by a document. */
export async function submitDeskCorrection(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language, deps } = request
  const id = idOf(c.req.param('id') ?? '')
  if (!id) return errorPage(c, 404)
  const answers = await correctForm.read(c)
  if (!answers.ok) return deskPersonPage(request, answers)
  const { new_name: name, new_email: email, evidence, why: because } = answers.values
  const { new_education: education, new_occupation: occupation } = answers.values
  const home = deps.link('/masuk')
  const corrected = await correctPerson(
    ctx,
    id,
    { name, email, education, occupation },
    { because, evidence, home, actor },
  )
  if (corrected.ok) {
    deps.onMessages()
    return goTo(c, `/konsol/meja/orang/${id}?kabar=desk_corrected`)
  }
  const problem = sentenceOf(correctPersonRefusals, corrected.refusal, corrected.facts, language)
  return deskPersonPage(request, { problem, typed: answers.typed })
}
