import { type DeciderRefusal, whoDecides } from '../../approvals/who-decides.ts'
import type { Context } from '../../database/context.ts'
import { assertClock } from '../../database/installation/clock-check.ts'
import { rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { formOfRules } from './draw-rules.ts'
import { lockDrawRow } from './draw-store.ts'
import { canonicalValue, formInWords, type ValueForm } from './value-form-rules.ts'

export type ValueRefusal =
  | DeciderRefusal
  | 'wave_unknown'
  /** the wave is not closed, or its list is not made yet */
  | 'list_missing'
  /** it cannot be known yet; `until` says from when on */
  | 'value_not_known_yet'
  /** two people have entered the same already */
  | 'value_agreed'
  /** whoever entered it first cannot be the second one */
  | 'second_person_needed'
  /** the two entries are not the same: both are void, and both must be entered anew */
  | 'values_differ'
  /** it is not of the form that the rules name; `said` shows that form */
  | 'value_malformed'

const selectEntries = statement<[waveId: number, round: number], 'waves/select-draw-values', 'enteredById'>(
  'waves/select-draw-values',
  'select value, entered_by_id from draw_value where wave_id = $1 and round = $2 order by entry',
)

const insertEntry = statement<
  [waveId: number, round: number, entry: number, value: string, by: string, now: Date]
>(
  'waves/insert-draw-value',
  `
  insert into draw_value (wave_id, round, entry, value, entered_by, entered_at)
  values ($1, $2, $3, $4, $5, $6)
  `,
)

const setValue = statement<[waveId: number, value: string]>(
  'waves/set-draw-value',
  'update draw set public_value = $2 where wave_id = $1 and public_value is null',
)

const nextRound = statement<[waveId: number]>(
  'waves/next-draw-value-round',
  'update draw set value_round = value_round + 1 where wave_id = $1 and public_value is null',
)

/**
 * Enters the public value, as it was published: brought to the one text that the form of the rules allows, so that nobody
 * chooses among ways of writing it. Two people must enter the same, each by themselves; the first one's
 * entry is shown to nobody before. The database holds it: the value of a draw refers to two entries, of two people.
 */
export async function enterPublicValue(
  ctx: Context,
  waveId: number,
  typed: string,
  actor: Actor,
): Promise<Outcome<{ agreed: boolean }, ValueRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const draw = await lockDrawRow(tx, waveId)
    if (!draw) return refuse('wave_unknown')
    if (draw.listRoot === undefined || draw.status === 'cancelled') return refuse('list_missing')
    if (draw.publicValue !== undefined) return refuse('value_agreed')
    const form = formOfRules(draw.rules)
    const value = form ? canonicalValue(form, typed) : freeValue(typed)
    if (value === undefined) return refuse('value_malformed', form && { said: saidOf(form) })
    const now = ctx.clock.now()
    if (now < draw.valueFrom!) return refuse('value_not_known_yet', { until: draw.valueFrom! })
    const one = await whoDecides(tx, actor, now)
    if (!one.ok) return one
    const round = draw.valueRound!
    const [entered] = await rows(tx, selectEntries, [waveId, round])
    if (entered?.enteredById === one.value.staffId) return refuse('second_person_needed')
    await touched(tx, insertEntry, [waveId, round, entered ? 2 : 1, value, actor.actor, now])
    const subject = `wave:${waveId}`
    const event = !entered
      ? 'draw_value_entered'
      : entered.value === value
        ? 'draw_value_agreed'
        : 'draw_values_differ'
    await writeJournal(tx, actor, now, [{ event, subject, facts: entered ? { round, value } : { round } }])
    if (!entered) return done({ agreed: false })
    if (entered.value === value) {
      await touched(tx, setValue, [waveId, value])
      return done({ agreed: true })
    }
    await touched(tx, nextRound, [waveId])
    return refuse('values_differ')
  })
}

/** Of rules that name no form: any text, its blanks single. */
function freeValue(typed: string): string | undefined {
  const value = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  return value === '' || value.length > 200 ? undefined : value
}

function saidOf(form: ValueForm) {
  return {
    id: `Nilai publik undian ini ditulis sebagai ${formInWords(form, 'id')}. Salin lagi dari sumbernya.`,
    en: `The public value of this draw is written as ${formInWords(form, 'en')}. Copy it again from its source.`,
  }
}
