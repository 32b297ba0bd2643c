import { approvedActs } from '../../../acts/acts-of-two.ts'
import { requestApproval } from '../../../approvals/approvals.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
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
  const asked = act.ok ? await requestApproval(ctx, act.value, request.actor) : act
  if (!asked.ok)
    return moneyPage(request, { problem: sentence(request.language, asked), typed: answers.typed })
  return goTo(request.c, '/konsol/persetujuan?kabar=asked')
}
