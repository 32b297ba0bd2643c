import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { countedOf } from '../../database/tally.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day, hour } from '../../kernel/clock.ts'
import { randomCode } from '../../kernel/codes.ts'
import type { PurchaseRules } from '../purchase-rules.ts'
import {
  type Acquaintance,
  acquaintances,
  type GuessCounts,
  judgePauses,
  noGuesses,
  type PauseReason,
} from './otp-breaker.ts'

/** What all processes have counted, by subject: of the last day, and of the last hour. */
export type OtpTotals = ReadonlyMap<string, { readonly total: number; readonly recent: number }>

/** How the subjects of the guard's counts begin. */
export const otpPrefix = 'otp:'

const lockPauses = statement<[]>(
  'purchase/lock-otp-pauses',
  `select pg_advisory_xact_lock(hashtextextended('otp pauses', 0))`,
)

const beginPause = statement<
  [partnerId: number, acquaintance: Acquaintance, because: PauseReason, now: Date],
  'purchase/begin-otp-pause'
>(
  'purchase/begin-otp-pause',
  `
  insert into otp_pause (partner_id, acquaintance, because, began_at) values ($1, $2, $3, $4)
  on conflict (partner_id, acquaintance) where ended_at is null do nothing
  returning pause_id
  `,
)

const endPauses = statement<
  [partnerIds: number[], acquaintances: string[], now: Date],
  'purchase/end-otp-pauses'
>(
  'purchase/end-otp-pauses',
  `
  update otp_pause set ended_at = $3, ended_by = 'system:otp'
  where ended_at is null and not exists (
    select from unnest($1::int[], $2::text[]) as still (partner_id, acquaintance)
    where still.partner_id = otp_pause.partner_id and still.acquaintance = otp_pause.acquaintance
  )
  returning pause_id, partner_id, acquaintance
  `,
)

const openPauses = statement<[], 'purchase/open-otp-pauses', 'pauses'>(
  'purchase/open-otp-pauses',
  'select count(*)::int as pauses from otp_pause where ended_at is null',
)

/** What all processes have counted until now. */
export function otpTotals(db: Queryable, now: Date): Promise<OtpTotals> {
  return countedOf(db, now, otpPrefix, { windowMs: day, recentMs: hour })
}

/**
 * Begins and ends pauses in the database where they differ from what all processes together have counted; the journal
 * tells of each. `before` is what this returned last. Decided anew under a lock: a process that has read the counts before
 * another's were written must not end the pause that those began.
 */
export async function keepPauses(
  ctx: Context,
  rules: PurchaseRules,
  totals: OtpTotals,
  before: string,
): Promise<string> {
  const wanted = judgePauses(countsByPartner(totals, []), rules)
  const { pauses: open } = await one(ctx.db, openPauses, [])
  if (JSON.stringify(wanted) === before && open === wanted.length) return before
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockPauses, [])
    const now = ctx.clock.now()
    const pauses = judgePauses(countsByPartner(await otpTotals(tx, now), []), rules)
    const actor = { actor: 'system:otp', requestId: `otp-${randomCode(12)}` }
    const ended = await rows(tx, endPauses, [
      pauses.map(({ partnerId }) => partnerId),
      pauses.map(({ acquaintance }) => acquaintance),
      now,
    ])
    const journal = ended.map(({ partnerId, acquaintance }) => ({
      event: 'otp_resumed' as const,
      subject: `partner:${partnerId}`,
      facts: { acquaintance },
    }))
    await writeJournal(tx, actor, now, journal)
    for (const { partnerId, acquaintance, because } of pauses) {
      if (!(await first(tx, beginPause, [partnerId, acquaintance, because, now]))) continue
      const row = { event: 'otp_paused' as const, subject: `partner:${partnerId}`, reason: because }
      await writeJournal(tx, actor, now, [{ ...row, facts: { acquaintance } }])
    }
    return JSON.stringify(pauses)
  })
}

/** The counts of each partner: those of all, and those that are not written yet. */
export function countsByPartner(
  totals: OtpTotals,
  unread: readonly ReadonlyMap<string, number>[],
): Map<number, GuessCounts> {
  const subjects = new Set([...totals.keys(), ...unread.flatMap((counted) => [...counted.keys()])])
  const counts = new Map<number, GuessCounts>()
  for (const subject of subjects) {
    const [, what = '', partner] = subject.split(':')
    const added = unread.reduce((sum, counted) => sum + (counted.get(subject) ?? 0), 0)
    const { total, recent } = totals.get(subject) ?? { total: 0, recent: 0 }
    const of = counts.get(Number(partner)) ?? noGuesses
    counts.set(Number(partner), withCount(of, what, total + added, recent + added))
  }
  return counts
}

function withCount(counts: GuessCounts, what: string, total: number, recent: number): GuessCounts {
  if (what === 'paid') return { ...counts, paid: total }
  if (what === 'sent' || what === 'refused') return { ...counts, [what]: recent }
  const acquaintance = acquaintances.find((one) => what === `unresolved ${one}`)
  return acquaintance ? { ...counts, unresolved: { ...counts.unresolved, [acquaintance]: total } } : counts
}
