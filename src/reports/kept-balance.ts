import { performance } from 'node:perf_hooks'
import type { Context } from '../database/context.ts'
import { type TrialBalance, trialBalance } from '../ledger/trial-balance.ts'

/** The trial balance as it was summed at an instant. */
export interface KeptBalance {
  readonly at: Date
  readonly balance: TrialBalance
}

interface Kept {
  readonly sum: Promise<KeptBalance>
  /** milliseconds of the machine until when it is told again */
  until: number
}

const kept = new WeakMap<Context['db'], Kept>()

/**
 * The trial balance for pages that people look at again and again: summed again only after sixty times as long as the last
 * sum took, and once however many ask at the same time. So it is never older than a minute for each second of summing.
 */
export function keptBalance({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<KeptBalance> {
  const before = performance.now()
  const found = kept.get(db)
  if (found && before < found.until) return found.sum
  const at = clock.now()
  const made: Kept = {
    until: Number.POSITIVE_INFINITY,
    sum: trialBalance(db).then(
      (balance) => {
        const after = performance.now()
        made.until = after + 60 * (after - before)
        return { at, balance }
      },
      (error) => {
        kept.delete(db)
        throw error
      },
    ),
  }
  kept.set(db, made)
  return made.sum
}
