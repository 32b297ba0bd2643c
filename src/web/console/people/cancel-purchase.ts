import { approvedActs } from '../../../acts/acts-of-two.ts'
import { requestApproval } from '../../../approvals/approvals.ts'
import { idOf } from '../../../kernel/ids.ts'
import { personFileCard } from '../../../staff/person-file.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { Desk } from '../desk.ts'
import { sentence } from '../refusal-words.ts'
import { cancelPurchaseForm } from './cancel-purchase-form.tsx'
import { personPage } from './person-page.tsx'

/** Asks to cancel a purchase of the card of `/konsol/orang/:id`: another person approves it. */
export async function askToCancelPurchase(desk: Desk): Promise<Response> {
  const personId = desk.c.req.param('id') ?? ''
  const cardId = idOf(personId) ? await personFileCard(desk.ctx.db, personId) : undefined
  if (!cardId) return errorPage(desk.c, 404)
  const answers = await cancelPurchaseForm([]).read(desk.c)
  if (!answers.ok) return personPage(desk, { personId, ...answers })
  const { pembelian, alasan: because } = answers.values
  const facts = { purchase: idOf(pembelian) ?? '0', because }
  const act = await approvedActs.cancel_purchase.wanted(desk.ctx, Number(cardId), facts)
  const asked = act.ok ? await requestApproval(desk.ctx, act.value, desk.actor) : act
  if (!asked.ok)
    return personPage(desk, { personId, problem: sentence(desk.language, asked), typed: answers.typed })
  return goTo(desk.c, '/konsol/persetujuan?kabar=asked')
}
