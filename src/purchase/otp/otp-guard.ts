import type { Context } from '../../database/context.ts'
import { first, rows, statement } from '../../database/sql.ts'
import { countedOf, countUp } from '../../database/tally.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day, hour, second } from '../../kernel/clock.ts'
import { randomCode } from '../../kernel/codes.ts'
import type { PausedFor, PurchaseRules } from '../purchase-rules.ts'
import type { BuyingPartner } from '../purchases.ts'
import {
  type Acquaintance,
  acquaintances,
  type GuessCounts,
  judgePauses,
  noGuesses,
  type Pause,
  type PauseReason,
} from './otp-breaker.ts'

/** How long who is paused is told to wait: by then the oldest counts may have left the window. */
export const pauseSeconds = 600

const prefix = 'otp:'

/** What one batch tells of a partner. */
type Counted = Readonly<Partial<Record<'sent' | 'refused' | 'paid' | `unresolved ${Acquaintance}`, number>>>

/**
 * Counts guesses in the database, for all processes, and knows who is paused. It adds once a second what this process has
 * seen, so that no purchase waits for it and no row is touched by every purchase; what this process saw counts at once.
 */
export interface OtpGuard {
  pausedFor(partner: BuyingPartner): PausedFor
  count(partner: BuyingPartner, counted: Counted): void
  /** writes what was counted, reads what all have, and begins or ends pauses; the guard does it by itself each second */
  settle(): Promise<void>
  close(): Promise<void>
}

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

/** Opens the guard of a purchase room. `onFault` is told when it could not write; what was counted is kept. */
export function openOtpGuard(
  ctx: Context,
  rules: () => PurchaseRules,
  onFault: (fault: unknown) => void,
): OtpGuard {
  let totals = new Map<string, { readonly total: number; readonly recent: number }>()
  let fresh = new Map<string, number>()
  let writing = new Map<string, number>()
  let pauses: readonly Pause[] = []
  let known = ''
  let settling: Promise<void> | undefined
  let readAt = Number.NEGATIVE_INFINITY

  function judge(): void {
    pauses = judgePauses(countsByPartner(totals, [writing, fresh]), rules())
  }

  async function settleOnce(): Promise<void> {
    writing = fresh
    fresh = new Map()
    const now = ctx.clock.now()
    try {
      await countUp(ctx.db, now, writing)
    } catch (fault) {
      for (const [subject, count] of writing) fresh.set(subject, (fresh.get(subject) ?? 0) + count)
      throw fault
    } finally {
      writing = new Map()
    }
    totals = new Map(await countedOf(ctx.db, now, prefix, { windowMs: day, recentMs: hour }))
    judge()
    await keepPauses(now)
  }

  /** Begins and ends pauses in the database when they differ from what was written last; the journal tells of each. */
  async function keepPauses(now: Date): Promise<void> {
    const state = JSON.stringify(pauses)
    if (state === known && (pauses.length > 0 || (await first(ctx.db, openPauses, []))?.pauses === 0)) return
    await inTransaction(ctx.db, async (tx) => {
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
    })
    known = state
  }

  async function settle(): Promise<void> {
    while (settling) await settling
    settling = settleOnce().finally(() => {
      settling = undefined
    })
    return settling
  }

  const timer = setInterval(() => {
    const now = performance.now()
    // With nothing to write the others' counts are read less often.
    if (settling || (fresh.size === 0 && now - readAt < 5 * second)) return
    readAt = now
    settle().catch(onFault)
  }, second)
  timer.unref()

  return {
    pausedFor({ partnerId, sandbox }) {
      if (sandbox || pauses.length === 0) return nobody
      const isPaused = (acquaintance: Acquaintance) =>
        pauses.some(
          (pause) =>
            pause.acquaintance === acquaintance && (pause.partnerId === partnerId || pause.partnerId === 0),
        )
      return { new: isPaused('new'), known: isPaused('known') }
    },
    count({ partnerId, sandbox }, counted) {
      if (sandbox) return
      let guessed = false
      for (const [what, count] of Object.entries(counted)) {
        if (count === 0) continue
        const subject = `${prefix}${what}:${partnerId}`
        fresh.set(subject, (fresh.get(subject) ?? 0) + count)
        guessed ||= what !== 'sent' && what !== 'paid'
      }
      if (guessed) judge()
    },
    settle,
    async close() {
      clearInterval(timer)
      await settle().catch(onFault)
    },
  }
}

const nobody: PausedFor = { new: false, known: false }

function countsByPartner(
  totals: ReadonlyMap<string, { readonly total: number; readonly recent: number }>,
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
