import type { CaseRefusal } from '../../../cases/case-refusals.ts'
import { isCaseKind } from '../../../cases/kinds.ts'
import { writeNote } from '../../../cases/notes.ts'
import type { OpenCase } from '../../../cases/queue.ts'
import { type CaseName, handOverCase, takeCase } from '../../../cases/take-case.ts'
import { idOf } from '../../../kernel/ids.ts'
import { type Outcome, refuse } from '../../../kernel/refusal.ts'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { placeOfCase } from './case-place.ts'
import { queuePage } from './queue-page.tsx'

type Acted = Outcome<OpenCase, CaseRefusal>

/** Does something with the case that a form names, and goes back to its page. */
async function act(
  request: ConsoleRequest,
  news: string,
  perform: (name: CaseName, sent: URLSearchParams) => Promise<Acted>,
): Promise<Response> {
  const sent = await readForm(request.c)
  const kind = sent.get('kind') ?? undefined
  const acted: Acted = isCaseKind(kind)
    ? await perform({ kind, subject: sent.get('subject') ?? '' }, sent)
    : refuse('case_kind_unknown')
  if (!acted.ok) return queuePage(request, { problem: sentence(request.language, acted) })
  return goTo(request.c, `${placeOfCase(acted.value)}?kabar=${news}`)
}

/** Makes the case one's own; `over` whoever owns it. */
export function submitTake(request: ConsoleRequest): Promise<Response> {
  return act(request, 'case_taken', (name, sent) =>
    takeCase(request.ctx, name, { over: sent.get('over') === 'yes' }, request.actor),
  )
}

/** Gives the case to somebody else. */
export function submitHandOver(request: ConsoleRequest): Promise<Response> {
  return act(request, 'case_handed_over', async (name, sent) => {
    const staffId = idOf(sent.get('to') ?? '')
    return staffId ? handOverCase(request.ctx, name, { staffId }, request.actor) : refuse('owner_unknown')
  })
}

/** Notes something for the staff. */
export function submitNote(request: ConsoleRequest): Promise<Response> {
  return act(request, 'case_noted', (name, sent) =>
    writeNote(request.ctx, name, sent.get('note') ?? '', request.actor),
  )
}
