import type { IncomingMessage, RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../config.ts'
import { watchWriting } from '../database/can-write.ts'
import { machineClock } from '../kernel/clock.ts'
import type { Accounts } from '../money/accounts/accounts.ts'
import type { IntegrationDeps } from '../partners/integration-call.ts'
import { integrationListener, integrationRoute } from '../partners/integration-listener.ts'
import { signOnListener, signOnRoute } from '../partners/sign-on/listener.ts'
import { registryFor } from '../people/population-registry.ts'
import type { Tasks } from '../staff/tasks.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import type { Place } from '../telemetry/measure-requests.ts'
import { metricsPage } from '../telemetry/metrics-page.ts'
import type { AppDeps } from '../web/app-deps.ts'
import { consoleDeps, staffSessions } from '../web/console/console-deps.ts'
import type { WiredDemo } from '../web/demo/wired-demo.ts'
import { answerWrongClock, mayDecide } from '../web/http/edge/wrong-clock.ts'
import { type Gate, openGate } from '../web/http/gate/gate.ts'
import { measuredPace } from '../web/http/gate/pace.ts'
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
  const gate = gateOf(terms)
  const deps = depsOf(terms, gate)
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
  // Who waits is counted by the gate, and is no request that failed.
  const counted = gate.before(ground.telemetry.requests(placeOf, answer))
  return { answer: counted, addresses: site.routes.filter(({ method }) => method !== 'ALL'), exportSources }
}

/** Where a request is answered, as far as its address alone says it: pages say it themselves. */
function placeOf({ url = '' }: IncomingMessage): Place | undefined {
  const call = integrationRoute(url)
  if (call) return { kind: 'api', route: call }
  const route = signOnRoute(url)
  return route ? { kind: 'sign_on', route } : undefined
}

function gateOf({ ground, config, url }: SiteTerms): Gate {
  const { LET_IN_PER_MINUTE: held, BEKAL_PROCESSES: processes } = config
  const { visitors } = ground.telemetry.meters
  return openGate({
    secrets: ground.ctx.secrets,
    secure: url.startsWith('https:'),
    pace: measuredPace(held && held / 60 / processes),
    behindProxy: config.BEKAL_BEHIND_PROXY > 0,
    processes,
    figures: {
      letIn: () => visitors.inc({ outcome: 'let_in' }),
      madeToWait: () => visitors.inc({ outcome: 'made_to_wait' }),
    },
  })
}

function depsOf(terms: SiteTerms, gate: Gate): AppDeps {
  const { ground, config, rules, storefronts, signOn, accounts, tasks, demo, url, report } = terms
  const { ctx, front, console: consoleReads } = ground
  const { link, onMessages } = storefronts
  const unwritable = watchWriting(front.db, front.clock)
  const ready = async () => (ground.mayWork() ? ((await unwritable()) ?? true) : 'wrong_clock')
  const metrics = metricsPage(ground.telemetry.meters, {
    ctx: front,
    pools: { front: front.db, work: ctx.db, pulse: ground.pulse },
    token: config.METRICS_TOKEN,
    demo: !config.production,
    hosts: ground.database.hosts,
    ready,
    waiting: () => gate.standing().waiting,
  })
  const { hostname: domain, host } = new URL(url)
  return {
    ctx: front,
    longWork: ctx,
    consoleReads,
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
    databaseHosts: () => ground.database.hosts?.seen().map(({ role }) => role),
    staffRestHours: config.STAFF_REST_HOURS,
    systemClock: machineClock,
    secure: url.startsWith('https:'),
    behindProxy: config.BEKAL_BEHIND_PROXY,
    processes: config.BEKAL_PROCESSES,
    gate,
    ownHost: config.BEKAL_URL ? host : undefined,
    maxGrant: async () => rules.current().grantRupiah,
    ready,
    metrics,
    report,
    demo,
  }
}
