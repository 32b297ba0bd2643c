import { requestApproval, type TwoPersonAct } from '../../../approvals/approvals.ts'
import type { Done } from '../../../kernel/refusal.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'

/** Asks for an act of two people and leads to what waits; where it cannot be asked for, shows the page again with why. */
export async function askForApproval(
  request: ConsoleRequest,
  act: Done<TwoPersonAct> | Parameters<typeof sentence>[1],
  again: (refused: Pick<Shown, 'problem'>) => Promise<Response>,
): Promise<Response> {
  const asked = act.ok ? await requestApproval(request.ctx, act.value, request.actor) : act
  if (!asked.ok) return again({ problem: sentence(request.language, asked) })
  return goTo(request.c, '/konsol/persetujuan?kabar=asked')
}
