import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, statement } from '../../database/sql.ts'
import { countedOf, countUp } from '../../database/tally.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day, hour } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Acquaintance, PauseReason } from './otp-breaker.ts'

/** A pause of OTPs; `partner` is undefined where it is for all. */
export interface OtpPause {
  readonly pauseId: string
  readonly partner: string | undefined
  readonly acquaintance: Acquaintance
  readonly because: PauseReason
  readonly beganAt: Date
  readonly endedAt: Date | undefined
  readonly endedBy: string | undefined
}

const selectPauses = statement<[openOnly: boolean, limit: number], 'purchase/select-otp-pauses'>(
  'purchase/select-otp-pauses',
  `
  select pause_id, partner.name as partner, acquaintance, because, began_at, ended_at, ended_by
  from otp_pause
  left join partner using (partner_id)
  where ended_at is null or not $1
  order by pause_id desc
  limit $2
  `,
)

const endPause = statement<[pauseId: string, now: Date, actor: string], 'purchase/end-otp-pause'>(
  'purchase/end-otp-pause',
  `
  update otp_pause set ended_at = $2, ended_by = $3
  where pause_id = $1 and ended_at is null
  returning partner_id, acquaintance, because
  `,
)

/** The pauses of OTPs, the newest first: open ones, or all; so many at most. */
export function listOtpPauses(db: Queryable, openOnly: boolean, limit = 100): Promise<OtpPause[]> {
  return rows(db, selectPauses, [openOnly, limit])
}

/**
 * Ends a pause before its counts have left their windows: what was counted so far is set aside, what comes counts anew.
 * For an operator who knows what the wrong codes were; processes follow within seconds.
 */
export async function resumeOtps(
  ctx: Context,
  pauseId: string,
  by: Actor & { readonly reason: string },
): Promise<Outcome<undefined, 'pause_unknown'>> {
  const now = ctx.clock.now()
  return inTransaction(ctx.db, async (tx) => {
    const ended = await first(tx, endPause, [pauseId, now, by.actor])
    if (!ended) return refuse('pause_unknown')
    const what = ended.because === 'cards_probed' ? 'refused' : `unresolved ${ended.acquaintance}`
    const counted = await countedOf(tx, now, `otp:${what}:`, { windowMs: day, recentMs: hour })
    const aside = new Map<string, number>()
    for (const [subject, { total, recent }] of counted) {
      const count = what === 'refused' ? recent : total
      const own = ended.partnerId === 0 || subject.endsWith(`:${ended.partnerId}`)
      if (own && count > 0) aside.set(subject, -count)
    }
    await countUp(tx, now, aside)
    const row = { event: 'otp_resumed' as const, subject: `partner:${ended.partnerId}`, reason: by.reason }
    await writeJournal(tx, by, now, [{ ...row, facts: { acquaintance: ended.acquaintance } }])
    return done(undefined)
  })
}
