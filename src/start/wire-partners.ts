import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import { machineClock } from '../kernel/clock.ts'
import type { PartnerDirectory } from '../partners/directory/directory.ts'
import type { IntegrationDeps, IntegrationLimits } from '../partners/integration-call.ts'
import { type RefusedCalls, refusedCalls } from '../partners/refused-calls.ts'
import type { Purchases } from '../purchase/purchases.ts'
import type { Ending } from './ending.ts'

interface PartnerTerms {
  /** refusals are written apart from what somebody waits for */
  readonly ctx: Context
  readonly front: Context
  readonly config: Config
  readonly directory: PartnerDirectory
  readonly purchases: Purchases
  readonly link: (path: string) => string
  readonly limits: IntegrationLimits | undefined
  report(fault: unknown, requestId: string): void
}

/** What partners' calls are answered with, and the count of those that are refused. */
export function wirePartners(
  { ctx, front, config, directory, purchases, link, limits, report }: PartnerTerms,
  ending: Ending,
): { readonly integration: IntegrationDeps; readonly refused: RefusedCalls } {
  const refused = refusedCalls(ctx.db)
  ending.push(() => refused.write())
  const integration = {
    ctx: front,
    reconciling: { ...ctx, url: link(''), withSandbox: !config.production },
    directory,
    purchases,
    link,
    behindProxy: config.BEKAL_BEHIND_PROXY,
    systemClock: machineClock,
    onFault: report,
    onRefused: refused.note,
    ...(limits && { limits }),
  }
  return { integration, refused }
}
