import type { Context } from '../database/context.ts'
import type { JobNeeds } from '../jobs/jobs.ts'
import type { RefusedCalls } from '../partners/refused-calls.ts'
import type { ExportSources } from '../staff/exports/export-source.ts'
import { keepExports } from '../staff/exports/exports.ts'
import type { Tasks } from '../staff/tasks.ts'
import type { SignOn } from '../web/sign-on/open-sign-on.ts'

/** What the timetable does for the rooms that it may not know: the partners and the sites. */
export function workAbove(
  ctx: Context,
  { identityProviders }: SignOn,
  refused: RefusedCalls,
  exporting: { readonly tasks: Tasks; readonly sources: ExportSources },
): JobNeeds['above'] {
  return {
    async followSignOnKeys() {
      for (const { provider } of [identityProviders.programme, identityProviders.kemnaker])
        await provider.refreshKeys()
    },
    writeRefusedCalls: () => refused.write(),
    keepExports: () => keepExports({ db: ctx.db, clock: ctx.clock, ...exporting }),
  }
}
