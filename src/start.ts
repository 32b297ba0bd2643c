import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type pino from 'pino'
import type { Config } from './config.ts'
import { claimServer } from './database/embedded.ts'
import { openFrontPool } from './database/front-pool.ts'
import { sealJournal } from './database/journal-seal.ts'
import { forgetTally } from './database/tally.ts'
import { type WatchReports, watchDatabase } from './database/watch-database.ts'
import { forgetTries } from './identity/count-try.ts'
import { phoneCodeRules } from './identity/phone-code-rules.ts'
import { forgetPhoneCodes } from './identity/phone-codes.ts'
import { forgetLinks } from './identity/single-use-links.ts'
import { openProgramme } from './installation.ts'
import { startTimetable } from './jobs/timetable.ts'
import { day, hour, machineClock, minute, second } from './kernel/clock.ts'
import { randomCode } from './kernel/codes.ts'
import { wibDate } from './kernel/wib.ts'
import { forgetConfirmations } from './learning/attendance/confirm-attendance.ts'
import { ensureIssuerKey } from './learning/certificates/issuer-keys.ts'
import { finishAwaited } from './learning/completion/finish-awaited.ts'
import { forgetRedeemBatches } from './learning/institution-desk/redeem-file.ts'
import { startOutbox } from './messages/outbox-worker.ts'
import { forgetSmsParts, receiptKeeper } from './messages/receipts/keep-receipts.ts'
import type { SmsCaps } from './messages/sms-caps.ts'
import { messageTransports } from './messages/transports/transports.ts'
import { partnerDirectory } from './partners/directory.ts'
import type { IntegrationLimits } from './partners/integration-call.ts'
import { integrationListener } from './partners/integration-listener.ts'
import { forgetRefusedCalls, refusedCalls } from './partners/refused-calls.ts'
import { forgetSignOnModels } from './partners/sign-on/adapter.ts'
import { forgetOldSignOnKeys } from './partners/sign-on/keys.ts'
import { signOnListener } from './partners/sign-on/listener.ts'
import { keepDeadlineCount } from './programme/deadlines/deadline-overview.ts'
import { runDeadlines } from './programme/deadlines/run-deadlines.ts'
import { demoClock } from './programme/demo-clock.ts'
import { forgetLogInAttempts } from './programme/log-in/send-code.ts'
import { forgetRegistrationRequests } from './programme/registration/account.ts'
import { registryFor } from './programme/registration/population-registry.ts'
import { scheme2021 } from './programme/year-rules.ts'
import { listYears } from './programme/years.ts'
import { createPurchases } from './purchase/create-purchases.ts'
import { forgetRefusedAsks, tellRefusedAsks } from './purchase/tell-refused-asks.ts'
import { openTasks } from './staff/tasks.ts'
import { accountRules } from './storefronts/accounts/account-rules.ts'
import { loadStorefronts } from './storefronts/load-storefronts.ts'
import { registerStorefronts } from './storefronts/register-storefronts.ts'
import { lapseOrders, settleDrafts } from './storefronts/settle-orders.ts'
import type { Storefronts } from './storefronts/storefronts.ts'
import type { AppParts } from './web/app-parts.ts'
import { wireDemo } from './web/demo/wire-demo.ts'
import { answerBare } from './web/http/bare-answer.ts'
import { notReady } from './web/http/bare-refusals.ts'
import { closeServer, listenAtEdge } from './web/http/edge-server.ts'
import { forgetOldSessions } from './web/http/sessions.ts'
import { answerWrongClock, mayDecide } from './web/http/wrong-clock.ts'
import { routes } from './web/routes.ts'
import { openSignOn } from './web/sign-on/open-sign-on.ts'

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

