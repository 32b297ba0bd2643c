import { waitingApprovals } from '../../../approvals/approvals.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import type { PersonFile } from '../../../staff/person-file.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { DataCopy } from './data-copy-form.tsx'
import { DataRequests, ErasePerson } from './erase-form.tsx'
import { eraseWords } from './erase-words.ts'
import { CorrectIdentity } from './identity-form.tsx'

/** On the page of a person: what is done to their data, for whoever may; of somebody who was erased that alone. */
export async function DataActs(props: { request: ConsoleRequest; file: PersonFile; shown: Shown }) {
  const { request, file, shown } = props
  const { personId, erasedAt } = file
  const { ctx, language } = request
  if (erasedAt)
    return (
      <parts.Notice
        tone="warning"
        title={eraseWords[language].erasedTitle(formatInstant(erasedAt, language))}
      >
        <p>{eraseWords[language].erasedText}</p>
      </parts.Notice>
    )
  const waiting = (await waitingApprovals(ctx.db)).filter(({ subject }) => subject === `person:${personId}`)
  return (
    <>
      <CorrectIdentity request={request} file={file} waiting={waiting} shown={shown} />
      <DataCopy request={request} personId={personId} shown={shown} />
      <DataRequests request={request} personId={personId} shown={shown} />
      {await ErasePerson({ request, personId, waiting, shown })}
    </>
  )
}
