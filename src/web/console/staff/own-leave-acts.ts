import { endLeave, setLeave } from '../../../cases/leave.ts'
import { addDays, startOfWibDate } from '../../../kernel/wib.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { accountPage } from './own-account-page.tsx'
import { leaveForm, otherStaff } from './own-leave.tsx'

/** Notes one's own leave, from the beginning of its first day until the end of its last in WIB. */
export async function submitLeave(request: ConsoleRequest): Promise<Response> {
  const answers = await leaveForm(await otherStaff(request)).read(request.c)
  if (!answers.ok) return accountPage(request, answers)
  const { deputy: deputyId, from, until } = answers.values
  const leave = { deputyId, from: startOfWibDate(from), until: startOfWibDate(addDays(until, 1)) }
  const set = await setLeave(request.ctx, request.staff.staffId, leave, request.actor)
  if (set.ok) return goTo(request.c, '/konsol/akun')
  const message = sentence(request.language, set)
  return accountPage(request, { problems: [{ field: 'until', message }], typed: answers.typed })
}

/** Ends it. */
export async function submitEndLeave(request: ConsoleRequest): Promise<Response> {
  await endLeave(request.ctx, request.staff.staffId, request.actor)
  return goTo(request.c, '/konsol/akun')
}
