import type { Approval } from '../../../approvals/approvals.ts'
import { evidenceKinds } from '../../../registration/corrections/evidence-kinds.ts'
import type { PersonFile } from '../../../staff/person-file.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { FactList } from '../approvals/approvals-page.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { deskWords } from '../desk/desk-words.ts'
import type { Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { identityWords } from './identity-words.ts'

/** Who somebody is, as each of the two people types it from the document. */
export const identityForm = form((language) => {
  const said = identityWords[language]
  const number = { autocomplete: 'off', inputmode: 'numeric', maxlength: 40, short: true } as const
  return {
    nik_benar: ask.text(field.text(40).optional(), said.nik, number),
    kk_benar: ask.text(field.text(40).optional(), said.kk, number),
    lahir_benar: ask.text(field.text(40).optional(), said.bornOn, {
      autocomplete: 'off',
      hint: said.bornOnHint,
      maxlength: 40,
      short: true,
    }),
    bukti_identitas: ask.select(
      field.choice(evidenceKinds),
      deskWords[language].evidence,
      evidenceKinds.map((value) => ({ value, label: deskWords[language].evidences[value] })),
      { short: true },
    ),
    alasan_identitas: ask.text(field.text(300), said.because, { hint: said.becauseHint, maxlength: 300 }),
  }
})

/** On the page of a person: what waits for a second person of who they are, and the form that asks for it and approves it. */
export function CorrectIdentity(props: {
  request: ConsoleRequest
  file: PersonFile
  waiting: readonly Approval[]
  shown: Shown
}) {
  const { request, file, waiting, shown } = props
  const said = identityWords[request.language]
  if (!offers(request, 'request_correction')) return ''
  const open = waiting.find(({ act }) => act === 'correct_identity')
  return (
    <>
      {open ? (
        <parts.Notice tone="warning" title={said.waits}>
          <FactList facts={open.facts} language={request.language} />
        </parts.Notice>
      ) : (
        ''
      )}
      <Act
        title={said.title}
        text={said.text}
        action={`/konsol/orang/${file.personId}/identitas`}
        button={said.send}
      >
        {identityForm.fields(request.c, shown)}
      </Act>
    </>
  )
}
