import { approvedActs } from '../../../acts/acts-of-two.ts'
import { dataRequestRefusals, fileDataRequest } from '../../../appeals/file-data-request.ts'
import { requestApproval } from '../../../approvals/approvals.ts'
import { idOf } from '../../../kernel/ids.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { eraseRefusals } from '../../../retention/erase-refusals.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { personPage } from '../people/person-page.tsx'
import { DataRequests, dataRequestForm, eraseForm } from './erase-form.tsx'
import { eraseWords } from './erase-words.ts'

/** `POST /konsol/orang/:id/permintaan`: a request by the law on personal data becomes a case of the queue. */
export async function submitDataRequest(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const personId = idOf(c.req.param('id') ?? '')
  if (!personId) return errorPage(c, 404)
  const answers = await dataRequestForm.read(c)
  if (!answers.ok) return again(request, personId, answers)
  const { permintaan: about, isi_permintaan: because } = answers.values
  const filed = await fileDataRequest(ctx, personId, { about, because }, actor)
  if (filed.ok) return goTo(c, `/konsol/keberatan/${filed.value.reference}?kabar=request_taken`)
  if (filed.refusal === 'person_unknown') return errorPage(c, 404)
  const problem = sentenceOf(dataRequestRefusals, filed.refusal, filed.facts, language)
  return again(request, personId, { problem, typed: answers.typed })
}

/** What is wrong, on the page of the person for whoever may see that; else the form alone. */
function again(request: ConsoleRequest, personId: string, shown: Shown): Response | Promise<Response> {
  if (offers(request, 'see_people')) return personPage(request, { personId, ...shown })
  const title = eraseWords[request.language].request
  return consolePage(request, { title, ...shown }, DataRequests({ request, personId, shown }))
}

/** `POST /konsol/orang/:id/hapus`: asks to erase somebody; another person approves it in the list of approvals, which does it. */
export async function askToErase(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const personId = idOf(c.req.param('id') ?? '')
  if (!personId) return errorPage(c, 404)
  const answers = await eraseForm.read(c)
  if (!answers.ok) return personPage(request, { personId, ...answers })
  const because = answers.values.alasan_hapus
  const act = await approvedActs.erase_person.wanted(ctx, Number(personId), { because })
  const asked = act.ok ? await requestApproval(ctx, act.value, actor) : act
  if (asked.ok) return goTo(c, '/konsol/persetujuan?kabar=asked')
  if (asked.refusal === 'person_unknown') return errorPage(c, 404)
  const problem = sentenceOf(eraseRefusals, asked.refusal, asked.facts, language)
  return personPage(request, { personId, problem, typed: answers.typed })
}
