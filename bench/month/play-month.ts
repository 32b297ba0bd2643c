import type { Context } from '../../src/database/context.ts'
import { exportJournal } from '../../src/database/seals/journal-export.ts'
import { sealJournal } from '../../src/database/seals/journal-seal.ts'
import { verifyJournal } from '../../src/database/seals/journal-verify.ts'
import { stoppedClock } from '../../src/kernel/clock.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { trialBalance } from '../../src/ledger/trial-balance.ts'
import { type AsSuperuser, alterRows } from './altered-rows.ts'
import { withBulkTraces } from './bulk-traces.ts'
import { makeParties } from './make-parties.ts'
import { makePurchases, secondsSince } from './make-purchases.ts'
import { Findings } from './month-findings.ts'
import { instantOf, MonthPlan, monthDays } from './month-plan.ts'
import { reconcile } from './partner-books.ts'
import { payWeeks } from './pay-weeks.ts'

/** What happened in a month: seconds by the stage, and how much there was. */
export interface HappenedMonth {
  readonly seconds: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number>>
}

/** What a month came to. */
export interface PlayedMonth {
  readonly purchases: number
  /** seconds, by the stage */
  readonly happened: Readonly<Record<string, number>>
  readonly closed: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number>>
  readonly findings: Findings
  /** what the trial balance comes to, in rupiah: zero */
  readonly difference: number
}

export interface Playing {
  readonly purchases: number
  readonly asSuperuser: AsSuperuser
  readonly say: (line: string) => void
}

export interface Closing extends Playing {
  /** errors of each kind, a week */
  readonly each: number
  /** told once everything is closed and before rows are altered */
  readonly onClosed?: () => Promise<void>
}

type Installed = Pick<Context, 'db' | 'secrets'>

/**
 * Plays a month on an empty database: it happens, and is closed with errors in it, each of which the product must name, and
 * nothing besides.
 */
export async function playMonth(installed: Installed, closing: Closing): Promise<PlayedMonth> {
  return closeMonth(installed, closing, await makeMonth(installed, closing))
}

/** Lets a month happen on an empty database, up to where its closing begins. */
export async function makeMonth(
  { db, secrets }: Installed,
  { purchases, asSuperuser, say }: Playing,
): Promise<HappenedMonth> {
  const clock = stoppedClock(instantOf(-10, 9))
  const ctx: Context = { db, secrets, clock }
  const plan = new MonthPlan(purchases)
  say(`${plan.institutions} institutions, ${plan.cards + plan.revoked} cards ...`)
  const making = performance.now()
  const { parties, happened } = await withBulkTraces(asSuperuser, async () => {
    await makeParties(ctx, plan)
    const parties = secondsSince(making)
    return { parties, happened: await makePurchases(ctx, clock, plan, say) }
  })
  const all = secondsSince(making) - parties
  const { earned, incentives, cancellations, postings, instalments, cancelled } = happened
  const sealing = performance.now()
  while ((await sealJournal(ctx, { maxSeals: 1000 })).seals > 0);
  const sealed = secondsSince(sealing)
  await asSuperuser(async (client) => {
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  })
  return {
    seconds: {
      parties,
      purchases: all - earned - incentives - cancellations,
      earned,
      incentives,
      cancellations,
      sealed,
    },
    counts: { postings, instalments, cancelled },
  }
}

/** Closes a month that has happened. */
export async function closeMonth(
  { db, secrets }: Installed,
  { purchases, each, asSuperuser, say, onClosed }: Closing,
  happened: HappenedMonth,
): Promise<PlayedMonth> {
  const clock = stoppedClock(instantOf(monthDays - 1, 21))
  const ctx: Context = { db, secrets, clock }
  const findings = new Findings()
  const closed: Record<string, number> = {}
  const closing = performance.now()
  say('runs and statements, a week each; days and files of the storefronts ...')
  // Side by side, as they are: finance pays by commands, the timetable closes days and storefronts send their files.
  const afterwards = stoppedClock(instantOf(monthDays + 3, 8))
  const room = { db, secrets, clock: afterwards, url: 'https://bekal.example', withSandbox: false }
  const [{ transfers, lines, ...weeks }, { rows: told, ...reconciled }] = await Promise.all([
    payWeeks(ctx, clock, findings, each),
    reconcile({ ...ctx, clock: afterwards }, room, findings, each),
  ])
  Object.assign(closed, weeks, reconciled)
  const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    say(`${name} ...`)
    const started = performance.now()
    const done = await work()
    closed[name] = secondsSince(started)
    return done
  }
  // Side by side, as two commands are given: one is the database's work, the other this process's.
  const [violations, verdict] = await Promise.all([
    stage('ledger check', () => checkInvariants(db)),
    stage('journal verify', async () => {
      while ((await sealJournal(ctx, { maxSeals: 1000 })).seals > 0);
      return verifyJournal(exportJournal(db))
    }),
  ])
  for (const { invariant, count, examples } of violations)
    findings.other(`${invariant} does not hold ${count} times: ${examples.join(', ')}`)
  if (!verdict.whole) findings.other(verdict.sentence)
  const { sum: difference, entries } = await stage('trial balance', () => trialBalance(db))
  closed.all = secondsSince(closing)

  await onClosed?.()
  say('rows are altered behind the back ...')
  await alterRows(ctx, asSuperuser, findings, Math.min(each, 2))
  return {
    purchases,
    happened: happened.seconds,
    closed,
    counts: {
      ...happened.counts,
      transfers,
      bank_lines: lines,
      storefront_rows: told,
      entries,
      journal_rows: verdict.whole ? verdict.rows : 0,
    },
    findings,
    difference,
  }
}
