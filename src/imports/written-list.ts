/** A row of a list of which something is to be said. */
export interface RowToTell {
  readonly line: number
  /** `refused`: nothing of it was taken; `not_joined`: taken, but not into the wave; `doubtful`, `noted`: taken */
  readonly verdict: 'refused' | 'not_joined' | 'doubtful' | 'noted'
  /** a title, or a NIK but for its end */
  readonly who: string
  readonly reasons: readonly string[]
}

/** What came of a list, or what would, counted by rows. */
export interface WrittenList {
  readonly rows: number
  readonly imported: number
  readonly changed: number
  readonly already: number
  readonly refused: number
  readonly doubtful: number
  readonly joined: number
  readonly notJoined: number
  readonly tell: readonly RowToTell[]
}

/** The counts alone, as they are kept. */
export type ListCounts = Omit<WrittenList, 'tell'>
