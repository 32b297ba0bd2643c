import { dataRequests } from '../../../appeals/appeals.ts'
import type { Approval } from '../../../approvals/approvals.ts'
import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import { eraseRefusals, type StandingRefusal } from '../../../retention/erase-refusals.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { words as appealWords } from '../../portal/home/appeal-words.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { eraseWords } from './erase-words.ts'

/** What somebody asks for at a desk, by phone or by letter. */
export const dataRequestForm = form((language) => {
  const said = eraseWords[language]
  return {
    permintaan: ask.select(
      field.choice(dataRequests),
      said.about,
      dataRequests.map((value) => ({ value, label: appealWords[language].kinds[value] })),
      { short: true },
    ),
    isi_permintaan: ask.text(field.text(2000, 10), said.text, { hint: said.textHint, maxlength: 2000 }),
  }
})

/** Why somebody is erased. */
export const eraseForm = form((language) => {
  const said = eraseWords[language]
  return { alasan_hapus: ask.text(field.text(300), said.because, { hint: said.becauseHint, maxlength: 300 }) }
})

/** On the page of a person, of the desk too: the form that takes a request by the law on personal data, for whoever may. */
export function DataRequests(props: { request: ConsoleRequest; personId: string; shown: Shown }) {
  const { request, personId, shown } = props
  const said = eraseWords[request.language]
  if (!offers(request, 'answer_appeal')) return ''
  return (
    <Act
      title={said.request}
      text={said.requestText}
      action={`/konsol/orang/${personId}/permintaan`}
      button={said.file}
    >
      {dataRequestForm.fields(request.c, shown)}
    </Act>
  )
}

/** What decides which of the acts are offered: what waits for a second person, and what stands against erasing. */
export interface DataActsNow {
  readonly waiting: readonly Approval[]
  /** nothing is read of it for whoever may not erase */
  readonly stands: readonly Refusal<StandingRefusal>[]
}

/** On the page of a person: the form that asks to erase them, or what stands against it and until when. */
export function ErasePerson(props: {
  request: ConsoleRequest
  personId: string
  now: DataActsNow
  shown: Shown
}) {
  const { request, personId, now, shown } = props
  const { waiting, stands } = now
  const { c, language } = request
  if (!offers(request, 'answer_appeal')) return ''
  const said = eraseWords[language]
  if (waiting.some(({ act }) => act === 'erase_person'))
    return (
      <parts.Notice tone="warning" title={said.waits}>
        <p>
          <a href="/konsol/persetujuan">{said.toApprovals}</a>
        </p>
      </parts.Notice>
    )
  if (stands.length > 0)
    return (
      <section class="panel stack">
        <h2>{said.erase}</h2>
        <p>{said.stands}</p>
        <ul class="list">
          {stands.map(({ refusal, facts }) => (
            <li>{sentenceOf(eraseRefusals, refusal, facts, language)}</li>
          ))}
        </ul>
      </section>
    )
  return (
    <Act
      title={said.erase}
      text={said.eraseText}
      action={`/konsol/orang/${personId}/hapus`}
      button={said.askErase}
    >
      {eraseForm.fields(c, shown)}
    </Act>
  )
}
