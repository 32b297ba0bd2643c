import type pino from 'pino'
import { escalateLateCases } from '../cases/escalate.ts'
import type { Context } from '../database/context.ts'
import type { DatabaseWatch } from '../database/installation/watch-database.ts'
import { sealJournal } from '../database/seals/journal-seal.ts'
import { keepDeadlineCount } from '../deadlines/deadline-overview.ts'
import { scanForFraud } from '../fraud/scan.ts'
import { hour, minute, second } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { returnPrices } from '../learning/cancellation/return-prices.ts'
import { finishAwaited } from '../learning/completion/finish-awaited.ts'
import { postDueIncentives } from '../learning/incentives/post-due.ts'
import { countRecords } from '../learning/records/count-records.ts'
import { remindOfReviews } from '../learning/reviews/remind-of-reviews.ts'
import { tellWaiting } from '../learning/waiting/tell-waiting.ts'
import { sendCampaigns } from '../messages/campaigns/send-campaigns.ts'
import type { Outbox } from '../messages/outbox/outbox-worker.ts'
import type { Accounts } from '../money/accounts/accounts.ts'
import { checkWaitingAccounts } from '../money/accounts/check-account.ts'
import { tellRefusedAsks } from '../purchase/tell-refused-asks.ts'
import { moveUpReserves } from '../recipients/reserves/move-up.ts'
import { closeAllDays } from '../reconciliation/close-days.ts'
import { lapseOrders, settleDraftOrders } from '../storefronts/orders/settle-orders.ts'
import type { Storefronts } from '../storefronts/storefronts.ts'
import { settleSuspensions } from '../suspension/settle-suspensions.ts'
import type { DemoClock } from '../years/demo-clock.ts'
import type { RulesInForce } from '../years/rules-in-force.ts'
import { forgettings } from './forgetting.ts'
import { keepDeadlines } from './keep-deadlines.ts'
import type { Job } from './timetable.ts'

/** What the jobs are done with. */
export interface JobNeeds {
  /** its database is not the one that pages wait for */
  readonly ctx: Context
  readonly log: Pick<pino.Logger, 'info' | 'error'>
  readonly storefronts: Storefronts
  readonly accounts: Accounts
  readonly outbox: Pick<Outbox, 'wake'>
  readonly rules: RulesInForce
  readonly watch: DatabaseWatch
  /** undefined in production */
  readonly demoClock: DemoClock | undefined
  /** an address that people can open, from a path */
  readonly link: (path: string) => string
  /** what the partners' room forgets */
  readonly partnersForget: Parameters<typeof forgettings>[0]
  /** work of rooms that this one does not know: the partners' and the sites' */
  readonly above: {
    followSignOnKeys(): Promise<unknown>
    writeRefusedCalls(): Promise<unknown>
    keepExports(): Promise<unknown>
  }
}

