import { releaseCard, suspendCard, suspendRefusals } from '../../../card/suspend-card.ts'
import { idOf } from '../../../kernel/ids.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { cardForm } from './card-acts-form.tsx'
import { personPage } from './person-page.tsx'

export const submitSuspendCard = (request: ConsoleRequest) => turn(request, suspendCard, 'card_suspended')
export const submitReleaseCard = (request: ConsoleRequest) => turn(request, releaseCard, 'card_released')

async function turn(request: ConsoleRequest, act: typeof suspendCard, news: string): Promise<Response> {
  const personId = request.c.req.param('id') ?? ''
  const cardId = idOf(personId) ? await personFileCard(request.ctx.db, personId) : undefined
  if (!cardId) return errorPage(request.c, 404)
  const answers = await cardForm.read(request.c)
  if (!answers.ok) return personPage(request, { personId, ...answers })
  const turned = await act(request.ctx, cardId, answers.values.alasan_kartu, request.actor)
  if (turned.ok) return goTo(request.c, `/konsol/orang/${personId}?kabar=${news}`)
  const problem = sentenceOf(suspendRefusals, turned.refusal, turned.facts, request.language)
  return personPage(request, { personId, problem, typed: answers.typed })
}