/** Starts everything, in the order of this function; whatever fails, what was started before is stopped again. */
export async function startBekal({ config, log, ...seams }: StartOptions): Promise<Running> {
  const ending: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end()
  }
  try {
    return await start()
  } catch (error) {
    await stop()
    throw error
  }

  async function start(): Promise<Running> {
    await loadStorefronts(config.BEKAL_STOREFRONTS)
    const claim = config.DATABASE_URL ? undefined : await claimServer(config.BEKAL_DATA)
    ending.push(async () => claim?.release())
    const { database, secrets } = await openProgramme(config, {
      max: 8,
      warn: (sentence) => log.warn(sentence),
    })
    ending.push(() => database.close())
    const clock = config.production ? undefined : await demoClock(database.pool)
    const clockToleranceMs = config.CLOCK_TOLERANCE_SECONDS * second
    const ctx = { db: database.pool, clock: clock ?? machineClock, secrets, clockToleranceMs }
    const watch = watchDatabase(ctx, reportsTo(log))
    await ensureIssuerKey(ctx)

    const frontPool = openFrontPool(database)
    ending.push(() => frontPool.end())
    const front = { ...ctx, db: frontPool }

    const mayWork = () => watch.wrong() === undefined
    let address = config.BEKAL_URL
    const outbox = startOutbox(ctx, messageTransports(config, log, receiptKeeper(ctx)), {
      log,
      mayWork,
      site: () => address,
    })
    ending.push(() => outbox.stop())
    let rules = await latestRules()
    const openPurchases = (drawOtp = seams.drawOtp) =>
      createPurchases(front, {
        connection: database.connection,
        rules: () => rules,
        demo: !config.production,
        cardLink: () => `${url}/kartu`,
        onMessages: () => outbox.wake('sms'),
        onFault: (fault) => log.error({ err: fault }, 'guesses could not be counted'),
        ...(drawOtp && { drawOtp }),
      })
    const purchases = openPurchases()
    ending.push(() => purchases.close())

    // The port is taken early, for the address in messages; until all stands, whoever comes is told to come again.
    let answer = answerNotReady
    const { HOST: host, PORT, BEKAL_BEHIND_PROXY: behindProxy } = config
    const { server, port } = await listenAtEdge({ host, port: PORT, behindProxy }, (incoming, outgoing) =>
      answer(incoming, outgoing),
    )
    ending.push(() => closeServer(server))
    const url = config.BEKAL_URL ?? `http://localhost:${port}`
    address = url
    const directory = partnerDirectory(front)
    const smsCaps = smsCapsFrom(config)
    const storefronts: Storefronts = {
      ctx: front,
      purchases,
      async partnerOf(storefront) {
        const partner = await directory.find(storefront)
        if (!partner) throw new Error(`storefront ${storefront} is not registered as a partner`)
        return partner
      },
      smsCaps,
      accountRules: {
        ...accountRules,
        linkMinutes: config.ACCOUNT_LINK_MINUTES,
        codes: { ...phoneCodeRules, minutes: config.PHONE_OTP_MINUTES },
      },
      link: (path) => `${url}${path}`,
      onMessages: () => outbox.wake(),
    }
    const report = (fault: unknown, requestId: string) =>
      log.error({ err: fault, requestId }, 'a request failed')
    const tasks = openTasks(ctx, report)
    ending.push(() => tasks.stop())
    const demo =
      clock && (await wireDemo({ ctx, clock, storefronts, url, directory, seedPurchases: openPurchases }))
    await registerStorefronts(ctx, new URL(url).hostname)
    directory.changed()
    const signOn = await openSignOn({ ctx: front, url, loopback: loopback(config.HOST, port), demo, report })
    const { programme, kemnaker } = signOn.keepers
    const providers = [programme.provider, kemnaker.provider]
    const refused = refusedCalls(ctx.db)
    ending.push(() => refused.write())
    const integration = {
      ctx: front,
      directory,
      purchases,
      link: storefronts.link,
      behindProxy: config.BEKAL_BEHIND_PROXY,
      wireClock: machineClock,
      onFault: report,
      onRefused: refused.note,
      ...(seams.integrationLimits && { limits: seams.integrationLimits }),
    }
    const registrations = {
      ctx: front,
      registry: registryFor(config),
      domain: new URL(url).hostname,
      link: storefronts.link,
      smsCaps,
      onMessages: storefronts.onMessages,
    }
    const parts: AppParts = {
      ctx: front,
      longWork: ctx,
      storefronts,
      registrations,
      integration,
      signOn,
      tasks,
      staffRestHours: config.STAFF_REST_HOURS,
      wireClock: machineClock,
      secure: url.startsWith('https:'),
      behindProxy: config.BEKAL_BEHIND_PROXY,
      ownHost: config.BEKAL_URL ? new URL(url).host : undefined,
      maxGrant: async () => rules.grantRupiah,
      ready: async () =>
        mayWork() ? frontPool.query('select from schema_migration limit 1').then(yes, no) : 'wrong_clock',
      report,
      demo,
    }
    rules = await latestRules()

    const answerPartner = integrationListener(integration)
    const answerSignOn = signOnListener({
      providers,
      clock: machineClock,
      behindProxy: config.BEKAL_BEHIND_PROXY,
    })
    const site = routes(parts)
    const addresses = site.routes.filter(({ method }) => method !== 'ALL')
    // What nobody wanted of a body the edge reads away: cut half a second later, the answer is lost to slow phones.
    const answerPage = getRequestListener(site.fetch, { autoCleanupIncoming: false })
    answer = (incoming, outgoing) => {
      if (!mayWork() && mayDecide(incoming)) return answerWrongClock(incoming, outgoing)
      // Partners' calls are most of the load: they skip the pages' layers.
      if (answerPartner(incoming, outgoing) || answerSignOn(incoming, outgoing)) return
      void answerPage(incoming, outgoing)
    }

    const stopping = new AbortController()
    const timetable = startTimetable(
      [
        { name: 'lapse-orders', everyMs: 5 * second, run: () => lapseOrders({ ...storefronts, ctx }) },
        { name: 'settle-drafts', everyMs: 5 * second, run: () => settleDrafts({ ...storefronts, ctx }) },
        { name: 'tell-refused', everyMs: 5 * second, run: tellRefused },
        { name: 'forget-refused', everyMs: hour, run: () => forgetRefusedAsks(ctx) },
        { name: 'forget-tally', everyMs: hour, run: () => forgetTally(ctx.db, ctx.clock.now(), day) },
        { name: 'finish-awaited-trainings', everyMs: 5 * second, run: () => finishAwaited(ctx) },
        { name: 'keep-deadlines', everyMs: minute, run: keepDeadlines },
        { name: 'count-deadlines', everyMs: minute, run: () => keepDeadlineCount(ctx) },
        {
          name: 'forget-sessions',
          everyMs: 10 * minute,
          run: () => forgetOldSessions(ctx.db, ctx.clock.now()),
        },
        { name: 'forget-phone-codes', everyMs: 10 * minute, run: () => forgetPhoneCodes(ctx) },
        { name: 'read-rules', everyMs: 5 * second, run: async () => (rules = await latestRules()) },
        { name: 'forget-sign-on', everyMs: minute, run: () => forgetSignOnModels(ctx) },
        { name: 'forget-redeem-batches', everyMs: hour, run: () => forgetRedeemBatches(ctx) },
        {
          name: 'forget-registration-requests',
          everyMs: 10 * minute,
          run: () => forgetRegistrationRequests(ctx),
        },
        { name: 'forget-confirmations', everyMs: 10 * minute, run: () => forgetConfirmations(ctx) },
        { name: 'forget-log-ins', everyMs: 10 * minute, run: () => forgetLogInAttempts(ctx) },
        { name: 'forget-links', everyMs: 10 * minute, run: () => forgetLinks(ctx) },
        { name: 'forget-tries', everyMs: 10 * minute, run: () => forgetTries(ctx) },
        { name: 'forget-sms-parts', everyMs: hour, run: () => forgetSmsParts(ctx) },
        {
          name: 'follow-sign-on-keys',
          everyMs: 5 * second,
          async run() {
            await forgetOldSignOnKeys(ctx)
            for (const provider of providers) await provider.refreshKeys()
          },
        },
        { name: 'write-refused-calls', everyMs: 5 * second, run: () => refused.write() },
        { name: 'forget-refused-calls', everyMs: hour, run: () => forgetRefusedCalls(ctx) },
        { name: 'seal-journal', everyMs: 5 * second, run: () => sealJournal(ctx) },
        { name: 'follow-clock', everyMs: second, run: async () => clock?.refresh() },
        { name: 'watch-database', everyMs: 2 * second, always: true, run: () => watch.refresh() },
      ],
      (job, fault) => log.error({ err: fault, job }, 'a job failed'),
      mayWork,
    )
    ending.push(() => timetable.stop())
    // A sweep of a whole wave would let the end wait for minutes: it goes on after the next start.
    ending.push(async () => stopping.abort())
    return { url, port, addresses, stop }

    async function tellRefused() {
      if ((await tellRefusedAsks(ctx, { rules, link: `${url}/kartu` })) > 0) outbox.wake('sms')
    }

    async function keepDeadlines() {
      const actor = { actor: 'system:deadlines', requestId: `deadlines-${randomCode(12)}` }
      const ran = await runDeadlines(ctx, {
        actor,
        link: `${url}/kartu`,
        consoleLink: `${url}/konsol/tenggat`,
        signal: stopping.signal,
      })
      for (const wave of ran.stopped)
        log.error(
          wave,
          'the sweep of a wave has stopped: two people must let it go on, or extend the deadline',
        )
      if (ran.reminded + ran.revoked + ran.cutOff + ran.extended + ran.held + ran.stopped.length === 0) return
      log.info(ran, 'deadlines were kept')
      outbox.wake()
    }

    async function latestRules() {
      const years = await listYears(ctx.db)
      const today = Number(wibDate(ctx.clock.now()).slice(0, 4))
      // A year that is planned ahead must not change what holds today.
      const begun = years.findLast(({ year }) => year <= today) ?? years[0]
      return begun?.rules ?? { ...scheme2021, usableUntil: '9999-12-31' }
    }
  }
}

