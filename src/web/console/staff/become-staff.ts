import type { Context } from '../../../database/context.ts'
import { findStaff } from '../../../staff/staff.ts'
import type { DemoDeps } from '../../demo/demo-deps.ts'
import type { Sessions } from '../../http/sessions/sessions.ts'

/** Logs a visitor of the demo in to the console, without either factor. Wired in nowhere but there. */
export function becomeStaff(ctx: Context, desks: Sessions): DemoDeps['becomeStaff'] {
  return async (c, email) => {
    const staff = await findStaff(ctx.db, { email })
    if (!staff || staff.disabledAt) return false
    await desks.load(c, async () => {})
    await desks.logOut(c)
    await desks.logIn(c, { accountId: staff.staffId })
    return true
  }
}
