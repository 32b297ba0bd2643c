import type { Context } from '../database/context.ts'
import { rows } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { queueMessages } from '../messages/queue.ts'
import { listStaff } from '../staff/staff.ts'
import { escalateOpenCases } from './open-cases-sql.ts'

const byTimetable = { actor: 'system:timetable', requestId: 'job' }

/**
 * Tells every supervisor, by one email, of the cases that are late now and were not told of before: each once, whatever
 * number of processes does this at the same time. Returns how many.
 */
export async function escalateLateCases(ctx: Context, link: string): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const found = await rows(tx, escalateOpenCases, [now])
    const cases = found.reduce((sum, one) => sum + one.cases, 0)
    if (cases === 0) return 0
    const facts = { cases: Object.fromEntries(found.map((one) => [one.kind, one.cases])) }
    await writeJournal(tx, byTimetable, now, [{ event: 'cases_escalated', subject: 'cases', facts }])
    const supervisors = (await listStaff(tx)).filter(
      ({ roles, enrolledAt, disabledAt }) => enrolledAt && !disabledAt && roles.includes('supervisor'),
    )
    await queueMessages(
      tx,
      ctx,
      supervisors.map(({ name, email }) => ({
        template: 'cases-late',
        channel: 'email',
        to: email,
        params: { name, cases, link },
      })),
    )
    return cases
  })
}
