import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../config.ts'
import { machineClock } from '../kernel/clock.ts'
import type { Accounts } from '../money/accounts/accounts.ts'
import type { IntegrationDeps } from '../partners/integration-call.ts'
import { integrationListener } from '../partners/integration-listener.ts'
import { signOnListener } from '../partners/sign-on/listener.ts'
import { registryFor } from '../people/population-registry.ts'
import type { Tasks } from '../staff/tasks.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import type { AppDeps } from '../web/app-deps.ts'
import { consoleDeps, staffSessions } from '../web/console/console-deps.ts'
import type { WiredDemo } from '../web/demo/wired-demo.ts'
import { answerWrongClock, mayDecide } from '../web/http/edge/wrong-clock.ts'
import { routes } from '../web/routes.ts'
import type { SignOn } from '../web/sign-on/open-sign-on.ts'
import type { RulesInForce } from '../years/rules-in-force.ts'
import type { Ground } from './open-ground.ts'
import { smsCapsOf } from './sms-caps-of.ts'

interface SiteTerms {
  readonly ground: Ground
  readonly config: Config
  readonly rules: RulesInForce
  readonly storefronts: Storefronts
  readonly integration: IntegrationDeps
  readonly signOn: SignOn
  readonly accounts: Accounts
  readonly tasks: Tasks
  readonly demo: WiredDemo | undefined
  readonly url: string
  report(fault: unknown, requestId: string): void
}

/**
 * Everything that is answered: who answers, every address that is routed, as `/pijar/kursus/:slug`, and the lists of the console
 * that can be taken away whole.
 */
export function wireSites(terms: SiteTerms) {
  const { ground, config, integration, signOn } = terms
  const answerPartner = integrationListener(integration)
  const answerSignOn = signOnListener({
    providers: [signOn.identityProviders.programme.provider, signOn.identityProviders.kemnaker.provider],
    clock: machineClock,
    behindProxy: config.BEKAL_BEHIND_PROXY,
    processes: config.BEKAL_PROCESSES,
  })
  const deps = depsOf(terms)
  const site = routes(deps)
  const { exportSources } = consoleDeps(deps, staffSessions(deps))
  // What nobody wanted of a body the edge reads away: cut half a second later, the answer is lost to slow phones.
  const answerPage = getRequestListener(site.fetch, { autoCleanupIncoming: false })
  const answer: RequestListener = (incoming, outgoing) => {
    if (!ground.mayWork() && mayDecide(incoming)) return answerWrongClock(incoming, outgoing)
    // Partners' calls are most of the load: they skip the pages' layers.
    if (answerPartner(incoming, outgoing) || answerSignOn(incoming, outgoing)) return
    void answerPage(incoming, outgoing)
  }
  return { answer, addresses: site.routes.filter(({ method }) => method !== 'ALL'), exportSources }
}

function depsOf(terms: SiteTerms): AppDeps {
  const { ground, config, rules, storefronts, signOn, accounts, tasks, demo, url, report } = terms
  const { ctx, front } = ground
  const { link, onMessages } = storefronts
  const { hostname: domain, host } = new URL(url)
  return {
    ctx: front,
    longWork: ctx,
    storefronts,
    registrations: {
      ctx: front,
      registry: registryFor(config),
      domain,
      link,
      smsCaps: smsCapsOf(config),
      onMessages,
    },
    signOn,
    accounts: { ...accounts, ctx: front },
    tasks,
    staffRestHours: config.STAFF_REST_HOURS,
    systemClock: machineClock,
    secure: url.startsWith('https:'),
    behindProxy: config.BEKAL_BEHIND_PROXY,
    processes: config.BEKAL_PROCESSES,
    ownHost: config.BEKAL_URL ? host : undefined,
    maxGrant: async () => rules.current().grantRupiah,
    ready: () => isReady(ground),
    report,
    demo,
  }
}

/** A standby and a database that was made read-only answer, but no purchase can be written there. */
async function isReady({ mayWork, front }: Ground): Promise<boolean | 'wrong_clock' | 'read_only'> {
  if (!mayWork()) return 'wrong_clock'
  const asked = `select current_setting('transaction_read_only') = 'on' as read_only, (select max(number) from schema_migration)`
  const answer = await front.db.query<{ read_only: boolean }>(asked).catch(() => undefined)
  return answer?.rows[0]?.read_only ? 'read_only' : answer !== undefined
}
