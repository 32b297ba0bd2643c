import type { Context } from '../../database/context.ts'
import { assertClock } from '../../database/installation/clock-check.ts'
import { statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type DrawRules, drawFormat, drawRulesSchema, rulesText, seatsFromShares } from './draw-rules.ts'
import { lockDrawRow } from './draw-store.ts'
import { commitmentOf } from './seed.ts'
import type { ValueForm } from './value-form-rules.ts'

/** What an operator decides of a draw; the rest of its rules is known of the wave. */
export interface DrawTerms {
  readonly reserves: number
  /** the first that fits is an applicant's group; the last one names no occupations and takes everybody else */
  readonly groups: DrawRules['priority_groups']
  /** hundredths of a percent of the quota, by province (the first two digits of a region code) */
  readonly provinceShares: ReadonlyMap<string, number>
  readonly publicValue: { readonly name: string; readonly knownFrom: Date; readonly form: ValueForm }
}

export type CommitRefusal =
  | 'wave_unknown'
  /** the wave has recipients that were imported: it is not drawn */
  | 'wave_has_recipients'
  /** the list is closed for good, or the wave is past it */
  | 'draw_begun'
  /** the wave is open already: only another public value may be named now */
  | 'rules_differ'
  /** the public value would be known already */
  | 'value_already_known'
  | 'rules_malformed'

const upsertDraw = statement<
  [waveId: number, rules: string, valueName: string, valueFrom: Date, now: Date, by: string]
>(
  'waves/upsert-draw',
  `
  insert into draw (wave_id, rules, commitment, value_name, value_from, committed_at, committed_by)
  values ($1, $2, sha256(convert_to($2, 'UTF8')), $3, $4, $5, $6)
  on conflict (wave_id) do update set
    rules = excluded.rules, commitment = excluded.commitment, value_name = excluded.value_name,
    value_from = excluded.value_from, committed_at = excluded.committed_at, committed_by = excluded.committed_by
  where draw.listed_at is null
  `,
)

/**
 * Writes down the rules of a wave's draw, before it is opened, and their commitment (the SHA-256 of rules.json). While
 * the wave is planned they may be written anew; once it is open only another public value may be named, before the
 * list is closed and before that value is known.
 */
export async function commitDraw(
  ctx: Context,
  waveId: number,
  terms: DrawTerms,
  actor: Actor,
): Promise<Outcome<{ commitment: string; rules: DrawRules }, CommitRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const wave = await lockDrawRow(tx, waveId)
    if (!wave) return refuse('wave_unknown')
    if (wave.recipients) return refuse('wave_has_recipients')
    if (!['planned', 'open', 'closed'].includes(wave.status) || wave.listedAt) return refuse('draw_begun')
    const now = ctx.clock.now()
    if (terms.publicValue.knownFrom <= now) return refuse('value_already_known')
    const read = drawRulesSchema.safeParse({
      format: drawFormat,
      programme_year: wave.year,
      wave: wave.number,
      quota: wave.quota,
      reserves: terms.reserves,
      priority_groups: terms.groups,
      province_seats: seatsFromShares(wave.quota, terms.provinceShares),
      public_value: {
        name: terms.publicValue.name,
        known_from: terms.publicValue.knownFrom.toISOString(),
        form: terms.publicValue.form,
      },
    })
    if (!read.success) return refuse('rules_malformed')
    const rules = read.data
    if (wave.status !== 'planned' && !sameButForTheValue(rules, wave.rules)) return refuse('rules_differ')
    const text = rulesText(rules)
    const { name, form } = rules.public_value
    await touched(tx, upsertDraw, [waveId, text, name, terms.publicValue.knownFrom, now, actor.actor])
    const commitment = commitmentOf(text)
    const facts = { commitment, value: name, ...(form && { form }), value_from: terms.publicValue.knownFrom }
    await writeJournal(tx, actor, now, [{ event: 'draw_committed', subject: `wave:${waveId}`, facts }])
    return done({ commitment, rules })
  })
}

function sameButForTheValue(rules: DrawRules, before: string | undefined): boolean {
  if (before === undefined) return false
  const committed = drawRulesSchema.parse(JSON.parse(before))
  return rulesText({ ...rules, public_value: committed.public_value }) === before
}
