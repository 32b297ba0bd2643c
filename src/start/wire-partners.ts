import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import { machineClock } from '../kernel/clock.ts'
import type { PartnerDirectory } from '../partners/directory/directory.ts'
import type { IntegrationDeps, IntegrationLimits } from '../partners/integration-call.ts'
import type { RefusedCalls } from '../partners/refused-calls.ts'
import type { Purchases } from '../purchase/purchases.ts'
import type { Ending } from './ending.ts'

interface PartnerTerms {
  /** refusals are written apart from what somebody waits for */
  readonly ctx: Context
  readonly front: Context
  readonly config: Config
  readonly directory: PartnerDirectory
  readonly purchases: Purchases
  readonly refused: RefusedCalls
  readonly link: (path: string) => string
  readonly limits: IntegrationLimits | undefined
  report(fault: unknown, requestId: string): void
}

/** What partners' calls are answered with; those that are refused are counted. */
export function wirePartners(
  { ctx, front, config, directory, purchases, refused, link, limits, report }: PartnerTerms,
  ending: Ending,
): IntegrationDeps {
  ending.push(() => refused.write())
  return {
    ctx: front,
    reconciling: { ...ctx, url: link(''), withSandbox: !config.production },
    directory,
    purchases,
    link,
    behindProxy: config.BEKAL_BEHIND_PROXY,
    processes: config.BEKAL_PROCESSES,
    systemClock: machineClock,
    onFault: report,
    onRefused: refused.note,
    ...(limits && { limits }),
  }
}
