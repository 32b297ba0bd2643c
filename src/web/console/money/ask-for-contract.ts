import { approvedActs } from '../../../acts/acts-of-two.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { contractForm } from './contracts.tsx'
import { moneyPage } from './money-page.tsx'

/** Asks for a contract: another person approves it. */
export async function askForContract(request: ConsoleRequest): Promise<Response> {
  const { ctx } = request
  const answers = await contractForm({ partners: [], institutions: [] }).read(request.c)
  if (!answers.ok) return moneyPage(request, answers)
  const { storefront, institution, percent, from } = answers.values
  const facts = {
    institution_id: institution === 'all' ? undefined : Number(institution),
    commission_bp: percent,
    from,
  }
  const act = await approvedActs.set_contract.wanted(ctx, storefront, facts)
  return askForApproval(request, act, (refused) => moneyPage(request, { ...refused, typed: answers.typed }))
}
