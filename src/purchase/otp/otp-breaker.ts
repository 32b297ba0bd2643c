import type { PurchaseRules } from '../purchase-rules.ts'

/** Whether an account has paid with the card before: such a pair is no stranger's guess. */
export type Acquaintance = 'new' | 'known'
export const acquaintances = ['new', 'known'] as const satisfies readonly Acquaintance[]

export type PauseReason = 'codes_guessed' | 'cards_probed'

/** What the breaker counts of a partner, over the last day and the last hour. */
export interface GuessCounts {
  /** wrong codes of purchases that were not paid afterwards, of the last day */
  readonly unresolved: Readonly<Record<Acquaintance, number>>
  /** purchases paid in the last day */
  readonly paid: number
  /** OTPs sent in the last hour */
  readonly sent: number
  /** cards that were refused to accounts their holders have not paid through, in the last hour */
  readonly refused: number
}

/** Who has to wait, and why: for one partner, or for all of them (partner 0). */
export interface Pause {
  readonly partnerId: number
  readonly acquaintance: Acquaintance
  readonly because: PauseReason
}

export const noGuesses: GuessCounts = { unresolved: { new: 0, known: 0 }, paid: 0, sent: 0, refused: 0 }

/**
 * What has to pause. A code that somebody types wrong and then right was the holder's; what is counted are wrong codes that
 * no payment followed. A partner has a floor and a share of what is paid through it, so that the guessing at one of them
 * stops that one first; all together have what keeps the expected number of guessed codes a day below 0.01
 * (year-rules.ts refuses looser rules). Cards that are refused without the holder's consent are counted alike, by the hour.
 */
export function judgePauses(counts: ReadonlyMap<number, GuessCounts>, { otp }: PurchaseRules): Pause[] {
  const pauses: Pause[] = []
  for (const acquaintance of acquaintances) {
    let all = 0
    for (const [partnerId, { unresolved, paid }] of counts) {
      const own = Math.max(0, unresolved[acquaintance])
      all += own
      const most = Math.max(otp.unresolvedPerPartnerPerDay, (paid * otp.unresolvedPercentOfPaid) / 100)
      if (own >= most) pauses.push({ partnerId, acquaintance, because: 'codes_guessed' })
    }
    if (all >= otp.unresolvedPerDay[acquaintance])
      pauses.push({ partnerId: 0, acquaintance, because: 'codes_guessed' })
  }
  for (const [partnerId, { sent, refused }] of counts) {
    const most = Math.max(otp.refusedPerPartnerPerHour, (sent * otp.refusedPercentOfSent) / 100)
    const paused = pauses.some((pause) => pause.partnerId === partnerId && pause.acquaintance === 'new')
    if (refused >= most && !paused) pauses.push({ partnerId, acquaintance: 'new', because: 'cards_probed' })
  }
  return pauses
}
