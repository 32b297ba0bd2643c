import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { readRules, ruleRefusals } from './rule-conflicts.ts'
import { compareRules } from './rule-values.ts'
import { type YearRules, yearRulesSchema } from './year-rules.ts'

/** Why the rules of a year stand; begun: a wave was opened, or has recipients or committed rules. */
export const yearRefusals = refusalWords({
  id: {
    year_unknown: 'Tahun program itu tidak ada. Buat dulu: bekal year create.',
    year_taken: 'Tahun program itu sudah ada. Pilih tahun lain.',
    year_past: 'Tahun itu sudah lewat, atau terlalu jauh. Pilih tahun ini atau sepuluh tahun ke depan.',
    year_unnamed: 'Namanya kosong atau lebih dari 80 huruf. Tulis nama seperti dibaca orang.',
    rules_same: 'Aturannya sama dengan yang sudah berlaku. Ubah paling sedikit satu aturan.',
    year_begun:
      'Tahun program itu sudah berjalan: aturannya tidak berubah lagi. Ubah aturan tahun yang akan datang.',
  },
  en: {
    year_unknown: 'There is no such programme year. Begin one first: bekal year create.',
    year_taken: 'There is a programme year of this number already. Choose another year.',
    year_past: 'That year has passed, or lies too far ahead. Choose this year or one of the next ten.',
    year_unnamed: 'The name is empty or has more than 80 letters. Write it as people read it.',
    rules_same: 'These are the rules that stand already. Change one of them at least.',
    year_begun: 'That programme year has begun: its rules stand. Change those of a year to come.',
  },
  also: [ruleRefusals],
})
export type YearRefusal = ReasonOf<typeof yearRefusals>
export type ChangeYearRefusal = Exclude<YearRefusal, 'year_taken' | 'year_past' | 'year_unnamed'>

const yearNow = `
  select exists (
    select from wave
    where wave.year = programme_year.year and (
      wave.status not in ('planned', 'cancelled') or wave.opened_at is not null
      or exists (select from recipient where recipient.wave_id = wave.wave_id)
      or exists (select from draw where draw.wave_id = wave.wave_id)
    )
  ) as begun, rules
  from programme_year
  where year = $1
`

const selectYear = statement<[year: number], 'years/select-year', 'begun'>('years/select-year', yearNow)

const lockYear = statement<[year: number], 'years/lock-year', 'begun'>(
  'years/lock-year',
  `${yearNow} for no key update`,
)

const updateRules = statement<[year: number, rules: string]>(
  'years/update-year-rules',
  'update programme_year set rules = $2::jsonb where year = $1',
)

/** Whether a wave of a year was opened, imported or committed to, so that its rules stand. */
export async function yearBegun(db: Queryable, year: number): Promise<boolean> {
  return (await first(db, selectYear, [year]))?.begun ?? false
}

/** What two people approve: that a year has these rules, all of them, none of which contradicts another. */
export async function changeYearAct(
  db: Queryable,
  year: number,
  rules: YearRules,
  now: Date,
): Promise<Outcome<TwoPersonAct, ChangeYearRefusal>> {
  const found = await first(db, lockYear, [year])
  if (!found) return refuse('year_unknown')
  if (found.begun) return refuse('year_begun')
  const read = readRules(year, rules, now)
  if (!read.ok) return read
  const standing = yearRulesSchema.parse(found.rules)
  if (compareRules(standing, read.value).every(({ differs }) => !differs)) return refuse('rules_same')
  return done({ act: 'change_year_rules', subject: `year:${year}`, facts: { rules: read.value } })
}

/** Changes the rules of a year that has not begun, once two people have approved it. */
export async function changeYear(
  ctx: Context,
  year: number,
  rules: YearRules,
  actor: Actor,
): Promise<Outcome<null, ChangeYearRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await changeYearAct(tx, year, rules, now)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    await touched(tx, updateRules, [year, JSON.stringify(act.value.facts.rules)])
    await writeJournal(tx, actor, now, [
      { event: 'year_changed', subject: `year:${year}`, facts: act.value.facts },
    ])
    return done(null)
  })
}
