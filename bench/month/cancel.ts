import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { table } from '../../src/cli/command.ts'
import type { Context } from '../../src/database/context.ts'
import { openInstallation } from '../../src/database/installation/open-installation.ts'
import { rows, type Statement } from '../../src/database/sql.ts'
import { stoppedClock } from '../../src/kernel/clock.ts'
import { cancelSchedule, cancelScheduleAct } from '../../src/learning/cancellation/cancel-schedule.ts'
import { returnPrices } from '../../src/learning/cancellation/return-prices.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { budi, byTwo } from '../../test/two-people.ts'
import { makeParties } from './make-parties.ts'
import { makePurchases, secondsSince } from './make-purchases.ts'
import { instantOf, MonthPlan, monthDays } from './month-plan.ts'
import { must } from './pay-weeks.ts'

/** Everybody buys the one course that there is, on its one schedule. */
class OneSchedule extends MonthPlan {
  override readonly institutions = 1
  override readonly courses = 1
}

const left: Statement<[], { paid: number; cards: number; told: number; balances: number }> = {
  name: 'bench/cancel-left',
  text: `
  select
    (select count(*)::int from purchase where status = 'paid') as paid,
    (select count(distinct card_id)::int from purchase where status = 'paid') as cards,
    (select count(distinct card_id)::int from outbox where template = 'purchase-cancelled') as told,
    (select count(*)::int from card where status = 'active' and balance <> granted) as balances`,
}

/**
 * Cancels a schedule with so many paid purchases, of which most are used and half are finished, by two people: how long the act takes, and how
 * long until every price is back and everybody told. Returns whether all of them are, and every invariant holds.
 */
export async function cancelBench(purchases: number, say: (line: string) => void): Promise<boolean> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-cancel-'))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  const load = loadavg()[0]!
  try {
    const clock = stoppedClock(instantOf(-10, 9))
    const ctx: Context = { db: database.pool, secrets, clock }
    const plan = new OneSchedule(purchases)
    say('a month of one schedule happens ...')
    await makeParties(ctx, plan)
    await makePurchases(ctx, clock, plan, say)
    clock.set(instantOf(monthDays, 9))
    const [before] = await rows(ctx.db, left, [])
    await byTwo(ctx, await cancelScheduleAct(ctx.db, 1, 'Pelatih sakit'))
    const acting = performance.now()
    must(await cancelSchedule(ctx, 1, 'Pelatih sakit', budi))
    const act = secondsSince(acting)
    const returning = performance.now()
    const returned = await returnPrices(ctx, { link: 'https://bekal.example/kartu', requestId: 'bench' })
    const back = secondsSince(returning)
    const [after] = await rows(ctx.db, left, [])
    const violations = await checkInvariants(ctx.db)
    console.log(
      [
        `A schedule with ${before!.paid} paid purchases is cancelled, on ${cpus().length} cores (load before: ${load.toFixed(1)})`,
        ...table([
          ['', ''],
          ['the act of two, seconds', act.toFixed(2)],
          ['every price is back, seconds', back.toFixed(1)],
          ['prices returned', String(returned)],
          ['people told', String(after!.told)],
          ['still paid', String(after!.paid)],
          ['cards whose balance is not their grant', String(after!.balances)],
        ]),
        ...violations.map(({ invariant, count }) => `${invariant} does not hold ${count} times`),
      ].join('\n'),
    )
    const whole = after!.paid === 0 && after!.balances === 0 && after!.told === before!.cards
    return returned === before!.paid && whole && violations.length === 0
  } finally {
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
