import type pg from 'pg'
import type { CardTerms } from '../card/issue-cards.ts'
import type { Context } from '../database/context.ts'
import { one, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { endOfTerm } from '../kernel/wib.ts'
import { beginGrant, type GrantRefusal } from '../waves/grant-cards.ts'
import { readWave } from '../waves/waves.ts'
import { usableBefore } from '../years/year-rules.ts'
import { yearRules } from '../years/years.ts'
import { giveCards, issuing } from './give-cards.ts'

export interface NotifyOptions {
  readonly actor: Actor
  /** where holders are sent to, in the message: the portal's address */
  readonly link: string
  /** cards that only sandbox partners may charge */
  readonly sandbox?: boolean
  readonly onProgress?: (progress: { readonly notified: number; readonly total: number }) => void
  /** recipients in one transaction */
  readonly chunk?: number
}

export interface WaveNotified {
  /** recipients that got their card in this run */
  readonly notified: number
  /** recipients that had been notified before it */
  readonly before: number
  /** first instant at which a first purchase is too late, for those of this run */
  readonly firstPurchaseBefore: Date
}

/** Two runs side by side share the work instead of doing it twice. */
const takeSelected = statement<[waveId: number, count: number], 'recipients/take-selected'>(
  'recipients/take-selected',
  `
  select person_id, name, phone, email, born_on, education
  from recipient
  join person using (person_id)
  where wave_id = $1 and recipient.status = 'selected'
  order by person_id
  limit $2
  for no key update of recipient skip locked
  `,
)

const countSelected = statement<[waveId: number], 'recipients/count-selected', 'selected' | 'notified'>(
  'recipients/count-selected',
  `
  select
    count(*) filter (where status = 'selected')::int as selected,
    count(notified_at)::int as notified
  from recipient
  where wave_id = $1
  `,
)

const markWaveNotified = statement<[waveId: number, now: Date]>(
  'recipients/mark-wave-notified',
  `
  update wave
  set status = 'notified', notified_at = $2
  where wave_id = $1 and status <> 'notified'
    and not exists (select from recipient where recipient.wave_id = wave.wave_id and status = 'selected')
  `,
)

/**
 * Tells all chosen recipients of a wave: card, number, grant and deadline, with an SMS and an email each. The term
 * is counted from the instant at which this run began, so all of a run have one calendar date. Each chunk is one
 * transaction; a run that broke off is continued by running it again, and nobody gets two cards or two messages. Two people
 * have approved it before ({@link beginGrant}).
 */
export async function notifyWave(
  ctx: Context,
  waveId: number,
  options: NotifyOptions,
): Promise<Outcome<WaveNotified, GrantRefusal | 'year_over'>> {
  const wave = await readWave(ctx.db, waveId)
  if (!wave) return refuse('wave_unknown')
  const rules = await yearRules(ctx.db, wave.year)
  const now = ctx.clock.now()
  const terms: CardTerms = {
    year: wave.year,
    waveId,
    grantRupiah: rules.grantRupiah,
    notifiedAt: now,
    firstPurchaseBefore: endOfTerm(now, rules.firstPurchaseWithinDays),
    usableBefore: usableBefore(rules),
    sandbox: options.sandbox ?? false,
  }
  const before = await one(ctx.db, countSelected, [waveId])
  // Nobody is given a card whose term ends after the year's money does.
  if (before.selected > 0 && terms.firstPurchaseBefore > terms.usableBefore) return refuse('year_over')
  const begun = await inTransaction(ctx.db, (tx) => beginGrant(tx, waveId, options.actor, now))
  if (!begun.ok) return begun
  let notified = 0
  for (;;) {
    const taken = await issuing(ctx, (tx) => notifySome(tx, ctx, terms, options))
    if (taken === 0) break
    notified += taken
    options.onProgress?.({ notified, total: before.selected })
  }
  await inTransaction(ctx.db, async (tx) => {
    if ((await touched(tx, markWaveNotified, [waveId, now])) === 0) return
    await writeJournal(tx, options.actor, now, [{ event: 'wave_notified', subject: `wave:${waveId}` }])
  })
  return done({ notified, before: before.notified, firstPurchaseBefore: terms.firstPurchaseBefore })
}

async function notifySome(
  tx: pg.PoolClient,
  ctx: Context,
  terms: CardTerms,
  { actor, link, chunk = 5000 }: NotifyOptions,
): Promise<number> {
  const selected = await rows(tx, takeSelected, [terms.waveId, chunk])
  if (selected.length === 0) return 0
  const rules = await yearRules(ctx.db, terms.year)
  await giveCards(tx, ctx, selected, { terms, rules, actor, template: 'designation', link })
  return selected.length
}
