import { waitingApprovals } from '../../../approvals/approvals.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { whatStands } from '../../../retention/what-stands.ts'
import type { PersonFile } from '../../../staff/person-file.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { DataCopy } from './data-copy-form.tsx'
import { type DataActsNow, DataRequests, ErasePerson } from './erase-form.tsx'
import { eraseWords } from './erase-words.ts'
import { CorrectIdentity } from './identity-form.tsx'

/** Reads what {@link DataActs} is drawn from. */
export async function dataActsNow(request: ConsoleRequest, personId: string): Promise<DataActsNow> {
  const { ctx } = request
  const [waiting, stands] = await Promise.all([
    waitingApprovals(ctx.db),
    offers(request, 'answer_appeal') ? whatStands(ctx.db, personId, ctx.clock.now()) : [],
  ])
  return { waiting: waiting.filter(({ subject }) => subject === `person:${personId}`), stands }
}

/** On the page of a person: what is done to their data, for whoever may; of somebody who was erased that alone. */
export function DataActs(props: {
  request: ConsoleRequest
  file: PersonFile
  now: DataActsNow
  shown: Shown
}) {
  const { request, file, now, shown } = props
  const { personId, erasedAt } = file
  const { language } = request
  if (erasedAt)
    return (
      <parts.Notice
        tone="warning"
        title={eraseWords[language].erasedTitle(formatInstant(erasedAt, language))}
      >
        <p>{eraseWords[language].erasedText}</p>
      </parts.Notice>
    )
  return (
    <>
      <CorrectIdentity request={request} file={file} waiting={now.waiting} shown={shown} />
      <DataCopy request={request} personId={personId} shown={shown} />
      <DataRequests request={request} personId={personId} shown={shown} />
      <ErasePerson request={request} personId={personId} now={now} shown={shown} />
    </>
  )
}
