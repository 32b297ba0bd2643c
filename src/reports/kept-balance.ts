import type { Context } from '../database/context.ts'
import { type TrialBalance, trialBalance } from '../ledger/trial-balance.ts'
import { keptFigures } from './kept-figures.ts'

/** The trial balance as it was summed at an instant. */
export interface KeptBalance {
  readonly at: Date
  readonly balance: TrialBalance
}

/** The trial balance for pages that people look at again and again, as {@link keptFigures} keeps it. */
export async function keptBalance(ctx: Pick<Context, 'db' | 'clock'>): Promise<KeptBalance> {
  const { at, value } = await keptFigures(ctx, { key: 'trial balance', count: () => trialBalance(ctx.db) })
  return { at, balance: value }
}