function smsCapsFrom(config: Config): SmsCaps {
  const [worked, plain] = [config.SMS_CODES_PER_ADDRESS_HOUR, config.SMS_CODES_PER_ADDRESS_HOUR_PLAIN]
  return {
    perAddressAndHour: { worked, plain },
    // ten hours' worth, and four of those who cannot work
    perAddressAndDay: { worked: worked * 10, plain: plain * 4 },
    perPrefixAndHour: Math.ceil(config.SMS_CODES_PER_PREFIX_DAY / 3),
    perPrefixAndDay: config.SMS_CODES_PER_PREFIX_DAY,
    perSiteAndDay: config.SMS_CODES_PER_SITE_DAY,
  }
}

/** How this process reaches itself. */
function loopback(host: string, port: number): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`
}

/** What is loud in the log of a running process. */
function reportsTo(log: pino.Logger): WatchReports {
  return {
    clock: (wrong) => (wrong ? log.error(wrong.message) : log.warn('the clock is right again')),
    secretRotated: (fingerprint) =>
      log.warn(
        `BEKAL_SECRET was rotated (${fingerprint}): this process goes on, its next start needs the new one`,
      ),
  }
}

const yes = () => true
const no = () => false

const answerNotReady: RequestListener = (incoming, outgoing) => {
  if (incoming.url !== '/healthz') return answerBare(incoming, outgoing, notReady)
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
}
