import type { Context } from '../../database/context.ts'
import { countUp } from '../../database/tally.ts'
import { second } from '../../kernel/clock.ts'
import type { PausedFor, PurchaseRules } from '../purchase-rules.ts'
import type { BuyingPartner } from '../purchases.ts'
import { countsByPartner, keepPauses, type OtpTotals, otpPrefix, otpTotals } from './keep-pauses.ts'
import { type Acquaintance, judgePauses, type Pause } from './otp-breaker.ts'

/** How long who is paused is told to wait: by then the oldest counts may have left the window. */
export const pauseSeconds = 600

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

/** Opens the guard of a purchase room. `onFault` is told when it could not write; what was counted is kept. */
export function openOtpGuard(
  ctx: Context,
  rules: () => PurchaseRules,
  onFault: (fault: unknown) => void,
): OtpGuard {
  let totals: OtpTotals = new Map()
  let fresh = new Map<string, number>()
  let writing = new Map<string, number>()
  let pauses: readonly Pause[] = []
  let kept = ''
  let settling: Promise<void> | undefined

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
    totals = await otpTotals(ctx.db, now)
    judge()
    kept = await keepPauses(ctx, rules(), totals, kept)
  }

  async function settle(): Promise<void> {
    while (settling) await settling
    settling = settleOnce().finally(() => {
      settling = undefined
    })
    return settling
  }

  const timer = setInterval(() => {
    if (!settling) settle().catch(onFault)
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
        const subject = `${otpPrefix}${what}:${partnerId}`
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
