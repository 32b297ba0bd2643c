import type pino from 'pino'
import type { Config } from './config.ts'
import { jobs } from './jobs/jobs.ts'
import { openLeases } from './jobs/leases.ts'
import { startTimetable } from './jobs/timetable.ts'
import { startOutbox } from './messages/outbox/outbox-worker.ts'
import { receiptKeeper } from './messages/receipts/keep-receipts.ts'
import { messageTransports } from './messages/transports/transports.ts'
import { countedPurchases } from './partners/counted-purchases.ts'
import { partnerDirectory } from './partners/directory/directory.ts'
import { partnersForget } from './partners/forgetting.ts'
import type { IntegrationLimits } from './partners/integration-call.ts'
import { refusedCalls } from './partners/refused-calls.ts'
import { openTasks } from './staff/tasks.ts'
import { type Ending, openEnding } from './start/ending.ts'
import { openDoor } from './start/open-door.ts'
import { openGround } from './start/open-ground.ts'
import { wireAccounts } from './start/wire-accounts.ts'
import { wirePartners } from './start/wire-partners.ts'
import { wirePurchases } from './start/wire-purchases.ts'
import { wireSites } from './start/wire-sites.ts'
import { wireStorefronts } from './start/wire-storefronts.ts'
import { workAbove } from './start/work-above.ts'
import { loadStorefronts } from './storefronts/load-storefronts.ts'
import { registerStorefronts } from './storefronts/register-storefronts.ts'
import { wireDemo } from './web/demo/wire-demo.ts'
import { openSignOn } from './web/sign-on/open-sign-on.ts'
import { rulesInForce } from './years/rules-in-force.ts'

/** A running Bekal. */
export interface Running {
  /** the address that people see */
  readonly url: string
  readonly port: number
  /** every address that is routed, as `/pijar/kursus/:slug` */
  readonly addresses: readonly { readonly method: string; readonly path: string }[]
  /** takes no new requests, lets what is under way end, and closes everything in turn */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly config: Config
  readonly log: pino.Logger
  /** the test seam of benches: draws the OTPs; never set by main.ts */
  readonly drawOtp?: () => string
  readonly integrationLimits?: IntegrationLimits
}

/** Starts everything, in the order of `start`; whatever fails, what was started before is stopped again. */
export async function startBekal(options: StartOptions): Promise<Running> {
  const ending = openEnding()
  try {
    return await start(options, ending)
  } catch (error) {
    await ending.stop()
    throw error
  }
}

async function start(options: StartOptions, ending: Ending): Promise<Running> {
  const { config, log } = options
  await loadStorefronts(config.BEKAL_STOREFRONTS)
  const ground = await openGround(config, log, ending)
  const { ctx, front, pulse, clock, watch, mayWork, telemetry } = ground

  // The outbox knows the address of links as soon as the port is taken.
  const address: { url: string | undefined } = { url: config.BEKAL_URL }
  const link = (path: string) => `${address.url}${path}`
  const transports = telemetry.transports(messageTransports(config, log, receiptKeeper(ctx)))
  const { connection } = ground.database
  const outbox = startOutbox(ctx, transports, { log, connection, mayWork, site: () => address.url })
  ending.push(() => outbox.stop())
  const rules = await rulesInForce({ ...ctx, db: pulse })
  const openPurchases = wirePurchases({ ground, config, log, rules, outbox, link })
  const purchases = openPurchases(options.drawOtp)
  ending.push(() => purchases.close())

  // The port is taken early, for the address in messages; until all stands, whoever comes is told to come again.
  const door = await openDoor(config, ending)
  const { port, url, loopback } = door
  address.url = url

  const directory = partnerDirectory(front)
  const refused = refusedCalls(ctx.db, telemetry.refused)
  const own = countedPurchases(purchases, refused, ctx.clock)
  const storefronts = wireStorefronts({ front, config, purchases: own, directory, outbox, link })
  const report = (fault: unknown, requestId: string) =>
    log.error({ err: fault, requestId }, 'a request failed')
  const tasks = openTasks(ctx, report)
  ending.push(() => tasks.stop())
  const demoTerms = { ctx, storefronts, url, directory, seedPurchases: openPurchases }
  const demo = clock && (await wireDemo({ ...demoTerms, clock }))
  await registerStorefronts(ctx, new URL(url).hostname)
  directory.changed()
  const signOn = await openSignOn({ ctx: front, url, loopback, demo, report })
  const limits = options.integrationLimits
  const partnerTerms = { ctx, front, config, directory, purchases, refused, link, limits, report }
  const integration = wirePartners(partnerTerms, ending)
  // The demo's seed may have begun a year.
  await rules.refresh()

  const accounts = wireAccounts({ ctx, config, url, storefronts })
  const terms = { ground, config, rules, storefronts, integration, signOn, tasks, demo, url, report }
  const { answer, addresses, exportSources } = wireSites({ ...terms, accounts })
  door.open(answer)

  const above = workAbove(ctx, signOn, refused, { tasks, sources: exportSources })
  const needs = { ctx, log, storefronts, outbox, rules, watch, demoClock: clock, link, above, partnersForget }
  const timetable = startTimetable({
    jobs: telemetry.jobs(jobs({ ...needs, accounts })),
    leases: openLeases(pulse),
    report: (job, fault) => log.error({ err: fault, job }, 'a job failed'),
    mayRun: mayWork,
  })
  // A sweep of a whole wave would let the end wait for minutes: it is broken off, and another process goes on with it.
  ending.push(() => timetable.stop())
  return { url, port, addresses, stop: ending.stop }
}
