import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import type { Queryable } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, type ReasonOf, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { tidyName } from '../kernel/text.ts'
import { wibDate } from '../kernel/wib.ts'
import type { yearRefusals } from './change-year.ts'
import { readRules } from './rule-conflicts.ts'
import { type ProgrammeYear, readYear, writeYear } from './years.ts'

export type BeginYearRefusal = Exclude<
  ReasonOf<typeof yearRefusals>,
  'year_unknown' | 'year_begun' | 'rules_same'
>

/** How many years ahead one may be begun. */
const yearsAhead = 10

/**
 * What two people approve: that there is a programme year of this name with these rules, all of them. Refuses a year that
 * there is, one that has passed, and rules that contradict each other.
 */
export async function beginYearAct(
  db: Queryable,
  wanted: ProgrammeYear,
  now: Date,
): Promise<Outcome<TwoPersonAct, BeginYearRefusal>> {
  const { year } = wanted
  const today = Number(wibDate(now).slice(0, 4))
  if (!(year >= today && year <= today + yearsAhead)) return refuse('year_past')
  if (await readYear(db, year)) return refuse('year_taken')
  const name = tidyName(wanted.name)
  if (name === '' || name.length > 80) return refuse('year_unnamed')
  const rules = readRules(year, wanted.rules, now)
  if (!rules.ok) return rules
  return done({ act: 'begin_year', subject: `year:${year}`, facts: { name, rules: rules.value } })
}

/** Begins a programme year, once two people have approved it. */
export async function beginYear(
  ctx: Context,
  wanted: ProgrammeYear,
  actor: Actor,
): Promise<Outcome<null, BeginYearRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await beginYearAct(tx, wanted, now)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    return writeYear(tx, { ...wanted, name: String(act.value.facts.name) }, actor, now)
  })
}
