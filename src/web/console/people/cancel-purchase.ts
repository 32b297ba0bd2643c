import { approvedActs } from '../../../acts/acts-of-two.ts'
import { idOf } from '../../../kernel/ids.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { cancelPurchaseForm } from './cancel-purchase-form.tsx'
import { personPage } from './person-page.tsx'

/** Asks to cancel a purchase of the card of `/konsol/orang/:id`: another person approves it. */
export async function askToCancelPurchase(request: ConsoleRequest): Promise<Response> {
  const personId = request.c.req.param('id') ?? ''
  const cardId = idOf(personId) ? await personFileCard(request.ctx.db, personId) : undefined
  if (!cardId) return errorPage(request.c, 404)
  const answers = await cancelPurchaseForm([]).read(request.c)
  if (!answers.ok) return personPage(request, { personId, ...answers })
  const { pembelian, alasan: because } = answers.values
  const facts = { purchase: idOf(pembelian) ?? '0', because }
  const act = await approvedActs.cancel_purchase.wanted(request.ctx, Number(cardId), facts)
  const { typed } = answers
  return askForApproval(request, act, (refused) => personPage(request, { personId, ...refused, typed }))
}
