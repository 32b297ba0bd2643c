import { sentenceOf } from '../../../kernel/refusal.ts'
import { consentsOf } from '../../../partners/sign-on/consents.ts'
import { dataCopyRefusals, takeDataCopy } from '../../../reports/data-copy.ts'
import { errorPage } from '../../http/errors.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage } from '../page.tsx'
import { personPage } from '../people/person-page.tsx'
import { dataCopyForm, dataCopyWords } from './data-copy-form.tsx'

/** `POST /konsol/orang/:id/data`: the file, once it is written down who took it and why. */
export async function submitDataCopy(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const personId = c.req.param('id') ?? ''
  const answers = await dataCopyForm.read(c)
  if (!answers.ok) return again(request, answers.problems[0]?.message ?? '')
  const because = answers.values.alasan_salinan
  const partnersOf = (id: string) => consentsOf(ctx.db, id)
  const copied = await takeDataCopy(ctx, personId, { because, partnersOf }, actor)
  if (!copied.ok) {
    if (copied.refusal === 'person_unknown') return errorPage(c, 404)
    return again(request, sentenceOf(dataCopyRefusals, copied.refusal, copied.facts, language))
  }
  return c.body(JSON.stringify(copied.value, null, 2), 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="data-${personId}.json"`,
  })
}

/** What is wrong, on the page of the person for whoever may see that; else on a page of its own. */
function again(request: ConsoleRequest, problem: string): Response | Promise<Response> {
  const personId = request.c.req.param('id') ?? ''
  if (offers(request, 'see_people')) return personPage(request, { personId, problem })
  return consolePage(request, { title: dataCopyWords[request.language].title, problem }, '')
}
