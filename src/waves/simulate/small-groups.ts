/** Fewer people than this are told of by no number. */
export const fewest = 5

/** How many of a group of applicants have a seat under both rules, under one of them alone, or under none. */
export interface Seated {
  readonly kept: number
  readonly gained: number
  readonly lost: number
  readonly neither: number
}

/** A group of applicants, named by what they share. */
export interface Group extends Seated {
  /** undefined: of several groups that are too small to be told apart */
  readonly name: string | undefined
}

const parts = ['kept', 'gained', 'lost', 'neither'] as const

/** Whether a group tells of some, and of fewer than {@link fewest}. */
export function tellsOfFew(group: Seated): boolean {
  return parts.some((part) => group[part] > 0 && group[part] < fewest)
}

/** Two groups as one. */
export function together(one: Seated, other: Seated): Seated {
  return {
    kept: one.kept + other.kept,
    gained: one.gained + other.gained,
    lost: one.lost + other.lost,
    neither: one.neither + other.neither,
  }
}

/**
 * Merges groups that tell of few people with each other, and with the next smallest ones, until nothing tells of few. All
 * other columns of a table are sums of the four parts, and what is merged is shown as one row, so nothing can be taken from
 * the total that is not shown anyway. None where all of them together tell of few.
 */
export function withoutFew(groups: readonly Group[]): readonly Group[] {
  if (!groups.some(tellsOfFew)) return groups
  const bySize = [...groups].sort((one, other) => sizeOf(one) - sizeOf(other))
  const merged = new Set(bySize.filter(tellsOfFew))
  for (const next of bySize) {
    const sum = [...merged].reduce<Seated>(together, { kept: 0, gained: 0, lost: 0, neither: 0 })
    if (merged.size > 1 && !tellsOfFew(sum))
      return [...groups.filter((group) => !merged.has(group)), { name: undefined, ...sum }]
    merged.add(next)
  }
  const all = groups.reduce<Seated>(together, { kept: 0, gained: 0, lost: 0, neither: 0 })
  return tellsOfFew(all) ? [] : [{ name: undefined, ...all }]
}

/** How many people a group has. */
export function sizeOf({ kept, gained, lost, neither }: Seated): number {
  return kept + gained + lost + neither
}