/** Everything that comes round by itself: what, how often, and by which operation; each run by one process at a time. */
export function jobs(needs: JobNeeds): readonly Job[] {
  const { ctx, rules, outbox, link, demoClock, above, accounts } = needs
  const storefronts = { ...needs.storefronts, ctx }
  const reconciling = { ...ctx, url: link(''), withSandbox: demoClock !== undefined }

  async function tellRefused() {
    const told = await tellRefusedAsks(ctx, { rules: rules.current(), link: link('/kartu') })
    if (told > 0) outbox.wake('sms')
  }

  async function returnCancelled(stopping: AbortSignal) {
    const told = { link: link('/kartu'), requestId: 'job' }
    if ((await returnPrices(ctx, { ...told, stopping })) > 0) outbox.wake('sms')
  }

  return [
    { name: 'escalate-cases', everyMs: minute, run: () => escalate(needs) },
    { name: 'lapse-orders', everyMs: 5 * second, run: () => lapseOrders(storefronts) },
    { name: 'settle-drafts', everyMs: 5 * second, run: () => settleDraftOrders(storefronts) },
    { name: 'tell-refused', everyMs: 5 * second, run: tellRefused },
    { name: 'finish-awaited-trainings', everyMs: 5 * second, run: () => finishAwaited(ctx) },
    { name: 'return-prices', everyMs: 5 * second, run: returnCancelled },
    { name: 'settle-suspensions', everyMs: 5 * second, run: (end) => settleSuspended(needs, end) },
    { name: 'post-incentives', everyMs: 5 * second, run: (end) => postDueIncentives(ctx, end) },
    { name: 'remind-of-reviews', everyMs: minute, run: (end) => remindOfReviews(ctx, end) },
    { name: 'check-accounts', everyMs: minute, run: () => checkWaitingAccounts(accounts) },
    { name: 'close-days', everyMs: 5 * minute, run: (end) => closeAllDays(reconciling, end) },
    { name: 'find-fraud', everyMs: hour, run: (end) => findFraud(needs, end) },
    { name: 'keep-deadlines', everyMs: minute, run: (end) => keepDeadlines(ctx, needs, end) },
    { name: 'move-up-reserves', everyMs: 20 * second, run: (end) => moveUp(needs, end) },
    { name: 'send-campaigns', everyMs: 2 * second, run: (end) => sendBegun(needs, end) },
    { name: 'tell-waiting', everyMs: 20 * second, run: (end) => tellOfSeats(needs, end) },
    { name: 'count-deadlines', everyMs: minute, run: () => keepDeadlineCount(ctx) },
    { name: 'count-records', everyMs: hour, run: () => countRecords(ctx) },
    ...forgettings(needs.partnersForget).map(({ run, ...job }) => ({ ...job, run: () => run(ctx) })),
    { name: 'keep-exports', everyMs: 20 * second, run: above.keepExports },
    { name: 'seal-journal', everyMs: 5 * second, run: () => sealJournal(ctx) },
    ...ofEachProcess(needs),
  ]
}

/** What each process does for itself: it follows what others have changed, and writes down what it has counted. */
function ofEachProcess({ rules, watch, demoClock, above }: JobNeeds): readonly Job[] {
  const own = { everywhere: true, everyMs: second }
  return [
    { ...own, name: 'read-rules', run: rules.refresh },
    { ...own, name: 'follow-sign-on-keys', run: above.followSignOnKeys },
    { ...own, name: 'write-refused-calls', everyMs: 5 * second, run: above.writeRefusedCalls },
    { ...own, name: 'follow-clock', run: async () => demoClock?.refresh() },
    { ...own, name: 'watch-database', everyMs: 2 * second, always: true, run: watch.refresh },
  ]
}

async function findFraud({ ctx, rules, log }: JobNeeds, stopping: AbortSignal): Promise<void> {
  const { unfinished, ...found } = await scanForFraud(ctx, rules.current().fraud, { stopping })
  if (found.opened + found.grown > 0) log.info(found, 'cases of fraud were opened or have grown')
  if (unfinished.length > 0)
    log.error({ unfinished }, 'signals of fraud took too long: they wait for the next scan')
}

async function escalate({ ctx, link, outbox }: JobNeeds): Promise<void> {
  const late = await escalateLateCases(ctx, link('/konsol/kasus?keadaan=overdue'))
  if (late > 0) outbox.wake('email')
}

async function moveUp({ ctx, link, log, outbox }: JobNeeds, stopping: AbortSignal): Promise<void> {
  const actor = { actor: 'system:reserves', requestId: `reserves-${randomCode(12)}` }
  const moved = await moveUpReserves(ctx, { actor, link: link('/kartu'), signal: stopping })
  if (moved.movedUp + moved.passedOver === 0) return
  log.info(moved, 'reserves were called')
  outbox.wake()
}

async function tellOfSeats({ ctx, link, outbox }: JobNeeds, stopping: AbortSignal): Promise<void> {
  const asked = { link: link('/kartu/tunggu'), requestId: `waiting-${randomCode(12)}`, signal: stopping }
  if ((await tellWaiting(ctx, asked)) > 0) outbox.wake()
}

async function sendBegun({ ctx, link, outbox }: JobNeeds, stopping: AbortSignal): Promise<void> {
  const by = { actor: 'system:campaigns', requestId: `campaigns-${randomCode(12)}` }
  if ((await sendCampaigns(ctx, { site: link('/'), by, signal: stopping })) > 0) outbox.wake()
}

async function settleSuspended(
  { ctx, storefronts, link, outbox }: JobNeeds,
  stopping: AbortSignal,
): Promise<void> {
  const told = { link: link('/kartu'), requestId: 'job', stopping }
  if ((await settleSuspensions({ ...storefronts, ctx }, told)) > 0) outbox.wake()
}
