/** A reserve whose turn it may be, as the programme knows the person now. */
export interface Reserve {
  readonly rank: number
  readonly personId: string
  /** left the wave after all, or was taken out of it */
  readonly left: boolean
  readonly barred: boolean
  /** has a card, or a seat, already */
  readonly recipient: boolean
  /** marks the family card */
  readonly family: string
  /** recipients of that family card */
  readonly ofFamily: number
}

export type PassedBecause = 'left' | 'barred' | 'earlier_recipient' | 'family_card_full'

/** What became of a reserve's turn: a seat, or none for good. */
export interface Called {
  readonly rank: number
  readonly personId: string
  readonly passedBecause: PassedBecause | undefined
}

/**
 * Whose turn it is, in the order of the published ranks: the first `seats` of those who may still be recipients. Whoever may not
 * is passed over for good, by the reasons for which a draw strikes out. Ends with the last seat; who comes after keeps the turn.
 */
export function callReserves(
  reserves: readonly Reserve[],
  seats: number,
  maxPerFamilyCard: number,
): readonly Called[] {
  const called: Called[] = []
  const more = new Map<string, number>()
  let left = seats
  for (const reserve of reserves) {
    if (left === 0) break
    const { rank, personId, family } = reserve
    const passedBecause = passed(reserve, reserve.ofFamily + (more.get(family) ?? 0), maxPerFamilyCard)
    called.push({ rank, personId, passedBecause })
    if (passedBecause) continue
    left -= 1
    more.set(family, (more.get(family) ?? 0) + 1)
  }
  return called
}

function passed(reserve: Reserve, ofFamily: number, most: number): PassedBecause | undefined {
  if (reserve.left) return 'left'
  if (reserve.barred) return 'barred'
  if (reserve.recipient) return 'earlier_recipient'
  return ofFamily >= most ? 'family_card_full' : undefined
}
