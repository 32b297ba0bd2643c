import type { MiddlewareHandler } from 'hono'
import { hashOfToken } from '../../../kernel/secrets/session-token.ts'
import { findStaff, type Staff, staffOfSession, staffSite } from '../../../staff/staff.ts'
import type { AppDeps } from '../../app-deps.ts'
import { askedAhead } from '../../http/asked-ahead.ts'
import { sessionCookie, writtenToken } from '../../http/sessions/sessions.ts'
import type { Web } from '../../http/web.ts'
import type { ConsoleDeps, Request } from '../console-request.ts'

/** Asks who of the staff the cookie is of before the session is asked for, so that both travel to the database together. */
export function staffAhead({ ctx, secure }: Pick<AppDeps, 'ctx' | 'secure'>): MiddlewareHandler<Web> {
  const cookie = sessionCookie(staffSite, secure)
  return (c, next) => {
    const token = writtenToken(c, cookie)
    if (token) c.set('staff', askedAhead(staffOfSession(ctx.db, hashOfToken(token))))
    return next()
  }
}

/** Whoever is logged in and may act, as they are now: whoever was disabled a moment ago is nobody. */
export async function whoIsThere(
  c: Request,
  { reads }: Pick<ConsoleDeps, 'reads'>,
): Promise<Staff | undefined> {
  const staffId = c.get('session')?.accountId
  if (!staffId) return undefined
  const asked = await c.get('staff')
  const staff = asked?.staffId === staffId ? asked : await findStaff(reads.db, { staffId })
  return staff && !staff.disabledAt && staff.enrolledAt ? staff : undefined
}
