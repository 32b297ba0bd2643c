import { staffSite } from '../../staff/staff.ts'
import type { AppDeps } from '../app-deps.ts'
import { sessionLimits } from '../http/sessions/session.ts'
import { type Sessions, sessions } from '../http/sessions/sessions.ts'
import type { ConsoleDeps } from './console-request.ts'
import { consoleSite } from './console-site.ts'
import { exportSources } from './exports/export-sources.ts'

/** The sessions of those who log in at the console. */
export function staffSessions({ ctx, secure }: AppDeps): Sessions {
  return sessions({ ...ctx, site: staffSite, limits: sessionLimits.console, secure })
}

/** What the console of an installation is made from; its sessions are those of the staff. */
export function consoleDeps(deps: AppDeps, own: Sessions): ConsoleDeps {
  const {
    longWork: ctx,
    consoleReads: reads,
    tasks,
    gate,
    systemClock,
    storefronts,
    staffRestHours: restHours,
    accounts,
    demo,
    registrations,
  } = deps
  const { link, onMessages } = storefronts
  const lists = { ...registrations, ctx }
  const look: ConsoleDeps['look'] = (staff) => consoleSite(deps, staff)
  const sandbox = demo !== undefined
  const reconciling = { ...ctx, url: link(''), withSandbox: sandbox }
  const shared = {
    ctx,
    reads,
    sessions: own,
    tasks,
    gate,
    systemClock,
    restHours,
    link,
    onMessages,
    look,
    sandbox,
    accounts,
  }
  const made: ConsoleDeps = {
    ...shared,
    reconciling,
    registrations,
    lists,
    exportSources: exportSources(() => made),
  }
  return made
}
